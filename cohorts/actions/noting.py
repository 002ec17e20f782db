"""What those who facilitate note of an application: who talks, when, what to keep in mind."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.actions.founding import held_cohort
from cohorts.models import Application, ApplicationNote
from cohorts.queries.applying import application_in
from cohorts.rules.applying import why_not_note
from networks.rules import standing_of
from solidarity.base.limits import TALKING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.people.models import Person


def _held(slug: str, pk: int, *, by: Person, at: datetime) -> Application:
    """The application, its cohort held, if `by` may note something of it."""
    cohort = held_cohort(slug, by=by)
    application = application_in(cohort, pk)
    if application is None:
        raise Application.DoesNotExist
    refuse_if(why_not_note(standing_of(by, cohort.network, at=at), application))
    return application


@transaction.atomic
def take_talk(slug: str, pk: int, *, by: Person, yes: bool, at: datetime) -> Application:
    """Say that one talks with the applicant, so that nobody else does; or that one does not."""
    application = _held(slug, pk, by=by, at=at)
    if not yes and application.will_talk_id != by.pk:
        return application
    application.will_talk = by if yes else None
    application.save(update_fields=["will_talk"])
    return application


@transaction.atomic
def note_talk(slug: str, pk: int, *, by: Person, on: date, at: datetime) -> Application:
    """Note that somebody talked with the applicant on this day."""
    application = _held(slug, pk, by=by, at=at)
    if on > at.date():
        raise Refused(_("That day is still to come. Note the conversation afterwards."))
    application.talked_on, application.talked_with = on, by
    application.save(update_fields=["talked_on", "talked_with"])
    return application


def write_note(slug: str, pk: int, *, by: Person, words: str, at: datetime) -> ApplicationNote:
    """Note something for the others who facilitate."""
    count_against(TALKING, what="application-note", who=str(by.pk), at=at)
    with transaction.atomic():
        application = _held(slug, pk, by=by, at=at)
        return ApplicationNote.objects.create(application=application, by=by, words=words, at=at)


@transaction.atomic
def drop_note(slug: str, pk: int, note_id: int, *, by: Person, at: datetime) -> None:
    """Delete a note of one's own; said twice, it is no mistake."""
    application = _held(slug, pk, by=by, at=at)
    application.notes.filter(pk=note_id, by=by).delete()
