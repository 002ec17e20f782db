"""Who is told what about threads (templates/threads/notices and mails)."""

from collections.abc import Iterable
from datetime import datetime

from solidarity.inbox.notices import tell_each
from solidarity.people.models import Person
from solidarity.threads.models import Conversation, Post, Thread


def called(post: Post, people: Iterable[Person], *, by: Person, at: datetime) -> None:
    """Tell those whom a post calls by name; once, however often it is changed.

    Of a shared thread each is told where she reads it, and by no other name.
    """
    others = [person for person in people if person != by]
    for thread, readers in post.thread.where(others):
        tell_each(
            readers, kind="threads.called", about=thread, key=f"post-{post.pk}", at=at,
            words=by.display_name, by=by,
        )  # fmt: skip


MOST_TOLD = 50


def answered(post: Post, *, by: Person, at: datetime) -> None:
    """Tell the few who read here what was said."""
    readers = post.thread.readers.exclude(pk=by.pk).order_by("pk")[:MOST_TOLD]
    is_letter = isinstance(post.thread.owner, Conversation)
    kind = "threads.letter" if is_letter else "threads.answered"
    tell_each(
        readers, kind=kind, about=post.thread, key=f"post-{post.pk}", at=at,
        words=by.display_name, by=by,
    )  # fmt: skip


def announced(thread: Thread, people: Iterable[Person], *, by: str) -> None:
    """Tell `people` what a steward says to everybody."""
    tell_each(
        people, kind="threads.announced", about=thread, key=f"thread-{thread.pk}",
        at=thread.started_at, words=by,
    )  # fmt: skip


def taken_down(post: Post, author: Person, reason: str, *, at: datetime) -> None:
    """Tell the author that a steward took down her post, and why: where she reads it, if she does.

    Another place of a shared thread may be hidden from her.
    """
    for thread, readers in post.thread.where([author]):
        tell_each(
            readers, kind="threads.taken_down", about=thread, key=f"post-{post.pk}", at=at,
            words=reason,
        )  # fmt: skip
