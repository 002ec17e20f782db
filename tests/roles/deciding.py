"""Questions in the small world, in each state, and what addresses of decisions point at."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.timezone import now

from decisions.actions import tasks
from decisions.actions.closing import close_if_due
from decisions.actions.customs import keep_template
from decisions.actions.opening import open_round
from decisions.actions.taking import take_position
from decisions.actions.talking import say
from decisions.actions.writing import draft, put_to_discussion
from decisions.models import Decision, Task
from networks.models import Network
from solidarity.people.models import Person
from tests.roles.deciding_secretly import SENT as SENT_SECRETLY
from tests.roles.deciding_secretly import make_secret_questions, secret_things

if TYPE_CHECKING:
    from tests.roles.world import World

LONG_AGO = timedelta(days=30)


def make_questions(
    networks: Mapping[str, Network], people: Mapping[str, Person]
) -> dict[str, Decision]:
    """By what the table calls them: the member brings them in, the steward opens them."""
    member = people["member"]

    def begun(name: str, at: datetime, **fields: Any) -> Decision:
        wanted = {"title": "Bread?", "words": "We bake.", "subject": "daily", **fields}
        return draft(networks[name].slug, by=member, fields=wanted, at=at)

    def up(name: str, at: datetime, **fields: Any) -> Decision:
        return put_to_discussion(begun(name, at, **fields).pk, by=member, at=at)

    def opened(name: str, at: datetime, **fields: Any) -> Decision:
        decision = up(name, at, **fields)
        round = open_round(decision.pk, by=people["steward"], at=at)
        take_position(
            round.pk, by=member, choice="block", key="block", at=at, reason="Ovens smoke.",
            rests_on="Good air.",
        )  # fmt: skip
        return decision

    def decided(name: str) -> Decision:
        at = now() - LONG_AGO
        decision = opened(
            name, at, seen="everyone", method={"name": "consensus_minus", "blocks": 1}
        )
        round = decision.rounds.get()
        take_position(round.pk, by=people["steward"], choice="agree", key="agree", at=at)
        close_if_due(round.pk, at=now())
        return decision

    made = {
        "public, a draft": begun("public", now()),
        "public, talked about": up("public", now()),
        "public, open": opened("public", now()),
        "public, decided, for everyone": decided("public"),
        "hidden, talked about": up("hidden", now()),
        "hidden, open": opened("hidden", now()),
    }
    for name in ("public", "hidden"):
        decision = made[f"{name}, talked about"]
        say(decision.pk, by=member, words="Rye?", key=f"said-{name}", at=now())
        steward = people["steward"]
        keep_template(decision.pk, by=steward, name="Bread", at=now())
        tasks.add(decision.pk, by=member, words="Buy flour.", at=now())
    return made | make_secret_questions(networks, people)


def decision_things(name: str, parameters: tuple[str, ...], world: "World") -> Iterator[Any]:
    """Label and values of what an address of decisions points at."""
    if (found := secret_things(name, world)) is not None:
        yield from found
    elif name == "decisions:drop_template":
        for slug in ("public", "hidden"):
            network = world.networks[slug]
            template = network.decision_templates.get()
            yield f"{slug}, its own", {"slug": network.slug, "pk": template.pk}
    elif name == "decisions:task":
        for slug in ("public", "hidden"):
            decision = world.questions[f"{slug}, talked about"]
            values = {"slug": decision.network.slug, "number": decision.number}
            yield (
                f"{slug}, a task",
                {
                    **values,
                    "pk": Task.objects.get(owner_id=decision.pk, owner_type__model="decision").pk,
                },
            )
    elif "subject" in parameters:
        for slug in ("public", "hidden"):
            yield slug, {"slug": world.networks[slug].slug, "subject": "money"}
    else:
        for label in _POINTED_AT.get(name.removeprefix("decisions:"), list(world.questions)):
            decision = world.questions[label]
            values = {"slug": decision.network.slug, "number": decision.number, "version": 1}
            yield label, {each: values[each] for each in parameters}


_TALKED = ("public, talked about", "hidden, talked about")
_OPEN = ("public, open", "hidden, open")
_READ = ("public, decided, for everyone", "hidden, open")
_POINTED_AT: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("edit", "method", "rules", "who", "time", "put_up", "throw_away"),
        ("public, a draft", *_TALKED),
    ),
    **dict.fromkeys(("open", "cancel", "keep", "talk"), _TALKED),
    **dict.fromkeys(("extend", "close", "position", "take_back"), _OPEN),
    **dict.fromkeys(("versions", "version", "export"), _READ),
}

SENT: Mapping[str, Mapping[str, Any]] = {
    "decisions:new": {"title": "Rye?", "words": "We bake rye.", "subject": "daily", "key": "rye"},
    "decisions:edit": {"title": "Rye?", "words": "Rye.", "subject": "daily", "why": "", "seen": ""},
    "decisions:method": {"name": "consent", "seen": ""},
    "decisions:rules": {"seen": ""},
    "decisions:who": {"who": "people", "seen": ""},
    "decisions:time": {"days_open": "20", "seen": ""},
    "decisions:shares": {"seen": ""},
    "decisions:tasks": {"words": "Buy rye.", "handle": ""},
    "decisions:task": {"act": "take"},
    "decisions:act": {"act": "networks.ways", "key": "act"},
    "decisions:talk": {"words": "And when?", "key": "when"},
    "decisions:extend": {"days": "3"},
    "decisions:cancel": {"reason": "No flour."},
    "decisions:keep": {"name": "Rye"},
    "decisions:position": {"stance": "agree", "reason": "", "key": "now", "before": ""},
    "decisions:settings": {"proposers": "members", "waiting_days": "x", "digest_days": "7"},
    "decisions:usual": {"name": ""},
    "decisions:usual_rules": {},
    "threads:post_remove": {"reason": "Rude."},
    **SENT_SECRETLY,
}
