"""The report: what is counted, what never is, who reads it first, how it is published."""

import csv
import io
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection

from cohorts.actions import connecting, reflecting, reporting
from cohorts.actions.questioning import add_question
from cohorts.actions.talking import say_on_report
from cohorts.answers import opened_connections
from cohorts.models import Coding, Cohort, Edition, Shared, Stage, Strand
from cohorts.queries.connecting import own_connections
from cohorts.queries.reporting import changes_in, pictures_in, spoken_in
from decisions.actions.moving import bring
from networks.actions.joining import leave
from networks.models import Kind, LogEntry, Membership, Network, State, Visibility
from solidarity.base.refused import Refused
from solidarity.inbox.models import Notice
from tests.cohorts.seeing import (
    answer,
    change_of,
    closed,
    opened,
    prepared,
    question,
    report,
    tie,
    whole_round,
)
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
START = [2, 1, 4, 5, 3, 2, 3, 1]
END = [3, 3, 4, 4, 4, 3, 5, 2]


@pytest.fixture
def felipe(make_person):
    return make_person("felipe")


@pytest.fixture
def people(make_person):
    return [make_person(f"person-{number}") for number in range(8)]


@pytest.fixture
def network(make_cohort, felipe, people):
    return prepared(make_cohort(name="Bridges", facilitators=[felipe], participants=people), felipe)


@pytest.fixture
def looked_back(network, felipe, people):
    """Eight people answered at the start and at the end."""
    whole_round(network, felipe, "start", people, START)
    whole_round(network, felipe, "end", people, END)
    return network


def page(network, edition, who, rest=""):
    return visit(who).get(f"/networks/{network.slug}/what-changed/{edition.number}/{rest}")


def test_a_change_is_what_it_is_by_hand(looked_back, felipe):
    """Changes 1, 2, 0, -1, 1, 1, 2, 1: mean 7/8; squares about it sum to 55/8, over 7 is 55/56."""
    found = change_of(report(looked_back, felipe))

    assert (found["people"], found["up"], found["same"], found["down"]) == (8, 6, 1, 1)
    assert (found["mean"], found["spread"]) == (0.88, 0.99)
    assert (found["before"], found["after"]) == (2.62, 3.5)


def test_only_those_who_answered_both_times_are_in_it(network, felipe, people):
    whole_round(network, felipe, "start", people[:6], START[:6])
    whole_round(network, felipe, "end", people[1:], END[1:])

    assert change_of(report(network, felipe))["people"] == 5


def test_nothing_is_counted_of_four(network, felipe, people):
    whole_round(network, felipe, "start", people[:4], START[:4])
    whole_round(network, felipe, "end", people[:4], END[:4])
    made = report(network, felipe)

    assert change_of(made) is None
    assert made.figures["answered"] == {"start": None, "end": None}


def test_who_withdraws_is_gone_from_the_next_report(looked_back, felipe, people):
    """And since seven beside eight would tell of one, the figure is not shown at all."""
    report(looked_back, felipe)
    reflecting.withdraw(looked_back.slug, "start", by=people[0])
    second = report(looked_back, felipe)

    assert change_of(second) is None
    assert second.figures["answered"] == {"start": None, "end": 8}


def test_a_first_report_after_a_withdrawal_counts_the_others(looked_back, felipe, people):
    reflecting.withdraw(looked_back.slug, "end", by=people[7])

    assert change_of(report(looked_back, felipe))["people"] == 7


def test_the_same_people_may_be_counted_again(looked_back, felipe):
    first, second = report(looked_back, felipe), report(looked_back, felipe)

    assert change_of(first) == change_of(second)


def test_answers_from_the_start_give_nobody_away_by_two_later_moments(network, felipe, people):
    """Eight at the end, seven of them six months on: their means from the start tell of one."""
    whole_round(network, felipe, "start", people, START)
    whole_round(network, felipe, "end", people, END)
    whole_round(network, felipe, "later", people[:7], END[:7])
    made = report(network, felipe)

    assert change_of(made)["people"] == 8
    assert change_of(made, moment="later") is None


def test_who_was_counted_is_sealed(looked_back, felipe, people):
    report(looked_back, felipe)

    with connection.cursor() as cursor:
        cursor.execute("SELECT e.counted, e.figures::text FROM cohorts_edition e")
        counted, figures = cursor.fetchone()
    assert counted.startswith("gAAAA")
    assert f'"{people[0].pk}' not in figures


