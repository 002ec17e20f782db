"""The demo's cohort that has ended: what changed in six months, told to all, and begun elsewhere.

Done by the real actions. Its applications were deleted months ago, as it had promised, so that it
begins here with those who were chosen.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from cohorts.actions import founding, gathering, reflecting, reporting, spreading
from cohorts.actions.talking import say_on_report
from cohorts.asking import OPEN, questions_in
from cohorts.carrying.reporting import PUBLISH
from cohorts.models import Edition, Moment, Shared, Stage, Strand
from decisions.actions import closing, writing
from decisions.actions.moving import bring
from decisions.actions.opening import open_round
from decisions.actions.taking import take_position
from decisions.models import Became
from meetings.actions import convening
from networks.models import Membership, Network, Role, State, Visibility
from solidarity.desk.management.deciding import TELLING, answer_concerns
from solidarity.desk.management.events import carry_out
from solidarity.desk.management.reflecting import WEEK, Told, reflect
from solidarity.desk.management.running import ago, meet, rewrite, write_pieces
from solidarity.people.models import Person

People = Mapping[str, Person]
Said = Mapping[str, Any]
DAY = timedelta(days=1)
STEPS = [key for key in questions_in("en") if key not in OPEN]
# How many weeks after it began; two weeks later the report is made, and the cohort ends.
ROUNDS = {Moment.START: 1, Moment.MIDDLE: 13, Moment.END: 25}


def go_through(content: Said, people: People, *, at: datetime) -> None:
    """Let the cohort be founded, meet, look back, publish its report, end, and be begun anew."""
    steward, begun = people[content["steward"]], at - content["begun"] * DAY
    body = _come_together(content, people, at=begun)
    write_pieces(body, content, people, at=at)
    meet(body, content, people, at=at)
    carry_out("meetings.tell_called", convening.tell_called, at=begun)
    reflecting.prepare(body.slug, by=steward, at=begun)
    for moment, weeks in ROUNDS.items():
        told = _told(content, people, moment)
        reflect(body, moment, told, by=steward, at=begun + weeks * WEEK)
    later = (begun + 52 * WEEK).date()
    reflecting.set_days(body.slug, {Moment.LATER: later}, by=steward, at=begun + 27 * WEEK)
    _find_strands(body, content, people, by=steward, at=begun + 27 * WEEK)
    made = reporting.make_edition(body.slug, by=steward, at=begun + 28 * WEEK)
    _talk(made, content["talk"], people, at=at)
    _publish(made, content["decision"], people, at=at)
    gathering.move(body.slug, to=Stage.ENDED, by=steward, at=begun + 31 * WEEK)
    _travel(body, content, people, at=at)
    for said in content["rewrite"]:
        rewrite(body, said, people, at=ago(said, at))


def _come_together(content: Said, people: People, *, at: datetime) -> Network:
    """Found it, and let those who were chosen come in; from then on it is under way."""
    steward, fields = people[content["steward"]], dict(content["said"])
    founded = at - 90 * DAY
    fields["days_a_month"] = Decimal(fields["days_a_month"])
    fields |= {
        "starts_on": at.date(), "ends_on": (at + 182 * DAY).date(), "zone": content["zone"],
        "apply_by": (at - 40 * DAY).date(), "answers_by": (at - 30 * DAY).date(),
    }  # fmt: skip
    body = founding.found(by=steward, fields=fields, at=founded)
    gathering.move(body.slug, to=Stage.OPEN, by=steward, at=founded + DAY)
    gathering.move(body.slug, to=Stage.CHOOSING, by=steward, at=at - 38 * DAY)
    for role, handles in (
        (Role.FACILITATOR, content["facilitators"]),
        (Role.MEMBER, [each["who"] for each in content["person"]]),
    ):
        for handle in handles:
            Membership.objects.create(
                network=body, person=people[handle], role=role, state=State.ACTIVE,
                asked_at=at - 30 * DAY, answered_at=at - 20 * DAY,
            )  # fmt: skip
    gathering.move(body.slug, to=Stage.RUNNING, by=steward, at=at)
    return body


def _told(content: Said, people: People, moment: Moment) -> dict[Person, Told]:
    """What each who answered at this moment told."""
    order = [people[each["who"]].pk for each in content["person"]]
    words: dict[str, dict[str, tuple[str, str]]] = {}
    for said in content["words"]:
        if said["moment"] == moment:
            words.setdefault(said["who"], {})[said["about"]] = said["words"], said["quoting"]
    return {
        people[each["who"]]: Told(
            steps=_steps(each["steps"][moment]), words=words.get(each["who"], {}),
            ties=_ties(each["ties"].get(moment, ""), order),
            beyond=[(name, step) for name, step in each["beyond"].get(moment, [])],
            may_name=each.get("may_name", False),
        )
        for each in content["person"] if moment in each["steps"]
    }  # fmt: skip


def _steps(written: str) -> dict[str, int]:
    return {key: int(step) for key, step in zip(STEPS, written, strict=True)}


def _ties(written: str, order: Sequence[int]) -> dict[int, int]:
    """Ties by a person's key; what is no figure was not said."""
    return {
        key: int(step) for key, step in zip(order, written, strict=bool(written)) if step.isdigit()
    }


