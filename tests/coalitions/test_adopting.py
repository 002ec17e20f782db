"""An agreement comes in force by a decision: what was frozen, once, with a number."""

from datetime import date

import pytest

from coalitions.actions.adopting import adopt, freeze_anew, tell_adopted
from coalitions.actions.drafting import leave_out, move_clause
from coalitions.models import AgreementVersion, Coalition, Phase
from coalitions.queries.agreement import difference, in_force, whole_of
from coalitions.queries.proposal import proposed_now
from decisions.actions.opening import open_round
from decisions.actions.writing import put_to_discussion
from decisions.effects import effect_of
from decisions.models import Stage, Who
from networks.models import LogEntry
from solidarity.base.refused import Refused
from solidarity.inbox.models import Notice
from solidarity.outbox.models import Job
from tests.coalitions.agreeing import (
    DAY,
    again,
    brought,
    opened,
    propose,
    ready,
    rewrite,
    said,
)
from tests.fixtures.people import NOON

pytestmark = pytest.mark.django_db


def test_networks_adopt_what_is_ready_and_it_is_in_force_with_a_number(table, cleo, ana, adopted):
    pot = propose(table, cleo, "We share one pot.", title="The pot")
    propose(table, ana, "Perhaps a van.", title="The van")
    ready(pot, ana)

    decision = adopted(title="How we cook", why="To begin.", review_on=date(2027, 3, 1))

    version = in_force(table)
    assert decision.stage == Stage.CLOSED
    assert decision.who == Who.NETWORKS
    assert (version.number, version.title, version.why) == (1, "How we cook", "To begin.")
    assert (version.decision, version.review_on) == (decision.number, date(2027, 3, 1))
    (line,) = whole_of(version)
    assert (line.title, line.text.words, line.position) == ("The pot", "We share one pot.", 1)
    assert decision.rounds.get().outcome.effect_done == {"done": True, "version": 1}
    coalition = Coalition.objects.get(network=table)
    assert (coalition.version_number, coalition.phase) == (1, Phase.ACTIVE)


def test_what_is_proposed_is_frozen_words_written_later_wait(table, cleo, ana, garden, kitchen):
    pot = ready(propose(table, cleo, "We share one pot."), cleo)
    round = opened(brought(table, cleo))
    rewrite(pot, ana, "We share two pots.", title="Two pots", group="what")

    said(round, [(cleo, "agree", garden), (ana, "agree", kitchen)])

    (line,) = whole_of(in_force(table))
    assert (line.text.words, line.title, line.group) == ("We share one pot.", "The pot", "rules")


def test_a_second_version_keeps_what_is_not_ready_and_leaves_out_what_was_dropped(
    table, cleo, ana, adopted
):
    pot, van, key = (propose(table, cleo, f"{name}.", title=name) for name in ("Pot", "Van", "Key"))
    for clause in (pot, van, key):
        ready(clause, cleo)
    adopted()
    rewrite(pot, ana, "A larger pot.")
    ready(pot, ana)
    rewrite(van, ana, "A van, perhaps.")
    leave_out(table.slug, key.number, by=ana, at=NOON)

    adopted(at=NOON + 30 * DAY, why="The pot was small.")

    version = in_force(table)
    assert version.number == 2
    assert [line.text.words for line in whole_of(version)] == ["A larger pot.", "Van."]
    first = AgreementVersion.objects.get(body=table, number=1)
    assert [line.text.words for line in whole_of(first)] == ["Pot.", "Van.", "Key."]


def test_the_text_of_the_question_shows_what_is_new_changed_and_left_out(table, cleo, ana, adopted):
    pot, van, key = (
        propose(table, cleo, words, title=name)
        for name, words in (("Pot", "One pot.\nNo meat."), ("Van", "A van."), ("Key", "A key."))
    )
    for clause in (pot, van, key):
        ready(clause, cleo)
    adopted()
    ready(rewrite(pot, ana, "Two pots.\nNo meat."), ana)
    leave_out(table.slug, key.number, by=ana, at=NOON)
    ready(propose(table, ana, "We rest in August.", title="Rest"), ana)

    decision = brought(table, ana, why="We grew.", at=NOON + DAY)

    words = decision.versions.get().words
    assert words.startswith("We grew.")
    assert "- Taken out: One pot.\n- Added: Two pots." in words
    assert "Rest\n\nWe rest in August." in words
    assert "Left out: Key" in words
    assert "1 clause stays as it is." in words


def test_the_same_decision_met_again_brings_nothing_new(table, cleo, adopted):
    ready(propose(table, cleo), cleo)
    decision = adopted()

    version, is_new = adopt(decision, at=NOON + DAY)

    assert (version.number, is_new) == (1, False)
    assert AgreementVersion.objects.filter(body=table).count() == 1
    assert not effect_of(decision).why_not(table, decision.effect_about)
    assert LogEntry.objects.filter(network=table, facts__agreement=1).count() == 1


