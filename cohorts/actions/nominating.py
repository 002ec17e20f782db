"""Thinking of somebody: she is asked first, and nobody else hears of it before she says yes."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.actions.founding import held_cohort
from cohorts.models import Application, Nominated, Nomination, NoNominations
from cohorts.notices import applying as notices
from cohorts.queries.applying import nomination_of
from cohorts.rules.applying import why_not_answer_nomination, why_not_nominate
from networks.models import Membership, Network, State
from solidarity.base.limits import PROPOSING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.people.models import Person
from solidarity.people.queries import keep_away_from


def nominate(slug: str, *, handle: str, words: str, by: Person, at: datetime) -> None:
    """Think of somebody for this cohort. Raises Refused, and TooOften after twenty a day.

    Whether she was asked before, has applied, or wants to be asked by nobody is told to no one:
    then nothing happens.
    """
    count_against(PROPOSING, what="nominate", who=str(by.pk), at=at)
    with transaction.atomic():
        cohort = held_cohort(slug, by=by)
        refuse_if(why_not_nominate(cohort, at=at))
        person = Person.objects.here().filter(handle=handle).first()
        if person is None:
            raise Refused(_("There is nobody of this name here. Look at the word with @."))
        if person == by:
            raise Refused(_("You need nobody to think of you: apply yourself."))
        if _is_left_in_peace(person, cohort.network, by=by):
            return
        if Application.objects.filter(cohort=cohort, person=person).exists():
            return
        nomination, is_new = Nomination.objects.get_or_create(
            cohort=cohort, whom=person, defaults={"by": by, "words": words, "at": at}
        )
        if is_new:
            notices.nominated(nomination)


def _is_left_in_peace(person: Person, network: Network, *, by: Person) -> bool:
    """Whether she is not to be asked: she said so, keeps `by` away, or is shut out or in."""
    if NoNominations.objects.filter(person=person).exists():
        return True
    if keep_away_from(by, [person.pk]):
        return True
    inside = Membership.objects.filter(network=network, person=person)
    return inside.filter(state__in=[State.ACTIVE, State.BANNED]).exists()


@transaction.atomic
def answer(slug: str, *, by: Person, yes: bool, never: bool, at: datetime) -> Nomination:
    """Say yes (and apply then), or no; `never`: to be nominated for no programme any more."""
    cohort = held_cohort(slug, by=by)
    nomination = nomination_of(cohort, by)
    if nomination is None:
        raise Nomination.DoesNotExist
    refuse_if(why_not_answer_nomination(nomination))
    nomination.state = Nominated.YES if yes else Nominated.NO
    nomination.answered_at = at
    nomination.words = "" if not yes else nomination.words
    nomination.save(update_fields=["state", "answered_at", "words"])
    if never and not yes:
        NoNominations.objects.get_or_create(person=by, defaults={"at": at})
    return nomination


def be_asked_again(*, by: Person) -> None:
    """Take back that one wants no nominations."""
    NoNominations.objects.filter(person=by).delete()
