"""Taking down what a room decided: who was there, and the numbers, counted as all others are."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from decisions.actions.closing import count_recorded
from decisions.actions.holding import held_decision
from decisions.models import Ballot, Decision, Elector, Outcome, Round, Stage
from decisions.queries.counting import method_of
from decisions.records.kept import kept_choice
from decisions.rules.recording import why_not_record, why_not_these_numbers
from networks.rules import standing_of
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.versions import next_number
from solidarity.people.models import Person

TOGETHER = 1000


class Room(NamedTuple):
    """What happened. handles: of those who were there and are here; others: how many more.

    numbers: how many took each stance, or were for each option.
    """

    met_at: datetime
    handles: Sequence[str]
    others: int
    numbers: Mapping[str, int]


@transaction.atomic
def record_in_room(decision_id: int, *, by: Person, room: Room, at: datetime) -> Outcome:
    """Record that this was decided in a room, and count it; raises Refused.

    Those who belong can challenge it for two weeks.
    """
    decision = held_decision(decision_id)
    refuse_if(why_not_record(decision, by, standing_of(by, decision.network, at=at)))
    people = _people(decision, room.handles)
    is_approval = decision.method["name"] == "approval"
    there = len(people) + room.others
    refuse_if(
        why_not_these_numbers(
            room.numbers, there=there, is_approval=is_approval, met_at=room.met_at, at=at
        )
    )
    round = _round(decision, by=by, room=room, at=at)
    electors = [*people, *[None] * room.others]
    Elector.objects.bulk_create(
        (Elector(round=round, number=number, person=person)
         for number, person in enumerate(electors, start=1)),
        batch_size=TOGETHER,
    )  # fmt: skip
    _put_numbers(round, room.numbers)
    return count_recorded(round, at=at)


def _people(decision: Decision, handles: Sequence[str]) -> list[Person]:
    wanted = dict.fromkeys(handles)
    found = {each.handle: each for each in Person.objects.here().filter(handle__in=wanted)}
    for handle in wanted:
        person = found.get(handle)
        if person is None or not standing_of(person, decision.network).belongs:
            words = _("Nobody who belongs here has the word @%(handle)s. Look at it again.")
            raise Refused(words % {"handle": handle[:60]})
    return [found[handle] for handle in wanted]


def _round(decision: Decision, *, by: Person, room: Room, at: datetime) -> Round:
    version = decision.versions.order_by("-number").first()
    assert version is not None  # noqa: S101 the rule has said so
    decision.in_room, decision.stage, decision.staged_at = True, Stage.ROUND, at
    decision.save(update_fields=["in_room", "stage", "staged_at"])
    return Round.objects.create(
        decision=decision, number=next_number(decision.rounds), version=version,
        method=decision.method, options=decision.options, voices="one_each",
        quorum=decision.quorum, in_room=True, opened_by=by, opens_at=room.met_at, closes_at=at,
    )  # fmt: skip


def _put_numbers(round: Round, numbers: Mapping[str, int]) -> None:
    if round.method["name"] == "approval":
        rows = _approvals(numbers)
    else:
        method = method_of(round)
        rows = [(_object(kept_choice(method, _said(name))), times)
                for name, times in numbers.items() if times]  # fmt: skip
    Ballot.objects.bulk_create(
        Ballot(
            id=uuid.uuid4(), round=round, tag=f"{place:05}", digest=b"",
            choice={**choice, "times": times},
        )
        for place, (choice, times) in enumerate(rows, start=1)
    )  # fmt: skip


def _said(name: str) -> Any:
    """A stance as a file says it; what stops a proposal was said in the room, and not here."""
    if name in ("block", "objection"):
        return {"stance": name, "reason": None, "rests_on": None}
    return name


def _object(choice: Any) -> dict[str, Any]:
    return choice if isinstance(choice, dict) else {"stance": choice}


def _approvals(numbers: Mapping[str, int]) -> list[tuple[dict[str, Any], int]]:
    """Ballots that add up to these hands: of so many, the first are for all that had as many.

    Who was for what together nobody wrote down; approval counts each option by itself.
    """
    rows, before = [], 0
    for many in sorted({number for number in numbers.values() if number}):
        for_these = [id for id, number in numbers.items() if number >= many]
        rows.append(({"approve": for_these}, many - before))
        before = many
    return rows