def _find_strands(
    body: Network, content: Said, people: People, *, by: Person, at: datetime
) -> None:
    made: dict[str, Strand] = {
        each["name"]: reporting.add_strand(body.slug, by=by, at=at, **each)
        for each in content["strand"]
    }
    for said in content["words"]:
        if "strands" in said:
            shared = Shared.objects.get(
                reflection__round__body=body, reflection__round__moment=said["moment"],
                reflection__person=people[said["who"]], question__ready=said["about"],
            )  # fmt: skip
            strands = [made[name].pk for name in said["strands"]]
            reporting.code(body.slug, shared.pk, strands, by=by, at=at)


def _talk(edition: Edition, talk: Sequence[Said], people: People, *, at: datetime) -> None:
    for number, said in enumerate(talk):
        say_on_report(
            edition, by=people[said["who"]], words=said["words"], key=f"demo-well-{number}",
            at=ago(said, at),
        )  # fmt: skip


def _publish(edition: Edition, said: Said, people: People, *, at: datetime) -> None:
    """Those who take part decide that others read it."""
    by, brought = people[said["by"]], ago(said, at)
    made = bring(
        edition.body, kind=PUBLISH.kind, about={"number": edition.number}, by=by,
        key="demo-well", at=brought, words=said["words"],
    )  # fmt: skip
    writing.put_to_discussion(made.pk, by=by, at=brought)
    round = open_round(made.pk, by=by, at=brought + DAY)
    _tell(at=brought + DAY)
    chosen = [(who, "agree", "") for who in said["agree"]]
    for who, choice, reason in [*chosen, (said["aside"], "stand_aside", said["reason"])]:
        take_position(
            round.pk, by=people[who], choice=choice, reason=reason, key=f"demo-well-{who}",
            at=brought + 2 * DAY,
        )  # fmt: skip
    closing.close_if_due(round.pk, at=round.closes_at)
    _tell(at=round.closes_at)
    answered = {"by": said["by"], "words": said["answer"], "became": Became.HEARD}
    answer_concerns(made, answered, people, round.closes_at + DAY)


def _tell(*, at: datetime) -> None:
    for kind, tell in TELLING.items():
        carry_out(kind, tell, at=at)


def _travel(body: Network, content: Said, people: People, *, at: datetime) -> None:
    """Share the programme; others begin with it, and others with theirs."""
    steward = people[content["steward"]]
    ended = at - content["begun"] * DAY + 31 * WEEK
    spreading.share(body.pk, summary=content["shared"], by=steward, at=ended + DAY)
    begun = {body.name: body}
    for fork in content["fork"]:
        by, when = people[fork["by"]], ago(fork, at)
        fields = {name: fork[name] for name in ("name", "summary", "languages", "place", "country")}
        fields["visibility"] = Visibility.PUBLIC
        earlier = begun[fork.get("after", body.name)]
        later = begun[fork["name"]] = spreading.begin_elsewhere(
            earlier.pk, fields=fields, by=by, at=when
        )
        if "shared" in fork:
            spreading.share(later.pk, summary=fork["shared"], by=by, at=when + DAY)
