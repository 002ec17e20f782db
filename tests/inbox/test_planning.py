"""How each is reached: as she chose, or as the defaults say."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from solidarity.inbox.actions import choose_for, choose_rhythm, unsubscribe
from solidarity.inbox.kinds import DEFAULTS, Group, Often
from solidarity.inbox.models import Mail, Notice
from solidarity.inbox.notices import tell_each
from solidarity.outbox.models import Job
from tests.fixtures.inbox import HERS, NEWS, REMINDER
from tests.fixtures.people import NOON

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 3, 22, 17, tzinfo=UTC)  # NOON is a Friday
AS_EVER = {"hour": 17, "weekday": 6, "budget": 5, "is_neutral": False, "is_silent": False}


def mailed_at_once():
    return Job.objects.filter(kind="inbox.mail").count()


def test_by_default_what_is_addressed_to_her_comes_at_once_and_news_on_sunday(tell, ana):
    hers, asked, news = tell(ana, kind=HERS), tell(ana, asks=True), tell(ana)

    assert mailed_at_once() == 2
    assert (hers.mail_due_at, asked.mail_due_at, news.mail_due_at) == (None, None, SUNDAY)


def test_what_closes_before_her_next_digest_comes_at_once(tell, ana):
    soon, later, over = (
        tell(ana, closes_at=SUNDAY + timedelta(hours=hours)) for hours in (-1, 1, -72)
    )

    assert mailed_at_once() == 1
    assert soon.mail_due_at is None
    assert later.mail_due_at == SUNDAY
    assert over.mail_due_at == SUNDAY, "too late anyhow: nothing hurries"


def test_who_chose_otherwise_waits_also_for_what_closes(tell, choose, ana):
    choose(ana, news="daily")
    notice = tell(ana, closes_at=NOON + timedelta(hours=1))

    assert mailed_at_once() == 0
    assert notice.mail_due_at == datetime(2026, 3, 20, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("often", "at_once", "due"),
    [
        ("once", 1, None),
        ("daily", 0, datetime(2026, 3, 20, 17, tzinfo=UTC)),
        ("weekly", 0, SUNDAY),
        ("never", 0, None),
    ],
)
def test_what_she_chose_for_a_group_holds(tell, choose, ana, often, at_once, due):
    choose(ana, news=often)
    notice = tell(ana)

    assert (mailed_at_once(), notice.mail_due_at) == (at_once, due)


def test_what_she_chose_for_a_network_goes_before_what_holds_everywhere(
    tell, choose, ana, garden, make_network
):
    farm = make_network("Farm")
    choose(ana, news="once")
    choose(ana, source=garden.pk, news="never")

    assert tell(ana).mail_due_at is None
    assert mailed_at_once() == 0
    tell(ana, about=farm)
    assert mailed_at_once() == 1


def test_a_choice_touches_no_other_group_and_no_other_person(tell, choose, ana, ben):
    choose(ana, news="never")

    assert tell(ben).mail_due_at == SUNDAY
    tell(ana, kind=HERS)
    assert mailed_at_once() == 1


def test_who_wants_no_mails_gets_none_and_finds_all_in_her_inbox(tell, choose, ana):
    choose(ana, is_silent=True)
    for kind in (HERS, NEWS, REMINDER):
        assert tell(ana, kind=kind, asks=kind == NEWS).mail_due_at is None

    assert mailed_at_once() == 0
    assert ana.notices.count() == 3


def test_her_hour_is_in_her_zone(tell, choose, make_person):
    nia = make_person("nia", time_zone="Asia/Kathmandu")
    choose(nia, hour=8, news="daily")

    assert tell(nia).mail_due_at == datetime(2026, 3, 21, 2, 15, tzinfo=UTC)


def spend(person, mails, *, at=NOON):
    Mail.objects.bulk_create(
        Mail(person=person, state="sent", made_at=at, due_at=at, sent_at=at) for _ in range(mails)
    )


def test_reminders_fit_into_her_weekly_budget(tell, choose, ana):
    choose(ana, budget=2, reminders="once")
    spend(ana, 1)
    assert tell(ana, kind=REMINDER).mail_due_at is None
    spend(ana, 1)
    assert tell(ana, kind=REMINDER).mail_due_at == SUNDAY
    assert mailed_at_once() == 1
    tell(ana, kind=HERS)
    assert mailed_at_once() == 2, "what is addressed to her needs no room"


def test_mails_of_eight_days_ago_and_of_others_take_no_room(tell, choose, ana, ben):
    choose(ana, budget=1, reminders="once")
    spend(ana, 3, at=NOON - timedelta(days=8))
    spend(ben, 3)

    assert tell(ana, kind=REMINDER).mail_due_at is None


def test_a_reminder_that_closes_soon_must_fit_too(tell, choose, ana):
    choose(ana, budget=0)

    assert tell(ana, kind=REMINDER, closes_at=NOON + timedelta(hours=2)).mail_due_at == SUNDAY


def test_a_kind_that_nobody_put_anywhere_is_news():
    assert DEFAULTS[Group.NEWS] == Often.WEEKLY


def test_telling_many_takes_as_many_queries_as_telling_one(
    garden, make_person, django_assert_max_num_queries
):
    people = [make_person(f"p{n}") for n in range(40)]
    with django_assert_max_num_queries(9):
        tell_each(people, kind=HERS, about=garden, key="1", at=NOON)
    with django_assert_max_num_queries(7):
        tell_each(people, kind=REMINDER, about=garden, key="1", at=NOON)

    assert Notice.objects.count() == 80


def test_what_waits_follows_her_when_she_chooses_anew(tell, ana, garden):
    notice = tell(ana)
    choose_rhythm(ana, wishes={}, at=NOON, **AS_EVER | {"weekday": 5, "hour": 9})
    notice.refresh_from_db()
    assert notice.mail_due_at == datetime(2026, 3, 21, 9, tzinfo=UTC)

    choose_for(ana, garden.pk, wishes={"news": "daily"}, at=NOON)
    notice.refresh_from_db()
    assert notice.mail_due_at == datetime(2026, 3, 21, 9, tzinfo=UTC)

    choose_for(ana, garden.pk, wishes={"news": "never"}, at=NOON)
    notice.refresh_from_db()
    assert notice.mail_due_at is None


def test_who_wants_at_once_from_now_on_has_what_waits_with_the_next_of_the_day(tell, ana):
    notice = tell(ana)
    choose_rhythm(ana, wishes={"news": "once"}, at=NOON, **AS_EVER)
    notice.refresh_from_db()

    assert notice.mail_due_at == datetime(2026, 3, 20, 17, tzinfo=UTC)
    assert mailed_at_once() == 0


def test_what_is_as_the_defaults_say_is_no_wish(tell, ana):
    everything = {group.value: often for group, often in DEFAULTS.items()}
    choose_rhythm(ana, wishes=everything, at=NOON, **AS_EVER)

    assert not ana.wishes.exists()
    tell(ana, closes_at=NOON + timedelta(hours=1))
    assert mailed_at_once() == 1


def test_the_way_out_of_one_network_leaves_the_others(tell, ana, garden, make_network):
    unsubscribe(ana, garden.pk, at=NOON)
    tell(ana, kind=HERS)
    tell(ana, asks=True)
    assert mailed_at_once() == 0
    tell(ana, about=make_network("Farm"), kind=HERS)
    assert mailed_at_once() == 1


def test_the_way_out_of_all_holds_for_what_waits_too(tell, ana):
    notice = tell(ana)
    unsubscribe(ana, None, at=NOON)
    notice.refresh_from_db()

    assert notice.mail_due_at is None


def test_a_zone_far_away_has_its_own_sunday(tell, make_person):
    apia = make_person("nia", time_zone="Pacific/Apia")
    due = tell(apia).mail_due_at.astimezone(ZoneInfo("Pacific/Apia"))

    assert (due.weekday(), due.hour) == (6, 17)
