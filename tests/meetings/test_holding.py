"""Agenda, turns, minutes, what leaves the body, and the word at the end."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, connections, transaction

from decisions.actions import tasks
from decisions.models import Decision, Task
from meetings.actions import holding as acts
from meetings.actions import taking_part, turns
from meetings.models import CheckOut, Coming, Duty, Item, Meeting, Turn
from meetings.queries.coming import who_comes
from meetings.queries.holding import item_words, minutes_of, minutes_words, turns_of
from networks.models import LogEntry
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale, fingerprint
from solidarity.inbox.models import Notice
from tests.decisions.moving import new_decision
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=8)


@pytest.fixture
def member(garden, make_member, ana):
    make_member(garden, ana)
    return ana


@pytest.fixture
def meeting(garden, cleo, make_meeting):
    return make_meeting(garden, convened_by=cleo)


def put(meeting, by, title="Seeds", **fields):
    said = {"minutes": 10, "handle": "", "key": title} | fields
    return acts.add_item(meeting.pk, by=by, title=title, at=NOON, **said)


def write(meeting, by, words, seen=None):
    saved = fingerprint(minutes_words(minutes_of(meeting).first()))
    return acts.write_minutes(meeting.pk, by=by, words=words, why="", seen=seen or saved, at=NOON)


def test_members_put_things_on_the_agenda_with_minutes_and_a_holder(meeting, member, cleo):
    item = put(meeting, member, handle="cleo")

    assert put(meeting, member, handle="cleo") == item
    assert (item.minutes, item.holder) == (10, cleo)


def test_strangers_put_nothing_on_it(meeting, ben):
    with pytest.raises(Refused, match="belong here"):
        put(meeting, ben)


def anew(item, by, **fields):
    said = item_words(item) | {"seen": fingerprint(item_words(item))} | fields
    return acts.change_item(item.pk, by=by, at=NOON, **said)


def test_who_put_it_there_leads_it_or_called_the_meeting_writes_it_anew(
    meeting, member, cleo, make_member, make_person, ben
):
    other = make_person()
    for person in (ben, other):
        make_member(meeting.body, person)
    item = put(meeting, member, handle=ben.handle)

    for by in (member, ben, cleo):
        item = anew(item, by, title=f"Seeds of {by.handle}", minutes=20)
    with pytest.raises(Refused):
        anew(item, other, title="Mine")

    item.refresh_from_db()
    assert (item.title, item.minutes, item.holder) == ("Seeds of cleo", 20, ben)


def test_what_two_write_anew_at_once_is_not_lost(meeting, member, cleo):
    item = put(meeting, member)
    seen = fingerprint(item_words(item))
    anew(item, member, title="Seeds, and soil")

    with pytest.raises(Stale) as stale:
        acts.change_item(
            item.pk, by=cleo, title="Water", minutes=None, handle="", seen=seen, at=NOON
        )

    assert stale.value.saved["title"] == "Seeds, and soil"


def test_whoever_shall_lead_something_is_told_and_can_lay_it_down(meeting, member, cleo):
    def told():
        return Notice.objects.filter(kind="meetings.item_asked", person=cleo).count()

    item = put(meeting, member)
    anew(item, member, handle="cleo")
    item.refresh_from_db()
    anew(item, member, minutes=5)
    assert told() == 1

    here = f"/networks/garden/meetings/{meeting.number}/"
    hers = visit(cleo)
    hers.post(f"{here}agenda/{item.pk}/", {"act": "lay_down"})

    item.refresh_from_db()
    assert item.holder is None


def test_naming_oneself_tells_nobody(meeting, member):
    put(meeting, member, handle=member.handle)

    assert not Notice.objects.filter(kind="meetings.item_asked").exists()


def test_the_page_of_an_item_begins_with_what_it_says(meeting, member):
    item = put(meeting, member, title="Seeds and soil")
    here = f"/networks/garden/meetings/{meeting.number}/"
    page = Page(visit(member).get(f"{here}agenda/{item.pk}/change/"))
    form = page.form("title")

    sent = visit(member).post(
        f"{here}agenda/{item.pk}/change/",
        {k: v[0] for k, v in form.fields.items()} | {"title": "Soil"},
    )

    assert form.fields["title"] == ["Seeds and soil"]
    assert sent.status_code == 302
    assert Item.objects.get().title == "Soil"
    assert f"{here}agenda/{item.pk}/change/" in Page(visit(member).get(here)).links


def test_the_agenda_is_ordered_by_who_looks_after_the_meeting(meeting, member, cleo):
    put(meeting, member)
    second = put(meeting, member, "Water")

    with pytest.raises(Refused, match="orders its agenda"):
        acts.move_up(second.pk, by=member, at=NOON)
    acts.move_up(second.pk, by=cleo, at=NOON)

    titles = Item.objects.order_by("position").values_list("title", flat=True)
    assert list(titles) == ["Water", "Seeds"]


def test_who_put_it_there_takes_it_off_and_others_do_not(meeting, member, make_member, ben):
    make_member(meeting.body, ben)
    item = put(meeting, member)

    with pytest.raises(Refused, match="takes it off"):
        acts.drop_item(item.pk, by=ben, at=NOON)
    acts.drop_item(item.pk, by=member, at=NOON)

    assert not Item.objects.exists()


def test_an_item_leads_to_a_question_of_the_body(meeting, member, ben, make_member):
    make_member(meeting.body, ben)
    item = put(meeting, member)

    question = acts.bring_to_decision(item.pk, by=member, at=NOON)

    assert acts.bring_to_decision(item.pk, by=member, at=NOON) == question
    item.refresh_from_db()
    assert item.decision == Decision.objects.get()
    assert "Led to a question" in Page(visit(member).get(meeting.get_absolute_url())).main
    assert "Led to a question" not in Page(visit(ben).get(meeting.get_absolute_url())).main


def test_duties_are_proposed_to_who_has_not_had_them_for_the_longest_time(
    garden, meeting, member, cleo, make_meeting
):
    before = make_meeting(garden, days=-7)
    Turn.objects.create(meeting=before, duty=Duty.FACILITATING, person=cleo)
    for person in (cleo, member):
        taking_part.say_coming(meeting.pk, by=person, says="yes", at=NOON)

    coming = who_comes(cleo, meeting).coming
    ideas = {each.duty: each.could_be for each in turns_of(cleo, meeting, coming, at=NOON)}

    assert ideas[Duty.FACILITATING] == member
    assert ideas[Duty.MINUTES] == cleo


def test_one_takes_a_duty_on_and_the_second_is_told(meeting, member, cleo):
    turns.take_turn(meeting.pk, by=member, duty="time", at=NOON)

    with pytest.raises(Refused, match="Somebody else"):
        turns.take_turn(meeting.pk, by=cleo, duty="time", at=NOON)
    turns.give_back_turn(meeting.pk, by=member, duty="time", at=NOON)

    assert not Turn.objects.exists()


def test_minutes_have_versions_and_nobody_overwrites_unseen(meeting, member, cleo):
    begun = fingerprint(minutes_words(None))
    write(meeting, member, "We sow.", begun)

    with pytest.raises(Stale):
        write(meeting, cleo, "We reap.", begun)
    write(meeting, cleo, "We sow and reap.")

    page = Page(visit(member).get(f"{meeting.get_absolute_url()}minutes/2/"))
    assert page.status == 200
    assert "What changed since version 1" in page.main


def let_out(meeting, by, words):
    """Let out what she read."""
    seen = fingerprint({"words": words})
    return acts.let_out(meeting.pk, by=by, is_out=True, seen=seen, at=NOON)


def test_a_steward_lets_nothing_out_that_was_changed_after_she_read_it(meeting, member, cleo):
    write(meeting, member, "All.")
    saved = fingerprint({"words": "All."})
    acts.write_redaction(meeting.pk, by=member, words="Little.", seen=saved, at=NOON)
    seen = fingerprint({"words": "Little."})
    acts.write_redaction(meeting.pk, by=member, words="Everything.", seen=seen, at=NOON)

    with pytest.raises(Stale):
        let_out(meeting, cleo, "Little.")
    page = visit(cleo).get(f"{meeting.get_absolute_url()}minutes/")
    assert "Everything." in page.content.decode(), "she reads it before she lets it out"
    let_out(meeting, cleo, "Everything.")


def test_nobody_outside_reads_minutes_before_a_steward_lets_a_shortened_text_out(
    meeting, member, cleo, ben
):
    write(meeting, member, "Ana hid the seeds.")
    saved = fingerprint({"words": "Ana hid the seeds."})
    acts.write_redaction(meeting.pk, by=member, words="Seeds are safe.", seen=saved, at=NOON)
    public = f"{meeting.get_absolute_url()}minutes/public/"

    assert visit(ben).get(public).status_code == 404
    assert visit(ben).get(f"{meeting.get_absolute_url()}minutes/").status_code == 404
    with pytest.raises(Refused, match="decide what leaves"):
        let_out(meeting, member, "Seeds are safe.")
    let_out(meeting, cleo, "Seeds are safe.")

    shown = Page(visit(ben).get(public))
    assert "Seeds are safe." in shown.main
    assert "Ana hid" not in shown.html
    assert LogEntry.objects.filter(network=meeting.body, facts__act="out").exists()


def test_before_minutes_go_out_a_steward_reads_who_is_named_in_them(
    meeting, member, cleo, make_person
):
    for handle, name in (("rosa", "Rosa of the Hill"), ("al", "Al")):
        who = make_person(handle, display_name=name)
        Coming.objects.create(meeting=meeting, person=who, says="yes", at=NOON)
    write(meeting, member, "All of it.")
    seen = fingerprint({"words": "All of it."})
    words = "Also rosa brings seeds, and the ali baba song."
    acts.write_redaction(meeting.pk, by=member, words=words, seen=seen, at=NOON)
    here = f"/networks/garden/meetings/{meeting.number}/minutes/"

    shown = Page(visit(cleo).get(here)).main

    assert "These people stand in it by name: Rosa of the Hill." in shown
    assert "by name" not in Page(visit(member).get(here)).main
    let_out(meeting, cleo, words)
    assert "by name: Rosa of the Hill." in Page(visit(cleo).get(here)).main


def test_what_is_out_is_changed_by_stewards_alone(meeting, member, cleo):
    write(meeting, member, "All.")
    saved = fingerprint({"words": "All."})
    acts.write_redaction(meeting.pk, by=member, words="Little.", seen=saved, at=NOON)
    let_out(meeting, cleo, "Little.")

    with pytest.raises(Refused, match="decide what leaves"):
        acts.write_redaction(
            meeting.pk, by=member, words="All.", seen=fingerprint({"words": "Little."}), at=NOON
        )


def test_minutes_name_decisions_and_tasks_come_of_a_meeting(meeting, member, jobs_done):
    decision = new_decision(meeting.body, member)
    acts.name_decision(meeting.pk, by=member, number=decision.number, at=NOON)
    tasks.add_for(Meeting, meeting.pk, by=member, words="Buy seeds", at=NOON)

    page = Page(visit(member).get(f"{meeting.get_absolute_url()}minutes/"))

    assert decision.title in page.main
    assert "Buy seeds" in page.main
    task = Task.objects.get()
    visit(member).post(f"{meeting.get_absolute_url()}tasks/{task.pk}/", {"act": "take"})
    assert Task.objects.get().holder == member


def test_at_the_end_each_says_a_line_that_the_group_reads(meeting, member, ben):
    with pytest.raises(Refused, match="not begun"):
        acts.say_check_out(meeting.pk, by=member, words="Hope", at=NOON)

    acts.say_check_out(meeting.pk, by=member, words="Hope", at=LATER)

    assert CheckOut.objects.get().words == "Hope"
    acts.say_check_out(meeting.pk, by=member, words="", at=LATER)
    assert not CheckOut.objects.exists()


def test_strangers_meet_none_of_it(meeting, ben):
    here = meeting.get_absolute_url()

    for page in ("agenda/new/", "minutes/", "minutes/write/", "tasks/", "check-out/"):
        assert visit(ben).get(f"{here}{page}").status_code == 404


def test_minutes_stay_as_they_were_written(meeting, member):
    write(meeting, member, "We sow.")

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        meeting.minutes.update(words="We reap.")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        meeting.minutes.all().delete()
    meeting.minutes.update(by=None)
    with pytest.raises(IntegrityError, match="only who is deleted"):
        connection.check_constraints()


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_not_even_the_owner_of_the_database_changes_minutes(meeting, member):
    write(meeting, member, "We sow.")

    for statement in (
        "UPDATE meetings_minutesversion SET words = 'We reap.'",
        "DELETE FROM meetings_minutesversion",
    ):
        with (
            pytest.raises(IntegrityError, match="minutes stay"),
            connections["owner"].cursor() as cursor,
        ):
            cursor.execute(statement)
