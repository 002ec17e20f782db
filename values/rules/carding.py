"""Cards: what has to be done before the next step."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from values.cards import MOST_CHOSEN, Sorting


def why_not_choose(sorting: Sorting) -> str:
    """Why the few that matter most cannot be chosen yet."""
    if not sorting.piles:
        return _("Put some cards into piles first.")
    return ""


def why_not_these(chosen: Collection[int]) -> str:
    """Why these cannot be the few that matter most."""
    if not chosen:
        return _("Tick one card at least.")
    if len(chosen) > MOST_CHOSEN:
        said = _("Tick %(most)s cards at most. You ticked %(count)s: which can you let go of?")
        return said % {"most": MOST_CHOSEN, "count": len(chosen)}
    return ""


def why_not_write(sorting: Sorting) -> str:
    """Why nothing can be written to cards yet."""
    if not sorting.chosen:
        return _("Choose the few that matter most first.")
    return ""
