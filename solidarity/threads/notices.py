"""Who is told what about threads (templates/threads/notices and mails)."""

from collections.abc import Iterable
from datetime import datetime

from solidarity.inbox.notices import tell, tell_each
from solidarity.people.models import Person
from solidarity.threads.models import Post, Thread


def called(post: Post, people: Iterable[Person], *, by: Person, at: datetime) -> None:
    """Tell those whom a post calls by name; once, however often it is changed."""
    others = [person for person in people if person != by]
    if others:
        tell_each(
            others, kind="threads.called", about=post.thread, key=f"post-{post.pk}", at=at,
            words=by.display_name,
        )  # fmt: skip


def announced(thread: Thread, people: Iterable[Person], *, by: str) -> None:
    """Tell `people` what a steward says to everybody."""
    tell_each(
        people, kind="threads.announced", about=thread, key=f"thread-{thread.pk}",
        at=thread.started_at, words=by,
    )  # fmt: skip


def taken_down(post: Post, author: Person, reason: str, *, at: datetime) -> None:
    """Tell the author that a steward took down her post, and why."""
    tell(
        author, kind="threads.taken_down", about=post.thread, key=f"post-{post.pk}", at=at,
        words=reason,
    )  # fmt: skip
