"""What the demo's networks and people name as their values."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from networks.actions.naming import place_value, propose_words, show_value
from networks.models import ReadBy
from solidarity.people.models import Person
from values.actions.naming import name_own
from values.models import OFF_MAP

AGO = timedelta(days=60)


def name_values(
    content: Mapping[str, Sequence[dict[str, Any]]], people: Mapping[str, Person], *, at: datetime
) -> None:
    """Let networks name values, members propose some, and people say theirs."""
    for number, each in enumerate(content["value"]):
        _name(each, people, at=at - AGO + timedelta(days=number))
    for each in content["own"]:
        said = {"story": "", **each}
        name_own(by=people[said.pop("person")], said=said, at=at - AGO)


def _name(each: Mapping[str, Any], people: Mapping[str, Person], *, at: datetime) -> None:
    words = {name: each.get(name, "") for name in ("name", "meaning", "story", "language")}
    slug, by = each["network"], people[each.get("by") or each["proposed_by"]]
    value = propose_words(slug, by=by, words=words, why="", at=at).value
    if value is None:
        return
    ticked = [OFF_MAP] if each.get("off") else each.get("places", [])
    place_value(slug, value.pk, by=by, ticked=ticked, at=at)
    if each.get("for_members"):
        show_value(slug, value.pk, by=by, read_by=ReadBy.MEMBERS, at=at)
