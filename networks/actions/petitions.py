"""Claiming an unclaimed network, and asking that its page be taken away."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from networks import notices
from networks.actions.founding import FIRST_TERM
from networks.actions.log import log
from networks.bringing.cells import key_of
from networks.bringing.domains import own_domain
from networks.models import (
    OPEN,
    Membership,
    Network,
    NetworkState,
    Petition,
    PetitionState,
    Role,
    State,
    Unlisted,
    Verb,
    Visibility,
    Wish,
)
from networks.queries.petitions import MOST_OF_A_DOMAIN, domain_to_ask
from networks.rules import standing_of
from networks.rules.petitions import (
    lately_claimed,
    why_not_ask_again,
    why_not_claim,
    why_not_decide,
    why_not_take_away,
)
from solidarity.base.limits import CLAIMED_OF, CLAIMING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.secrets import digest, new_token
from solidarity.outbox.actions import write_letter
from solidarity.people.models import Person

GOOD_FOR = timedelta(days=3)
WAITS_FOR = timedelta(days=365)


class Over(Refused):
    """Nothing can be done with this token any more; pages answer 410."""

    def __init__(self) -> None:
        super().__init__(_("This link is no longer good."))


def hidden_proof(token: str) -> str:
    """What is stored instead of `token`."""
    return digest(token, purpose="petition")


def claim(
    network_id: int, *, by: Person, mailbox: str, words: str, at: datetime
) -> Petition:  # fmt: skip
    """Ask to look after a network: by mail to `mailbox` at its domain or, without one, in words.

    Two who ask at once wait for an admin, both; so does whoever asks within 30 days of a claim
    that a mail proved. Raises Refused, and TooOften after five a day.
    """
    _count(network_id, f"person-{by.pk}", at=at)
    with transaction.atomic():
        network = Network.objects.visible_to(by).locked().get(pk=network_id)
        _end_expired(network, at=at)
        refuse_if(why_not_claim(standing_of(by, network), network, at=at))
        refuse_if(why_not_ask_again(by, network))
        earlier = lately_claimed(network, at=at)
        rivals = list(network.petitions.filter(wish=Wish.CLAIM, state__in=OPEN))
        petition = _open(network, Wish.CLAIM, by, mailbox, words, at=at)
        if rivals or earlier:
            _freeze([*rivals, petition], at=at)
            notices.rival(network, [each.person for each in rivals], earlier, at=at)
        if petition.state == PetitionState.WAITING:
            notices.petition_waits(petition, at=at)
    return petition


def ask_to_take_away(
    network_id: int, *, by: Person | None, place: str, mailbox: str, words: str, at: datetime
) -> Petition:
    """Ask that an unclaimed page be taken away. place: whence somebody without account asks."""
    _count(network_id, f"person-{by.pk}" if by else f"place-{place}", at=at)
    with transaction.atomic():
        network = Network.objects.filter(visibility=Visibility.PUBLIC).locked().get(pk=network_id)
        refuse_if(why_not_take_away(network))
        petition = _open(network, Wish.REMOVAL, by, mailbox, words, at=at)
        if petition.state == PetitionState.WAITING:
            notices.petition_waits(petition, at=at)
    return petition


def _count(network_id: int, who: str, *, at: datetime) -> None:
    count_against(CLAIMING, what="claim", who=who, at=at)
    count_against(CLAIMED_OF, what="claim-of", who=str(network_id), at=at)


def _open(
    network: Network, wish: Wish, by: Person | None, mailbox: str, words: str, *, at: datetime
) -> Petition:
    domain = domain_to_ask(network) if mailbox else ""
    petition = Petition(
        network=network, wish=wish, person=by, words=words, domain=domain, made_at=at,
        state=PetitionState.SENT if domain else PetitionState.WAITING,
        expires_at=at + (GOOD_FOR if domain else WAITS_FOR),
    )  # fmt: skip
    if domain:
        token = new_token()
        petition.token_digest = hidden_proof(token)
        _post(petition, f"{mailbox}@{domain}", token, at=at)
    petition.save()
    return petition


def _post(petition: Petition, address: str, token: str, *, at: datetime) -> None:
    """Write to the network's own domain; the address is kept nowhere but in the letter."""
    context = {
        "petition": petition,
        "network": petition.network,
        "address": f"{settings.SITE_URL}{reverse('open_proof', args=[token])}",
        "site": settings.SITE_URL,
    }
    text = render_to_string("networks/mails/proof.txt", context)
    subject, _empty, body = text.strip().partition("\n")
    write_letter(address, subject.strip(), body.strip() + "\n", at=at)


def _freeze(petitions: list[Petition], *, at: datetime) -> None:
    for petition in petitions:
        petition.state, petition.is_rival = PetitionState.WAITING, True
        petition.save(update_fields=["state", "is_rival"])


def _locked(token_digest: str, *, at: datetime) -> Petition:
    """The open petition of this token, with its network locked first; raises Over."""
    network = Network.objects.filter(petitions__token_digest=token_digest).locked().first()
    found = Petition.objects.select_for_update(of=("self",)).select_related("person")
    petition = found.filter(network=network, token_digest=token_digest, state__in=OPEN).first()
    if network is None or petition is None or petition.expires_at <= at:
        raise Over
    petition.network = network
    return petition


