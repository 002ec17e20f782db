"""Beginning a conversation and answering in it."""

import pytest
from django.db import IntegrityError, transaction

from networks.models import State
from solidarity.base.limits import TALKING, TooOften
from solidarity.base.refused import Refused
from solidarity.threads.actions import comment, start
from solidarity.threads.models import Post, Thread
from solidarity.threads.queries import lines_of, threads_of
from tests.fixtures.people import NOON
from tests.pages.reading import visit
from tests.racing import at_once, raised
from tests.security.corpus import OWN, as_typed
from tests.security.markup import assert_harmless

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def test_a_comment_lifts_its_thread_to_the_top(garden, make_thread, make_comment):
    older, newer = make_thread(), make_thread()
    assert list(threads_of(garden)) == [newer, older]
    make_comment(older)

    assert list(threads_of(garden)) == [older, newer]


def test_a_board_shows_who_began_and_who_spoke_last(garden, make_thread, make_comment, cleo, ana):
    thread = make_thread()
    make_comment(thread, by=cleo)
    (line,) = lines_of(list(threads_of(garden)), ana)

    assert (line.opening.author, line.newest.author) == (ana, cleo)
    assert line.thread.comments == 1


def test_each_network_has_a_board_of_its_own(garden, make_network, make_thread, ana):
    bread = make_network("Bread", steward=ana)
    make_thread(owner=bread)

    assert not threads_of(garden).exists()


@pytest.mark.parametrize("state", [None, State.ASKED, State.LEFT, State.BANNED])
def test_who_does_not_belong_says_nothing(state, garden, make_thread, ben, make_member):
    thread = make_thread()
    if state:
        make_member(garden, ben, state=state)

    with pytest.raises(Refused, match="Only those who belong"):
        start(garden, by=ben, title="Ads", words="Buy", key="a", at=NOON)
    with pytest.raises(Refused, match="Only those who belong"):
        comment(thread.pk, by=ben, words="Buy", key="b", at=NOON)
    assert Post.objects.count() == 1


def test_the_same_key_is_one_post(garden, member, make_thread, make_comment):
    first, again = (make_thread(key="once") for _ in range(2))
    said, same = (make_comment(first, key="again") for _ in range(2))

    assert (first, said) == (again, same)
    assert Thread.objects.get().comments == 1


def test_two_people_may_have_the_same_key(make_thread, make_comment, cleo):
    thread = make_thread()

    assert make_comment(thread, key="same") != make_comment(thread, key="same", by=cleo)


def test_there_is_an_end_to_what_one_says_in_an_hour(make_thread, make_comment):
    thread = make_thread()
    for _ in range(TALKING.times - 1):
        make_comment(thread)

    with pytest.raises(TooOften):
        make_comment(thread)


@races
def test_the_same_form_sent_twice_at_once_is_one_thread(garden, member):
    def send():
        return start(garden, by=member, title="Soup", words="Who?", key="once", at=NOON)

    found = at_once(*[send] * 4)

    assert raised(found, Refused) == []
    assert len({thread.pk for thread in found}) == 1
    assert Thread.objects.count() == Post.objects.count() == 1


@races
def test_a_comment_sent_twice_at_once_is_one(make_thread, member):
    thread = make_thread()

    def send():
        return comment(thread.pk, by=member, words="I do.", key="once", at=NOON)

    assert raised(at_once(*[send] * 4), Refused) == []
    thread.refresh_from_db()
    assert thread.comments == 1


@races
def test_comments_at_the_same_moment_are_all_counted(make_thread, member, cleo):
    thread = make_thread()
    found = at_once(
        *[
            lambda who=who, key=key: comment(thread.pk, by=who, words="I do.", key=key, at=NOON)
            for who in (member, cleo)
            for key in ("a", "b")
        ]
    )

    assert raised(found, Refused) == []
    thread.refresh_from_db()
    assert (thread.comments, thread.newest) == (4, max(post.pk for post in found))


@pytest.mark.parametrize("number", range(0, len(OWN), 4))
def test_nothing_of_what_is_written_runs(number, make_thread, make_comment, cleo):
    words = as_typed("\n\n".join(OWN[number : number + 4])).replace("\0", "")
    thread = make_thread(words, title=words[:120])
    make_comment(thread, f"@ana {words}")
    browser = visit(cleo)

    for path in (thread.get_absolute_url(), "/networks/garden/talk/"):
        response = browser.get(path)
        assert response.status_code == 200
        assert_harmless(response, words)


def test_the_database_keeps_no_words_of_what_was_removed(make_thread):
    post = make_thread().opening
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(removal="author", removed_at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(thread=post.thread, is_opening=True, written_at=NOON, key="second")
