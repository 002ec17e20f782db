"""Who keeps a search."""

from django.utils.translation import gettext as _

MOST_SEARCHES = 20


def why_not_save(is_anything: bool, kept: int) -> str:
    """Why a search cannot be kept by somebody who keeps so many already; "" when it can."""
    if not is_anything:
        return _("Look for something first: a word, a cause, a country.")
    if kept >= MOST_SEARCHES:
        return _("You keep %(most)s searches. Delete one, then there is room for another.") % {
            "most": MOST_SEARCHES
        }
    return ""
