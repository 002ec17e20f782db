"""What is asked for unclaimed networks."""

from django.db.models import QuerySet

from networks.bringing.domains import own_domain
from networks.models import Network, Petition, PetitionState, Visibility

# Where a session keeps the digest of the token that its browser came with.
HELD_PROOF = "proof"
MOST_OF_A_DOMAIN = 3
MOST_LOOKED_AT = 50


def domain_to_ask(network: Network) -> str:
    """The domain where mail proves that one speaks for `network`; "" where none does.

    Where more than three networks have their pages on one domain, it is no one's own. One query.
    """
    domain = own_domain(network.website)
    if not domain:
        return ""
    near = Network.objects.filter(website__icontains=domain, visibility=Visibility.PUBLIC)
    websites = near.values_list("website", flat=True)[:MOST_LOOKED_AT]
    same = sum(own_domain(website) == domain for website in websites)
    return domain if same <= MOST_OF_A_DOMAIN else ""


def petition_held(token_digest: str) -> Petition | None:
    """The open petition of this token, its network and who asked beside it, or None."""
    if not token_digest:
        return None
    found = Petition.objects.select_related("network", "person")
    return found.filter(
        token_digest=token_digest, state__in=[PetitionState.SENT, PetitionState.WAITING]
    ).first()


def petitions_to_decide() -> QuerySet[Petition]:
    """What waits for an admin, the newest first."""
    waiting = Petition.objects.filter(state=PetitionState.WAITING)
    return waiting.select_related("network", "person").order_by("-pk")


def petitions_decided() -> QuerySet[Petition]:
    """What has come to an end, the newest first."""
    ended = Petition.objects.exclude(state__in=[PetitionState.WAITING, PetitionState.SENT])
    return ended.select_related("network", "person", "decided_by").order_by("-pk")
