"""Giving a round more time, closing it early, calling a decision off, and falling back."""

from datetime import timedelta

import pytest
import time_machine

from decisions import effects
from decisions.actions.closing import cancel, close_early, close_if_due, extend
from decisions.actions.opening import open_round
from decisions.effects import Effect
from decisions.models import Concern, Customs, Outcome, Stage, Subject
from networks.models import LogEntry
from solidarity.base.refused import Refused
from tests.decisions.conftest import CLOSES, MINUTE, new_decision
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_round_is_open_for_two_digests_at_least(garden, electors, cleo, make_decision):
    Customs.objects.create(network=garden, digest_days=7)
    decision = make_decision(garden, days_open=13)

    with pytest.raises(Refused, match="14 days at least"):
        open_round(decision.pk, by=cleo, at=NOON)


def test_an_urgent_one_says_why_and_is_open_for_less(garden, electors, cleo, make_decision):
    decision = make_decision(garden, days_open=2, urgent_reason="The hearing is on Friday.")

    assert open_round(decision.pk, by=cleo, at=NOON).closes_at == NOON + 2 * DAY


@pytest.mark.parametrize("stage", ["draft", "closed"])
def test_only_what_is_talked_about_is_opened(garden, electors, cleo, make_decision, stage):
    with pytest.raises(Refused):
        open_round(make_decision(garden, stage=stage).pk, by=cleo, at=NOON)


def test_who_did_not_propose_it_and_is_no_steward_opens_nothing(garden, electors, make_decision):
    decision = make_decision(garden, by=electors[0])

    with pytest.raises(Refused, match="Whoever proposed it"):
        open_round(decision.pk, by=electors[1], at=NOON)
    assert open_round(decision.pk, by=electors[0], at=NOON)


def test_a_secret_round_wants_five_people(garden, electors, cleo, make_decision, make_network):
    alone = make_network("Alone", steward=electors[0])

    with pytest.raises(Refused, match="at least five"):
        open_round(new_decision(alone, by=electors[0], is_secret=True).pk, by=electors[0], at=NOON)
    assert open_round(make_decision(garden, is_secret=True).pk, by=cleo, at=NOON)


def test_what_cannot_be_counted_is_not_opened(garden, electors, cleo, make_decision):
    decision = make_decision(garden, method={"name": "majority", "base": "whoever"})

    with pytest.raises(Refused, match="cannot be counted"):
        open_round(decision.pk, by=cleo, at=NOON)


def test_more_time_is_given_before_it_closes(garden, electors, cleo, open_decision, take):
    round = open_decision(garden)

    extend(round.pk, until=CLOSES + DAY, by=cleo, at=CLOSES - MINUTE)

    assert take(round, electors[0], "agree", at=CLOSES)
    assert close_if_due(round.pk, at=CLOSES) is None
    entry = LogEntry.objects.filter(network=garden).latest("pk")
    assert (entry.verb, entry.by, entry.facts["number"]) == ("extended", cleo, 1)


def test_no_time_is_given_when_it_is_over_nor_taken_away(garden, electors, cleo, open_decision):
    round = open_decision(garden)

    with pytest.raises(Refused, match="too late"):
        extend(round.pk, until=CLOSES + DAY, by=cleo, at=CLOSES)
    with pytest.raises(Refused, match="no later"):
        extend(round.pk, until=CLOSES - DAY, by=cleo, at=NOON)


def test_it_closes_early_only_when_all_have_taken_a_position(
    garden, electors, cleo, open_decision, take
):
    round = open_decision(garden)
    for person in electors:
        take(round, person, "agree")
    with pytest.raises(Refused, match="1 has taken no position"):
        close_early(round.pk, by=cleo, at=NOON + 2 * MINUTE)
    take(round, cleo, "agree")

    assert close_early(round.pk, by=cleo, at=NOON + 2 * MINUTE).result == "adopted"
    with pytest.raises(Refused, match="closed"):
        take(round, cleo, "stand_aside", at=NOON + 3 * MINUTE)


def test_a_secret_round_is_never_closed_early(garden, electors, cleo, open_decision):
    round = open_decision(garden, is_secret=True)
    round.electors.update(has_balloted=True)

    with pytest.raises(Refused, match="until its time"):
        close_early(round.pk, by=cleo, at=NOON + MINUTE)


def test_calling_off_has_a_reason_that_is_kept_and_logged(
    garden, electors, cleo, open_decision, take
):
    round = open_decision(garden)
    with pytest.raises(Refused, match="Write why"):
        cancel(round.decision_id, by=cleo, reason=" ", at=NOON + MINUTE)

    decision = cancel(round.decision_id, by=cleo, reason="It is sold.", at=NOON + MINUTE)

    assert (decision.stage, decision.cancel_reason) == (Stage.CANCELLED, "It is sold.")
    entry = LogEntry.objects.filter(network=garden).latest("pk")
    assert (entry.verb, entry.written.words) == ("called_off", "It is sold.")
    with pytest.raises(Refused, match="called off"):
        take(round, electors[0], "agree", at=NOON + 2 * MINUTE)
    assert close_if_due(round.pk, at=CLOSES) is None


