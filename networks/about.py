"""What apps above show on the first page of a body; they fill it in when they start."""

from collections.abc import Callable
from typing import Any

from networks.models import Network
from networks.rules import Standing
from solidarity.people.models import Viewer

Read = Callable[[Viewer, Network, Standing], Any]

_parts: list[tuple[str, Read]] = []


def show_on_about(template: str, read: Read) -> None:
    """Let the page show `template`, with what `read` finds as `part`; nothing where that is none.

    read: asks no query of a body that is none of its business.
    """
    _parts.append((template, read))


def about_parts(viewer: Viewer, network: Network, standing: Standing) -> list[tuple[str, Any]]:
    """The parts of one body's page, as `viewer` meets it."""
    found = [(template, read(viewer, network, standing)) for template, read in _parts]
    return [(template, part) for template, part in found if part]
