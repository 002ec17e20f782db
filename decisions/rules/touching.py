"""Whom a question touches most, where these decide it: who names them, who asks to be in."""

from django.utils.translation import gettext as _

from decisions.models import Decision, Stage, Touched, TouchedState, Who
from decisions.rules.writing import looks_after
from networks.rules import Standing
from solidarity.people.models import Person

BEFORE = (Stage.DRAFT, Stage.DISCUSSION)
IN = (TouchedState.NAMED, TouchedState.TAKEN_IN)


def why_not_of_touched(decision: Decision) -> str:
    """Why nobody is named or asks any more; "" while one can."""
    if decision.who != Who.AFFECTED:
        return _("This question is not decided by those whom it touches most.")
    if decision.stage not in BEFORE:
        return _("Who decides was settled when it was opened. You can challenge that.")
    return ""


def why_not_name(decision: Decision, by: Person, standing: Standing) -> str:
    """Why `by` may not say whom it touches; "" when she may."""
    if not looks_after(decision, by, standing):
        return _("Whoever brought it in, and the stewards, name those whom it touches.")
    return why_not_of_touched(decision)


def why_not_ask_in(decision: Decision, standing: Standing, own: Touched | None) -> str:
    """Why she may not ask to be among those who decide; "" when she may."""
    if reason := why_not_of_touched(decision):
        return reason
    if decision.stage == Stage.DRAFT:
        return _("It is a draft still.")
    if standing.is_paused:
        return _("You are paused here: you read, but ask for nothing for now.")
    if own is None:
        return ""
    if own.state in IN:
        return _("You are among those who decide.")
    return _("You have asked already.")


def why_not_answer_in(decision: Decision, touched: Touched, by: Person, standing: Standing) -> str:
    """Why `by` may not answer somebody who asked; "" when she may."""
    if touched.person_id == by.pk:
        return _("Somebody else answers what you asked.")
    if touched.state != TouchedState.ASKED:
        return _("This has been answered.")
    return why_not_name(decision, by, standing)
