"""Sharing: by whom, where, and how often; refreshing: when."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from values.models import MOST_POOLS, MOST_SEALINGS, Pool, Share

BETWEEN = timedelta(days=7)


def is_due(pool: Pool, at: datetime) -> bool:
    """Whether a pool may be refreshed: once in seven days at most."""
    return pool.refreshed_at is None or pool.refreshed_at + BETWEEN <= at


def why_not_share(shares: Sequence[Share], pool: Pool, *, spent: int, has_circle: bool) -> str:
    """Why she may not put her circle into `pool`; shares: all of hers, also those she has left.

    spent: how many of her sealings are used. has_circle: whether all ten values are there.
    """
    own = next((share for share in shares if share.pool_id == pool.pk), None)
    if own is not None and own.left_at is None:
        return _("You share your circle here already.")
    if own is None and len(shares) >= MOST_POOLS:
        return _("You share in three places already, and three is the most in a life.")
    if spent >= MOST_SEALINGS:
        return _("Your circle was counted three times, and three is the most in a life.")
    if not has_circle:
        return _("First answer about yourself, enough of it for a whole circle.")
    return ""


def why_not_change_share(share: Share | None) -> str:
    """Why she cannot change how she shares here."""
    if share is None or share.left_at is not None:
        return _("You do not share your circle here.")
    return ""