def test_the_table_holds_the_same_figures_as_the_page_and_is_no_formula(
    looked_back, felipe, people
):
    made = report(looked_back, felipe)
    rows = list(csv.reader(io.StringIO(page(looked_back, made, people[0], "figures.csv").text)))
    shown = [row for row in rows[1:] if row[3]]

    assert [row[3:8] for row in shown] == [["8", "2.62", "3.50", "0.88", "0.99"]]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_a_question_that_looks_like_a_formula_is_made_harmless(network, felipe, people):
    made = add_question(
        network.slug, by=people[0], dimension="daring", is_open=False, words="=1+1", why="", at=NOON
    )
    whole_round(network, felipe, "start", people, START)
    whole_round(network, felipe, "end", people, END)
    text = page(network, report(network, felipe), people[0], "figures.csv").text

    assert made.pk
    assert "'=1+1" in text
    assert ",=1+1" not in text


def test_participants_are_told_first_and_others_find_nothing(
    looked_back, felipe, people, make_person
):
    made = report(looked_back, felipe)
    told = Notice.objects.filter(kind="cohorts.reported").values_list("person", flat=True)

    assert set(told) == {person.pk for person in people}
    assert page(looked_back, made, make_person("sam")).status_code == 404


def test_once_published_everybody_reads_it_and_no_other_edition(
    looked_back, felipe, people, make_person
):
    first, second = report(looked_back, felipe), report(looked_back, felipe)
    sam = make_person("sam")
    reporting.publish(looked_back.pk, number=first.number, decision=3, at=NOON)

    assert page(looked_back, first, sam).status_code == 200
    assert page(looked_back, second, sam).status_code == 404
    with pytest.raises(Refused, match="already"):
        reporting.publish(looked_back.pk, number=first.number, decision=4, at=NOON)
    assert not reporting.publish(looked_back.pk, number=first.number, decision=3, at=NOON)


def test_whoever_meets_the_cohort_finds_the_published_report(
    looked_back, felipe, people, make_person
):
    made, sam = report(looked_back, felipe), make_person("sam")
    pages = [f"/networks/{looked_back.slug}/{rest}" for rest in ("", "programme/")]
    newest = f"/networks/{looked_back.slug}/what-changed/"
    assert not any(newest in Page(visit(sam).get(each)).links for each in pages)

    reporting.publish(looked_back.pk, number=made.number, decision=3, at=NOON)

    assert all(newest in Page(visit(sam).get(each)).links for each in pages)


def test_publishing_is_brought_to_a_decision_of_the_cohort(looked_back, felipe, people):
    made = report(looked_back, felipe)
    draft = bring(
        looked_back, kind="cohorts.publish_report", about={"number": made.number}, by=people[0],
        key="k", at=NOON,
    )  # fmt: skip

    assert draft.title == "Publish edition 1 of our report"


def test_those_inside_answer_in_it(looked_back, felipe, people):
    made = report(looked_back, felipe)
    say_on_report(made, by=people[0], words="It was not only the cohort.", key="k", at=NOON)

    assert "It was not only the cohort." in Page(page(looked_back, made, people[1])).html


def test_a_quote_stands_there_by_permission_and_goes_with_it(looked_back, felipe, people):
    opened(looked_back, felipe, "later")
    answer(looked_back, people[0], "later", {"place_now": "I ask for help now."})
    key = question(looked_back, "place_now").pk
    reflecting.share(looked_back.slug, "later", {key: "no"}, by=people[0], at=NOON)
    closed(looked_back, felipe, "later")
    made = report(looked_back, felipe)
    assert "I ask for help" not in Page(page(looked_back, made, people[1])).html

    reflecting.share(looked_back.slug, "later", {key: "named"}, by=people[0], at=NOON)
    html = Page(page(looked_back, made, people[1])).html
    assert "I ask for help now." in html
    assert people[0].display_name in html
    reflecting.withdraw(looked_back.slug, "later", by=people[0])
    assert "I ask for help" not in Page(page(looked_back, made, people[1])).html


