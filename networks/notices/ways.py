"""Who is told of ways of working, and of what is objected to them."""

from datetime import datetime

from django.db.models import QuerySet

from networks.models import Network, Objection, WaysVersion
from networks.notices.crowds import tell_all
from networks.notices.joining import MOST_TOLD
from networks.queries import stewards_of
from solidarity.inbox.notices import tell, tell_each
from solidarity.people.models import Person


def new_ways(version: WaysVersion, people: QuerySet[Person]) -> None:
    """Put a new version to all of `people`: each agrees, or objects."""
    tell_all(
        people, kind="networks.new_ways", about=version, key=f"version-{version.pk}",
        at=version.at, words=version.why, asks=True,
    )  # fmt: skip


def objected(objection: Objection, network: Network, *, at: datetime) -> None:
    """Tell the stewards of an objection, which waits for their answer."""
    stewards = stewards_of(network).exclude(pk=objection.person_id)[:MOST_TOLD]
    tell_each(
        stewards, kind="networks.objected", about=objection.thread, key=f"{objection.pk}", at=at,
        words=objection.person.display_name, asks=True,
    )  # fmt: skip


def objection_met(objection: Objection, network: Network, *, at: datetime) -> None:
    """Tell whoever objected how it was met."""
    tell(
        objection.person, kind="networks.objection_met", about=objection.version,
        key=f"{objection.pk}", at=at, words=objection.answer,
    )  # fmt: skip