@transaction.atomic
def prove(token_digest: str, *, by: Person | None, at: datetime) -> Petition:
    """Answer the mail: what was asked for happens or, where others ask too, an admin decides.

    A claim is proven by whoever made it alone. Raises Refused, and Over.
    """
    petition = _locked(token_digest, at=at)
    if petition.wish == Wish.CLAIM and petition.person != by:
        raise Refused(_("Only whoever asked can say yes. Sign in with that account."))
    petition.token_digest, petition.proven_at = None, at
    petition.expires_at = at + WAITS_FOR
    petition.save()
    if petition.state == PetitionState.SENT:
        _grant(petition, by=None, at=at)
    return petition


@transaction.atomic
def disown(token_digest: str, *, at: datetime) -> None:
    """Those at the domain say that they want none of this: it ends."""
    petition = _locked(token_digest, at=at)
    _end(petition, PetitionState.REFUSED, at=at)
    notices.petition_refused(petition, "", at=at)


@transaction.atomic
def decide(
    petition_id: int, *, is_granted: bool, reason: str, by: Person, at: datetime
) -> Petition:
    """An admin grants or refuses, with a reason that those who asked read. Raises Refused."""
    network = Network.objects.locked().get(petitions=petition_id)
    petition = network.petitions.select_for_update(of=("self",)).get(pk=petition_id)
    refuse_if(why_not_decide(by, petition))
    petition.network, petition.reason = network, reason
    if is_granted:
        _grant(petition, by=by, at=at)
    else:
        _end(petition, PetitionState.REFUSED, by=by, at=at)
        log(network, Verb.DECIDED, by=by, whom=petition.person, at=at, words=reason, granted=False)
        notices.petition_refused(petition, reason, at=at)
    return petition


def _end(
    petition: Petition, state: PetitionState, *, by: Person | None = None, at: datetime
) -> None:
    petition.state, petition.ended_at, petition.decided_by = state, at, by
    petition.token_digest = None
    petition.save()


def _grant(petition: Petition, *, by: Person | None, at: datetime) -> None:
    """Do what was asked for. by: the admin who decided, None where a mail did."""
    network = petition.network
    if petition.wish == Wish.REMOVAL:
        refuse_if(why_not_take_away(network))
        _take_away(network, petition, by=by, at=at)
    else:
        _hand_over(network, petition, by=by, at=at)
    _end(petition, PetitionState.GRANTED, by=by, at=at)
    others = network.petitions.filter(state__in=OPEN).select_related("person")
    for other in others.exclude(pk=petition.pk):
        other.network, other.reason = network, petition.reason
        _end(other, PetitionState.REFUSED, by=by, at=at)
        notices.petition_refused(other, petition.reason, at=at)


def _hand_over(network: Network, petition: Petition, *, by: Person | None, at: datetime) -> None:
    """The claimant becomes steward; an earlier one who came by a claim is a member from then on."""
    person = petition.person
    if person is None or network.state not in {NetworkState.UNCLAIMED, NetworkState.ACTIVE}:
        raise Refused(_("This network can no longer be claimed."))
    earlier = lately_claimed(network, at=at)
    if network.state == NetworkState.ACTIVE and earlier is None:
        raise Refused(_("People look after this network here. You can ask them."))
    Membership.objects.update_or_create(
        network=network, person=person,
        defaults={"role": Role.STEWARD, "role_until": (at + FIRST_TERM).date(),
                  "state": State.ACTIVE, "answered_at": at, "answered_by": by,
                  "banned_until": None, "paused_until": None},
        create_defaults={"role": Role.STEWARD, "role_until": (at + FIRST_TERM).date(),
                         "state": State.ACTIVE, "asked_at": at, "answered_at": at},
    )  # fmt: skip
    if earlier is not None and earlier.person is not None:
        had = Membership.objects.filter(network=network, person=earlier.person)
        had.filter(role=Role.STEWARD).update(role=Role.MEMBER, role_until=None)
        _end(earlier, PetitionState.OVER, by=by, at=at)
        notices.petition_refused(earlier, petition.reason, at=at)
    network.state = NetworkState.ACTIVE
    network.save(update_fields=["state"])
    if by:
        log(network, Verb.DECIDED, by=by, whom=person, at=at, words=petition.reason, granted=True)
    log(network, Verb.CLAIMED, by=person, at=at)
    notices.petition_granted(petition, at=at)


def _take_away(network: Network, petition: Petition, *, by: Person | None, at: datetime) -> None:
    """Hide the page, and let no directory bring it in again."""
    domain = own_domain(network.website)
    near = Network.objects.filter(website__icontains=domain, visibility=Visibility.PUBLIC)
    is_shared = not domain or near[: MOST_OF_A_DOMAIN + 1].count() > 1
    Unlisted.objects.create(
        network=network, domain="" if is_shared else domain,
        name_key=key_of(network.name)[:200], country=network.country,
    )  # fmt: skip
    network.state, network.visibility = NetworkState.REMOVED, Visibility.HIDDEN
    network.save(update_fields=["state", "visibility"])
    log(network, Verb.TAKEN_AWAY, by=by or petition.person, at=at, words=petition.reason)


def _end_expired(network: Network, *, at: datetime) -> None:
    old = network.petitions.filter(state=PetitionState.SENT, expires_at__lte=at)
    old.update(state=PetitionState.OVER, ended_at=at, token_digest=None)


def tidy_petitions(*, at: datetime) -> None:
    """Write down which links have run out."""
    old = Petition.objects.filter(state=PetitionState.SENT, expires_at__lte=at)
    old.update(state=PetitionState.OVER, ended_at=at, token_digest=None)
    links = Petition.objects.filter(proven_at=None, made_at__lte=at - GOOD_FOR)
    links.exclude(token_digest=None).update(token_digest=None)
