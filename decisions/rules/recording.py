"""Who takes down what was decided in a room, and what must be so for it."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from decisions.models import Decision, Stage, Who
from decisions.names import AMONG_OPTIONS
from decisions.rules.writing import looks_after
from networks.rules import Standing
from solidarity.people.models import Person

OF_PEOPLE = (Who.PEOPLE, Who.CIRCLE, Who.AFFECTED)
BEFORE = (Stage.DRAFT, Stage.DISCUSSION)
MOST_THERE = 10_000


def why_not_record(decision: Decision, by: Person, standing: Standing) -> str:
    """Why `by` may not record that it was decided in a room; "" when she may."""
    if not looks_after(decision, by, standing):
        return _("Whoever brought it in, and the stewards, record what a room decided.")
    if decision.stage not in BEFORE:
        return _("Positions are taken here, or it is over: a room is recorded before that.")
    if not decision.versions.exists():
        return _("Write first what was decided on.")
    return _why_not_in_a_room(decision)


def _why_not_in_a_room(decision: Decision) -> str:
    if decision.is_secret:
        return _("A secret ballot is cast here. In a room, hands are counted.")
    if decision.who not in OF_PEOPLE or decision.voices != "one_each":
        return _("In a room people are counted, with one voice each. Networks decide here.")
    if decision.effect:
        return _("What sets something in motion here is decided here.")
    if decision.method["name"] in AMONG_OPTIONS and decision.method["name"] != "approval":
        return _("This method wants to know of each person what she chose, not only numbers.")
    if decision.method.get("fallback"):
        return _("Choose the method that you used in the room, without another after it.")
    return ""


def why_not_these_numbers(
    numbers: Mapping[str, int], *, there: int, is_approval: bool, met_at: datetime, at: datetime
) -> str:
    """Why this cannot be what happened; "" when it can. there: how many were in the room."""
    if met_at > at:
        return _("That is yet to come. A room is recorded after it has decided.")
    if not there or there > MOST_THERE:
        return _("Say who was there.")
    many = max(numbers.values(), default=0) if is_approval else sum(numbers.values())
    if many > there:
        return _("More took a position than were there. Look at the numbers again.")
    return ""
