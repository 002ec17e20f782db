"""What apps above show on the first page of a body; they fill it in when they start."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from networks.models import Network
from networks.rules import Standing
from solidarity.people.models import Viewer

Read = Callable[[Viewer, Network, Standing], Any]


@dataclass(frozen=True)
class ShownPart:
    """A part as the page draws it."""

    template: str
    part: Any
    is_first: bool


_parts: list[tuple[str, Read, bool]] = []


def show_on_about(template: str, read: Read, *, is_first: bool = False) -> None:
    """Let the page show `template`, with what `read` finds as `part`; nothing where that is none.

    read: asks no query of a body that is none of its business. is_first: above its story.
    """
    _parts.append((template, read, is_first))


def about_parts(viewer: Viewer, network: Network, standing: Standing) -> list[ShownPart]:
    """The parts of one body's page, as `viewer` meets it."""
    found = [(template, read(viewer, network, standing), first) for template, read, first in _parts]
    return [ShownPart(template, part, first) for template, part, first in found if part is not None]
