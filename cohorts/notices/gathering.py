"""Who is told that she is asked to facilitate, and of her answer."""

from datetime import datetime

from cohorts.models import RoleOffer
from solidarity.inbox.notices import tell


def asked_to_facilitate(offer: RoleOffer) -> None:
    """Ask her, in the stewards' name."""
    tell(
        offer.person, kind="cohorts.facilitate", about=offer, key=str(offer.pk), at=offer.at,
        words=offer.by.display_name if offer.by else "", asks=True,
    )  # fmt: skip


def offer_answered(offer: RoleOffer, *, at: datetime) -> None:
    """Tell the steward who asked."""
    if offer.by is not None:
        kind = "cohorts.facilitates" if offer.is_accepted else "cohorts.facilitates_not"
        name = offer.person.display_name
        tell(offer.by, kind=kind, about=offer, key=str(offer.pk), at=at, words=name)