def test_those_who_facilitate_find_strands_and_others_do_not(looked_back, felipe, people):
    opened(looked_back, felipe, "later")
    answer(looked_back, people[0], "later", {"place_now": "I ask for help now."})
    key = question(looked_back, "place_now").pk
    kept = reflecting.share(looked_back.slug, "later", {key: "nameless"}, by=people[0], at=NOON)
    strand = reporting.add_strand(looked_back.slug, by=felipe, name="Asking", about="", at=NOON)
    shared = kept.shared.get()
    reporting.code(looked_back.slug, shared.pk, [strand.pk], by=felipe, at=NOON)
    closed(looked_back, felipe, "later")

    spoken, loose = spoken_in(report(looked_back, felipe))
    assert [(each.name, len(each.quotes)) for each in spoken] == [("Asking", 1)]
    assert loose == []
    with pytest.raises(Refused, match="Those who facilitate"):
        reporting.add_strand(looked_back.slug, by=people[0], name="Other", about="", at=NOON)
    reporting.drop_strand(looked_back.slug, strand.pk, by=felipe)
    assert not Coding.objects.exists()
    assert not Strand.objects.exists()


def spoke(network, felipe, people, strand, *, keys=("place_now",)):
    """Each of them says something in the round six months on, and all of it is coded so."""
    for person in people:
        answer(network, person, "later", {key: f"{key} of {person.handle}" for key in keys})
        wanted = {question(network, key).pk: "nameless" for key in keys}
        kept = reflecting.share(network.slug, "later", wanted, by=person, at=NOON)
        for shared in kept.shared.all():
            reporting.code(network.slug, shared.pk, [strand.pk], by=felipe, at=NOON)


def people_speaking(edition):
    return [each.people for each in spoken_in(edition)[0]]


@pytest.fixture
def strand(looked_back, felipe):
    opened(looked_back, felipe, "later")
    return reporting.add_strand(looked_back.slug, by=felipe, name="Asking", about="", at=NOON)


def test_a_strand_counts_people_and_not_their_answers(looked_back, felipe, people, strand):
    spoke(looked_back, felipe, people[:3], strand, keys=("place_now", "connections_meet"))
    closed(looked_back, felipe, "later")
    made = report(looked_back, felipe)

    assert people_speaking(made) == [None], "six answers of three people are three people"
    assert "6 " not in Page(page(looked_back, made, people[0])).main.partition("Asking")[2][:40]


def test_five_people_who_speak_of_a_strand_are_counted(looked_back, felipe, people, strand):
    spoke(looked_back, felipe, people[:6], strand, keys=("place_now", "connections_meet"))
    closed(looked_back, felipe, "later")
    made = report(looked_back, felipe)

    assert people_speaking(made) == [6]
    assert "6 participants speak of it" in Page(page(looked_back, made, people[0])).main


def test_that_all_speak_of_a_strand_is_not_told(looked_back, felipe, people, strand):
    spoke(looked_back, felipe, people, strand)
    closed(looked_back, felipe, "later")

    assert people_speaking(report(looked_back, felipe)) == [None]


def test_a_strand_of_one_edition_less_that_of_the_next_tells_of_nobody(
    looked_back, felipe, people, strand
):
    spoke(looked_back, felipe, people[:6], strand)
    closed(looked_back, felipe, "later")
    first = report(looked_back, felipe)
    reflecting.withdraw(looked_back.slug, "later", by=people[0])
    second = report(looked_back, felipe)

    assert people_speaking(second) == [None]
    assert people_speaking(first) == [None], "nor does the earlier one go from six to five"


def test_a_strand_named_anew_is_the_same_strand(looked_back, felipe, people, strand):
    spoke(looked_back, felipe, people[:6], strand)
    closed(looked_back, felipe, "later")
    report(looked_back, felipe)
    reporting.drop_strand(looked_back.slug, strand.pk, by=felipe)
    again = reporting.add_strand(looked_back.slug, by=felipe, name="asking", about="", at=NOON)
    for key in Shared.objects.exclude(reflection__person=people[0]).values_list("pk", flat=True):
        reporting.code(looked_back.slug, key, [again.pk], by=felipe, at=NOON)

    assert people_speaking(report(looked_back, felipe)) == [None]


