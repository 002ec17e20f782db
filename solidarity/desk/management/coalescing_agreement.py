"""How the demo's coalition wrote its agreement: done again by the real actions."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from coalitions.actions import drafting, suggesting, talking_of_clauses
from coalitions.actions.adopting import bring_agreement, tell_adopted
from coalitions.actions.consenting import ask_own_people
from coalitions.models import AgreementVersion, Clause
from coalitions.queries.agreement import in_force
from coalitions.queries.drafting import clause_words, newest_text
from decisions.actions.closing import close_if_due
from decisions.actions.opening import open_round
from decisions.actions.taking import take_position
from decisions.actions.writing import put_to_discussion
from decisions.models import Decision
from networks.models import Network
from networks.queries.spokes import voices_of
from solidarity.base.stale import fingerprint
from solidarity.desk.management.coalescing_governing import let_hold
from solidarity.desk.management.events import carry_out
from solidarity.outbox.models import Job
from solidarity.outbox.models import State as JobState
from solidarity.people.models import Person

People = Mapping[str, Person]
Content = Mapping[str, Any]


def agree_on_words(
    content: Content, people: People, *, settings: Mapping[str, Content], at: datetime
) -> None:
    """Let the coalition write, adopt and go on writing, in the order of time.

    settings: what clauses set, by their titles.
    """
    body = Network.objects.get(slug=content["body"])
    begun = at - timedelta(days=content["ago"] + 10)
    for each in content["clause"]:
        clause = _propose(body, each, people, at=begun)
        if held := settings.get(clause.title):
            let_hold(clause, held, by=people[each["by"]], at=begun)
        number = newest_text(clause).number
        drafting.mark_ready(
            body.slug, clause.number, by=people[each["by"]], text=number, is_ready=True, at=begun
        )
    _adopt(body, content, people, at=at - timedelta(days=content["ago"]))
    version = in_force(body)
    assert version is not None  # noqa: S101 they all agree
    for each in content["consents"]:
        _consent(version, each, people, at=at - timedelta(days=each["ago"]))
    _go_on(body, content, people, at=at)
    left = Job.objects.filter(kind__startswith="decisions.", state=JobState.WAITING)
    left.update(state=JobState.DONE, ended_at=at)


def _propose(body: Network, each: Content, people: People, *, at: datetime) -> Clause:
    said = {name: each[name] for name in ("group", "title", "words")}
    return drafting.propose_clause(
        body.slug, by=people[each["by"]], key=f"demo-{each['title']}", at=at, **said
    )


def _adopt(body: Network, content: Content, people: People, *, at: datetime) -> None:
    """The networks decide, through their spokes."""
    by = people[content["brought_by"]]
    review_on = (at + timedelta(days=365)).date()
    made = bring_agreement(
        body.slug, by=by, title=content["title"], why=content["why"], review_on=review_on,
        key="demo-agreement", at=at,
    )  # fmt: skip
    handles = {handle: voices_of(people[handle], body)[0] for handle in content["yes"]}
    _decide(made, by, {people[handle]: network for handle, network in handles.items()}, at=at)
    carry_out("coalitions.ask_consents", tell_adopted, at=at)


def _decide(
    decision: Decision, by: Person, voices: Mapping[Person, Network | None], *, at: datetime
) -> None:
    """All say yes, and it is counted when its time is over."""
    if decision.stage == "draft":
        put_to_discussion(decision.pk, by=by, at=at)
    round = open_round(decision.pk, by=by, at=at)
    for number, (person, network) in enumerate(voices.items()):
        take_position(
            round.pk, by=person, choice="agree", key=f"demo-{round.pk}-{number}",
            at=at + timedelta(days=1), for_network=network,
        )  # fmt: skip
    close_if_due(round.pk, at=round.closes_at)


def _consent(version: AgreementVersion, each: Content, people: People, *, at: datetime) -> None:
    """A network's own people say yes."""
    network, by = Network.objects.get(slug=each["network"]), people[each["by"]]
    asked = ask_own_people(
        version.pk, network.pk, by=by, reservations=each["reservations"], key="demo-yes", at=at
    )
    _decide(asked, by, {people[handle]: None for handle in each["say"]}, at=at)


def _go_on(body: Network, content: Content, people: People, *, at: datetime) -> None:
    """What is written since: a clause anew, another one, a suggestion, a question."""
    for each in content["later"]:
        clause, when = _titled(body, each["title"]), at - timedelta(days=each["ago"])
        saved = clause_words(clause)
        drafting.write_clause(
            body.slug, clause.number, by=people[each["by"]], why=each["why"],
            seen=fingerprint(saved), at=when, **{**saved, "words": each["words"]},
        )  # fmt: skip
    for each in content["new"]:
        _propose(body, each, people, at=at - timedelta(days=each["ago"]))
    for each in content["suggestion"]:
        network = Network.objects.get(slug=each["network"])
        suggesting.suggest(
            body.slug, _titled(body, each["title"]).number, by=people[each["by"]],
            words=each["words"], why=each["why"], network=network.pk,
            at=at - timedelta(days=each["ago"]),
        )  # fmt: skip
    for each in content["said"]:
        talking_of_clauses.say(
            body.slug, _titled(body, each["title"]).number, by=people[each["by"]],
            words=each["words"], key=f"demo-{each['title']}", at=at - timedelta(days=each["ago"]),
        )  # fmt: skip


def _titled(body: Network, title: str) -> Clause:
    clause = Clause.objects.get(body=body, title=title)
    clause.body = body
    return clause
