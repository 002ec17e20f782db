"""What the demo's coalition finds hard, and its calls: done again by the real actions."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from coalitions.actions import absent, calls, hard
from coalitions.carrying.calls import effect_for, words_for
from coalitions.models import AskedPerson, Call, Hardship
from coalitions.queries.calls import answer_of, answer_words, following_words
from decisions.actions import closing, tasks, writing
from decisions.actions.moving import bring
from decisions.actions.opening import open_round
from decisions.actions.taking import take_position
from decisions.models import Elector
from networks.models import Network
from solidarity.base.stale import fingerprint
from solidarity.desk.management.deciding import TELLING
from solidarity.desk.management.events import carry_out
from solidarity.outbox.models import Job
from solidarity.people.models import Person

People = Mapping[str, Person]
Said = Mapping[str, Any]
HOUR = timedelta(hours=1)


def _ago(said: Said, at: datetime) -> datetime:
    return at - timedelta(days=said["ago"])


def call_and_ease(content: Said, people: People, *, at: datetime) -> None:
    """Let the networks say what is hard, ask those who never come, call, and answer."""
    body = Network.objects.get(slug=content["body"])
    _ask(body, content["asking"], people, at=at)
    for said in content["hardship"]:
        _say_hard(body, said, people, at=at)
    for said in content["call"]:
        _call(body, said, people, at=at)


def _say_hard(body: Network, said: Said, people: People, *, at: datetime) -> None:
    fields = {name: said[name] for name in ("kind", "words", "wants_support")}
    made = hard.say_hard(
        body.slug, by=people[said["by"]], network=said["network"], fields=fields, at=_ago(said, at)
    )
    if promise := said.get("promise"):
        tasks.add_for(
            Hardship, made.pk, by=people[promise["by"]], words=promise["words"],
            handle=promise["who"], due_on=(at + timedelta(days=promise["days"])).date(),
            at=_ago(promise, at),
        )  # fmt: skip
    if "eased" in said:
        eased_at = at - timedelta(days=said["eased"])
        hard.ease(made.pk, by=people[said["by"]], is_eased=True, at=eased_at)


def _ask(body: Network, said: Said, people: People, *, at: datetime) -> None:
    """Some who never came were asked, and some of them answered; it is closed by now."""
    when = _ago(said, at)
    asking = absent.ask_absent(body.slug, by=people[said["by"]], words=said["words"], at=when)
    carry_out("coalitions.ask_absent", absent.tell_absent, at=when)
    asked = AskedPerson.objects.filter(asking=asking).select_related("person").order_by("pk")
    for (reasons, words), each in zip(said["answers"], asked, strict=False):
        absent.say_why(asking.pk, by=each.person, reasons=reasons, words=words, at=when + HOUR)
    carry_out("coalitions.close_asking", absent.close_asking, at=asking.closes_at)


def _call(body: Network, said: Said, people: People, *, at: datetime) -> None:
    when = _ago(said, at)
    fields = {name: said[name] for name in ("wanted", "title")} | {
        "words": said["words"].strip(),
        "until": (when + timedelta(days=said["days"])).date(),
        "is_public": said.get("public", False),
    }
    call = calls.call_out(
        body.slug, by=people[said["by"]], network=said["network"], fields=fields,
        to=said.get("to", []), key=said["title"][:64], at=when,
    )  # fmt: skip
    carry_out("coalitions.tell_call", calls.tell_call, at=when)
    _talk(call, said.get("said", []), people, at=at)
    for each in said.get("answers", []):
        _answer(call, each, people, at=at)
    if decided := said.get("decided"):
        _decide(call, decided, people, at=at)
    if followed := said.get("followed"):
        calls.follow(
            call.pk, by=people[followed["by"]], followed=followed["words"],
            is_over=followed["over"], seen=fingerprint(following_words(call)),
            at=_ago(followed, at),
        )  # fmt: skip


def _talk(call: Call, said: Sequence[Said], people: People, *, at: datetime) -> None:
    for number, each in enumerate(said):
        key = f"demo-{call.pk}-{number}"
        by = people[each["by"]]
        calls.say(call.pk, by=by, words=each["words"], key=key, at=_ago(each, at))


def _answer(call: Call, said: Said, people: People, *, at: datetime) -> None:
    network = Network.objects.get(slug=said["network"])
    fields = {"reply": said["reply"], "words": said["words"], "is_public": False}
    seen = fingerprint(answer_words(answer_of(call, network)))
    calls.answer(
        call.pk, by=people[said["by"]], network=network.slug, fields=fields, seen=seen,
        at=_ago(said, at),
    )  # fmt: skip


def _decide(call: Call, said: Said, people: People, *, at: datetime) -> None:
    """The people of one network decide what it answers."""
    network, by, when = (
        Network.objects.get(slug=said["network"]),
        people[said["by"]],
        _ago(said, at),
    )
    effect, about = effect_for(call), {"call": call.pk, "reply": said["reply"], "public": True}
    made = bring(
        network, kind=effect.kind, about=about, by=by, words=words_for(call, said["reply"]),
        key=f"demo-call-{call.pk}", at=when,
    )  # fmt: skip
    writing.put_to_discussion(made.pk, by=by, at=when + HOUR)
    round = open_round(made.pk, by=by, at=when + 2 * HOUR)
    for elector in Elector.objects.filter(round=round).select_related("person").order_by("pk"):
        assert elector.person is not None  # noqa: S101 no networks decide there
        take_position(
            round.pk,
            by=elector.person,
            choice="agree",
            key=f"demo-{elector.pk}",
            at=when + 3 * HOUR,
        )
    closing.close_if_due(round.pk, at=round.closes_at)
    for kind, tell in TELLING.items():
        carry_out(kind, tell, at=round.closes_at)
    Job.objects.filter(kind__startswith="decisions.", state="waiting").update(
        state="done", ended_at=at
    )