def test_pictures_are_drawn_of_five_and_taken_down_when_one_withdraws(network, felipe, people):
    opened(network, felipe, "start")
    for person, other in pairwise(people[:6]):
        tie(network, person, "start", {other: 3}, beyond=[("Bakery", 4)])
    closed(network, felipe, "start")
    whole_round(network, felipe, "end", people, END)
    made = report(network, felipe)

    assert made.figures["ties"]["start"]["said"] == 5
    assert made.figures["ties"]["end"] is None
    assert [len(drawn.lines) for _label, drawn in pictures_in(made, named=True)] == [5]
    connecting.withdraw_connections(network.slug, "start", by=people[0])
    made.refresh_from_db()
    assert pictures_in(made, named=True) == []
    assert report(network, felipe).figures["ties"]["start"] is None


def test_her_networks_and_those_near_stand_there_to_choose_and_nothing_is_asked_for(
    network, felipe, people, make_network, make_member, make_affiliation
):
    hers, near = make_network("Bakery"), make_network("Mill")
    hidden = make_network("Cellar", visibility=Visibility.HIDDEN)
    union = make_network("Union", kind=Kind.COALITION)
    make_network("Far away")
    for each in (hers, near, hidden):
        make_affiliation(each, union)
    make_member(hers, people[0])
    opened(network, felipe, "start")
    here = f"/networks/{network.slug}/connections/start/"
    shown = visit(people[0]).get(here)
    form = Page(shown).form("name0")

    assert form.fields["name0"] == ["Bakery"], "hers stands there, and is not said"
    offered = Page(shown).html.partition("<datalist")[2].partition("</datalist>")[0]
    assert [name in offered for name in ("Bakery", "Mill", "Union")] == [True] * 3
    assert [name in offered for name in ("Cellar", "Far away", "Bridges")] == [False] * 3
    for act in ("hx-get", "hx-trigger"):
        assert act not in Page(shown).main, "what she types goes nowhere before she keeps it"
    assert "Bakery" not in Page(visit(people[1]).get(here)).main


def test_a_network_that_stood_there_and_was_not_said_is_not_kept(
    network, felipe, people, make_network, make_member
):
    make_member(make_network("Bakery"), people[0])
    make_member(make_network("Mill"), people[0])
    opened(network, felipe, "start")
    hers = visit(people[0])
    here = f"/networks/{network.slug}/connections/start/"
    named = {"name0": "Bakery", "step0": "", "name1": "Mill", "step1": "4", "name2": "School"}

    assert hers.post(here, named | {"step2": ""}).status_code == 422, "she typed it: how strong?"
    assert hers.post(here, named | {"step2": "3"}).status_code == 302
    kept = opened_connections(own_connections(people[0], network)["start"])
    assert kept == ({}, [("Mill", 4), ("School", 3)])


def test_at_the_end_she_leaves_out_what_she_named_at_the_start(network, felipe, people):
    opened(network, felipe, "start")
    tie(network, people[0], "start", {}, beyond=[("Bakery", 4), ("Mill", 2)])
    closed(network, felipe, "start")
    opened(network, felipe, "end")
    said = {"name0": "Bakery", "step0": "", "name1": "Mill", "step1": "3"}

    assert visit(people[0]).post(
        f"/networks/{network.slug}/connections/end/", said
    ).status_code == 302  # fmt: skip
    assert opened_connections(own_connections(people[0], network)["end"])[1] == [("Mill", 3)]


def test_no_picture_of_four(network, felipe, people):
    opened(network, felipe, "start")
    for person in people[:4]:
        tie(network, person, "start", {people[5]: 3})
    closed(network, felipe, "start")
    whole_round(network, felipe, "end", people, END)

    assert report(network, felipe).figures["ties"]["start"] is None


def test_a_point_has_a_name_only_where_she_agreed_and_only_for_those_inside(
    network, felipe, people
):
    opened(network, felipe, "start")
    for person in people[:5]:
        tie(network, person, "start", {people[5]: 3}, may_name=person == people[0])
    closed(network, felipe, "start")
    whole_round(network, felipe, "end", people, END)
    made = report(network, felipe)

    [(_label, inside)] = pictures_in(made, named=True)
    [(_label, outside)] = pictures_in(made, named=False)
    assert {point.node for point in inside.points} == {"", people[0].display_name}
    assert {point.node for point in outside.points} == {""}


