"""Letting positions be taken: who decides is settled with that, and by which method."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import SystemRandom

from django.db import transaction
from django.utils.translation import gettext as _

from decisions.actions.holding import held_decision
from decisions.actions.mandating import begin_mandates
from decisions.methods.tally import Exact
from decisions.models import Decision, Elector, Round, Stage
from decisions.queries.electorate import Voice, electorate_of
from decisions.records import BadRecord
from decisions.records.fields import parsed
from decisions.records.methods import read_method, read_options
from decisions.rules.opening import why_not_open_round, why_not_these
from decisions.rules.writing import why_not_ready
from networks.actions.log import log
from networks.models import Verb
from networks.rules import standing_of
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.versions import next_number
from solidarity.outbox.actions import ask_for
from solidarity.people.models import Person

TOGETHER = 5000


@transaction.atomic
def open_round(decision_id: int, *, by: Person, at: datetime) -> Round:
    """Let positions be taken on a question for the days that it says; raises Refused.

    Who decides, by which method, among which options: all of it is settled now. They are told by
    a job of its own.
    """
    decision = held_decision(decision_id)
    standing = standing_of(by, decision.network, at=at)
    refuse_if(why_not_open_round(standing, decision, by))
    refuse_if(why_not_ready(decision))
    _refuse_unreadable(decision)
    closes_at = at + timedelta(days=decision.days_open)
    return begin_round(decision, by=by, at=at, closes_at=closes_at)


def begin_round(
    decision: Decision, *, by: Person | None, at: datetime, closes_at: datetime
) -> Round:
    """Open a round of a decision that is held, whoever may; raises Refused where nobody decides.

    For those who have asked the rules already, as `open_round` has.
    """
    voices = electorate_of(decision, at=at)
    refuse_if(why_not_these(decision, [written(voice.voices) for voice in voices]))
    version = decision.versions.order_by("-number").first()
    if version is None:
        raise Refused(_("Nothing is proposed yet: write down what the others decide on."))
    round = Round.objects.create(
        decision=decision, number=next_number(decision.rounds), version=version,
        method=decision.method, options=decision.options,
        voices=decision.voices, quorum=decision.quorum, is_secret=decision.is_secret,
        opened_by=by, opens_at=at, closes_at=closes_at,
    )  # fmt: skip
    _freeze(round, voices)
    begin_mandates(round, at=at)
    decision.stage, decision.staged_at = Stage.ROUND, at
    decision.save(update_fields=["stage", "staged_at"])
    log(
        decision.network, Verb.ROUND, by=by, at=at, number=decision.number, round=round.number,
        electors=len(voices),
    )  # fmt: skip
    ask_for("decisions.tell_opened", key=str(round.pk), at=at, round=round.pk)
    return round


def _refuse_unreadable(decision: Decision) -> None:
    """A method that nobody could count never opens."""
    try:
        given = parsed(json.dumps(decision.options))
        options = read_options(given, "options") if given else ()
        read_method(parsed(json.dumps(decision.method)), "method", options)
    except BadRecord as problem:
        raise Refused(_("This cannot be counted as it stands: %s") % problem) from problem


def _freeze(round: Round, voices: Sequence[Voice]) -> None:
    """One row for each voice; their numbers tell nothing, since they are drawn by lot."""
    numbers = list(range(1, len(voices) + 1))
    SystemRandom().shuffle(numbers)
    electors = [
        Elector(
            round=round, number=number, person=voice.person, network=voice.network,
            is_network=voice.network is not None, people=voice.people,
            voices=written(voice.voices),
        )
        for number, voice in sorted(zip(numbers, voices, strict=True), key=lambda pair: pair[0])
    ]  # fmt: skip
    Elector.objects.bulk_create(electors, batch_size=TOGETHER)


def written(number: Exact) -> str:
    """A number as columns keep it: “2”, “5/2”."""
    return str(number)
