"""The talk about a meeting: of those who belong, and of its guests."""

import pytest

from meetings.actions.talking import say, voice_of
from meetings.models import Audience, Guest
from networks.models import LogEntry, Visibility
from solidarity.base.refused import Refused
from solidarity.inbox.models import Notice
from solidarity.threads.actions import take_down
from solidarity.threads.models import Post, Thread
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(garden, make_member, ana):
    make_member(garden, ana)
    return ana


def talk(meeting, by, words="Shall I bring soup?", key="one"):
    return say(meeting.pk, by=by, words=words, key=key, at=NOON)


def test_it_is_one_conversation_and_the_same_form_says_it_once(garden, member, cleo, make_meeting):
    meeting = make_meeting(garden)

    assert talk(meeting, member) == talk(meeting, member)
    talk(meeting, cleo, "Please do, @ana!", key="two")

    assert Thread.objects.count() == 1
    assert Post.objects.count() == 2
    told = Notice.objects.filter(person=member)
    assert {each.about_url for each in told} <= {f"{meeting.get_absolute_url()}talk/"} | {
        each.about_url for each in told if "#" in each.about_url
    }


def test_those_who_belong_and_guests_read_and_write_and_nobody_else(
    make_network, cleo, ben, make_person, make_meeting
):
    cellar = make_network("Cellar", visibility=Visibility.HIDDEN)
    meeting = make_meeting(cellar, audience=Audience.GUESTS)
    Guest.objects.create(meeting=meeting, person=ben, at=NOON)
    page = f"{meeting.get_absolute_url()}talk/"

    talk(meeting, ben)

    assert "Shall I bring soup?" in Page(visit(cleo).get(page)).main
    assert "Shall I bring soup?" in Page(visit(ben).get(page)).main
    assert visit(make_person("dora")).get(page).status_code == 404
    assert not voice_of(meeting, make_person("eli")).reads


def test_who_comes_to_a_public_meeting_does_not_read_what_members_say(
    garden, member, ben, make_meeting
):
    meeting = make_meeting(garden, audience=Audience.PUBLIC)
    talk(meeting, member)

    assert visit(ben).get(f"{meeting.get_absolute_url()}talk/").status_code == 404
    with pytest.raises(Refused):
        talk(meeting, ben)


def test_a_page_says_something_and_keeps_what_was_refused(garden, member, make_meeting):
    meeting = make_meeting(garden)
    browser, page = visit(member), f"{meeting.get_absolute_url()}talk/"
    form = Page(browser.get(page)).form("words")

    assert browser.post(page, form.filled(words="")).status_code == 422
    sent = browser.post(page, form.filled(words="Bring seeds."))

    assert sent.url.startswith(f"{page}#post-")
    assert "Bring seeds." in Page(browser.get(page)).main
    assert "Read what is said" in Page(browser.get(meeting.get_absolute_url())).main


def test_a_steward_takes_it_down_and_the_log_says_so(garden, member, cleo, make_meeting):
    post = talk(make_meeting(garden), member)

    take_down(post.pk, by=cleo, reason="It hurt somebody.", at=NOON)

    assert LogEntry.objects.filter(network=garden, verb="took_down").exists()