def test_ties_are_sealed_and_seen_by_herself_alone(network, felipe, people):
    opened(network, felipe, "start")
    tie(network, people[0], "start", {people[1]: 4}, beyond=[("Bakery", 4)])

    with connection.cursor() as cursor:
        cursor.execute("SELECT c::text FROM cohorts_connections c")
        assert "Bakery" not in cursor.fetchone()[0]
    here = f"/networks/{network.slug}/connections/"
    assert "Bakery" in Page(visit(people[0]).get(here)).html
    assert "Bakery" not in Page(visit(felipe).get(here)).html
    assert "Bakery" not in Page(visit(people[1]).get(here)).html


def test_no_report_before_a_later_round_is_closed(network, felipe, people):
    whole_round(network, felipe, "start", people, START)

    with pytest.raises(Refused, match="later reflection is closed"):
        report(network, felipe)
    with pytest.raises(Refused, match="Those who facilitate"):
        report(network, people[0])
    assert not Edition.objects.exists()


def test_figures_stand_by_dimension_after_the_words(looked_back, felipe, people):
    made = report(looked_back, felipe)
    groups = changes_in(made)
    html = Page(page(looked_back, made, people[0])).html

    assert [group.dimension.value for group in groups] == [
        "place", "connections", "barriers", "daring",
    ]  # fmt: skip
    assert html.index("In our own words") < html.index("What changed in figures")
    assert "What these figures cannot say" in html


def test_opening_closing_reporting_and_publishing_stand_in_the_log(looked_back, felipe, people):
    made = report(looked_back, felipe)
    reporting.publish(looked_back.pk, number=made.number, decision=3, at=NOON)
    reporting.publish(looked_back.pk, number=made.number, decision=3, at=NOON)

    rows = LogEntry.objects.filter(network=looked_back).order_by("pk")
    facts = [row.facts for row in rows if "reflection" in row.facts or "edition" in row.facts]
    assert facts == [
        {"reflection": "start"}, {"reflection": "start", "is_closed": True},
        {"reflection": "end"}, {"reflection": "end", "is_closed": True},
        {"edition": 1}, {"edition": 1, "published_by": 3},
    ]  # fmt: skip
    html = Page(visit(people[0]).get(f"/networks/{looked_back.slug}/log/")).main
    assert "opened a reflection." in html
    assert "made edition 1 of the report on what changed." in html
    assert "Edition 1 of the report on what changed was published." in html


@pytest.mark.parametrize("gone", [1, 3, 4])
def test_no_figure_of_one_edition_less_that_of_the_next_tells_of_fewer_than_five(
    network, felipe, people, gone
):
    """Whoever takes one edition from the other: each figure is of the same people, or not there."""
    whole_round(network, felipe, "start", people, START)
    whole_round(network, felipe, "middle", people, END)
    first = report(network, felipe)
    for person in people[:gone]:
        reflecting.withdraw(network.slug, "start", by=person)
    second = report(network, felipe)
    for person in people[:gone]:
        reflecting.withdraw(network.slug, "middle", by=person)
    third = report(network, felipe)

    assert change_of(first, moment="middle")["people"] == 8
    for later in (second, third):
        assert change_of(later, moment="middle") is None
        assert later.figures["answered"]["start"] is None
    assert third.figures["answered"]["middle"] is None


def test_permission_taken_back_leaves_neither_the_shown_nor_the_next_edition(
    looked_back, felipe, people
):
    opened(looked_back, felipe, "later")
    answer(looked_back, people[0], "later", {"place_now": "I ask for help now."})
    key = question(looked_back, "place_now").pk
    reflecting.share(looked_back.slug, "later", {key: "nameless"}, by=people[0], at=NOON)
    closed(looked_back, felipe, "later")
    first = report(looked_back, felipe)
    assert "I ask for help" in Page(page(looked_back, first, people[1])).html

    reflecting.share(looked_back.slug, "later", {key: "no"}, by=people[0], at=NOON)
    second = report(looked_back, felipe)

    for edition in (first, second):
        assert "I ask for help" not in Page(page(looked_back, edition, people[1])).html
        assert "I ask for help" not in Page(page(looked_back, edition, people[1], "print/")).html


def test_who_was_removed_stands_in_no_later_edition_with_words_either(
    looked_back, felipe, people, strand
):
    spoke(looked_back, felipe, people[:2], strand)
    closed(looked_back, felipe, "later")
    Membership.objects.filter(network=looked_back, person=people[0]).update(state=State.BANNED)

    [asking] = spoken_in(report(looked_back, felipe))[0]
    assert [said.words for said in asking.quotes] == [f"place_now of {people[1].handle}"]


