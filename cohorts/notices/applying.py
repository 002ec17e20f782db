"""Who is told of an application, of words about it, of its answer, and of a nomination."""

from datetime import datetime

from cohorts.models import Application, Nomination
from cohorts.queries.people import who_facilitate
from solidarity.inbox.notices import tell, tell_each
from solidarity.people.models import Person
from solidarity.threads.models import Post


def applied(application: Application) -> None:
    """Tell those who facilitate that somebody would like to take part."""
    tell_each(
        who_facilitate(application.cohort.network), kind="cohorts.applied", about=application,
        key=str(application.pk), at=application.at, words=application.person.display_name,
        asks=True,
    )  # fmt: skip


def wrote(application: Application, post: Post, *, by: Person, at: datetime) -> None:
    """Tell the other side of an application that there are new words."""
    is_hers = by.pk == application.person_id
    others = who_facilitate(application.cohort.network) if is_hers else [application.person]
    kind = "cohorts.applicant_wrote" if is_hers else "cohorts.wrote_to_applicant"
    tell_each(
        others, kind=kind, about=application, key=f"post-{post.pk}", at=at, words=by.display_name
    )


def answered(application: Application, *, at: datetime) -> None:
    """Send the letter to whoever applied, once for each answer."""
    tell(
        application.person, kind=f"cohorts.{application.state}", about=application,
        key=f"{application.pk}-{application.state}", at=at, words=application.letter,
    )  # fmt: skip


def nominated(nomination: Nomination, whom: Person) -> None:
    """Ask her whether she would like to apply; nobody else is told."""
    tell(
        whom, kind="cohorts.nominated", about=nomination, key=str(nomination.pk),
        at=nomination.at, words=nomination.by.display_name if nomination.by else "", asks=True,
        by=nomination.by,
    )  # fmt: skip
