"""What the demo's networks and people name as their values, and circles that some of them show."""

import math
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

import numpy as np

from networks.actions.circle import follow_circle
from networks.actions.naming import place_value, propose_words, show_value
from networks.models import CircleSeen, Network, ReadBy
from solidarity.desk.management.circling import SEED
from solidarity.people.models import Person
from values.actions import OWN
from values.actions.naming import name_own
from values.models import OFF_MAP, Batch, Pool, Publication, Sort
from values.science.circle import VALUES, Floats, angle
from values.science.norms import norm_for
from values.science.sealing import publish, seal

AGO, FOR_EVER = timedelta(days=60), timedelta(days=36_500)
SPREAD = 0.7  # how far people lie apart in one value, in points
HEIGHT = 0.6  # how far what stands out does so, in points of the scale


def name_values(
    content: Mapping[str, Sequence[dict[str, Any]]], people: Mapping[str, Person], *, at: datetime
) -> None:
    """Let networks name values, members propose some, people say theirs, and circles be shown."""
    for number, each in enumerate(content["value"]):
        _name(each, people, at=at - AGO + timedelta(days=number))
    for each in content["own"]:
        said = {"story": "", **each}
        name_own(by=people[said.pop("person")], said=said, at=at - AGO)
    for number, each in enumerate(content["circle"]):
        _show(each, Random(f"{SEED}:circle:{number}"), at=at - AGO)  # noqa: S311


def _show(each: Mapping[str, Any], chance: Random, *, at: datetime) -> None:
    """A sealed sum of so many invented circles, which the network shows to everyone."""
    network = Network.objects.get(slug=each["network"])
    circles = np.array(
        [
            [mean + chance.gauss(0, SPREAD) for mean in leaning(each["towards"])]
            for _person in range(each["people"])
        ]
    )
    sealed = seal(circles, below=chance.randrange)
    # There is nobody behind it, so it is never made anew.
    network.pool = Pool.objects.create(began_at=at, refreshed_at=at + FOR_EVER)
    network.circle_seen = CircleSeen.EVERYONE
    network.save(update_fields=["pool", "circle_seen"])
    Batch.objects.create(
        pool=network.pool, sort=Sort.CIRCLE, n=sealed.n, rho=sealed.rho, sums=list(sealed.sums),
        sealed_at=at,
    )  # fmt: skip
    said = publish([sealed])
    Publication.objects.create(
        pool=network.pool, sort=Sort.CIRCLE, number=1, n=said.n, at=at,
        means=[float(mean) for mean in said.mean], noise_sd=said.noise_sd,
        sampling_se=said.sampling_se,
    )  # fmt: skip
    follow_circle(network, at=at)


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
    shown: Floats = norm_for(OWN).mean + HEIGHT * wave
    return shown
