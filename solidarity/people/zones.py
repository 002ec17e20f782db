"""Time zones to choose from: one for each place that the tz database names, by continent."""

import importlib.resources
import zoneinfo
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

ELSEWHERE = "UTC"
CONTINENTS = {
    "Africa": _("Africa"),
    "America": _("America"),
    "Antarctica": _("Antarctica"),
    "Arctic": _("Arctic"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic"),
    "Australia": _("Australia"),
    "Europe": _("Europe"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific"),
}


@cache
def zones() -> tuple[str, ...]:
    """The zones that people know by a city of theirs, without the old and the technical names."""
    table = importlib.resources.files("tzdata.zoneinfo").joinpath("zone.tab")
    lines = table.read_text(encoding="utf-8").splitlines()
    named = {line.split("\t")[2] for line in lines if line and not line.startswith("#")}
    return tuple(sorted(named & zoneinfo.available_timezones()))


def by_continent(also: str = "") -> list[tuple[Any, list[tuple[str, str]]]]:
    """Choices for a list: continents with their cities, and `also` where it is none of them."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for zone in zones():
        continent, _slash, city = zone.partition("/")
        groups.setdefault(continent, []).append((zone, city.replace("_", " ")))
    rest = dict.fromkeys(zone for zone in (ELSEWHERE, also) if zone and zone not in zones())
    named = [(CONTINENTS.get(continent, continent), found) for continent, found in groups.items()]
    return [*named, (ELSEWHERE, [(zone, zone) for zone in rest])]
