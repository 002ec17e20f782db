"""The queue: who is in it, in which order, and how it is narrowed."""

from datetime import timedelta

import pytest
from django.db.models import F

from networks.actions.requesting import say
from networks.models import Membership, State
from networks.queries import Sought, Waiting, requests_sought, waiting_in
from networks.queries.requesting import ANSWERED, WAITLISTED
from solidarity.base.pages import moment_page
from tests.fixtures.people import NOON

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def names(garden, sought=None, at=NOON + 3 * DAY):
    sought = sought or Sought()
    rising = not sought.newest_first
    page = moment_page(
        requests_sought(garden, sought, at=at), after="", size=50, by=sought.moment, rising=rising
    )
    return [row.person.display_name for row in page.rows]


@pytest.fixture
def queue(garden, make_person, make_member):
    """Zoë asked first, Bo later; Lin is on the list; Max was declined."""
    for handle, name, days, state in (
        ("bo", "Bo", 2, State.ASKED),
        ("zoe", "Zoë Müller", 1, State.ASKED),
        ("lin", "Lin", 1, State.WAITLISTED),
        ("max", "Max", 1, State.DECLINED),
    ):
        person = make_person(handle, display_name=name)
        make_member(garden, person, state=state, asked_at=NOON + days * DAY)
    return garden


def test_those_who_wait_come_in_the_order_in_which_they_asked(queue):
    assert names(queue) == ["Zoë Müller", "Bo"]
    assert names(queue, Sought(newest_first=True)) == ["Bo", "Zoë Müller"]


def test_those_on_the_list_and_those_answered_lately_stand_apart(queue):
    assert names(queue, Sought(state=WAITLISTED)) == ["Lin"]
    assert names(queue, Sought(state=ANSWERED)) == ["Max"]
    assert names(queue, Sought(state=ANSWERED), at=NOON + 90 * DAY) == []


def test_members_who_never_asked_are_not_answered_requests(queue, make_person, make_member):
    by_link = make_member(queue, make_person("link"))
    assert names(queue, Sought(state=ANSWERED)) == ["Max"]

    Membership.objects.filter(pk=by_link.pk).update(answered_at=F("asked_at") + DAY)
    assert names(queue, Sought(state=ANSWERED)) == ["Max", "Link"]


@pytest.mark.parametrize("typed", ["zoe", "ZOË", "muller", "Müll"])
def test_a_name_is_found_without_its_accents(queue, typed):
    assert names(queue, Sought(name=typed)) == ["Zoë Müller"]


@pytest.mark.parametrize("typed", ["nobody", "z%e", "B_"])
def test_what_nobody_is_called_finds_nobody(queue, typed):
    assert names(queue, Sought(name=typed)) == []


def test_a_question_is_open_until_somebody_answers_it(queue, cleo):
    bo = Membership.objects.get(person__handle="bo")
    say(bo.pk, by=bo.person, words="May I bring my dog?", key="a", at=NOON)

    assert names(queue, Sought(only_questions=True)) == ["Bo"]
    asked = requests_sought(queue, Sought(), at=NOON)
    assert waiting_in(queue, asked) == Waiting(
        waiting=2, waitlisted=1, questions=1, asking=frozenset({bo.pk})
    )

    say(bo.pk, by=cleo, words="Of course.", key="b", at=NOON)
    assert names(queue, Sought(only_questions=True)) == []
    assert waiting_in(queue, asked) == Waiting(waiting=2, waitlisted=1, questions=0)


def test_pages_follow_the_moment_and_skip_nobody(garden, make_person, make_member):
    for number in range(11):  # three of the same moment
        asked = NOON + timedelta(seconds=number // 3)
        make_member(garden, make_person(f"p-{number}"), state=State.ASKED, asked_at=asked)
    for rising in (True, False):
        seen, after = [], ""
        while True:
            found = requests_sought(garden, Sought(), at=NOON)
            page = moment_page(found, after=after, size=2, by="asked_at", rising=rising)
            seen += [row.person.handle for row in page.rows]
            if not (after := page.older):
                break
        expected = [f"p-{number}" for number in range(11)]
        assert seen == (expected if rising else expected[::-1])


@pytest.mark.parametrize("after", ["x", "1~", "~1", "1~2~3", "9" * 30, "-1~1"])
def test_a_key_that_cannot_be_read_is_the_first_page(queue, after):
    found = requests_sought(queue, Sought(), at=NOON)

    assert moment_page(found, after=after, size=5, by="asked_at", rising=True).is_first