def test_of_two_questions_about_one_version_the_second_says_that_it_came_too_late(
    table, cleo, ana, garden, kitchen
):
    pot = ready(propose(table, cleo), cleo)
    first = opened(brought(table, cleo))
    rewrite(pot, ana, "Another pot.")
    ready(pot, ana)
    second = opened(brought(table, ana, title="Another"))

    for round in (first, second):
        said(round, [(cleo, "agree", garden), (ana, "agree", kitchen)])

    assert in_force(table).title == "How we work"
    late = again(second.decision).rounds.get().outcome.effect_done
    assert "Another version came in force meanwhile" in late["why_not"]


def test_a_block_keeps_everything_as_it_was(table, cleo, ana, garden, kitchen):
    ready(propose(table, cleo), cleo)
    round = opened(brought(table, cleo))

    said(round, [(cleo, "agree", garden), (ana, "block", kitchen)])

    assert in_force(table) is None
    assert not Coalition.objects.filter(network=table, version_number__gte=1).exists()


def test_nothing_ready_or_nothing_new_is_not_brought(table, cleo, adopted):
    pot = propose(table, cleo)
    with pytest.raises(Refused, match="No clause is ready yet"):
        brought(table, cleo)
    ready(pot, cleo)
    adopted()
    with pytest.raises(Refused, match="in force already"):
        brought(table, cleo, at=NOON + DAY)


def test_who_does_not_belong_brings_nothing(table, cleo, ben):
    ready(propose(table, cleo), cleo)
    with pytest.raises(Refused, match="Those who belong"):
        brought(table, ben)


def test_each_network_is_asked_for_its_yes_once(table, cleo, ana, ben, adopted):
    ready(propose(table, cleo), cleo)
    adopted()
    job = Job.objects.get(kind="coalitions.ask_consents")

    tell_adopted(job)
    tell_adopted(job)

    told = Notice.objects.filter(kind="coalitions.consent_asked")
    assert {(each.person, each.words) for each in told} == {(cleo, "Garden"), (ana, "Kitchen")}
    assert told.count() == 2
    assert (
        told.get(person=ana).about_url
        == f"/networks/{table.slug}/agreement/versions/1/consent/kitchen/"
    )


def test_of_a_version_that_is_old_by_now_nobody_is_asked(table, cleo, ana, adopted):
    pot = ready(propose(table, cleo), cleo)
    adopted()
    job = Job.objects.get(kind="coalitions.ask_consents")
    ready(rewrite(pot, ana, "Two pots."), ana)
    adopted(at=NOON + 30 * DAY)

    tell_adopted(job)

    assert not Notice.objects.filter(kind="coalitions.consent_asked").exists()


def test_before_a_next_round_the_question_takes_in_what_is_ready_by_now(
    table, cleo, ana, garden, kitchen
):
    pot = ready(propose(table, cleo, "One pot."), cleo)
    decision = brought(table, cleo)
    put_to_discussion(decision.pk, by=cleo, at=NOON)
    ready(rewrite(pot, ana, "Two pots."), ana)

    freeze_anew(table.slug, decision.number, by=cleo, at=NOON)

    round = open_round(decision.pk, by=cleo, at=NOON)
    assert "Two pots." in round.version.words
    said(round, [(cleo, "agree", garden), (ana, "agree", kitchen)])
    assert [line.text.words for line in whole_of(in_force(table))] == ["Two pots."]


def test_while_positions_are_taken_nothing_else_is_asked(table, cleo, ana):
    pot = ready(propose(table, cleo, "One pot."), cleo)
    round = opened(brought(table, cleo))
    ready(rewrite(pot, ana, "Two pots."), ana)

    with pytest.raises(Refused, match="Positions are taken now"):
        freeze_anew(table.slug, round.decision.number, by=cleo, at=NOON)


def test_another_order_comes_in_force_by_a_decision_and_not_before(table, cleo, adopted):
    for title in ("Pot", "Van", "Key"):
        ready(propose(table, cleo, f"{title}.", title=title), cleo)
    adopted()
    move_clause(table.slug, 3, by=cleo, later=False, at=NOON)

    assert [line.title for line in whole_of(in_force(table))] == ["Pot", "Van", "Key"]
    decision = adopted(title="Anew", at=NOON + 40 * DAY)

    assert "The clauses come in another order." in decision.versions.get().words
    assert [line.title for line in whole_of(in_force(table))] == ["Pot", "Key", "Van"]
    first, second = table.agreement_versions.order_by("number")
    found = difference(first, second)
    assert (found.moved, found.total) == (True, 0)


def test_a_clause_between_two_others_is_no_other_order(table, cleo):
    for title in ("Pot", "Key"):
        ready(propose(table, cleo, f"{title}.", title=title), cleo)
    proposed = proposed_now(table, None)

    assert not proposed.moved
