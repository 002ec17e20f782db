"""Clauses are written together: nothing is lost, every text stays, suggestions are answered."""

import pytest

from coalitions.actions.drafting import leave_out, mark_ready, move_clause, take_back_in
from coalitions.actions.suggesting import answer_suggestion, suggest, take_in
from coalitions.actions.talking_of_clauses import say
from coalitions.models import Clause, ClauseText
from coalitions.queries.drafting import newest_text
from networks.models import Membership
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale, fingerprint
from solidarity.inbox.models import Notice
from solidarity.threads.queries import threads_of
from tests.coalitions.agreeing import DAY, propose, ready, rewrite
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def test_whoever_belongs_by_a_network_proposes_a_clause(table, ben, kitchen, make_member):
    make_member(kitchen, ben)

    clause = propose(table, ben, "We share **one** pot.", title="The pot", group="rules")

    assert (clause.number, clause.group, clause.title) == (1, "rules", "The pot")
    text = clause.texts.get()
    assert (text.number, text.by) == (1, ben)
    assert text.words_html == "<p>We share <strong>one</strong> pot.</p>\n"
    assert not clause.is_ready


def test_a_form_sent_twice_is_one_clause(table, cleo):
    assert propose(table, cleo).pk == propose(table, cleo).pk


def test_outside_or_paused_nobody_writes(table, ben, ana, kitchen, cleo):
    clause = propose(table, cleo)
    with pytest.raises(Refused, match="Those who belong"):
        rewrite(clause, ben, "Mine.")
    with pytest.raises(Refused, match="Those who belong"):
        propose(table, ben)


def test_a_group_has_no_agreement(garden, cleo):
    with pytest.raises(Refused, match="Those who belong to the coalition"):
        propose(garden, cleo)


def test_numbers_are_never_used_again_and_places_go_on(table, cleo):
    first, second = propose(table, cleo, title="A"), propose(table, cleo, title="B")
    leave_out(table.slug, second.number, by=cleo, at=NOON)

    third = propose(table, cleo, title="C")

    assert [each.number for each in (first, second, third)] == [1, 2, 3]
    assert [each.position for each in (first, second, third)] == [1, 2, 3]


def test_writing_anew_adds_a_text_and_what_was_ready_is_not(table, cleo, ana):
    clause = ready(propose(table, cleo, "One pot."), cleo)

    rewrite(clause, ana, "Two pots.", why="We grew.")

    clause.refresh_from_db()
    assert not clause.is_ready
    assert [each.words for each in clause.texts.order_by("number")] == ["One pot.", "Two pots."]
    assert newest_text(clause).why == "We grew."


def test_another_title_alone_is_no_new_text(table, cleo):
    clause = propose(table, cleo)

    rewrite(clause, cleo, "We share one pot.", title="A pot", group="what")

    clause.refresh_from_db()
    assert (clause.title, clause.group, clause.texts.count()) == ("A pot", "what", 1)


def test_who_saves_second_gets_both_texts_and_nothing_is_lost(table, cleo, ana):
    clause = propose(table, cleo, "One pot.")
    seen = fingerprint({"group": "rules", "title": "The pot", "words": "One pot."})
    rewrite(clause, ana, "Two pots.", seen=seen)

    with pytest.raises(Stale) as stale:
        rewrite(clause, cleo, "Three pots.", seen=seen)

    assert stale.value.saved["words"] == "Two pots."
    assert newest_text(clause).words == "Two pots."


@races
def test_of_two_who_save_at_once_one_sees_the_others_words(table, cleo, ana):
    clause = propose(table, cleo, "One pot.")
    seen = fingerprint({"group": "rules", "title": "The pot", "words": "One pot."})

    results = at_once(
        lambda: rewrite(clause, cleo, "Two pots.", seen=seen),
        lambda: rewrite(clause, ana, "Three pots.", seen=seen),
    )

    assert len(raised(results, Stale)) == 1
    assert clause.texts.count() == 2


@races
def test_two_clauses_at_once_have_two_numbers(table, cleo, ana):
    at_once(lambda: propose(table, cleo, title="A"), lambda: propose(table, ana, title="B"))

    assert sorted(Clause.objects.values_list("number", flat=True)) == [1, 2]


def test_only_the_newest_text_is_called_ready(table, cleo, ana):
    clause = propose(table, cleo, "One pot.")
    rewrite(clause, ana, "Two pots.")

    with pytest.raises(Refused, match="anew meanwhile"):
        mark_ready(table.slug, clause.number, by=cleo, text=1, is_ready=True, at=NOON)


def test_what_is_left_out_is_not_written_until_it_is_taken_back(table, cleo):
    clause = propose(table, cleo)
    leave_out(table.slug, clause.number, by=cleo, at=NOON)
    with pytest.raises(Refused, match="left out"):
        rewrite(clause, cleo, "Other words.")

    take_back_in(table.slug, clause.number, by=cleo, at=NOON)

    rewrite(clause, cleo, "Other words.")
    assert clause.texts.count() == 2


@pytest.fixture
def clause(table, cleo):
    return propose(table, cleo, "One pot.\nNo meat.")


@pytest.fixture
def suggested(table, clause, ana, kitchen):
    return suggest(
        table.slug, clause.number, by=ana, words="Two pots.\nNo meat.", why="One is small.",
        network=kitchen.pk, at=NOON,
    )  # fmt: skip


