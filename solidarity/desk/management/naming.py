"""What the demo's networks and people name as their values, and circles that some of them show."""

import math
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from networks.actions.circle import show_circle
from networks.actions.naming import place_value, propose_words, show_value
from networks.models import Network, ReadBy
from solidarity.people.models import Person
from values.actions import OWN
from values.actions.naming import name_own
from values.models import OFF_MAP
from values.science.circle import VALUES, Floats, angle
from values.science.norms import norm_for

AGO = timedelta(days=60)
HEIGHT = 0.45  # how far what stands out does so, in points of the scale


def name_values(
    content: Mapping[str, Sequence[dict[str, Any]]], people: Mapping[str, Person], *, at: datetime
) -> None:
    """Let networks name values, members propose some, people say theirs, and circles be shown."""
    for number, each in enumerate(content["value"]):
        _name(each, people, at=at - AGO + timedelta(days=number))
    for each in content["own"]:
        said = {"story": "", **each}
        name_own(by=people[said.pop("person")], said=said, at=at - AGO)
    for each in content["circle"]:
        network = Network.objects.get(slug=each["network"])
        show_circle(
            network, leaning(each["towards"]), n_band=each["people"], instrument=OWN, at=at - AGO
        )


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


def leaning(towards: float) -> Floats:
    """The norm, with a wave above it whose height stands at so many degrees of the circle."""
    wave = np.array([math.cos(math.radians(angle(value) - towards)) for value in VALUES])
    shown = norm_for(OWN).mean + HEIGHT * wave
    rounded: Floats = np.round((shown - shown.mean()) * 20) / 20
    return rounded