def test_what_is_over_is_counted_and_not_called_off(garden, electors, cleo, open_decision, take):
    round = open_decision(garden)
    take(round, electors[0], "agree")

    with pytest.raises(Refused, match="closed"):
        cancel(round.decision_id, by=cleo, reason="I lost.", at=CLOSES + MINUTE)
    assert Outcome.objects.get().result == "adopted"


def test_after_rounds_without_agreement_another_method_applies(
    garden, electors, cleo, make_decision, take, closed
):
    method = {
        "name": "consensus",
        "fallback": {"after_rounds": 2, "method": {"name": "super_majority", "share": "2/3"}},
    }
    decision = make_decision(garden, method=method)
    at = NOON
    for _each in range(2):
        round = open_round(decision.pk, by=cleo, at=at)
        take(round, electors[0], "block", reason="No.", rests_on="Our purpose", at=at + MINUTE)
        assert closed(round, at=at + 14 * DAY).result == "further_round"
        decision.concerns.update(became="heard", answer="We go on.", answered_at=at)
        at += 20 * DAY
    round = open_round(decision.pk, by=cleo, at=at)
    with pytest.raises(Refused, match="none of the choices"):
        take(round, electors[1], "agree", at=at + MINUTE)
    for person, choice in zip(electors, ["no", "yes", "yes"], strict=False):
        take(round, person, choice, at=at + MINUTE)

    outcome = closed(round, at=at + 14 * DAY)

    assert (outcome.result, outcome.told["reason"]["code"]) == ("adopted", "share")


def test_a_round_that_was_begun_anew_is_none_of_those(
    garden, electors, cleo, open_decision, closed
):
    from decisions.actions.closing import void
    from decisions.queries.counting import ordinal

    round = open_decision(garden)
    void(round, at=NOON + MINUTE)
    round.decision.stage = Stage.DISCUSSION
    round.decision.save(update_fields=["stage"])

    assert ordinal(open_round(round.decision_id, by=cleo, at=NOON + DAY)) == 1


def test_reasons_become_concerns_and_what_was_taken_back_is_answered(
    garden, electors, open_decision, take, closed
):
    from decisions.actions.taking import take_back_block

    round = open_decision(garden)
    ana, ben, dov, *_rest = electors
    take(round, ana, "agree", reason="I like it.")
    take(round, ben, "reservations", reason="Who waters?")
    take(round, dov, "block", reason="Nobody asked.", rests_on="We ask first")
    take_back_block(round.pk, by=dov, key="back", at=NOON + MINUTE)
    closed(round)

    found = Concern.objects.order_by("stance").values_list("stance", "words", "by", "became")
    assert list(found) == [
        ("block", "Nobody asked.", dov.pk, "withdrawn"),
        ("reservations", "Who waters?", ben.pk, "open"),
    ]


MOVING = {"effect": "tests", "subject": Subject.RULES, "quorum": "1/2"}


@pytest.fixture
def effect(monkeypatch):
    """`effect(why_not=…)`: an effect of the kind "tests", and the decisions that it carried out."""
    done = []

    def make(why_not="", refused=""):
        def carry_out(decision, at):
            Customs.objects.create(network=decision.network, waiting_days=3)
            if refused:
                raise Refused(refused)
            done.append(decision.pk)
            return {"days": 3}

        made = Effect(
            "tests", "Tests", Subject.RULES, lambda *_a: why_not, carry_out, lambda *_a: ""
        )
        monkeypatch.setitem(effects._effects, "tests", made)
        return done

    return make


def test_adopting_carries_out_its_effect_once(
    garden, electors, open_decision, take, closed, effect
):
    done = effect()
    round = open_decision(garden, **MOVING)
    for elector in electors:
        take(round, elector, "agree")

    outcome = closed(round)
    closed(round)

    assert done == [round.decision_id]
    assert outcome.effect_done == {"days": 3}


def test_what_cannot_be_done_any_more_leaves_its_reason(
    garden, electors, open_decision, take, closed, effect
):
    effect()
    round = open_decision(garden, **MOVING)
    for elector in electors:
        take(round, elector, "agree")
    effect(refused="They have left.")

    outcome = closed(round)

    assert (outcome.result, outcome.effect_done) == ("adopted", {"why_not": "They have left."})
    assert not Customs.objects.exists()


def test_nothing_is_set_in_motion_without_agreement(
    garden, electors, open_decision, closed, effect
):
    done = effect()

    assert closed(open_decision(garden, **MOVING)).effect_done == {}
    assert not done


def test_who_comes_too_late_is_told_so_on_a_page_that_keeps_what_she_wrote(
    garden, electors, open_decision
):
    """R7: whoever loses the race against closing gets a clear page."""
    round = open_decision(garden)
    page = round.decision.get_absolute_url()
    with time_machine.travel(CLOSES - MINUTE, tick=False):
        form = Page(visit(electors[0]).get(page)).form("stance")
    with time_machine.travel(CLOSES, tick=False):
        typed = form.filled(stance="block", reason="Nobody asked us.", rests_on="We ask first")
        answer = visit(electors[0]).post(f"{page}position/", typed)
        late = Page(answer)

    assert late.status == 422
    assert "This round is closed: it was too late for that." in late.main
    assert "Nobody asked us." in late.main
    assert not round.positions.exists()
