"""An agreement in the small world, and what its addresses point at."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.timezone import now

from coalitions.actions.adopting import bring_agreement
from coalitions.actions.drafting import mark_ready, propose_clause
from coalitions.actions.suggesting import suggest
from coalitions.models import Suggestion
from decisions.actions.writing import put_to_discussion
from decisions.models import Decision
from networks.models import Network
from solidarity.people.models import Person
from tests.fixtures.coalitions import new_version

if TYPE_CHECKING:
    from tests.roles.world import World

NAMES = {
    f"coalitions:{name}"
    for name in (
        "agreement", "drafts", "group", "clause_new", "clause", "clause_edit", "clause_ready",
        "clause_drop", "clause_move", "clause_talk", "clause_history", "clause_text", "suggest",
        "suggestion", "propose", "proposal", "proposal_renew", "version", "version_print",
        "version_markdown", "diff", "version_consents", "consent",
    )
}  # fmt: skip


def make_agreement(networks: Mapping[str, Network], people: Mapping[str, Person]) -> None:
    """The coalition has a version in force, a clause that is new, and a question about it."""
    body, member, at = networks["coalition"], people["member"], now()

    def clause(words: str) -> int:
        return propose_clause(
            body.slug, by=member, group="rules", title=words, words=words, key=words, at=at
        ).number

    first = clause("Bread")
    new_version(body)
    second = clause("Salt")
    mark_ready(body.slug, second, by=member, text=1, is_ready=True, at=at)
    suggest(body.slug, first, by=member, words="Rye bread", why="Health.", network=None, at=at)
    made = bring_agreement(
        body.slug, by=member, title="Salt", why="Taste.", review_on=None, key="salt", at=at
    )
    put_to_discussion(made.pk, by=member, at=at)


def agreement_things(parameters: tuple[str, ...], name: str, world: "World") -> Iterator[Any]:
    """Label and values: of the coalition, and of a group, which has no agreement."""
    asked = Decision.objects.get(network=world.networks["coalition"], effect="coalitions.adopt")
    number = asked.number if name.startswith("coalitions:proposal") else 1
    values = {
        "number": number, "group": "rules", "text": 1, "other": 1,
        "pk": Suggestion.objects.get().pk, "member": world.networks["public"].slug,
    }  # fmt: skip
    for label, called in (("coalition", "coalition"), ("public, a group", "public")):
        found = values | {"slug": world.networks[called].slug}
        yield label, {each: found[each] for each in parameters}


SENT: Mapping[str, Mapping[str, Any]] = {
    "coalitions:clause_new": {"title": "Oil", "words": "Oil.", "group": "rules", "key": "oil"},
    "coalitions:clause_edit": {
        "title": "Bread", "words": "Rye.", "why": "So.", "group": "rules", "seen": "",
    },
    "coalitions:clause_ready": {"text": "1", "act": "ready"},
    "coalitions:clause_drop": {"act": "leave_out"},
    "coalitions:clause_move": {"act": "later"},
    "coalitions:clause_talk": {"words": "Why?", "key": "why"},
    "coalitions:suggest": {"words": "Oats.", "why": "Health."},
    "coalitions:suggestion": {"act": "answer", "answer": "Later."},
    "coalitions:propose": {"title": "Salt", "why": "Taste.", "key": "again"},
    "coalitions:consent": {"act": "ask", "key": "yes"},
}  # fmt: skip
