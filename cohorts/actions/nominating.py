"""Thinking of somebody: she is asked first, and nobody else hears of it before she says yes."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cohorts.actions.founding import held_cohort
from cohorts.actions.holding import held_of_hers
from cohorts.models import Application, Cohort, Nominated, Nomination, NoNominations, OpenTo, Stage
from cohorts.notices import applying as notices
from cohorts.queries.applying import no_nominations, nomination_held, nomination_of
from cohorts.queries.gathering import is_let
from cohorts.rules.applying import why_not_answer_nomination, why_not_nominate
from networks.actions.answering import Over
from networks.actions.inviting import hidden_address
from networks.models import Membership, Network, Refusal, State
from solidarity.base.limits import INVITED_TO, PROPOSING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.secrets import digest, new_token
from solidarity.outbox.actions import write_letter
from solidarity.people.models import Person
from solidarity.people.queries import keep_away_from

MOST_LETTERS = 3  # to one address, from all cohorts,
WITHIN = timedelta(days=30)  # in so many days


def hidden_token(token: str) -> str:
    """What is kept of a token."""
    return digest(token, purpose="nomination")


def nominate(slug: str, *, whom: str, language: str, words: str, by: Person, at: datetime) -> None:
    """Think of somebody for this cohort. Raises Refused, and TooOften after twenty a day.

    whom: the word with @ of somebody here, or an address of mail. language: of the mail to an
    address that is not here. Whether an address has an account, whether she was asked before, has
    applied, may apply, or wants to be asked by nobody is told to no one: then nothing happens.
    """
    count_against(PROPOSING, what="nominate", who=str(by.pk), at=at)
    count_against(INVITED_TO, what="nominated-to", who=slug, at=at)
    with transaction.atomic():
        cohort = held_cohort(slug, by=by)
        refuse_if(why_not_nominate(cohort, at=at))
        if "@" in whom.removeprefix("@"):
            _by_mail(cohort, whom.lower(), language=language, words=words, by=by, at=at)
        else:
            person = Person.objects.here().filter(handle=whom.removeprefix("@").lower()).first()
            if person is None:
                raise Refused(_("There is nobody of this name here. Look at the word with @."))
            _ask(cohort, person, words=words, by=by, at=at)


def _ask(cohort: Cohort, person: Person, *, words: str, by: Person, at: datetime) -> None:
    """Ask somebody who is here, unless she is to be left in peace."""
    if person == by:
        raise Refused(_("You need nobody to think of you: apply yourself."))
    if _is_left_in_peace(person, cohort.network, by=by) or not is_let(cohort, person):
        return
    if Application.objects.filter(cohort=cohort, person=person).exists():
        return
    nomination, is_new = Nomination.objects.get_or_create(
        cohort=cohort, whom=person, defaults={"by": by, "words": words, "at": at}
    )
    if is_new:
        notices.nominated(nomination, person)


def _by_mail(
    cohort: Cohort, address: str, *, language: str, words: str, by: Person, at: datetime
) -> None:
    """Ask whom this address belongs to: here, where she has an account, and else by one mail."""
    if cohort.open_to == OpenTo.NETWORKS:
        raise Refused(
            _("This cohort is for members of chosen networks: name somebody who is here, with @.")
        )
    person = Person.objects.filter(email=address).first()
    if person is not None:
        if person == by or person in Person.objects.here():
            _ask(cohort, person, words=words, by=by, at=at)
        return
    hidden = hidden_address(address)
    if _is_no_address_to_write_to(hidden, cohort.network, at=at):
        return
    token = new_token()
    nomination, is_new = Nomination.objects.get_or_create(
        cohort=cohort, address_digest=hidden,
        defaults={"token_digest": hidden_token(token), "by": by, "words": words, "at": at},
    )  # fmt: skip
    if is_new:
        subject, body = letter_of(nomination, token, language=language)
        write_letter(address, subject, body, at=at)


def _is_no_address_to_write_to(hidden: str, network: Network, *, at: datetime) -> bool:
    """Whether its owner said so, of nominations or of all invitations, or was asked enough."""
    if NoNominations.objects.filter(address_digest=hidden).exists():
        return True
    if Refusal.objects.filter(Q(network=network) | Q(network=None), address_digest=hidden).exists():
        return True
    lately = Nomination.objects.filter(address_digest=hidden, at__gt=at - WITHIN)
    return lately.count() >= MOST_LETTERS


def letter_of(nomination: Nomination, token: str, *, language: str) -> tuple[str, str]:
    """Subject and body of the mail that carries `token`; why she was thought of stands behind it.

    So nobody can have words of her own sent to strangers.
    """
    context = {
        "nomination": nomination,
        "network": nomination.cohort.network,
        "url": f"{settings.SITE_URL}{reverse('cohorts:open_nomination', args=[token])}",
    }
    with translation.override(language):
        text = render_to_string("cohorts/mails/nominated_letter.txt", context)
    subject, _blank, body = text.strip().partition("\n")
    return subject.strip(), f"{body.strip()}\n"


def _is_left_in_peace(person: Person, network: Network, *, by: Person) -> bool:
    """Whether she is not to be asked: she said so, keeps `by` away, or is shut out or in."""
    if no_nominations(person).exists():
        return True
    if keep_away_from(by, [person.pk]):
        return True
    inside = Membership.objects.filter(network=network, person=person)
    return inside.filter(state__in=[State.ACTIVE, State.BANNED]).exists()


@transaction.atomic
def answer(slug: str, *, by: Person, yes: bool, never: bool, at: datetime) -> Nomination:
    """Say yes (and apply then), or no; `never`: to be nominated for no programme any more."""
    cohort = held_of_hers(slug, by=by)
    nomination = nomination_of(cohort, by)
    if nomination is None:
        raise Nomination.DoesNotExist
    refuse_if(why_not_answer_nomination(nomination))
    _answered(nomination, yes=yes, at=at)
    if never and not yes:
        want_none(by=by, at=at)
    return nomination


def _answered(nomination: Nomination, *, yes: bool, at: datetime) -> None:
    nomination.state = Nominated.YES if yes else Nominated.NO
    nomination.answered_at = at
    nomination.words = nomination.words if yes else ""
    nomination.save()


@transaction.atomic
def answer_held(
    held: str, *, by: Person | None, yes: bool, never: bool, at: datetime
) -> Nomination:
    """Answer by the token of a mail; a yes takes an account, a no takes none. Raises Over.

    held: its digest. Whoever has the mail is meant, with whatever address she is here.
    """
    found = Network.objects.filter(cohort__nominations__token_digest=held).locked().first()
    nomination = nomination_held(held, at=at)
    if found is None or nomination is None or (yes and by is None):
        raise Over
    if yes and by is not None:
        return _taken(nomination, by=by, at=at)
    if never:
        NoNominations.objects.get_or_create(
            address_digest=nomination.address_digest, defaults={"at": at}
        )
        if by is not None:
            want_none(by=by, at=at)
    nomination.token_digest, nomination.by = None, None
    _answered(nomination, yes=False, at=at)
    return nomination


def _taken(nomination: Nomination, *, by: Person, at: datetime) -> Nomination:
    """Make it hers; if somebody thought of her here as well, it is that one."""
    mine = nomination_of(nomination.cohort, by)
    if mine is not None:
        nomination.delete()
        nomination = mine
    nomination.whom, nomination.token_digest, nomination.address_digest = by, None, ""
    _answered(nomination, yes=True, at=at)
    return nomination


def want_none(*, by: Person, at: datetime) -> None:
    """Want to be nominated for no programme; said twice, it is said once."""
    NoNominations.objects.get_or_create(person=by, defaults={"at": at})


def be_asked_again(*, by: Person) -> None:
    """Take back that one wants no nominations, also where one said so by mail."""
    no_nominations(by).delete()


def forget_nominations(*, at: datetime) -> int:
    """Forget those of addresses when the call is over; returns how many."""
    calls = Cohort.objects.filter(stage__in=[Stage.PREPARING, Stage.OPEN])
    open_ones = calls.filter(apply_by__gt=at).values("pk")
    over = Nomination.objects.filter(whom=None).exclude(cohort__in=open_ones)
    return over.delete()[0]
