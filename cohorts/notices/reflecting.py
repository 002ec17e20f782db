"""Who is told of reflections and of the report."""

from datetime import datetime

from cohorts.models import Edition, Reflection, Round
from cohorts.queries.people import participants_of
from solidarity.inbox.notices import tell_each


def opened(found: Round, *, at: datetime) -> None:
    """Tell those who take part that a round is open; a cohort is small."""
    tell_each(
        participants_of(found.body), kind="cohorts.reflect", about=found.body, at=at, asks=True,
        key=f"round-{found.pk}", words=found.moment, url=found.get_absolute_url(),
    )  # fmt: skip


def reminded(found: Round, *, at: datetime) -> None:
    """Tell those who have not finished, once more; nobody learns who they are."""
    done = Reflection.objects.filter(round=found, finished_at__isnull=False)
    tell_each(
        participants_of(found.body).exclude(pk__in=done.values("person")), kind="cohorts.reflect",
        about=found.body, at=at, asks=True, key=f"round-{found.pk}-{at:%Y%m%d%H%M}",
        words=found.moment, url=found.get_absolute_url(),
    )  # fmt: skip


def reported(edition: Edition, *, at: datetime) -> None:
    """Tell those who take part, before anybody else, that there is a report."""
    tell_each(
        participants_of(edition.body), kind="cohorts.reported", about=edition.body, at=at,
        key=f"edition-{edition.pk}", url=edition.get_absolute_url(),
    )  # fmt: skip
