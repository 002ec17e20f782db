"""Answering those who applied: each gets one letter in kind words."""

from datetime import datetime

from django.db import transaction

from cohorts.actions.founding import held_cohort
from cohorts.models import Answered, Application
from cohorts.notices import applying as notices
from cohorts.queries.applying import application_in, is_shut_out, seats_taken
from cohorts.rules.applying import why_not_answer
from networks.actions.log import log
from networks.models import Membership, Role, State, Verb
from networks.rules import standing_of
from solidarity.base.refused import refuse_if
from solidarity.people.models import Person


@transaction.atomic
def answer(slug: str, pk: int, *, state: str, letter: str, by: Person, at: datetime) -> Application:
    """Answer an application with a letter; who is accepted belongs to the cohort from now on.

    Of two answers at once the first counts. The letter goes out once.
    """
    cohort = held_cohort(slug, by=by)
    application = application_in(cohort, pk)
    if application is None:
        raise Application.DoesNotExist
    refuse_if(
        why_not_answer(
            standing_of(by, cohort.network, at=at), application, state,
            taken=seats_taken(cohort),
            is_shut_out=is_shut_out(cohort.network, application.person),
        )
    )  # fmt: skip
    application.state, application.letter = state, letter
    application.answered_at, application.answered_by = at, by
    application.save(update_fields=["state", "letter", "answered_at", "answered_by"])
    if state == Answered.ACCEPTED:
        _let_in(application, by=by, at=at)
    notices.answered(application, at=at)
    return application


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
