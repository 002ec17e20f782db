"""Looking back in the small world: a cohort for everybody to know of, and a hidden one."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cohorts.actions import reflecting, reporting
from cohorts.actions.connecting import keep_connections
from cohorts.models import Question, Reflection, Shared, Strand
from networks.models import Kind, Network, Role, Visibility
from solidarity.people.models import Person
from tests.fixtures.networks import new_member, new_network
from tests.fixtures.people import NOON

if TYPE_CHECKING:
    from tests.roles.world import World

PUBLIC, HIDDEN = "looking back", "looking back, hidden"
OF_COHORT = {
    "reflections", "prepare_reflections", "reflection_days", "questions", "question_new",
    "connections", "newest_report", "report_make", "strands",
}  # fmt: skip
OF_QUESTION = {"question", "question_leave"}
OF_ROUND = {"reflection", "reflection_turn", "reflection_share", "reflection_withdraw"}
OF_TIES = {"connection", "connection_withdraw"}
OF_EDITION = {"report", "report_print", "report_csv", "report_say", "report_publish"}
KEYED: Mapping[str, type[Any]] = {"strand_drop": Strand, "answer_code": Shared}
OWN = {"kept_delete"}  # at an address that outlives belonging
NAMES = {
    f"cohorts:{name}"
    for name in OF_COHORT | OF_QUESTION | OF_ROUND | OF_TIES | OF_EDITION | OWN | set(KEYED)
}
SENT: Mapping[str, Mapping[str, Any]] = {
    "cohorts:question_new": {"dimension": "place", "is_open": "open", "words": "And you?"},
    "cohorts:question": {"words": "And you?", "seen": ""},
    "cohorts:reflection_turn": {"act": "close"},
    "cohorts:connection": {"name0": "Bakery", "step0": "3"},
    "cohorts:strands": {"name": "Rest"},
    "cohorts:report_say": {"words": "Not only that.", "key": "one"},
}


def make_looking_back(networks: dict[str, Network], people: Mapping[str, Person]) -> None:
    """Each has looked back at the start and looks back at the end; one edition is published."""
    for name in (PUBLIC, HIDDEN):
        networks[name] = _cohort(name, people)


def _cohort(name: str, people: Mapping[str, Person]) -> Network:
    is_hidden = name == HIDDEN
    network = new_network(
        name, kind=Kind.COHORT, steward=people["steward"],
        visibility=Visibility.HIDDEN if is_hidden else Visibility.PUBLIC,
    )  # fmt: skip
    new_member(network, people["member"])
    new_member(network, people["facilitator"], role=Role.FACILITATOR)
    _look_back(network.slug, network, people)
    return network


def _look_back(slug: str, network: Network, people: Mapping[str, Person]) -> None:
    by, member = people["facilitator"], people["member"]
    reflecting.prepare(slug, by=by, at=NOON)
    said = Question.objects.get(body=network, ready="place_now").pk
    for moment in ("start", "middle"):
        reflecting.open_round(slug, moment, by=by, at=NOON)
        reflecting.keep_answers(slug, moment, {said: "Here."}, by=member, is_done=True, at=NOON)
        reflecting.close_round(slug, moment, by=by, at=NOON)
    reflecting.share(slug, "start", {said: "nameless"}, by=member, at=NOON)
    reporting.add_strand(slug, by=by, name="Courage", about="", at=NOON)
    for _edition in range(2):
        reporting.make_edition(slug, by=by, at=NOON)
    reporting.publish(network.pk, number=1, decision=1, at=NOON)
    reflecting.open_round(slug, "end", by=by, at=NOON)
    reflecting.keep_answers(slug, "end", {said: "There."}, by=member, is_done=True, at=NOON)
    keep_connections(
        slug, "end", by=member, people={}, beyond=[("Bakery", 3)], may_name=False, at=NOON
    )


def seen_things(name: str, world: "World") -> Iterator[tuple[str, dict[str, Any]]]:
    """Label and values of what these addresses point at."""
    short = name.removeprefix("cohorts:")
    if short in OWN:
        hers = Reflection.objects.get(
            round__body=world.networks[HIDDEN], round__moment="start", person=world.people["member"]
        )
        yield f"{HIDDEN}, what a member answered", {"kind": "reflection", "pk": hers.pk}
        return
    for body in (PUBLIC, HIDDEN):
        network = world.networks[body]
        slug = {"slug": network.slug}
        if short in OF_COHORT:
            yield body, slug
        elif short in OF_QUESTION:
            yield f"{body}, a question", slug | {"place": 1}
        elif short in OF_ROUND:
            for moment in ("start", "end"):
                state = "open" if moment == "end" else "closed"
                yield f"{body}, {state}", slug | {"moment": moment}
        elif short in OF_TIES:
            yield f"{body}, open", slug | {"moment": "end"}
        elif short in OF_EDITION:
            for number, state in ((1, "published"), (2, "inside")):
                yield f"{body}, {state}", slug | {"number": number}
        else:
            yield f"{body}, its own", slug | {"key": _key(short, network)}


def _key(short: str, network: Network) -> int:
    if KEYED[short] is Strand:
        return Strand.objects.get(body=network).pk
    return Shared.objects.get(reflection__round__body=network).pk
