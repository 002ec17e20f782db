"""Who writes down a yes that a network's people gave already."""

from django.utils.translation import gettext as _

from networks.rules import Standing


def why_not_write_down(standing: Standing, *, speaks: bool, has_agreed: bool) -> str:
    """Why she may not write down her network's yes; "" when she may. speaks: she is its spoke."""
    if standing.is_paused or not standing.is_member:
        return _("Only members of the network do this.")
    if not (standing.is_steward or speaks):
        return _("A steward of the network writes it down, or who speaks for it here.")
    return "" if has_agreed else _("Its people have not decided this yet.")
