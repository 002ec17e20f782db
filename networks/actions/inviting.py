"""Asking people in: by mail or by a link; sending again, taking back, forgetting."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from networks.actions.log import log
from networks.addresses import Line, lines_of
from networks.models import Invitation, InvitationState, Network, Verb, Way
from networks.queries import Fate, fates_of
from networks.rules import standing_of, why_not_invite, why_not_manage, why_not_resend
from solidarity.base.limits import INVITED_TO, INVITING, count_against
from solidarity.base.refused import refuse_if
from solidarity.base.secrets import digest, new_token
from solidarity.outbox.actions import write_letters
from solidarity.outbox.models import Letter
from solidarity.people.models import Person

GOOD_FOR = timedelta(days=14)
KEPT_AFTER = timedelta(days=30)
MOST_AT_ONCE = 100
ENDED = {"address": "", "address_digest": "", "message": "", "seed": ""}


@dataclass(frozen=True)
class Checked:
    """One line of what was pasted, and what sending would do with it."""

    line: Line
    fate: Fate

    @property
    def is_fine(self) -> bool:
        """Whether an invitation would leave for it."""
        return self.fate.code == "fine"


def hidden_token(token: str) -> str:
    """What is kept of a token."""
    return digest(token, purpose="invitation")


def hidden_address(address: str) -> str:
    """What is kept of an address that has said no."""
    return digest(address.lower(), purpose="invited-address")


def checked_lines(network: Network, pasted: str, *, at: datetime) -> list[Checked]:
    """What sending would do with each line; nothing is written. Four queries."""
    lines = lines_of(pasted)
    addresses = {line.address: hidden_address(line.address) for line in lines if line.address}
    fates = fates_of(network, addresses, at=at)
    found, met = [], Counter[str]()
    for line in lines:
        met[line.address] += 1
        fate = fates.get(line.address, Fate("fine"))
        if not line.address:
            fate = Fate("invalid")
        elif met[line.address] > 1:
            fate = Fate("duplicate")
        found.append(Checked(line, fate))
    return found


def invite_by_mail(
    network_id: int, pasted: str, *, language: str, message: str, by: Person, at: datetime
) -> list[Checked]:
    """Invite those of the pasted addresses that may be; returns what became of each line.

    Looks at every line once more, so that a list sent twice writes to nobody twice. Raises
    Refused, and TooOften after 200 a day.
    """
    wanted = len({line.address for line in lines_of(pasted) if line.address})
    if wanted:
        _count(network_id, by, at=at, times=wanted)
    with transaction.atomic():
        network = _locked(network_id, by=by)
        checked = checked_lines(network, pasted, at=at)
        fine = [each.line.address for each in checked if each.is_fine]
        if fine:
            _make_room(network, fine, at=at)
            _send(network, fine, language=language, message=message, by=by, at=at)
            log(network, Verb.INVITED, by=by, at=at, way=Way.MAIL, people=len(fine))
    return checked


def _count(network_id: int, by: Person, *, at: datetime, times: int = 1) -> None:
    """Count invitations, refused ones too: of this person, and to this network."""
    count_against(INVITING, what="invite", who=str(by.pk), at=at, times=times)
    count_against(INVITED_TO, what="invited-to", who=str(network_id), at=at, times=times)


def _locked(network_id: int, *, by: Person) -> Network:
    network = Network.objects.visible_to(by).locked().get(pk=network_id)
    refuse_if(why_not_invite(standing_of(by, network), network))
    return network


def _make_room(network: Network, addresses: Iterable[str], *, at: datetime) -> None:
    """End earlier invitations of these addresses, which ran out or rest: new ones take over."""
    hidden = [hidden_address(address) for address in addresses]
    old = Invitation.objects.filter(network=network, way=Way.MAIL, address_digest__in=hidden)
    old.update(state=InvitationState.EXPIRED, ended_at=at, **ENDED)


def _send(
    network: Network, addresses: Sequence[str], *, language: str, message: str, by: Person,
    at: datetime,
) -> None:  # fmt: skip
    tokens = {address: new_token() for address in addresses}
    invitations = [
        Invitation(
            network=network, invited_by=by, way=Way.MAIL, token_digest=hidden_token(token),
            address=address, address_digest=hidden_address(address), language=language,
            message=message, made_at=at, expires_at=at + GOOD_FOR,
        )
        for address, token in tokens.items()
    ]  # fmt: skip
    Invitation.objects.bulk_create(invitations)
    letters = [letter_of(each, tokens[each.address]) for each in invitations]
    write_letters(letters, at=at)


def letter_of(invitation: Invitation, token: str) -> Letter:
    """The mail that carries `token`, in the language that the inviter chose."""
    context = {
        "invitation": invitation,
        "network": invitation.network,
        "inviter": invitation.invited_by,
        "address": address_of(token),
        "site": settings.SITE_URL,
    }
    with translation.override(invitation.language):
        text = render_to_string("networks/mails/invited.txt", context)
    subject, _empty, body = text.strip().partition("\n")
    return Letter(
        address=invitation.address, subject=subject.strip()[:200], body=body.strip() + "\n"
    )


def address_of(token: str) -> str:
    """Where somebody goes who holds `token`."""
    return f"{settings.SITE_URL}{reverse('open_invitation', args=[token])}"


def invite_by_link(
    network_id: int, *, most_uses: int, days: int, message: str, by: Person, at: datetime
) -> Invitation:
    """Make a link by which `most_uses` people can come in, for `days`. Raises Refused."""
    _count(network_id, by, at=at)
    with transaction.atomic():
        network = _locked(network_id, by=by)
        link = Invitation(
            network=network, invited_by=by, way=Way.LINK, seed=new_token(), message=message,
            made_at=at, expires_at=at + timedelta(days=days), most_uses=most_uses,
        )  # fmt: skip
        link.token_digest = hidden_token(link.link_token)
        link.save()
        log(network, Verb.INVITED, by=by, at=at, way=Way.LINK, people=most_uses)
    return link


@transaction.atomic
def revoke(invitation_id: int, *, by: Person, at: datetime) -> None:
    """Take an invitation back: nobody comes in by it any more."""
    network = Network.objects.visible_to(by).locked().get(invitations=invitation_id)
    invitation = network.invitations.select_for_update(of=("self",)).get(pk=invitation_id)
    refuse_if(why_not_manage(standing_of(by, network), by, invitation))
    _end([invitation.pk], InvitationState.REVOKED, at=at)
    log(network, Verb.REVOKED, by=by, at=at, way=invitation.way)


def resend(invitation_id: int, *, by: Person, at: datetime) -> None:
    """Send a mailed invitation once more, for another 14 days; the old link dies."""
    network_id = Network.objects.visible_to(by).get(invitations=invitation_id).pk
    _count(network_id, by, at=at)
    with transaction.atomic():
        network = _locked(network_id, by=by)
        invitation = network.invitations.select_for_update(of=("self",)).get(pk=invitation_id)
        refuse_if(why_not_resend(by, invitation))
        refuse_if(why_not_manage(standing_of(by, network), by, invitation))
        token = new_token()
        invitation.network, invitation.invited_by = network, by
        invitation.state, invitation.ended_at = InvitationState.SENT, None
        invitation.token_digest = hidden_token(token)
        invitation.made_at, invitation.expires_at = at, at + GOOD_FOR
        invitation.save()
        write_letters([letter_of(invitation, token)], at=at)


def revoke_all_of(person: Person, network: Network, *, at: datetime) -> None:
    """Take back what somebody has open who belongs no more; inside the act that ended it."""
    held = Invitation.objects.filter(network=network, invited_by=person)
    found = held.filter(state=InvitationState.SENT).values_list("pk", flat=True)
    _end(list(found), InvitationState.REVOKED, at=at)


def _end(ids: Sequence[int], state: InvitationState, *, at: datetime) -> None:
    Invitation.objects.filter(pk__in=ids).update(state=state, ended_at=at, **ENDED)


def tidy_invitations(*, at: datetime) -> None:
    """Write down what has run out; a month later forget whom it was for."""
    out = Invitation.objects.filter(state=InvitationState.SENT, expires_at__lte=at)
    out.update(state=InvitationState.EXPIRED, ended_at=at)
    old = Invitation.objects.filter(state=InvitationState.EXPIRED)
    old.filter(expires_at__lt=at - KEPT_AFTER).exclude(**ENDED).update(**ENDED)
