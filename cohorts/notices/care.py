"""Who is told what of buddies, commitments and resting."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from cohorts.models import BuddyGroup, Commitment
from cohorts.queries.people import who_facilitate
from networks.models import Network
from solidarity.inbox.notices import tell, tell_each
from solidarity.people.models import Person


def _buddies(body: Network) -> str:
    return reverse("cohorts:buddies", args=[body.slug])


def met(group: BuddyGroup, body: Network, people: Iterable[Person], *, at: datetime) -> None:
    """Tell each that these are her buddies; who they are stands there."""
    tell_each(
        people, kind="cohorts.buddies_known", about=body, key=f"{group.pk}", at=at,
        url=group.get_absolute_url(),
    )  # fmt: skip


def change_wanted(body: Network, *, at: datetime) -> None:
    """Tell those who facilitate that new buddies are wanted: once a day, and not by whom."""
    tell_each(
        who_facilitate(body), kind="cohorts.buddies_wanted", about=body,
        key=f"{body.pk}-{at:%Y-%m-%d}", at=at, url=reverse("cohorts:matching", args=[body.slug]),
    )  # fmt: skip


def rests(body: Network, people: Iterable[Person], *, by: Person, at: datetime) -> None:
    """Tell her buddies that one of them rests, quietly: nothing more."""
    tell_each(
        people, kind="cohorts.buddy_rests", about=body, key=f"{body.pk}-{by.pk}-{at:%Y-%m-%d}",
        at=at, url=_buddies(body), quiet=True,
    )  # fmt: skip


def due(commitment: Commitment, person: Person, *, at: datetime) -> None:
    """Remind her of the day that she set herself, once; the words stand on its page alone."""
    tell(
        person, kind="cohorts.commitment_due", about=commitment.body, at=at,
        key=f"{commitment.pk}-{commitment.due_on}", url=commitment.get_absolute_url(),
    )  # fmt: skip
