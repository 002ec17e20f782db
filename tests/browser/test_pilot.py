"""A whole pilot, from the first call to what grew out of it, while the months go by."""

import pytest

from tests.browser import pilots_after as after
from tests.browser import pilots_call as call
from tests.browser import pilots_months as months
from tests.browser import pilots_reading as reading
from tests.browser import pilots_seen as seen
from tests.browser import steps
from tests.browser.pilots import NAMES, Pilot, gathered
from tests.browser.pilots_months import MONTH


@pytest.mark.timeout(600)
def test_sixteen_who_differ_go_through_a_pilot(open_visit, stack, scripts):
    pilot = gathered(stack, open_visit, scripts=scripts, name=steps.new_name("Both Banks"))
    group = _they_come_together(pilot)
    people = [name.lower() for name in group]
    outside = next(name.lower() for name in NAMES if name not in group)
    _they_begin(pilot, people)
    _they_go_through_six_months(pilot, people)
    _they_see_what_changed(pilot, people, outside)
    reading.all_is_read_on_a_phone(pilot, people[0])
    _something_grows_out_of_it(pilot, people, outside)


def _they_come_together(pilot: Pilot) -> list[str]:
    call.it_is_founded(pilot)
    call.the_call_opens(pilot)
    call.one_is_thought_of(pilot)
    call.twenty_apply(pilot)
    found = call.they_talk(pilot)
    call.the_mix_is_stated(pilot)
    pilot.days_pass(15)
    drawn = call.the_lottery_is_drawn(pilot)
    group = call.the_group_departs(pilot, drawn)
    call.letters_go_out(pilot, found, group)
    call.it_begins(pilot, group)
    return group


def _they_begin(pilot: Pilot, people: list[str]) -> None:
    one, other = people[:2]
    months.an_agreement_is_written(pilot, one, people[1:])
    months.sessions_are_made(pilot)
    months.they_are_handed_over(pilot, one, other)
    months.buddies_are_found(pilot, people)
    months.buddies_talk(pilot, one)
    seen.reflections_are_prepared(pilot, one, other)
    seen.opens(pilot, "start")
    seen.all_answer(pilot, "start", people)
    seen.all_say_their_ties(pilot, "start", people)
    seen.closes(pilot, "start")


def _they_go_through_six_months(pilot: Pilot, people: list[str]) -> None:
    one, other = people[:2]
    months.a_journal_is_kept(pilot, one, other)
    months.something_is_tried(pilot, other)
    pilot.days_pass(MONTH)
    months.it_is_remembered_and_told(pilot, other)
    seen.opens_by_its_day(pilot, "middle", 2 * MONTH)
    seen.all_answer(pilot, "middle", people)
    seen.closes(pilot, "middle")
    pilot.days_pass(3 * MONTH)
    seen.opens(pilot, "end")
    seen.all_answer(pilot, "end", people)
    seen.all_say_their_ties(pilot, "end", people)
    seen.some_share(pilot, people)
    seen.closes(pilot, "end")


def _they_see_what_changed(pilot: Pilot, people: list[str], outside: str) -> None:
    one, other, *_others = people
    seen.answers_are_read(pilot)
    seen.the_report_is_made(pilot, 1)
    seen.its_figures_are_right(pilot, one, 1, people)
    seen.they_read_it_first(pilot, one, other, outside)
    seen.they_publish_it(pilot, one, people[1:])


def _something_grows_out_of_it(pilot: Pilot, people: list[str], outside: str) -> None:
    """With scripts it goes on as a network, without them a coalition follows it."""
    one, other, *_others = people
    after.it_ends(pilot)
    there = after.it_is_begun_elsewhere(pilot, outside)
    after.a_change_travels(pilot, outside, there)
    if pilot.scripts:
        after.it_stays_together(pilot, one, people[1:])
    else:
        after.a_coalition_follows(pilot, one, people[1:])
    pilot.days_pass(6 * MONTH)
    seen.opens(pilot, "later")
    seen.all_answer(pilot, "later", people)
    seen.closes(pilot, "later")
    seen.the_report_is_made(pilot, 2)
    after.one_takes_her_answers_back(pilot, other)
