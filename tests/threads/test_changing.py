"""Changing and taking away what was said, and answering with a word."""

from datetime import timedelta

import pytest

from networks.models import LogEntry, Role, State
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale, fingerprint
from solidarity.inbox.models import Notice
from solidarity.threads.actions import edit, react, take_back, take_down, words_of
from solidarity.threads.models import Answer, Post, Reaction
from solidarity.threads.owners import Voice
from solidarity.threads.queries import shown
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
LATER = NOON + timedelta(hours=1)
TALKS = Voice(reads=True, writes=True)


def change(post, *, by=None, words="Other words", at=LATER):
    saved = words_of(post)
    return edit(
        post.pk, by=by or post.author, fields=saved | {"words": words}, seen=fingerprint(saved),
        at=at,
    )  # fmt: skip


def test_a_change_is_seen_as_one(make_thread):
    post = change(make_thread().opening)

    assert (post.words_html.strip(), post.edited_at) == ("<p>Other words</p>", LATER)


def test_saving_the_same_leaves_no_mark(make_thread):
    assert change(make_thread().opening, words="Who brings pots?").edited_at is None


def test_what_was_changed_meanwhile_is_not_overwritten(make_thread):
    post = make_thread().opening
    saved = words_of(post)
    change(post)

    with pytest.raises(Stale):
        edit(post.pk, by=post.author, fields=saved, seen=fingerprint(saved), at=LATER)


def test_nobody_changes_or_deletes_what_others_wrote(make_thread, cleo):
    post = make_thread().opening

    with pytest.raises(Refused, match="Only its author"):
        change(post, by=cleo)
    with pytest.raises(Refused, match="Only its author"):
        take_back(post.pk, by=cleo, at=LATER)


def test_who_left_changes_nothing_any_more(garden, make_thread, ana):
    post = make_thread().opening
    garden.memberships.filter(person=ana).update(state=State.LEFT)

    for act in (change, lambda post: take_back(post.pk, by=ana, at=LATER)):
        with pytest.raises(Refused):
            act(post)


def test_what_one_deletes_is_gone_but_for_the_trace(garden, make_thread, make_comment, ana, cleo):
    thread = make_thread("A secret")
    react(thread.opening.pk, by=cleo, kind=Answer.THANKS, is_said=True)
    make_comment(thread, by=cleo)
    take_back(thread.opening.pk, by=ana, at=LATER)

    post = Post.objects.select_related("thread").get(is_opening=True)
    assert (post.words, post.words_html, post.thread.title) == ("", "", "")
    assert (post.removal, post.removed_at, post.author) == ("author", LATER, ana)
    assert not Reaction.objects.exists()
    assert not LogEntry.objects.exists()
    for act in (change, lambda post: take_back(post.pk, by=ana, at=LATER)):
        with pytest.raises(Refused, match="has been removed"):
            act(post)


def test_a_steward_gives_a_reason_that_the_author_and_the_log_are_told(
    garden, make_thread, make_comment, ana, cleo
):
    thread = make_thread(by=cleo)
    comment = make_comment(thread, "An insult")
    take_down(comment.pk, by=cleo, reason="Be kind.", at=LATER)

    comment.refresh_from_db()
    thread.refresh_from_db()
    assert (comment.words, comment.removal, thread.title) == ("", "steward", "Soup")
    entry = LogEntry.objects.get()
    assert (entry.verb, entry.by, entry.whom) == ("took_down", cleo, ana)
    assert entry.written.words == "Be kind."
    notice = Notice.objects.get()
    assert (notice.person, notice.words) == (ana, "Be kind.")


@pytest.mark.parametrize("role", [Role.MEMBER, Role.FACILITATOR])
def test_only_stewards_take_down(role, garden, make_thread, make_member, ben):
    make_member(garden, ben, role=role)

    with pytest.raises(Refused, match="Only the stewards"):
        take_down(make_thread().opening.pk, by=ben, reason="No", at=LATER)


def test_a_steward_of_another_network_takes_nothing_down(make_network, make_thread, ben):
    make_network("Bread", steward=ben)

    with pytest.raises(Refused, match="Only the stewards"):
        take_down(make_thread().opening.pk, by=ben, reason="No", at=LATER)


def test_a_steward_deletes_her_own_without_a_log(make_thread, cleo):
    post = make_thread(by=cleo).opening
    with pytest.raises(Refused, match="your own post"):
        take_down(post.pk, by=cleo, reason="Mine", at=LATER)
    take_back(post.pk, by=cleo, at=LATER)

    assert not LogEntry.objects.exists()


def test_a_word_is_said_once_and_taken_back(make_thread, cleo, ana):
    post = make_thread().opening
    for _ in range(2):
        react(post.pk, by=cleo, kind=Answer.HELP, is_said=True)
    (seen,) = shown([post], ana, TALKS)
    assert [(mark.kind, mark.names, mark.is_mine) for mark in seen.marks if mark.names] == [
        ("help", ["Cleo"], False)
    ]
    for _ in range(2):
        react(post.pk, by=cleo, kind=Answer.HELP, is_said=False)

    assert not Reaction.objects.exists()


def test_outsiders_say_no_word(make_thread, ben):
    with pytest.raises(Refused, match="Only those who belong"):
        react(make_thread().opening.pk, by=ben, kind=Answer.THANKS, is_said=True)


def test_a_few_are_named_and_nobody_is_counted(make_thread, make_person, ana):
    post = make_thread().opening
    for number in range(9):
        person = make_person(f"friend-{number}")
        Reaction.objects.create(post=post, person=person, kind="thanks")
    Reaction.objects.create(post=post, person=ana, kind="thanks")
    (seen,) = shown([post], ana, TALKS)

    assert seen.marks[0].names == [f"Friend-{number}" for number in range(6)]
    assert (seen.marks[0].are_all, seen.marks[0].is_mine) == (False, True)


@races
def test_changing_and_deleting_at_once_leaves_no_words(make_thread, ana):
    post = make_thread().opening
    results = at_once(lambda: change(post), lambda: take_back(post.pk, by=ana, at=LATER))

    assert set(raised(results, Refused)) <= {"This post has been removed."}
    post.refresh_from_db()
    assert (post.words, post.words_html, post.removal) == ("", "", "author")


@races
def test_author_and_steward_take_it_away_at_once_and_one_counts(make_thread, ana, cleo):
    post = make_thread().opening
    results = at_once(
        lambda: take_back(post.pk, by=ana, at=LATER),
        lambda: take_down(post.pk, by=cleo, reason="No", at=LATER),
    )

    assert raised(results, Refused) == ["This post has been removed."]
    post.refresh_from_db()
    assert LogEntry.objects.count() == (post.removal == "steward")


@races
def test_two_tabs_saved_at_once_lose_nothing(make_thread):
    post = make_thread().opening
    results = at_once(*[lambda words=words: change(post, words=words) for words in ("One", "Two")])

    assert len(raised(results, Stale)) == 1


@races
def test_a_word_said_twice_at_once_is_said_once(make_thread, cleo):
    post = make_thread().opening
    say = [lambda: react(post.pk, by=cleo, kind=Answer.THANKS, is_said=True)] * 4

    assert raised(at_once(*say), Refused) == []
    assert Reaction.objects.count() == 1
