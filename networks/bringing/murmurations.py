"""A network as others may read it: the organisation profile of the Murmurations protocol.

Its field rules in our own words: an address begins with http, tags are 1 to 100 different ones of
100 signs at most, a name has 200, a country is two capitals, a moment is a count of seconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

SCHEMA = "organizations_schema-v1.0.0"
MEMBER_OF = "https://schema.org/memberOf"
LONGEST = {"name": 200, "tag": 100, "url": 2000}
MOST_TAGS = 100


@dataclass(frozen=True)
class Public:
    """What everybody may know of a network."""

    page: str
    name: str
    summary: str = ""
    mission: str = ""
    website: str = ""
    country: str = ""
    place: str = ""
    tags: Sequence[str] = ()
    founded_year: int | None = None
    is_active: bool = False
    bodies: Sequence[str] = field(default=())  # pages of what it belongs to, where it shows them


def profile_of(network: Public) -> dict[str, Any]:
    """The profile; what is not known is left out."""
    home = network.website if _is_address(network.website) else network.page
    tags = dict.fromkeys(tag[: LONGEST["tag"]] for tag in network.tags if tag)
    said: dict[str, Any] = {
        "linked_schemas": [SCHEMA],
        "name": network.name[: LONGEST["name"]],
        "primary_url": home,
        "unique_id": network.page,
        "urls": [{"name": "Solidarity", "url": network.page}],
        "tags": list(tags)[:MOST_TAGS],
        "description": network.summary,
        "mission": network.mission,
        "full_address": network.place,
        "country_iso_3166": network.country,
        "status": "active" if network.is_active else "",
        "starts_at": _seconds(network.founded_year),
        "relationships": [
            {"predicate_url": MEMBER_OF, "object_url": body}
            for body in dict.fromkeys(network.bodies)
        ],
    }
    return {name: value for name, value in said.items() if value not in ("", [], None)}


def _is_address(website: str) -> bool:
    return website.startswith(("http://", "https://")) and len(website) <= LONGEST["url"]


def _seconds(year: int | None) -> int | None:
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) if year else None
