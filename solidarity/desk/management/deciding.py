"""What the demo's networks decide and have decided: done again by the real actions."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from decisions.actions import closing, councils, recurring, tasks, telling, writing
from decisions.actions.balloting import cast
from decisions.actions.opening import open_round
from decisions.actions.recording import Room, record_in_room
from decisions.actions.taking import take_position
from decisions.actions.talking import say
from decisions.models import Became, Decision, Elector, Round
from decisions.notices.writing import tell_put_up
from decisions.queries.writing import question_words
from networks.actions.spokes import appoint
from networks.models import Affiliation, Network
from solidarity.base.stale import fingerprint
from solidarity.desk.management.events import carry_out
from solidarity.outbox.models import Job
from solidarity.outbox.models import State as JobState
from solidarity.people.models import Person

People = Mapping[str, Person]
Said = Mapping[str, Any]
RULES = (
    "method", "options", "quorum", "who", "seen", "days_open", "urgent_reason", "effect",
    "effect_about", "is_secret", "published",
)  # fmt: skip
TELLING: Mapping[str, Callable[[Job], None]] = {
    "decisions.tell_put_up": tell_put_up,
    **{
        f"decisions.tell_{name}": getattr(telling, f"tell_{name}")
        for name in ("opened", "closed", "extended", "cancelled", "reminder", "review")
    },
}


def decide_together(
    content: Mapping[str, Sequence[dict[str, Any]]], people: People, *, at: datetime
) -> None:
    """Let spokes be chosen, and then everything happen that was decided, in the order of time."""
    for each in content["spoke"]:
        _speak(each, people, at=at - timedelta(days=each["ago"]))
    made: dict[str, Decision] = {}
    events = [
        (event["ago"], place, each, event)
        for each in content["decision"]
        for place, event in enumerate(each["events"])
    ]
    for ago, _place, each, event in sorted(events, key=lambda found: (-found[0], found[1])):
        when = at - timedelta(days=ago)
        _happen(each, event, made, people, at=when)
        for kind, tell in TELLING.items():
            carry_out(kind, tell, at=when)
    recurring.open_reviews(at=at)
    carry_out("decisions.tell_review", telling.tell_review, at=at)
    left = Job.objects.filter(kind__startswith="decisions.", state=JobState.WAITING)
    left.update(state=JobState.DONE, ended_at=at)


def _speak(each: Said, people: People, *, at: datetime) -> None:
    found = Affiliation.objects.select_related("member", "body")
    place = found.get(member__slug=each["member"], body__slug=each["body"])
    appoint(place, people[each["who"]], stands_in=each.get("stands_in", False), at=at)


def _happen(
    each: Said, event: Said, made: dict[str, Decision], people: People, *, at: datetime
) -> None:
    """One thing that happened to one decision."""
    if event["act"] == "draft":
        made[each["title"]] = _draft(each, people, at=at)
        return
    ACTS[event["act"]](made[each["title"]], event, people, at)


def _draft(each: Said, people: People, *, at: datetime) -> Decision:
    fields = {name: each[name] for name in ("title", "subject", "words", *RULES) if name in each}
    decision = writing.draft(each["network"], by=people[each["by"]], fields=fields, at=at)
    if "review" in each:
        decision.review_on = (at + timedelta(days=each["review"])).date()
        decision.save(update_fields=["review_on"])
    return decision


def _fresh(decision: Decision) -> Decision:
    return Decision.objects.select_related("network", "by").get(pk=decision.pk)


def _round(decision: Decision) -> Round:
    return decision.rounds.order_by("-number")[0]


def _put_up(decision: Decision, event: Said, people: People, at: datetime) -> None:
    assert decision.by is not None  # noqa: S101 the demo says who
    writing.put_to_discussion(decision.pk, by=decision.by, at=at)


def _write(decision: Decision, event: Said, people: People, at: datetime) -> None:
    """A new version of the text."""
    saved = question_words(_fresh(decision))
    seen = fingerprint({name: saved[name] for name in ("title", "words")})
    writing.write_version(
        decision.pk, by=people[event["by"]], words=event["words"], why=event["why"], seen=seen,
        at=at,
    )  # fmt: skip


def _say(decision: Decision, event: Said, people: People, at: datetime) -> None:
    say(
        decision.pk, by=people[event["by"]], words=event["words"],
        key=f"demo-{decision.pk}-{event['ago']}", at=at,
    )  # fmt: skip


def _open(decision: Decision, event: Said, people: People, at: datetime) -> None:
    """Positions are taken; networks in a council are asked at once."""
    by = people[event["by"]] if "by" in event else decision.by
    assert by is not None  # noqa: S101 the demo says who
    round = open_round(decision.pk, by=by, at=at)
    for elector in Elector.objects.filter(round=round, is_network=True).order_by("pk"):
        councils.ask_network(elector.pk, at=at)


def _take(decision: Decision, event: Said, people: People, at: datetime) -> None:
    """Some take positions: `who` alike, or one with a reason."""
    round, chosen = _round(_at(decision, event)), event["choice"]
    network = Network.objects.get(slug=event["for"]) if "for" in event else None
    for who in event["who"]:
        take_position(
            round.pk, by=people[who], choice=chosen, reason=event.get("reason", ""),
            rests_on=event.get("rests_on", ""), for_network=network,
            key=f"demo-{round.pk}-{who}-{event['ago']}", at=at,
        )  # fmt: skip


def _ballot(decision: Decision, event: Said, people: People, at: datetime) -> None:
    """Some cast alike, in secret."""
    for who in event["who"]:
        cast(_round(decision).pk, by=people[who], choice=event["choice"], at=at)


def _in_room(decision: Decision, event: Said, people: People, at: datetime) -> None:
    """It was decided in a room the evening before."""
    room = Room(at - timedelta(hours=15), event["who"], event["others"], event["numbers"])
    record_in_room(decision.pk, by=people[event["by"]], room=room, at=at)


def _at(decision: Decision, event: Said) -> Decision:
    """The decision itself, or what the network `inside` was asked by it."""
    if "inside" not in event:
        return decision
    return Decision.objects.get(
        network__slug=event["inside"], mandate__elector__round=_round(decision)
    )


def _close(decision: Decision, event: Said, people: People, at: datetime) -> None:
    """Somebody looks when its time is over."""
    round = _round(_at(decision, event))
    closing.close_if_due(round.pk, at=max(at, round.closes_at))


def answer_concerns(decision: Decision, event: Said, people: People, at: datetime) -> None:
    """What became of the concerns of the round before."""
    for concern in decision.concerns.filter(became=Became.OPEN).order_by("pk"):
        councils.answer_concern(
            concern.pk, became=event.get("became", Became.WORKED_IN), answer=event["words"],
            by=people[event["by"]], at=at,
        )  # fmt: skip


def _cancel(decision: Decision, event: Said, people: People, at: datetime) -> None:
    closing.cancel(decision.pk, by=people[event["by"]], reason=event["reason"], at=at)


def _task(decision: Decision, event: Said, people: People, at: datetime) -> None:
    """Somebody writes down what is to be done; `done`: and it was."""
    due = at + timedelta(days=event["days"]) if "days" in event else None
    task = tasks.add(
        decision.pk, by=people[event["by"]], words=event["words"], handle=event.get("who", ""),
        due_on=due.date() if due else None, at=at,
    )  # fmt: skip
    if event.get("done"):
        tasks.finish(task.pk, by=people[event.get("who", event["by"])], at=at)


ACTS: Mapping[str, Callable[[Decision, Said, People, datetime], None]] = {
    "put_up": _put_up,
    "write": _write,
    "say": _say,
    "open": _open,
    "take": _take,
    "ballot": _ballot,
    "room": _in_room,
    "close": _close,
    "answer": answer_concerns,
    "cancel": _cancel,
    "task": _task,
}
