"""Common ground in the small world: what networks say in the coalition, and what is marked."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.timezone import now

from coalitions.actions.ground import add_point, mark_pair
from coalitions.actions.texts import words_of_text, write_text
from coalitions.models import Mark, Point
from networks.models import Network
from solidarity.base.stale import fingerprint
from solidarity.people.models import Person

if TYPE_CHECKING:
    from tests.roles.world import World

TOPICS = {f"coalitions:{name}" for name in ("topic", "compare", "kindred", "mark_pair")}
SIDES = {"coalitions:side", "coalitions:point_add", "coalitions:carry"}
POINTS = {
    f"coalitions:{name}" for name in ("point", "point_edit", "point_withdraw", "say_point")
}  # fmt: skip
MARKS = {f"coalitions:{name}" for name in ("mark", "mark_confirm", "mark_dismiss", "say_mark")}
TEXTS = {"coalitions:text", "coalitions:text_decide"}
NAMES = TOPICS | SIDES | POINTS | MARKS | TEXTS
SENT: Mapping[str, Mapping[str, Any]] = {
    "coalitions:point_add": {"words": "Warmth", "meaning": "", "seen": ""},
    "coalitions:point_edit": {"words": "Warm bread", "meaning": "", "seen": ""},
    "coalitions:say_point": {"words": "And crusts?", "key": "crusts"},
    "coalitions:say_mark": {"words": "And crusts?", "key": "crusts"},
    "coalitions:mark_confirm": {"network": "public"},
    "coalitions:mark_dismiss": {"network": "public"},
    "coalitions:text_write": {"words": "We bake.", "closeness": "2", "seen": ""},
    "coalitions:text_decide": {"key": "decide"},
    "coalitions:life_move": {"move": "friends", "key": "friends"},
    "coalitions:carry": {"words": "The oven stays warm.", "seen": ""},
}


def make_ground(networks: Mapping[str, Network], people: Mapping[str, Person]) -> None:
    """Three networks say something in the coalition; what is the sibling's is marked with each."""
    coalition, founder = networks["coalition"], people["founder"]
    by = {"public": people["steward"], "hidden": people["steward"], "sibling": founder}
    said = {
        name: add_point(
            coalition.pk, networks[name], by=person, topic="values", words=f"Bread, says {name}",
            meaning="", at=now(),
        )
        for name, person in by.items()
    }  # fmt: skip
    mark_pair(
        coalition.pk, said["public"].pk, said["sibling"].pk, by=people["steward"],
        relation="overlap", words="Bread.", at=now(),
    )  # fmt: skip
    # This one was made when everybody could find the network.
    Mark.objects.create(
        body=coalition, one=said["hidden"], other=said["sibling"], relation="overlap", at=now()
    )
    seen = fingerprint(words_of_text(coalition))
    write_text(
        coalition.pk, by=founder, words="We bake together.", closeness=3, why="", seen=seen,
        at=now(),
    )  # fmt: skip


def ground_things(name: str, world: "World") -> Iterator[tuple[str, dict[str, Any]]]:
    """Label and values of what these addresses point at."""
    coalition = world.networks["coalition"].slug
    if name in TOPICS:
        for slug in ("coalition", "public"):
            yield slug, {"slug": world.networks[slug].slug, "topic": "values"}
    elif name in TEXTS:
        yield "coalition, its text", {"slug": coalition, "number": 1}
    else:
        for whose in ("public", "hidden"):
            yield f"coalition, of the {whose} one", _of(name, world, coalition, whose)


def _of(name: str, world: "World", coalition: str, whose: str) -> dict[str, Any]:
    network = world.networks[whose]
    if name in SIDES:
        topic = {"topic": "values"} if name == "coalitions:point_add" else {}
        return {"slug": coalition, "network": network.slug, **topic}
    point = Point.objects.get(network=network)
    if name in POINTS:
        return {"slug": coalition, "pk": point.pk}
    return {"slug": coalition, "pk": Mark.objects.get(one=point).pk}
