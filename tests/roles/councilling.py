"""A council in the small world, and what addresses of councils and spokes point at."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.timezone import now

from decisions.actions.councils import ask_network
from decisions.actions.opening import open_round
from decisions.actions.writing import draft, put_to_discussion
from decisions.models import Concern, Decision
from networks.actions.spokes import appoint
from networks.models import Affiliation, Network
from solidarity.people.models import Person

if TYPE_CHECKING:
    from tests.roles.world import World

PAGES = {f"decisions:{name}" for name in ("council", "mandate", "mandate_write", "mandate_back")}
OF_CONCERNS = {"decisions:concern", "decisions:concern_take_back"}
NAMES = PAGES | OF_CONCERNS | {"decisions:synthesis"}


def make_council(
    networks: Mapping[str, Network], people: Mapping[str, Person]
) -> dict[str, Decision]:
    """The coalition asks its networks; the member speaks for the public one."""
    at, founder = now(), people["founder"]
    places = Affiliation.objects.select_related("member", "body")
    place = places.get(member=networks["public"], body=networks["coalition"])
    appoint(place, people["member"], at=at)
    fields = {"title": "Oven?", "words": "One.", "subject": "daily", "who": "networks"}
    decision = draft(networks["coalition"].slug, by=founder, fields=fields, at=at)
    put_to_discussion(decision.pk, by=founder, at=at)
    round = open_round(decision.pk, by=founder, at=at)
    made = {"coalition, which asks": decision}
    for elector in round.electors.filter(is_network=True).order_by("pk"):
        inner = ask_network(elector.pk, at=at)
        for name in ("public", "hidden"):
            if inner is not None and elector.network_id == networks[name].pk:
                made[f"{name}, asked"] = inner
    return made


def council_things(name: str, parameters: tuple[str, ...], world: "World") -> Iterator[Any]:
    """Label and values of what these addresses point at."""
    slugs = {each: network.slug for each, network in world.networks.items()}
    if "body" in parameters:
        for slug in ("public", "hidden"):
            yield f"{slug}, in the coalition", {"slug": slugs[slug], "body": slugs["coalition"]}
        return
    if name in OF_CONCERNS:
        decided = world.questions["public, decided, for everyone"]
        concern = Concern.objects.filter(decision=decided).earliest("pk")
        for label, decision in (("its own", decided), ("another's", _asking(world))):
            values = {"slug": decision.network.slug, "number": decision.number, "pk": concern.pk}
            yield f"public, {label}", values
        return
    for label, decision in world.councils.items():
        yield label, {"slug": decision.network.slug, "number": decision.number}


def _asking(world: "World") -> Decision:
    return world.councils["coalition, which asks"]


SENT: Mapping[str, Mapping[str, Any]] = {
    "decisions:mandate_write": {"freedom": "bound", "seen": ""},
    "decisions:mandate_back": {"position": "999999999"},
    "decisions:concern": {"became": "heard", "answer": "We know."},
    "networks:spoke_propose": {"handle": "facilitator", "kind": "spoke"},
    "networks:spoke_recall": {"handle": "member", "reason": "Silent."},
    "networks:spoke_hand_over": {"handle": "facilitator"},
}
