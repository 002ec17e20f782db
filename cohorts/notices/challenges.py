"""Who is told of challenges: those whom participants trust, and whoever challenged; nobody else."""

from collections.abc import Iterable
from datetime import datetime

from cohorts.models import Challenge, Trusted
from cohorts.queries.challenges import reached_in
from networks.models import Network
from solidarity.inbox.notices import tell_each
from solidarity.people.models import Person


def asked_to_be_trusted(trusted: Trusted, *, at: datetime) -> None:
    """Ask somebody whether challenges may come to her."""
    tell_each(
        [trusted.person], kind="cohorts.trust_asked", about=trusted.body,
        key=f"trusted-{trusted.pk}", at=at, asks=True, url=trusted.get_absolute_url(),
    )  # fmt: skip


def is_trusted(trusted: Trusted, *, at: datetime) -> None:
    """Tell her that challenges reach her from now on."""
    tell_each(
        [trusted.person], kind="cohorts.trusted", about=trusted.body,
        key=f"trusted-{trusted.pk}-{at.timestamp():.0f}", at=at, url=trusted.get_absolute_url(),
    )  # fmt: skip


def _tell(
    challenge: Challenge, people: Iterable[Person | None], kind: str, *, at: datetime, key: str = ""
) -> None:
    tell_each(
        [each for each in people if each is not None], kind=f"cohorts.{kind}",
        about=challenge.body, key=f"challenge-{challenge.pk}-{key or kind}", at=at,
        url=challenge.get_absolute_url(),
    )  # fmt: skip


def challenged(challenge: Challenge, *, at: datetime) -> None:
    """Tell those who are trusted that somebody challenges those who facilitate."""
    people = [each for each in reached_in(challenge.body) if each.pk != challenge.person_id]
    _tell(challenge, people, "challenged", at=at)


def said(challenge: Challenge, number: int, *, by: Person, at: datetime) -> None:
    """Tell the others in it that something was said."""
    people = {*reached_in(challenge.body), challenge.person} - {by}
    _tell(challenge, people, "challenge_said", at=at, key=f"word-{number}")


def closed(challenge: Challenge, *, by: Person, at: datetime) -> None:
    """Tell whoever challenged, and the other who is trusted, what was changed."""
    _tell(
        challenge, {*reached_in(challenge.body), challenge.person} - {by}, "challenge_closed", at=at
    )


def silenced(
    network: Network, person: Person, challenges: Iterable[Challenge], *, at: datetime
) -> None:
    """Tell those who are trusted that whoever made an open challenge was removed or paused."""
    for challenge in challenges:
        people = [each for each in reached_in(network) if each != person]
        _tell(challenge, people, "silenced", at=at, key=f"silenced-{at.timestamp():.0f}")
