"""The handbook, walking in and leaving in the small world: all of it in the coalition."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.timezone import now

from coalitions.actions import handbook
from coalitions.actions.leaving import ask_to_go
from coalitions.actions.walking import begin
from coalitions.models import Account, LeaveRequest
from coalitions.queries.agreement import in_force
from networks.actions.approaching import set_terms
from networks.models import Network
from solidarity.people.models import Person
from tests.fixtures.coalitions import new_clause, new_version

if TYPE_CHECKING:
    from tests.roles.world import World

PAGES = {f"coalitions:page{name}" for name in ("", "_edit", "_versions", "_version", "_away")}
ACCOUNTS = {f"coalitions:account{name}" for name in ("", "_lay_down", "_end")}
ASKED = {f"coalitions:{name}" for name in ("asked_to_go", "drop_asking", "bring_asking")}
OUT = {f"coalitions:{name}" for name in ("leave", "decide_to_leave", "present_answer")}
TO_ASK = {"coalitions:ask_to_go"}
WALKS = {f"coalitions:walk{name}" for name in ("", "_begin", "_host", "_end", "_step", "_read")}
NAMES = PAGES | ACCOUNTS | ASKED | OUT | TO_ASK | WALKS
PAGE = {"title": "Ovens", "about": "howto", "words": "Light it.", "read_by": "members"}
SENT: Mapping[str, Mapping[str, Any]] = {
    "coalitions:page_new": PAGE,
    "coalitions:page_edit": {**PAGE, "seen": ""},
    "coalitions:account_new": {"name": "Bank", "what_for": "", "holder": "", "second": ""},
    "coalitions:account": {"name": "Page", "holder": "", "second": "", "seen": ""},
    "coalitions:leave": {"reason": "The oven is cold."},
    "coalitions:decide_to_leave": {"key": "leaves"},
    "coalitions:ask_to_go": {"reason": "The oven is cold."},
    "coalitions:asked_to_go": {"words": "It is warm."},
    "coalitions:bring_asking": {"key": "brings"},
    "coalitions:walk_step": {"words": "Why?", "key": "why"},
    "coalitions:walk_host": {"host": "999999999"},
    "coalitions:walk_end": {"reservations": ""},
    "coalitions:present_answer": {},
}


def make_comings(networks: Mapping[str, Network], people: Mapping[str, Person]) -> None:
    """The founder looks after the coalition: pages, an account, a walk, a network asked to go."""
    coalition, founder = networks["coalition"], people["founder"]
    for title, read_by in (("Inside", "members"), ("For all", "everyone")):
        fields = PAGE | {"title": title, "read_by": read_by}
        handbook.add_page(coalition.slug, by=founder, at=now(), fields=fields)
    held = {"name": "Oven", "what_for": "", "holder": "member", "second": "founder"}
    handbook.add_account(coalition.slug, by=founder, at=now(), fields=held)
    set_terms(
        coalition.pk, by=founder, questions=[("Who bakes?", True)], prerequisites=[], at=now()
    )
    ask_to_go(networks["public"].pk, coalition.pk, by=founder, reason="Smoke.", at=now())
    if in_force(coalition) is None:
        new_clause(coalition, "We bake.")
        new_version(coalition)
    begin(networks["members invite"], coalition, by=founder, at=now())


def comings_things(name: str, world: "World") -> Iterator[tuple[str, dict[str, Any]]]:
    """Label and values of what these addresses point at."""
    body = world.networks["coalition"]
    slug = {"slug": body.slug}
    if name in PAGES:
        for page in ("inside", "for-all"):
            number = {"number": 1} if name == "coalitions:page_version" else {}
            yield f"coalition, {page}", {**slug, "page": page, **number}
    elif name in ACCOUNTS:
        yield "coalition, the member's", {**slug, "pk": Account.objects.get(body=body).pk}
    elif name in ASKED:
        asked = LeaveRequest.objects.get(body=body)
        yield "coalition, of the public one", {**slug, "pk": asked.pk}
    elif name in OUT | TO_ASK:
        for whose in ("public", "sibling") if name in OUT else ("sibling", "hidden"):
            yield f"coalition, {whose}", {**slug, "network": world.networks[whose].slug}
    else:
        yield from _walks(name, world)


def _walks(name: str, world: "World") -> Iterator[tuple[str, dict[str, Any]]]:
    body, walker = world.networks["coalition"], world.networks["members invite"]
    values: dict[str, Any] = {"slug": body.slug, "network": walker.slug}
    if name in {"coalitions:walk_step", "coalitions:walk_read"}:
        version = in_force(body)
        assert version is not None
        first = version.clauses.select_related("clause").order_by("position")[0]
        values["number"] = first.clause.number
    yield "coalition, who is invited", values
