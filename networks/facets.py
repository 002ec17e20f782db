"""What one can narrow the directory by: its names in addresses, its labels, its sizes.

The database keeps them of each network as `name:value` in one column (`networks_facets` in SQL).
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from solidarity.people.causes import Cause
from solidarity.people.countries import countries_now
from solidarity.people.languages import NAMES


class Size(models.TextChoices):
    """How many people are in a network, in bands; nobody is counted where nobody is."""

    FEW = "few", _("Up to 10 people")
    SOME = "some", _("11 to 50 people")
    MANY = "many", _("51 to 200 people")
    MOST = "most", _("More than 200 people")


class Capacity(models.TextChoices):
    """Whether there is room for more people."""

    ROOM = "room", _("We have room")
    LOOKING = "looking", _("We look for people")
    FULL = "full", _("We are full for now")


class Door(models.TextChoices):
    """The ways in, worded for those who look for one."""

    OPEN = "open", _("Open to everyone")
    ASK = "ask", _("One asks to join")
    INVITATION = "invitation", _("By invitation")


class Sort(models.TextChoices):
    """What stands first."""

    BEST = "best", _("Best match")
    NEAREST = "nearest", _("Nearest")
    NEWEST = "newest", _("Newest here")
    ACTIVE = "active", _("Lately active")
    SHARED = "shared", _("What we share")


KINDS = {"group": _("Group"), "coalition": _("Coalition"), "cohort": _("Cohort")}
TITLES = {
    "cause": _("Cause"),
    "country": _("Country"),
    "language": _("Language"),
    "kind": _("Kind"),
    "size": _("Size"),
    "capacity": _("Room for more"),
    "door": _("Way in"),
}
ALL = {
    "cause": _("All causes"),
    "country": _("All countries"),
    "language": _("All languages"),
    "kind": _("All kinds"),
    "size": _("All sizes"),
    "capacity": _("With room or without"),
    "door": _("All ways in"),
}
_labels: Mapping[str, Callable[[], Mapping[str, object]]] = {
    "cause": lambda: dict(Cause.choices),
    "country": countries_now,
    "language": lambda: NAMES,
    "kind": lambda: KINDS,
    "size": lambda: dict(Size.choices),
    "capacity": lambda: dict(Capacity.choices),
    "door": lambda: dict(Door.choices),
}


def labels_in(facet: str) -> dict[str, str]:
    """The values of a facet, in their order, with their labels in the reader's language."""
    return _labels_in(facet, get_language())


@lru_cache(maxsize=64)
def _labels_in(facet: str, _language: str | None) -> dict[str, str]:
    return {value: str(label) for value, label in _labels[facet]().items()}
