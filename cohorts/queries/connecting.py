"""Ties as somebody said them herself, and what all of them together show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.answers import opened_connections
from cohorts.models import Connections, Moment
from cohorts.ties import Drawing, drawing_of
from networks.models import (
    Affiliation,
    AffiliationState,
    Membership,
    Network,
    State,
    Visibility,
)
from solidarity.base.secrets import digest
from solidarity.people.models import Person

STEPS = (
    _("We have not met"),
    _("We have met"),
    _("We talk now and then"),
    _("We help each other"),
    _("We act together"),
)
ME = "me"
MOST_TO_CHOOSE = 100  # names that stand in a page for her to choose from


def own_connections(person: Person, network: Network) -> dict[str, Connections]:
    """What she said of her ties in this cohort, by moment. One query."""
    rows = Connections.objects.visible_to(person).filter(round__body=network)
    return {each.round.moment: each for each in rows.select_related("round")}


@dataclass(frozen=True)
class Named:
    """Somebody she named, with how strong the tie was each time; None: not said."""

    name: str
    start: int | None
    end: int | None

    @property
    def start_words(self) -> Any:
        """How strong it was."""
        return _("not said") if self.start is None else STEPS[self.start]

    @property
    def end_words(self) -> Any:
        """How strong it is."""
        return _("not said") if self.end is None else STEPS[self.end]


@dataclass(frozen=True)
class OwnPicture:
    """Her own two pictures: who stands in them, and where lines go."""

    named: Sequence[Named]
    drawings: Sequence[tuple[str, Drawing]]


def own_picture(said: Mapping[str, Connections], people: Sequence[Person]) -> OwnPicture:
    """Her ties at the start and at the end, side by side; hers alone."""
    opened = {moment: opened_connections(row) for moment, row in said.items()}
    nobody: tuple[dict[int, int], list[tuple[str, int]]] = ({}, [])
    start, end = opened.get(Moment.START, nobody), opened.get(Moment.END, nobody)
    named = [
        Named(person.display_name, start[0].get(person.pk), end[0].get(person.pk))
        for person in people
    ]
    first, last = dict(start[1]), dict(end[1])
    named += [Named(name, first.get(name), last.get(name)) for name in sorted({*first, *last})]
    order = [ME, *(each.name for each in named)]
    drawings = []
    for moment in (Moment.START, Moment.END):
        if moment in opened:
            steps = {
                each.name: step for each in named
                if (step := each.start if moment == Moment.START else each.end) is not None
            }  # fmt: skip
            drawings.append((str(moment.label), drawing_of(order, {ME: steps}, {})))
    return OwnPicture(named, drawings)


def networks_of_hers(person: Person, cohort: Network) -> list[str]:
    """Names of the networks that she is in, beside this cohort. One query."""
    mine = Membership.objects.filter(person=person, state=State.ACTIVE).values("network")
    found = Network.objects.filter(pk__in=mine, ended_at=None).exclude(pk=cohort.pk)
    return list(found.order_by("name", "pk").values_list("name", flat=True)[:MOST_TO_CHOOSE])


def networks_near(person: Person, cohort: Network) -> list[str]:
    """Names of public networks that belong where hers do, with these. One query."""
    mine = Membership.objects.filter(person=person, state=State.ACTIVE).values("network")
    active = Affiliation.objects.filter(state=AffiliationState.ACTIVE)
    above = active.filter(member__in=mine).values("body")
    inside = active.filter(Q(body__in=mine) | Q(body__in=above)).values("member")
    near = Q(pk__in=above) | Q(pk__in=inside)
    found = Network.objects.filter(near, visibility=Visibility.PUBLIC, ended_at=None)
    found = found.exclude(pk__in=mine).exclude(pk=cohort.pk)
    return list(found.order_by("name", "pk").values_list("name", flat=True)[:MOST_TO_CHOOSE])


def order_of(network: Network, people: Sequence[int]) -> list[int]:
    """The places of participants on the circle: always the same, and telling nobody who is who."""

    def drawn(person: int) -> str:
        return digest(f"{network.pk}.{person}", purpose="cohorts.places")

    return sorted(people, key=drawn)
