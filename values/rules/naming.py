"""Values of one's own: how many one keeps."""

from django.utils.translation import gettext as _

MOST_OWN = 20


def why_not_name(held: int) -> str:
    """Why she cannot name one more; "" when she can. held: how many she has."""
    if held >= MOST_OWN:
        return _("You have named %(most)s values. Let go of one first, or change it.") % {
            "most": MOST_OWN
        }
    return ""
