"""Applying, taking it back, and talking about it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cohorts.actions.founding import held_cohort
from cohorts.actions.holding import held_of_hers
from cohorts.models import Application, ApplicationAnswer, Cohort, Nominated, Nomination
from cohorts.notices import applying as notices
from cohorts.notices.gathering import seat_free
from cohorts.queries.applying import application_in
from cohorts.queries.gathering import is_let, questions_of
from cohorts.queries.people import who_facilitate
from cohorts.rules.applying import voice_on, why_not_apply, why_not_withdraw
from networks.rules import standing_of
from solidarity.base.limits import ASKING, TALKING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.inbox.models import Notice
from solidarity.people.actions import drop_draft
from solidarity.people.models import Person
from solidarity.threads import actions as threads
from solidarity.threads.models import Post, Thread
from solidarity.threads.owners import Manners


def draft_purpose(slug: str) -> str:
    """Under which name a half-written application is kept."""
    return f"apply-{slug}"


def apply(
    slug: str, *, by: Person, said: Mapping[str, Any], answers: Mapping[int, str], at: datetime
) -> Application:
    """Apply: the facilitators are told. Raises Refused, and TooOften after forty a day.

    said: causes, region, country, position, experience, languages. answers: by the position of
    the question.
    """
    count_against(ASKING, what="apply", who=str(by.pk), at=at)
    with transaction.atomic():
        cohort = held_cohort(slug, by=by)
        has_applied = Application.objects.filter(cohort=cohort, person=by).exists()
        refuse_if(
            why_not_apply(
                standing_of(by, cohort.network, at=at), cohort, is_let=is_let(cohort, by),
                has_applied=has_applied, at=at,
            )
        )  # fmt: skip
        nominated = Nomination.objects.filter(cohort=cohort, whom=by, state=Nominated.YES)
        application = Application.objects.create(
            cohort=cohort, person=by, at=at, was_nominated=nominated.exists(), **said
        )
        ApplicationAnswer.objects.bulk_create(
            ApplicationAnswer(
                application=application, position=question.position, question=question.words,
                words=answers[question.position],
            )
            for question in questions_of(cohort)
            if answers.get(question.position)
        )  # fmt: skip
        drop_draft(by, draft_purpose(slug))
        notices.applied(application)
    return application


@transaction.atomic
def withdraw(slug: str, *, by: Person, at: datetime) -> None:
    """Take one's application back: all that was said with it is deleted."""
    cohort = held_of_hers(slug, by=by)
    application = Application.objects.filter(cohort=cohort, person=by).first()
    if application is None:
        return
    standing = standing_of(by, cohort.network, at=at)
    refuse_if(why_not_withdraw(application, by, is_inside=standing.is_member))
    was_proposed, key = application.is_proposed, str(application.pk)
    forget([application.pk])
    if was_proposed:
        seat_free(cohort, key=key, at=at)


def forget(applications: Iterable[int]) -> int:
    """Delete these with their conversations, and what was told about them; returns how many."""
    keys = list(applications)
    kind = ContentType.objects.get_for_model(Application)
    Thread.objects.filter(owner_type=kind, owner_id__in=keys).delete()
    Notice.objects.filter(about_type=kind, about_id__in=keys).delete()
    return Application.objects.filter(pk__in=keys).delete()[0] and len(keys)


def _held(slug: str, pk: int, *, by: Person) -> Application:
    cohort = held_of_hers(slug, by=by)
    application = application_in(cohort, pk)
    if application is None:
        raise Application.DoesNotExist
    return application


def say(slug: str, pk: int, *, by: Person, words: str, key: str, at: datetime) -> Post:
    """Write about an application; the other side is told."""
    count_against(TALKING, what="application", who=str(by.pk), at=at)
    with transaction.atomic():
        application = _held(slug, pk, by=by)
        if not voice_on(application, by).writes:
            raise Refused(_("This is answered: it can be read, and nothing is added."))
        post = threads.say_on(application, by=by, title="", words=words, key=key, at=at)
        notices.wrote(application, post, by=by, at=at)
    return post


def _readers(application: Application) -> QuerySet[Person]:
    cohort = Cohort.objects.select_related("network").get(pk=application.cohort_id)
    leading = who_facilitate(cohort.network).values("pk")
    return Person.objects.filter(pk__in=leading) | Person.objects.filter(pk=application.person_id)


def _address(application: Application, thread_id: int) -> str:
    return application.get_absolute_url()


def _no_trace(application: Application, **_what: object) -> None:
    """Nobody takes down what is said about an application."""


MANNERS = Manners(voice=voice_on, readers=_readers, address=_address, trace=_no_trace)
