"""Circles of a body: stewards make them, and say who is in them; each act stands in the log."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from decisions.models import Circle, CircleMember
from decisions.notices import circles as notices
from decisions.queries.circles import circle_words
from decisions.rules.circles import (
    why_not_add,
    why_not_change_circle,
    why_not_end,
    why_not_keep_circles,
)
from networks.actions.log import log
from networks.models import Network, Verb
from networks.rules import standing_of
from solidarity.base.limits import SAVING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.stale import refuse_if_stale
from solidarity.people.models import Person


@transaction.atomic
def make_circle(slug: str, *, by: Person, name: str, purpose: str, at: datetime) -> Circle:
    """Begin a circle, with nobody in it yet; raises Refused."""
    network = Network.objects.visible_to(by).locked().get(slug=slug)
    refuse_if(why_not_keep_circles(standing_of(by, network, at=at)))
    _refuse_same_name(network, name)
    circle = Circle.objects.create(network=network, name=name, purpose=purpose)
    _log(circle, by=by, at=at, words=_("Circle “%(circle)s”: begun"))
    return circle


def _refuse_same_name(network: Network, name: str, *, but: int = 0) -> None:
    same = Circle.objects.filter(network=network, name__iexact=name, ended_at=None)
    if same.exclude(pk=but).exists():
        raise Refused(_("There is a circle of this name already."))


def _held(circle_id: int, *, by: Person, at: datetime) -> Circle:
    """The circle, its network held: who is in it does not change under somebody's hands."""
    network = Network.objects.visible_to(by).locked().get(circles=circle_id)
    circle: Circle = Circle.objects.get(pk=circle_id)
    circle.network = network
    refuse_if(why_not_change_circle(standing_of(by, network, at=at), circle))
    return circle


@transaction.atomic
def change_circle(
    circle_id: int, *, by: Person, name: str, purpose: str, seen: str, at: datetime
) -> Circle:
    """Give it another name or purpose; raises Refused, and Stale."""
    circle = _held(circle_id, by=by, at=at)
    saved = circle_words(circle)
    refuse_if_stale(saved, seen=seen)
    if saved == {"name": name, "purpose": purpose}:
        return circle
    _refuse_same_name(circle.network, name, but=circle.pk)
    circle.name, circle.purpose = name, purpose
    circle.save(update_fields=["name", "purpose"])
    _log(circle, by=by, at=at, words=_("Circle “%(circle)s”: name or purpose"))
    return circle


def add_to_circle(circle_id: int, *, by: Person, handle: str, at: datetime) -> CircleMember:
    """Put somebody into it, who is told; questions that are open already stay as they are."""
    count_against(SAVING, what="circle", who=str(by.pk), at=at)
    with transaction.atomic():
        circle = _held(circle_id, by=by, at=at)
        person = Person.objects.here().filter(handle=handle).first()
        belongs = person is not None and standing_of(person, circle.network, at=at).belongs
        number = circle.members.count()
        refuse_if(why_not_add(circle, person, belongs=belongs, number=number))
        assert person is not None  # noqa: S101 the rule has said so
        member = CircleMember.objects.create(circle=circle, person=person, since=at.date())
        words = _("Circle “%(circle)s”: in it now: %(person)s")
        _log(circle, by=by, at=at, words=words, whom=person)
        notices.added(member, at=at)
    return member


@transaction.atomic
def take_out_of_circle(circle_id: int, *, by: Person, handle: str, at: datetime) -> None:
    """Take somebody out of it, or leave it oneself; raises Refused."""
    if by.handle == handle:
        circle: Circle = Circle.objects.select_related("network").get(pk=circle_id)
    else:
        circle = _held(circle_id, by=by, at=at)
    held = circle.members.filter(person__handle=handle).select_related("person").first()
    if held is None:
        return
    words = _("Circle “%(circle)s”: no more in it: %(person)s")
    _log(circle, by=by, at=at, words=words, whom=held.person)
    if held.person != by:
        notices.taken_out(held, at=at)
    held.delete()


@transaction.atomic
def end_circle(circle_id: int, *, by: Person, at: datetime) -> Circle:
    """End it: nothing new is given to it to decide; what it decided stays."""
    circle = _held(circle_id, by=by, at=at)
    refuse_if(why_not_end(circle))
    circle.ended_at = at
    circle.save(update_fields=["ended_at"])
    _log(circle, by=by, at=at, words=_("Circle “%(circle)s”: ended"))
    return circle


def _log(
    circle: Circle, *, by: Person, at: datetime, words: str, whom: Person | None = None
) -> None:
    said: dict[str, Any] = {"circle": circle.name, "person": whom.display_name if whom else ""}
    log(
        circle.network, Verb.CHANGED, by=by, whom=whom, at=at, words=words % said,
        fields=["circles"],
    )  # fmt: skip
