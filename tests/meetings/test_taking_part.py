"""Looking for a date, coming, having been there, and what those who come need."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils.timezone import now

from meetings.actions import taking_part as acts
from meetings.models import Audience, Coming, Guest, Meeting, Need, Slot, SlotAnswer
from meetings.queries.coming import are_few, needs_of
from networks.actions.joining import leave
from solidarity.base.refused import Refused
from solidarity.inbox.models import Notice
from solidarity.people.models import Person
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
SOON = NOON + timedelta(days=7)


@pytest.fixture
def member(garden, make_member, make_person):
    ana = make_person("ana", time_zone="Asia/Kathmandu")
    make_member(garden, ana)
    return ana


@pytest.fixture
def wanted(garden, cleo, make_meeting):
    return make_meeting(garden, starts_at=None, convened_by=cleo)


def propose(meeting, by, days=7):
    starts = NOON + timedelta(days=days)
    return acts.propose_time(
        meeting.pk, by=by, starts_at=starts, ends_at=starts + timedelta(hours=1), at=NOON
    )


def test_a_date_is_found_together(wanted, member, cleo, jobs_done):
    one, two = propose(wanted, cleo), propose(wanted, cleo, days=8)
    acts.answer_times(wanted.pk, by=member, says={one.pk: "no", two.pk: "yes"}, at=NOON)

    acts.choose_time(two.pk, by=cleo, at=NOON)
    jobs_done("meetings.tell_change")

    wanted.refresh_from_db()
    assert wanted.starts_at == NOON + timedelta(days=8)
    assert Coming.objects.get(person=member).says == "yes"
    assert not Slot.objects.exists()
    assert Notice.objects.filter(kind="meetings.found", person=member).exists()


def test_members_propose_three_times_each_and_twelve_are_enough(wanted, member, cleo):
    for days in (1, 2, 3):
        propose(wanted, member, days=days)

    assert propose(wanted, member, days=3) == wanted.slots.order_by("starts_at").last()
    with pytest.raises(Refused, match="three times"):
        propose(wanted, member, days=4)
    for days in range(4, 13):
        propose(wanted, cleo, days=days)
    with pytest.raises(Refused, match="Twelve times"):
        propose(wanted, cleo, days=20)


def test_whoever_does_not_belong_proposes_no_time(wanted, ben):
    with pytest.raises(Meeting.DoesNotExist):
        propose(wanted, ben)


def test_no_time_is_further_off_than_a_year(wanted, member):
    with pytest.raises(Refused, match="within a year"):
        propose(wanted, member, days=400)


def test_one_takes_her_own_time_off_the_list_while_nobody_else_answered(
    wanted, member, cleo, make_member, ben
):
    make_member(wanted.body, ben)
    own, answered = propose(wanted, member), propose(wanted, member, days=8)
    acts.answer_times(wanted.pk, by=member, says={own.pk: "yes"}, at=NOON)
    acts.answer_times(wanted.pk, by=ben, says={answered.pk: "yes"}, at=NOON)

    acts.drop_time(own.pk, by=member, at=NOON)
    with pytest.raises(Refused, match="Others have answered"):
        acts.drop_time(answered.pk, by=member, at=NOON)
    with pytest.raises(Refused, match="Whoever called"):
        acts.drop_time(answered.pk, by=ben, at=NOON)
    acts.drop_time(answered.pk, by=cleo, at=NOON)


def test_a_member_proposes_a_time_on_its_page_and_only_who_called_it_chooses(wanted, member, cleo):
    browser = visit(member)
    date = f"{wanted.get_absolute_url()}date/"

    page = Page(browser.get(f"{date}new/"))
    day = f"{now() + timedelta(days=30):%Y-%m-%d}"
    sent = browser.post(
        f"{date}new/",
        page.form("day", "zone").filled(day=day, time="18:30", minutes="60", zone="UTC"),
    )

    assert sent.url == date
    assert "Choose this time" not in Page(browser.get(date)).main
    assert "Take it off the list" in Page(browser.get(date)).main
    assert "Choose this time" in Page(visit(cleo).get(date)).main


def test_only_who_looks_after_it_chooses(wanted, member, cleo):
    slot = propose(wanted, cleo)

    with pytest.raises(Refused, match="Whoever called"):
        acts.choose_time(slot.pk, by=member, at=NOON)


def test_a_time_that_was_dropped_meanwhile_is_not_chosen(wanted, cleo, monkeypatch):
    slot = propose(wanted, cleo)
    held = acts.held_meeting

    def held_after_another(*args, **options):
        Slot.objects.all().delete()
        return held(*args, **options)

    monkeypatch.setattr(acts, "held_meeting", held_after_another)
    path = f"{wanted.get_absolute_url()}date/{slot.pk}/"

    assert visit(cleo).post(path, {"act": "choose"}).status_code == 404
    wanted.refresh_from_db()
    assert wanted.starts_at is None


def test_a_button_that_says_nothing_drops_no_time_and_lets_nothing_out(wanted, cleo):
    slot = propose(wanted, cleo)
    acts.say_need(wanted.pk, by=cleo, words="A ramp", at=NOON)
    Need.objects.update(is_seen_to=True)
    home, browser = wanted.get_absolute_url(), visit(cleo)

    for path in (f"date/{slot.pk}/", f"needs/{Need.objects.get().pk}/", "minutes/out/"):
        assert browser.post(f"{home}{path}").status_code == 404

    assert Slot.objects.exists()
    assert Need.objects.get().is_seen_to


def test_a_time_that_is_over_is_not_proposed(wanted, cleo):
    with pytest.raises(Refused, match="is over"):
        propose(wanted, cleo, days=-1)


def test_a_word_is_taken_back(wanted, member, cleo):
    slot = propose(wanted, cleo)
    acts.answer_times(wanted.pk, by=member, says={slot.pk: "yes"}, at=NOON)

    acts.answer_times(wanted.pk, by=member, says={slot.pk: ""}, at=NOON)

    assert not SlotAnswer.objects.filter(person=member).exists()


def test_a_time_that_she_proposes_suits_her(wanted, cleo):
    slot = propose(wanted, cleo)
    acts.choose_time(slot.pk, by=cleo, at=NOON)

    assert Coming.objects.get(person=cleo).says == "yes"


def test_from_calling_it_to_three_times_one_page_leads_to_the_next(garden, cleo):
    """Called without a date: five buttons from the list of meetings to times to choose from."""
    browser, home = visit(cleo), "/networks/garden/meetings/"
    called = browser.post(f"{home}new/", {"title": "Sowing", "audience": "members", "zone": "UTC"})
    path = called.url
    assert path == f"{home}1/date/new/"

    day = f"{now() + timedelta(days=40):%Y-%m-%d}"
    typed = {"day": day, "minutes": "45", "zone": "UTC"}
    for hour in ("17:00", "18:00"):
        again = browser.post(path, typed | {"time": hour, "more": "more"})
        assert again.url == path
    anew = Page(browser.get(path)).form("minutes").fields
    assert (anew["day"], anew["time"], anew["minutes"]) == ([day], ["18:00"], ["45"])
    assert browser.post(path, typed | {"time": "19:00"}).url == f"{home}1/date/"
    assert SlotAnswer.objects.filter(person=cleo, says="yes").count() == 3


def test_after_the_last_time_that_she_may_propose_no_form_is_offered(wanted, member):
    path = f"{wanted.get_absolute_url()}date/new/"
    day = f"{now() + timedelta(days=40):%Y-%m-%d}"
    typed = {"day": day, "minutes": "45", "zone": "UTC", "more": "more"}
    came = [
        visit(member).post(path, typed | {"time": hour}).url for hour in ("9:00", "9:30", "10:00")
    ]

    assert came == [path, path, f"{wanted.get_absolute_url()}date/"]


def test_each_sees_times_by_her_own_clocks_and_the_hours_of_the_others(wanted, member, cleo):
    propose(wanted, cleo)

    page = Page(visit(member).get(f"{wanted.get_absolute_url()}date/"))

    assert "Friday, 27 March 2026, 17:45 Kathmandu time (12:00 UTC)" in page.main
    assert "UTC" in page.words_in("table")
    assert "Kathmandu" in page.words_in("table")
    assert "Ana" not in page.words_in("table")


def test_strangers_do_not_look_for_a_date(wanted, ben):
    assert visit(ben).get(f"{wanted.get_absolute_url()}date/").status_code == 404


def test_a_member_says_that_she_comes_and_changes_her_mind(garden, member, make_meeting):
    meeting = make_meeting(garden)

    acts.say_coming(meeting.pk, by=member, says="yes", at=NOON)
    acts.say_coming(meeting.pk, by=member, says="no", at=NOON)

    assert Coming.objects.get().says == "no"


def test_a_stranger_comes_to_what_is_public_alone(garden, ben, make_meeting):
    acts.say_coming(make_meeting(garden, audience=Audience.PUBLIC).pk, by=ben, says="yes", at=NOON)

    with pytest.raises(Refused, match="for those who belong"):
        acts.say_coming(make_meeting(garden).pk, by=ben, says="yes", at=NOON)


def test_a_guest_comes(garden, ben, make_meeting):
    meeting = make_meeting(garden, audience=Audience.GUESTS)
    Guest.objects.create(meeting=meeting, person=ben, at=NOON)

    acts.say_coming(meeting.pk, by=ben, says="maybe", at=NOON)

    assert visit(ben).get(meeting.get_absolute_url()).status_code == 200


def test_who_was_there_says_so_herself_once_it_has_begun(garden, member, make_meeting):
    meeting = make_meeting(garden)

    with pytest.raises(Refused, match="not begun"):
        acts.say_was_there(meeting.pk, by=member, was_there=True, at=NOON)
    acts.say_was_there(meeting.pk, by=member, was_there=True, at=SOON)
    assert Coming.objects.get().was_there
    acts.say_was_there(meeting.pk, by=member, was_there=False, at=SOON)

    assert not Coming.objects.exists()


def test_a_need_is_not_read_while_so_few_come_that_one_could_guess_whose_it_is(
    garden, member, cleo, make_meeting, make_member, make_person
):
    meeting = make_meeting(garden, convened_by=cleo, starts_at=SOON.replace(year=2099))
    acts.say_coming(meeting.pk, by=member, says="yes", at=NOON)
    for words in ("A ramp", "Quiet", "Rest"):
        acts.say_need(meeting.pk, by=member, words=words, at=NOON)
    acts.tell_needs(at=NOON)
    said = f"{meeting.get_absolute_url()}needs/new/"

    assert "stands here when five come" in Page(visit(cleo).get(meeting.get_absolute_url())).main
    assert "might guess that it is you" in Page(visit(member).get(said)).main
    for name in ("dora", "eli", "fay", "gil"):
        person = make_person(name)
        make_member(garden, person)
        acts.say_coming(meeting.pk, by=person, says="maybe", at=NOON)

    assert "A ramp" not in Page(visit(cleo).get(meeting.get_absolute_url())).main
    acts.tell_needs(at=NOON)
    assert "A ramp" in Page(visit(cleo).get(meeting.get_absolute_url())).main
    assert "might guess that it is you" not in Page(visit(member).get(said)).main


def test_two_weeks_before_a_need_is_read_however_few_come(garden, member, cleo, make_meeting):
    meeting = make_meeting(garden, convened_by=cleo)
    acts.say_need(meeting.pk, by=member, words="A ramp", at=NOON)

    assert needs_of(meeting, at=meeting.starts_at - timedelta(days=15)) is None
    two_weeks = meeting.starts_at - timedelta(days=14)
    acts.tell_needs(at=two_weeks)
    assert len(needs_of(meeting, at=two_weeks) or []) == 1


def come(meeting, names, make_person, make_member):
    for name in names:
        person = make_person(name)
        make_member(meeting.body, person)
        acts.say_coming(meeting.pk, by=person, says="yes", at=NOON)


def test_who_looks_again_and_again_does_not_see_whose_need_is_new(
    garden, member, make_meeting, make_person, make_member
):
    meeting = make_meeting(garden, days=60)
    come(meeting, ("dora", "eli", "fay", "gil", "hal"), make_person, make_member)
    for words in ("A ramp", "Quiet", "Rest"):
        acts.say_need(meeting.pk, by=member, words=words, at=NOON)
    acts.tell_needs(at=NOON)
    read = {need.words for need in needs_of(meeting, at=NOON) or []}

    acts.say_coming(meeting.pk, by=member, says="yes", at=NOON)
    for words in ("Someone to mind a child", "Arabic"):
        acts.say_need(meeting.pk, by=member, words=words, at=NOON)
        acts.tell_needs(at=NOON + timedelta(days=1))
        assert {need.words for need in needs_of(meeting, at=NOON) or []} == read

    acts.say_need(meeting.pk, by=member, words="Water", at=NOON)
    acts.tell_needs(at=NOON + timedelta(days=2))
    assert len(needs_of(meeting, at=NOON) or []) == 6


def test_on_the_last_day_a_need_is_read_at_once_and_the_form_says_so(garden, member, make_meeting):
    meeting = make_meeting(garden, starts_at=now() + timedelta(hours=5))
    form = Page(visit(member).get(f"{meeting.get_absolute_url()}needs/new/")).main

    acts.say_need(meeting.pk, by=member, words="A ramp", at=NOON)

    assert "they read it at once" in form
    assert len(needs_of(meeting, at=now()) or []) == 1


def test_who_has_left_does_not_count_among_those_whose_need_it_could_be(
    garden, make_meeting, make_person, make_member
):
    meeting = make_meeting(garden, days=60)
    come(meeting, ("dora", "eli", "fay", "gil", "hal"), make_person, make_member)
    assert not are_few(meeting)

    leave(garden.pk, by=Person.objects.get(handle="dora"), at=NOON)

    assert are_few(meeting)


@pytest.mark.parametrize(
    "change",
    [
        {"called_off_at": NOON},
        {"starts_at": NOON - timedelta(days=2), "ends_at": NOON - timedelta(days=1)},
    ],
)
def test_what_was_needed_is_forgotten_after_the_meeting(garden, member, make_meeting, change):
    meeting, other = make_meeting(garden), make_meeting(garden)
    for each in (meeting, other):
        acts.say_need(each.pk, by=member, words="A ramp", at=NOON)
    Meeting.objects.filter(pk=meeting.pk).update(**change)

    assert acts.forget_needs(at=NOON) == 1
    assert Need.objects.get().meeting == other


def test_a_need_can_be_seen_to_though_another_was_said_meanwhile(
    garden, member, cleo, make_meeting
):
    meeting = make_meeting(garden)
    acts.say_need(meeting.pk, by=member, words="A ramp", at=NOON)
    path = f"{meeting.get_absolute_url()}needs/{Need.objects.get().pk}/"
    acts.say_need(meeting.pk, by=member, words="Quiet", at=NOON)

    visit(cleo).post(path, {"act": "seen-to"})

    assert Need.objects.get(is_seen_to=True).words == "A ramp"


def test_a_need_reaches_those_who_prepare_it_and_nobody_else(garden, member, cleo, make_meeting):
    meeting = make_meeting(garden, convened_by=cleo, starts_at=now() + timedelta(days=3))
    acts.say_need(meeting.pk, by=member, words="A ramp", at=NOON)
    acts.tell_needs(at=now())

    assert "A ramp" in Page(visit(cleo).get(meeting.get_absolute_url())).main
    assert "A ramp" not in Page(visit(member).get(meeting.get_absolute_url())).main


def test_nothing_leads_from_a_need_to_whoever_said_it(garden, member, cleo, make_meeting):
    meeting = make_meeting(garden)
    for words in ("A ramp", "Sign language", "Rest"):
        acts.say_need(meeting.pk, by=member, words=words, at=NOON)

    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT xmin::text, count(*) OVER () FROM meetings_need")
        assert len(cursor.fetchall()) == 1
    columns = {field.name for field in Need._meta.concrete_fields}
    assert columns == {"id", "meeting", "words", "is_seen_to", "is_told"}


def test_a_need_is_seen_to(garden, member, cleo, make_meeting):
    meeting = make_meeting(garden)
    acts.say_need(meeting.pk, by=member, words="A ramp", at=NOON)
    need = Need.objects.get()

    with pytest.raises(Need.DoesNotExist):
        acts.see_to(need.pk, by=member, is_seen_to=True, at=NOON)
    acts.see_to(need.pk, by=cleo, is_seen_to=True, at=NOON)

    assert Need.objects.get().is_seen_to


def test_buttons_on_the_page_say_that_one_comes(garden, member, make_meeting):
    meeting = make_meeting(garden, starts_at=SOON.replace(year=2099))
    browser = visit(member)

    assert "I come" in Page(browser.get(meeting.get_absolute_url())).main
    browser.post(f"{meeting.get_absolute_url()}coming/", {"act": "yes"})

    assert Coming.objects.get(person=member).says == "yes"
    assert browser.post(f"{meeting.get_absolute_url()}coming/", {"act": "x"}).status_code == 404