def taken(suggestion, by, words="Two pots.\nNo meat.", *, seen=None, answer="Yes."):
    clause = suggestion.clause
    saved = seen or fingerprint({"words": newest_text(clause).words})
    return take_in(
        clause.body.slug, clause.number, suggestion.pk, by=by, words=words, answer=answer,
        seen=saved, at=NOON + DAY,
    )  # fmt: skip


def test_a_suggestion_waits_beside_the_clause(table, clause, suggested, ana, kitchen):
    assert (suggested.by, suggested.network, suggested.base.number) == (ana, kitchen, 1)
    assert newest_text(clause).words == "One pot.\nNo meat."


def test_for_a_network_that_is_not_hers_she_says_nothing(table, clause, ana, garden):
    made = suggest(
        table.slug, clause.number, by=ana, words="Else.", why="So.", network=garden.pk, at=NOON
    )

    assert made.network is None


def test_sent_twice_it_is_one_suggestion(table, clause, suggested, ana, kitchen):
    again = suggest(
        table.slug, clause.number, by=ana, words=suggested.words, why="", network=None, at=NOON
    )

    assert again.pk == suggested.pk


def test_taken_in_it_is_the_next_text_and_who_suggested_is_told(clause, suggested, cleo, ana):
    ready(clause, cleo)

    taken(suggested, cleo)

    clause.refresh_from_db()
    suggested.refresh_from_db()
    assert newest_text(clause).words == "Two pots.\nNo meat."
    assert suggested.taken == newest_text(clause)
    assert not clause.is_ready
    told = Notice.objects.get(kind="coalitions.suggestion_answered")
    assert (told.person, told.words) == (ana, "Yes.")


def test_what_was_written_meanwhile_is_not_written_over(clause, suggested, cleo):
    seen = fingerprint({"words": "One pot.\nNo meat."})
    rewrite(clause, cleo, "No pot.")

    with pytest.raises(Stale):
        taken(suggested, cleo, seen=seen)

    assert newest_text(clause).words == "No pot."


def test_a_suggestion_is_answered_in_words_and_once(table, clause, suggested, cleo):
    with pytest.raises(Refused, match="in silence"):
        answer_suggestion(table.slug, clause.number, suggested.pk, by=cleo, answer=" ", at=NOON)

    answer_suggestion(table.slug, clause.number, suggested.pk, by=cleo, answer="Later.", at=NOON)

    with pytest.raises(Refused, match="answered already"):
        taken(suggested, cleo)
    assert ClauseText.objects.filter(clause=clause).count() == 1


def test_first_words_begin_the_talk_of_a_clause_and_others_join_it(table, clause, cleo, ana):
    first = say(table.slug, clause.number, by=cleo, words="Why?", key="a", at=NOON)
    second = say(table.slug, clause.number, by=ana, words="Hunger.", key="b", at=NOON)

    assert first.thread == second.thread
    assert threads_of(clause).get() == first.thread


def test_who_is_paused_in_the_coalition_says_and_writes_nothing(table, clause, ben, make_member):
    make_member(table, ben)
    Membership.objects.filter(network=table, person=ben).update(
        paused_until=NOON.replace(year=2099)
    )
    with pytest.raises(Refused):
        say(table.slug, clause.number, by=ben, words="Why?", key="a", at=NOON)
    with pytest.raises(Refused, match="paused"):
        rewrite(clause, ben, "Mine.")


def in_order(body):
    return list(body.clauses.order_by("group", "position").values_list("title", flat=True))


def test_a_clause_changes_places_with_its_neighbour_in_the_group(table, cleo):
    for title in ("Pots", "Fire", "Bread"):
        propose(table, cleo, title=title)
    propose(table, cleo, title="Apart", group="free")

    move_clause(table.slug, 3, by=cleo, later=False, at=NOON)
    assert in_order(table) == ["Apart", "Pots", "Bread", "Fire"]
    move_clause(table.slug, 1, by=cleo, later=True, at=NOON)
    assert in_order(table) == ["Apart", "Bread", "Pots", "Fire"]


def test_the_first_stays_first_and_the_last_stays_last(table, cleo):
    propose(table, cleo, title="Pots")
    propose(table, cleo, title="Fire")

    move_clause(table.slug, 1, by=cleo, later=False, at=NOON)
    move_clause(table.slug, 2, by=cleo, later=True, at=NOON)

    assert in_order(table) == ["Pots", "Fire"]


def test_moving_leaves_what_is_ready_as_it_is(table, cleo):
    first = propose(table, cleo, title="Pots")
    propose(table, cleo, title="Fire")
    ready(first, cleo)

    move_clause(table.slug, 1, by=cleo, later=True, at=NOON)

    first.refresh_from_db()
    assert first.is_ready
    assert first.texts.count() == 1


def test_who_does_not_belong_moves_nothing(table, cleo, ben):
    propose(table, cleo, title="Pots")
    propose(table, cleo, title="Fire")

    with pytest.raises(Refused, match="Those who belong"):
        move_clause(table.slug, 1, by=ben, later=True, at=NOON)
    assert in_order(table) == ["Pots", "Fire"]


@races
def test_two_who_move_at_once_lose_no_place(table, cleo, ana):
    for title in ("Pots", "Fire", "Bread"):
        propose(table, cleo, title=title)

    done = at_once(
        lambda: move_clause(table.slug, 3, by=cleo, later=False, at=NOON),
        lambda: move_clause(table.slug, 3, by=ana, later=False, at=NOON),
    )

    assert raised(done, Exception) == []
    assert in_order(table) == ["Bread", "Pots", "Fire"]
