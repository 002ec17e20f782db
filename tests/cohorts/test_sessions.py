"""Sessions of a cohort: made month by month, with an outline, handed over step by step."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from cohorts.actions import materials, sessions
from cohorts.models import Holding, Session, Share, Stage, Theme
from cohorts.outlines import outline
from cohorts.queries.sessions import handed_over, holds
from cohorts.rhythm import monthly
from meetings.models import Meeting
from networks.models import Role, State
from solidarity.base.refused import Refused
from solidarity.inbox.models import Notice
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit
from tests.racing import at_once

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
WHEN = {
    "first": date(2027, 1, 9), "hour": time(15), "minutes": 180, "count": 6,
    "zone": "Europe/Lisbon",
}  # fmt: skip


@pytest.fixture
def pilot(make_cohort, cleo, ana, ben):
    """A cohort under way: Cleo looks after it, Ana facilitates, Ben takes part."""
    return make_cohort(name="Pilot", facilitators=[ana], participants=[ben], steward=cleo).network


def make(pilot, by, **when):
    return sessions.make_sessions(pilot.pk, by=by, at=NOON, **WHEN | when)


def told(person):
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


@given(
    first=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    count=st.integers(min_value=1, max_value=24),
)
def test_each_month_has_one_on_the_same_weekday(first, count):
    days = list(monthly(first, count))

    assert days[0] == first or (first.day > 28 and (first - days[0]).days in {0, 7})
    assert {day.weekday() for day in days} == {first.weekday()}
    months = [day.year * 12 + day.month for day in days]
    assert months == list(range(months[0], months[0] + count))


def test_the_second_saturday_stays_the_second_and_the_fifth_is_the_last():
    assert list(monthly(date(2027, 1, 9), 3)) == [
        date(2027, 1, 9), date(2027, 2, 13), date(2027, 3, 13),
    ]  # fmt: skip
    assert list(monthly(date(2027, 1, 30), 2)) == [date(2027, 1, 30), date(2027, 2, 27)]


def test_six_sessions_are_six_meetings_with_the_six_themes(pilot, ana):
    made = make(pilot, ana)

    assert [each.theme for each in made] == list(Theme.values)
    assert Meeting.objects.filter(body=pilot).count() == 6
    assert made[0].meeting.starts_at == datetime(2027, 1, 9, 15, tzinfo=UTC)
    # Clocks in Lisbon are put forward in between: it stays three in the afternoon there.
    assert made[3].meeting.starts_at == datetime(2027, 4, 10, 14, tzinfo=UTC)


def test_what_sessions_are_called_is_read_in_ones_own_language(pilot, ana, ben):
    made = make(pilot, ana)[0]
    written = make(pilot, ana, count=1)[0]
    Meeting.objects.filter(pk=written.meeting_id).update(title="Session with bread")
    ben.interface_language = "es"
    ben.save()
    with override("es"):
        theme = str(Theme.VALUES.label)
    his = visit(ben)

    for there in (
        f"/networks/{pilot.slug}/programme/sessions/", made.get_absolute_url(),
        made.meeting.get_absolute_url(), f"/networks/{pilot.slug}/meetings/",
    ):  # fmt: skip
        assert f"Sesión 1: {theme}" in Page(his.get(there)).main, there
        assert "Session 1" not in Page(his.get(there)).main, there
    assert "Session with bread" in Page(his.get(written.get_absolute_url())).main
    assert "Session 1: Values" in Page(visit(ana).get(made.get_absolute_url())).main


def test_a_session_of_another_theme_is_called_after_it_unless_somebody_named_it(pilot, ana):
    first, second = make(pilot, ana, count=2)
    Meeting.objects.filter(pk=second.meeting_id).update(title="Bread and roses")
    for each in (first, second):
        sessions.plan(each.pk, theme="stories", outline=None, by=ana, at=NOON)
        each.meeting.refresh_from_db()

    assert first.meeting.title == f"Session 1: {Theme.STORIES.label}"
    assert first.meeting.sequence == 1, "calendars hear of it"
    assert second.meeting.title == "Bread and roses"


def test_sent_twice_they_are_made_once(pilot, ana):
    first = make(pilot, ana, key="one")
    again = make(pilot, ana, key="one")

    assert first == again
    assert Session.objects.count() == 6


def test_participants_make_none_nor_does_anybody_after_the_end(pilot, ana, ben):
    with pytest.raises(Refused, match="facilitate"):
        make(pilot, ben)
    pilot.cohort.stage = Stage.ENDED
    pilot.cohort.save()
    with pytest.raises(Refused, match="ended"):
        make(pilot, ana)


def test_an_outline_stays_attached_as_it_was_when_it_was_chosen(pilot, ana):
    session = make(pilot, ana, count=1)[0]
    ready = outline("values", "en")
    material = materials.take_ready(pilot.pk, ready, by=ana, at=NOON)
    sessions.plan(session.pk, theme="values", outline=material.number, by=ana, at=NOON)
    material.newest = 2
    material.versions.create(number=2, words="Anew.", words_html="<p>Anew.</p>", at=NOON)
    material.save()

    page = Page(visit(ana).get(session.get_absolute_url()))

    assert "What it is for" in page.main
    assert "Version 2 is there by now." in page.main


def test_a_share_is_theirs_once_they_say_yes(pilot, ana, ben):
    session = make(pilot, ana, count=1)[0]
    offer = sessions.offer(session.pk, share=Share.THEME, to=ben.pk, by=ana, at=NOON)

    assert not holds(session, ben)
    assert "cohorts.offered" in told(ben)
    sessions.agree(offer.pk, by=ben, at=NOON)
    assert holds(session, ben)
    assert "cohorts.agreed" in told(ana)
    assert (handed_over(pilot).shares, handed_over(pilot).by_participants) == (2, 1)


def test_nobody_says_yes_for_somebody_else(pilot, ana, ben, cleo):
    session = make(pilot, ana, count=1)[0]
    offer = sessions.offer(session.pk, share=Share.THEME, to=ben.pk, by=ana, at=NOON)

    with pytest.raises(Refused):
        sessions.agree(offer.pk, by=cleo, at=NOON)
    with pytest.raises(Refused):
        sessions.offer(session.pk, share=Share.THEME, to=cleo.pk, by=ben, at=NOON)


def test_whoever_takes_part_asks_for_it_and_those_who_facilitate_hand_it_over(pilot, ana, ben):
    session = make(pilot, ana, count=1)[0]
    asked = sessions.offer(session.pk, share=Share.FACILITATION, to=ben.pk, by=ben, at=NOON)

    with pytest.raises(Refused):
        sessions.agree(asked.pk, by=ben, at=NOON)
    assert "cohorts.asked_for" in told(ana)
    sessions.agree(asked.pk, by=ana, at=NOON)
    assert holds(session, ben)


def test_what_somebody_holds_nobody_else_takes_away(pilot, ana, ben):
    session = make(pilot, ana, count=1)[0]
    offer = sessions.offer(session.pk, share=Share.THEME, to=ben.pk, by=ana, at=NOON)
    sessions.agree(offer.pk, by=ben, at=NOON)

    with pytest.raises(Refused, match="lays it down herself"):
        sessions.end(offer.pk, by=ana, at=NOON)
    sessions.end(offer.pk, by=ben, at=NOON)
    assert not holds(session, ben)


def test_who_holds_a_session_says_what_it_is_about(pilot, ana, ben):
    session = make(pilot, ana, count=1)[0]
    with pytest.raises(Refused):
        sessions.plan(session.pk, theme="stories", outline=None, by=ben, at=NOON)
    offer = sessions.offer(session.pk, share=Share.THEME, to=ben.pk, by=ana, at=NOON)
    sessions.agree(offer.pk, by=ben, at=NOON)

    sessions.plan(session.pk, theme="stories", outline=None, by=ben, at=NOON)

    assert Session.objects.get().theme == "stories"


def test_who_left_holds_nothing_any_more(pilot, ana, ben):
    session = make(pilot, ana, count=1)[0]
    offer = sessions.offer(session.pk, share=Share.THEME, to=ben.pk, by=ana, at=NOON)
    sessions.agree(offer.pk, by=ben, at=NOON)
    pilot.memberships.filter(person=ben).update(state=State.LEFT)

    assert handed_over(pilot).by_participants == 0


@races
def test_two_who_say_yes_at_once_leave_one_who_holds_it(pilot, ana, ben, cleo):
    session = make(pilot, ana, count=1)[0]
    pilot.memberships.filter(person=cleo).update(role=Role.STEWARD)
    offers = [
        sessions.offer(session.pk, share=Share.THEME, to=each.pk, by=ana, at=NOON)
        for each in (ben, cleo)
    ]

    ended = at_once(
        lambda: sessions.agree(offers[0].pk, by=ben, at=NOON),
        lambda: sessions.agree(offers[1].pk, by=cleo, at=NOON),
    )

    assert all(isinstance(each, Holding) for each in ended)
    assert Holding.objects.filter(ended_at=None, agreed_at__isnull=False).count() == 1


def test_sessions_are_made_and_handed_over_on_the_pages(pilot, ana, ben):
    here = f"/networks/{pilot.slug}/programme/sessions/"
    hers = visit(ana)
    form = Page(hers.get(f"{here}new/")).form("day", "count")
    refused = hers.post(f"{here}new/", form.filled(day="", time="15:00"))
    assert refused.status_code == 422
    made = hers.post(f"{here}new/", form.filled(day="2027-01-09", time="15:00", count="2"))
    assert made.url == here

    hers.post(f"{here}1/offer/", {"share": "theme", "to": ben.pk})
    his = visit(ben)
    assert "Yes, I hold it" in Page(his.get(f"{here}1/")).main
    his.post(f"{here}holdings/{Holding.objects.get().pk}/", {"yes": "1"})

    assert "Participants hold 1 of 4 shares" in Page(his.get(here)).main
    assert his.get(f"{here}new/").status_code == 404
    assert visit().get(here).status_code in {302, 404}