@races
def test_of_two_reports_at_once_each_has_its_number_and_they_say_the_same(looked_back, felipe):
    results = at_once(*[lambda: report(looked_back, felipe)] * 2)

    assert raised(results, Refused) == []
    editions = Edition.objects.order_by("number")
    assert [each.number for each in editions] == [1, 2]
    assert editions[0].figures == editions[1].figures


@races
def test_answering_while_a_round_closes_is_kept_or_refused_and_never_a_draft(
    network, felipe, people
):
    opened(network, felipe, "start")
    answer(network, people[0], "start", {"place_belong": 2}, is_done=False)
    results = at_once(
        lambda: closed(network, felipe, "start"),
        lambda: answer(network, people[0], "start", {"place_belong": 4}),
        lambda: answer(network, people[1], "start", {"place_belong": 3}, is_done=False),
    )

    late = raised(results, Refused)
    assert all("closed" in words for words in late)
    kept = network.rounds.get(moment="start").reflections.all()
    assert all(row.finished_at for row in kept)
    assert [row.person_id for row in kept] in ([], [people[0].pk])
    assert bool(kept) == (not isinstance(results[1], Refused))


def test_what_is_shared_or_found_later_is_in_no_edition_that_was_made_before(
    looked_back, felipe, people
):
    opened(looked_back, felipe, "later")
    answer(looked_back, people[0], "later", {"place_now": "I ask for help now."})
    still_open = report(looked_back, felipe)
    closed(looked_back, felipe, "later")
    before = report(looked_back, felipe)
    key = question(looked_back, "place_now").pk
    kept = reflecting.share(looked_back.slug, "later", {key: "nameless"}, by=people[0], at=NOON)
    strand = reporting.add_strand(looked_back.slug, by=felipe, name="We did it", about="", at=NOON)
    reporting.code(looked_back.slug, kept.shared.get().pk, [strand.pk], by=felipe, at=NOON)

    for edition in (still_open, before):
        assert spoken_in(edition) == ([], [])
    assert [each.name for each in spoken_in(report(looked_back, felipe))[0]] == ["We did it"]


def test_keys_of_what_one_person_shares_tell_nothing(looked_back, felipe, people):
    opened(looked_back, felipe, "later")
    answer(looked_back, people[0], "later", {"place_now": "One.", "connections_meet": "Two."})
    keys = {question(looked_back, name).pk: "no" for name in ("place_now", "connections_meet")}
    kept = reflecting.share(looked_back.slug, "later", keys, by=people[0], at=NOON)
    one, two = kept.shared.values_list("pk", flat=True)

    assert abs(one - two) > 1000


def test_the_ties_that_others_named_to_somebody_are_not_told_by_her_going(network, felipe, people):
    opened(network, felipe, "start")
    for person in people[:7]:
        tie(network, person, "start", {people[7]: 4})
    closed(network, felipe, "start")
    whole_round(network, felipe, "end", people, END)
    first = report(network, felipe)
    leave(network.pk, by=people[7], at=NOON)
    second = report(network, felipe)

    assert first.figures["ties"]["start"]["said"] == 7
    assert second.figures["ties"]["start"] is None
    assert second.figures["people"] is None
    first.refresh_from_db()
    assert pictures_in(first, named=True) == [], (
        "a picture with a point more would show whose it is"
    )


def test_who_comes_after_the_cohort_ended_reads_nothing_that_was_told_inside(
    looked_back, felipe, people, make_member, make_person
):
    made = report(looked_back, felipe)
    Cohort.objects.filter(network=looked_back).update(stage=Stage.ENDED, stage_since=NOON)
    Network.objects.filter(pk=looked_back.pk).update(kind=Kind.GROUP)
    newcomer = make_person("newcomer")
    make_member(looked_back, newcomer)
    late = NOON + timedelta(days=1)
    Membership.objects.filter(person=newcomer).update(asked_at=late, answered_at=late)

    assert page(looked_back, made, people[1]).status_code == 200
    assert page(looked_back, made, newcomer).status_code == 404
    with pytest.raises(Network.DoesNotExist):
        report(looked_back, newcomer)
