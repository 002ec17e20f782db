"""Who may ask to look after an unclaimed network, or that it be taken away; who decides."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from networks.models import (
    Network,
    NetworkState,
    Petition,
    PetitionState,
    Wish,
)
from networks.rules.standing import Standing
from solidarity.people.models import Person

CONTESTED = timedelta(days=30)


def lately_claimed(network: Network, *, at: datetime) -> Petition | None:
    """The claim by mail, of the last 30 days, by which the network got its steward. One query."""
    granted = network.petitions.filter(wish=Wish.CLAIM, state=PetitionState.GRANTED)
    found = granted.filter(decided_by=None, ended_at__gt=at - CONTESTED)
    return found.order_by("-pk").first()


def why_not_claim(standing: Standing, network: Network, *, at: datetime) -> str:
    """Why the viewer may not ask to look after this network; "" when she may."""
    if standing.is_member:
        return _("You are a member already.")
    if network.state == NetworkState.UNCLAIMED or lately_claimed(network, at=at):
        return ""
    return _("People look after this network here. You can ask them.")


def why_not_ask_again(person: Person, network: Network) -> str:
    """Why her claim is not taken up a second time; "" when there is no open one."""
    own = network.petitions.filter(person=person, wish=Wish.CLAIM)
    if own.filter(state__in=[PetitionState.SENT, PetitionState.WAITING]).exists():
        return _("You have asked already. Look for our mail, or wait for an answer.")
    return ""


def why_not_take_away(network: Network) -> str:
    """Why nobody may ask that this page be taken away; "" when anybody may."""
    if network.state != NetworkState.UNCLAIMED:
        return _("People look after this network here. You can ask them.")
    return ""


def why_not_decide(person: Person, petition: Petition) -> str:
    """Why `person` may not decide on this; "" when she may."""
    if not (person.is_active and person.is_admin):
        return _("Only admins do this.")
    if petition.person_id == person.pk:
        return _("This is your own. Another admin decides.")
    if petition.state != PetitionState.WAITING:
        return _("Somebody has decided on this already.")
    return ""


def why_not_merge(kept: Network, other: Network) -> str:
    """Why `other` cannot become part of `kept`; "" when it can."""
    if NetworkState.MERGED in {kept.state, other.state}:
        return _("Somebody has merged one of these already.")
    if NetworkState.REMOVED in {kept.state, other.state}:
        return _("One of these has been taken away.")
    if other.state != NetworkState.UNCLAIMED:
        return _("People look after the other one here: their page stays. Keep that one.")
    if other.petitions.filter(state__in=[PetitionState.SENT, PetitionState.WAITING]).exists():
        return _("Somebody asks for one of these. Decide on that first.")
    return ""
