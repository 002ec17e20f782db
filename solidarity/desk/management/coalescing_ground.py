"""The common ground of the demo's coalition: said, marked and written by the real actions."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from coalitions.actions.ground import add_point, confirm_mark, mark_pair
from coalitions.actions.texts import words_of_text, write_text
from coalitions.models import Mark, Point
from coalitions.rules.speaking import networks_spoken_for
from networks.models import Network
from solidarity.base.stale import fingerprint
from solidarity.people.models import Person

People = Mapping[str, Person]
Details = Mapping[str, Any]


def find_common_ground(said: Details, people: People, *, at: datetime) -> None:
    """Let the networks fill in their sides, mark what they see, and write their common text."""
    body = Network.objects.get(slug=said["body"])
    points = {each["key"]: _point(body, each, people, at=at) for each in said["point"]}
    for each in said["mark"]:
        _mark(body, each, points, people, at=at)
    for each in said["text"]:
        _text(body, each, people, at=at)


def _ago(said: Details, at: datetime) -> datetime:
    return at - timedelta(days=said["ago"])


def _point(body: Network, said: Details, people: People, *, at: datetime) -> Point:
    network = Network.objects.get(slug=said["network"])
    return add_point(
        body.pk, network, by=people[said["by"]], topic=said["topic"], words=said["words"],
        meaning=said.get("meaning", ""), at=_ago(said, at),
    )  # fmt: skip


def _mark(
    body: Network, said: Details, points: Mapping[str, Point], people: People, *, at: datetime
) -> Mark:
    made = mark_pair(
        body.pk, points[said["one"]].pk, points[said["other"]].pk, by=people[said["by"]],
        relation=said["relation"], words=said["words"], at=_ago(said, at),
    )  # fmt: skip
    for handle in said.get("confirm", []):
        network = networks_spoken_for(people[handle], body, at=at)[0]
        confirm_mark(made.pk, network, by=people[handle], at=_ago(said, at))
    return made


def _text(body: Network, said: Details, people: People, *, at: datetime) -> None:
    seen = fingerprint(words_of_text(body))
    write_text(
        body.pk, by=people[said["by"]], words=said["words"].strip(), closeness=said["closeness"],
        why=said.get("why", ""), seen=seen, at=_ago(said, at),
    )  # fmt: skip
