"""Answering those who applied: each gets one letter in kind words."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.actions.founding import held_cohort
from cohorts.actions.trusting import settle_all
from cohorts.models import Answered, Application
from cohorts.notices import applying as notices
from cohorts.queries.applying import application_in, seats_taken, to_answer
from cohorts.queries.choosing import waits_for_lottery
from cohorts.rules.applying import why_not_answer
from cohorts.rules.gathering import why_not_write
from networks.actions.log import log
from networks.models import Membership, Role, State, Verb
from networks.rules import Standing, standing_of
from solidarity.base.refused import Refused, refuse_if
from solidarity.people.models import Person

MOST_AT_ONCE = 50


@transaction.atomic
def answer(slug: str, pk: int, *, state: str, letter: str, by: Person, at: datetime) -> Application:
    """Answer an application with a letter; who is accepted belongs to the cohort from now on.

    Of two answers at once the first counts. The letter goes out once.
    """
    cohort = held_cohort(slug, by=by)
    application = application_in(cohort, pk)
    if application is None:
        raise Application.DoesNotExist
    standing = standing_of(by, cohort.network, at=at)
    _write_to(application, standing, state=state, letter=letter, by=by, at=at)
    return application


@transaction.atomic
def answer_many(
    slug: str, keys: Collection[int], *, state: str, letters: Mapping[str, str], by: Person,
    at: datetime,
) -> int:  # fmt: skip
    """Give all of these the same answer, each the letter in her language; returns how many.

    letters: by language. Who has been answered meanwhile, or is not to get this answer now, gets
    none. Refused as a whole where a seat is missing, or a conversation.
    """
    cohort = held_cohort(slug, by=by)
    standing = standing_of(by, cohort.network, at=at)
    refuse_if(why_not_write(standing))
    found = list(to_answer(cohort, state).filter(pk__in=keys)[:MOST_AT_ONCE])
    for application in found:
        application.cohort = cohort
        letter = letters.get(application.person.interface_language, "")
        if not letter:
            raise Refused(_("Somebody reads another language. Look at the letters once more."))
        _write_to(application, standing, state=state, letter=letter, by=by, at=at)
    return len(found)


def _write_to(
    application: Application, standing: Standing, *, state: str, letter: str, by: Person,
    at: datetime,
) -> None:  # fmt: skip
    cohort = application.cohort
    refuse_if(
        why_not_answer(
            standing, application, state,
            taken=seats_taken(cohort),
            own=standing_of(application.person, cohort.network, at=at),
            waits_for_lottery=waits_for_lottery(cohort),
        )
    )  # fmt: skip
    application.state, application.letter = state, letter
    application.answered_at, application.answered_by = at, by
    application.save(update_fields=["state", "letter", "answered_at", "answered_by"])
    if state == Answered.ACCEPTED:
        _let_in(application, by=by, at=at)
    notices.answered(application, at=at)


def _let_in(application: Application, *, by: Person, at: datetime) -> None:
    """Make her a participant; the log says who let her in."""
    network = application.cohort.network
    Membership.objects.update_or_create(
        network=network, person=application.person,
        defaults={
            "state": State.ACTIVE, "role": Role.MEMBER, "role_since": None, "role_until": None,
            "asked_at": application.at, "answered_at": at, "answered_by": by, "answer": "",
            "accepted_ways": None,
        },
    )  # fmt: skip
    log(network, Verb.ADMITTED, by=by, whom=application.person, at=at)
    settle_all(network, at=at)
