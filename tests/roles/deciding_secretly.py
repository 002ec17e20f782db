"""Secret ballots, circles, those whom it touches and what a room decided, in the small world."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.timezone import now

from decisions.actions.challenging import challenge
from decisions.actions.circles import add_to_circle, make_circle
from decisions.actions.opening import open_round
from decisions.actions.recording import Room, record_in_room
from decisions.actions.touching import ask_in, name_touched
from decisions.actions.writing import draft, put_to_discussion
from decisions.models import Challenge, Circle, Decision, Touched
from networks.models import Network
from solidarity.people.models import Person

if TYPE_CHECKING:
    from tests.roles.world import World

OF_CIRCLES = {"decisions:circle", "decisions:circle_change", "decisions:circle_out",
              "decisions:circle_end"}  # fmt: skip
ANSWERED: Mapping[str, Any] = {
    "decisions:affected_answer": Touched,
    "decisions:challenge_answer": Challenge,
}


def make_secret_questions(
    networks: Mapping[str, Network], people: Mapping[str, Person]
) -> dict[str, Decision]:
    """By what the table calls them: the member brings them in, others ask or challenge."""
    made = {}
    for name in ("public", "hidden"):
        made[f"{name}, secret"] = _secret(networks[name], people)
        made[f"{name}, given voices"] = _up(networks[name], people, allows_delegation=True)
        made[f"{name}, of those whom it touches"] = _touched(networks[name], people)
        made[f"{name}, in a room"] = _in_a_room(networks[name], people)
        circle = make_circle(
            networks[name].slug, by=people["steward"], name="Ovens", purpose="", at=now()
        )
        add_to_circle(circle.pk, by=people["steward"], handle=people["member"].handle, at=now())
    return made


def _up(network: Network, people: Mapping[str, Person], **fields: Any) -> Decision:
    wanted = {"title": "Salt?", "words": "We salt.", "subject": "daily", "days_open": 20, **fields}
    made = draft(network.slug, by=people["member"], fields=wanted, at=now())
    return put_to_discussion(made.pk, by=people["member"], at=now())


def _secret(network: Network, people: Mapping[str, Person]) -> Decision:
    decision = _up(network, people, is_secret=True, method={"name": "majority"})
    open_round(decision.pk, by=people["steward"], at=now())
    return decision


def _touched(network: Network, people: Mapping[str, Person]) -> Decision:
    decision = _up(network, people, who="affected")
    name_touched(decision.pk, by=people["member"], handle=people["steward"].handle, at=now())
    ask_in(decision.pk, by=people["facilitator"], why="I sleep above.", at=now())
    return decision


def _in_a_room(network: Network, people: Mapping[str, Person]) -> Decision:
    decision = _up(network, people, method={"name": "majority"})
    room = Room(now() - timedelta(hours=2), [], 5, {"yes": 4})
    record_in_room(decision.pk, by=people["member"], room=room, at=now())
    challenge(decision.pk, by=people["facilitator"], words="We were four.", at=now())
    return decision


def secret_things(name: str, world: "World") -> Iterator[Any] | None:
    """Label and values of what an address of these points at; None for another address."""
    if name in OF_CIRCLES:
        return _circles(world)
    return _answered(name, world) if name in ANSWERED else None


def _circles(world: "World") -> Iterator[Any]:
    for slug in ("public", "hidden"):
        network = world.networks[slug]
        circle = Circle.objects.get(network=network)
        yield f"{slug}, a circle", {"slug": network.slug, "pk": circle.pk}


def _answered(name: str, world: "World") -> Iterator[Any]:
    asked = {"decisions:affected_answer": {"state": "asked"}}.get(name, {})
    for label, decision in world.questions.items():
        found = ANSWERED[name].objects.filter(decision=decision, **asked).first()
        if found is not None:
            values = {"slug": decision.network.slug, "number": decision.number, "pk": found.pk}
            yield label, values


SENT: Mapping[str, Mapping[str, Any]] = {
    "decisions:ballot": {"stance": "yes"},
    "decisions:delegation": {"handle": "nobody-at-all"},
    "decisions:affected": {"why": "I eat."},
    "decisions:affected_answer": {"act": "take_in", "answer": ""},
    "decisions:challenge": {"words": "No."},
    "decisions:challenge_answer": {"act": "dismiss", "answer": "Five."},
    "decisions:room": {"day": "2026-01-02", "time": "18:00", "others": "3", "number_0": "2"},
    "decisions:circle": {"handle": "nobody-at-all"},
    "decisions:circle_new": {"name": "Flour"},
    "decisions:circle_change": {"name": "Salt", "seen": ""},
}
