"""Settings that a clause of an agreement holds: they change with the agreement, not by a form."""

from collections.abc import Collection

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from networks.models import Binding, Network


def bound_in(network: Network) -> dict[str, Binding]:
    """What clauses hold in `network`, by the name of the setting. One query."""
    return {binding.setting: binding for binding in network.bindings.order_by("setting")}


def why_not_change(network: Network, *settings: str) -> str:
    """Why these settings are changed by the agreement alone; "" where no clause holds them."""
    return why_bound(bound_in(network), settings) if settings else ""


def why_bound(bound: dict[str, Binding], settings: Collection[str]) -> str:
    """As `why_not_change`, where it was read already what is held."""
    held = [bound[name] for name in settings if name in bound]
    if not held:
        return ""
    return _(
        "The clause “%(clause)s” of the agreement holds this setting. Who wants to change it"
        " proposes a new wording of the clause."
    ) % {"clause": held[0].words}


def held_by(binding: Binding) -> SafeString:
    """Which clause holds a setting, with the way to it: for the form of the setting."""
    link = format_html('<a href="{}"><bdi>{}</bdi></a>', binding.address, binding.words)
    words = _("Held by a clause of the agreement, and changed with it:")
    return format_html("{} {}", words, link)
