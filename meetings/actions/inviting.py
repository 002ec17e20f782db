"""Asking guests to one meeting: somebody here, or whoever holds the token of a mail."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions.convening import held_meeting
from meetings.clocks import zone_called
from meetings.models import Audience, Guest, Meeting
from meetings.notices.guests import asked
from meetings.rules.meetings import why_not_invite_guests, why_not_take_guest_back
from networks.actions.log import log
from networks.models import Membership, State, Verb
from networks.queries import readers_of
from solidarity.base.limits import INVITING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.secrets import digest, new_token
from solidarity.outbox.actions import write_letter
from solidarity.people.models import Person

MOST_GUESTS = 100
LONGEST_WITHOUT_DATE = timedelta(days=90)


def hidden_token(token: str) -> str:
    """What is kept of a token."""
    return digest(token, purpose="meeting-guest")


def ask_guest(meeting_id: int, *, by: Person, whom: str, at: datetime) -> Guest:
    """Ask somebody to come as a guest: by @handle, or by an address of mail. Twice, it is once.

    Whether an address has an account nobody is told: it gets the same mail. Raises Refused, and
    TooOften after 200 a day.
    """
    count_against(INVITING, what="meeting-guest", who=str(by.pk), at=at)
    with transaction.atomic():
        meeting, standing = held_meeting(meeting_id, by=by, at=at)
        refuse_if(why_not_invite_guests(standing, meeting))
        if meeting.guests.count() >= MOST_GUESTS:
            raise Refused(_("That is a hundred guests already. Make the meeting public instead."))
        if "@" in whom.removeprefix("@"):
            return _by_mail(meeting, whom.lower(), by=by, at=at)
        return _by_handle(meeting, whom.removeprefix("@").lower(), by=by, at=at)


def _by_handle(meeting: Meeting, handle: str, *, by: Person, at: datetime) -> Guest:
    person = Person.objects.here().filter(handle=handle).first()
    if person is None:
        raise Refused(_("Nobody here has the word @%(handle)s.") % {"handle": handle})
    if readers_of(meeting.body).filter(pk=person.pk).exists():
        raise Refused(_("This is a member, who is asked to come already."))
    banned = Membership.objects.filter(network=meeting.body, person=person, state=State.BANNED)
    if banned.exists():
        raise Refused(_("The stewards have closed this network to this person."))
    guest, is_new = Guest.objects.get_or_create(
        meeting=meeting, person=person, defaults={"invited_by": by, "at": at}
    )
    if is_new:
        _log(meeting, by=by, at=at)
        asked(meeting, person, by=by, at=at)
    return guest


def _by_mail(meeting: Meeting, address: str, *, by: Person, at: datetime) -> Guest:
    token = new_token()
    guest, is_new = Guest.objects.get_or_create(
        meeting=meeting,
        address_digest=digest(address, purpose="meeting-guest-address"),
        defaults={"token_digest": hidden_token(token), "invited_by": by, "at": at},
    )
    if is_new:
        _log(meeting, by=by, at=at)
        url = f"{settings.SITE_URL}{reverse('meetings:open_guest', args=[token])}"
        context = {"meeting": meeting, "by": by, "url": url}
        with timezone.override(zone_called(meeting.zone)):
            text = render_to_string("meetings/mails/guest_letter.txt", context)
        subject, _blank, body = text.partition("\n\n")
        write_letter(address, subject.strip(), body, at=at)
    return guest


def _log(meeting: Meeting, *, by: Person, at: datetime) -> None:
    log(meeting.body, Verb.CHANGED, by=by, at=at, meeting=meeting.number, act="asked")


def open_invitations(at: datetime) -> QuerySet[Guest]:
    """Invitations by mail that can be used still.

    They end with the meeting, when it is called off, when it is for guests no more, and after
    ninety days where no date was found. Whoever is asked no more has none.
    """
    meeting_goes_on = Q(meeting__ends_at__gt=at) | Q(
        meeting__starts_at=None, at__gt=at - LONGEST_WITHOUT_DATE
    )
    return Guest.objects.filter(
        meeting_goes_on, token_digest__isnull=False, meeting__audience=Audience.GUESTS,
        meeting__called_off_at=None,
    )  # fmt: skip


def forget_invitations(*, at: datetime) -> int:
    """Delete invitations that cannot be used any more; returns how many."""
    unused = Guest.objects.filter(token_digest__isnull=False)
    return unused.exclude(pk__in=open_invitations(at).values("pk")).delete()[0]


@transaction.atomic
def take_guest_back(guest_id: int, *, by: Person, at: datetime) -> None:
    """Ask a guest no more."""
    _meeting, standing = held_meeting(Guest.objects.get(pk=guest_id).meeting_id, by=by, at=at)
    refuse_if(why_not_take_guest_back(standing))
    Guest.objects.filter(pk=guest_id).delete()


@transaction.atomic
def come_as_guest(held: str, *, by: Person, at: datetime) -> Meeting | None:
    """Let whoever holds this token be the guest; None where it is no good any more."""
    found = open_invitations(at).select_for_update(of=("self",)).select_related("meeting__body")
    guest = found.filter(token_digest=held).first()
    if guest is None:
        return None
    meeting = guest.meeting
    is_there = Guest.objects.filter(meeting=meeting, person=by).exists()
    if is_there or readers_of(meeting.body).filter(pk=by.pk).exists():
        guest.delete()
    else:
        guest.person, guest.token_digest = by, None
        guest.save(update_fields=["person", "token_digest"])
    return meeting
