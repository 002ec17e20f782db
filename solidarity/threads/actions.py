"""Saying, changing and taking away.

Whoever writes in a thread holds its row: what happens there happens one after the other.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.urls import reverse

from solidarity.base.limits import ANNOUNCING, TALKING, WRITING, count_against
from solidarity.base.refused import refuse_if
from solidarity.base.stale import refuse_if_stale
from solidarity.base.words import rendered
from solidarity.inbox.models import Notice
from solidarity.outbox.actions import ask_for
from solidarity.outbox.handlers import ToDo
from solidarity.people.models import Person
from solidarity.threads import notices
from solidarity.threads.models import Answer, Conversation, Post, Reaction, Removal, Thread
from solidarity.threads.owners import manners_of
from solidarity.threads.queries import (
    conversation_between,
    has_written,
    people_called,
    thread_of,
    threads_of,
)
from solidarity.threads.rules import (
    why_not_announce,
    why_not_edit,
    why_not_react,
    why_not_take_back,
    why_not_take_down,
    why_not_write,
    why_not_write_to,
)

TOLD_TOGETHER = 500


def start(
    owner: models.Model, *, by: Person, title: str, words: str, key: str, at: datetime,
    to_all: bool = False,
) -> Thread:  # fmt: skip
    """Begin a conversation; `to_all` tells everybody who reads here, as a steward may.

    key: of the form that was sent; the same one again finds the thread that it began.
    """
    count_against(TALKING, what="talk", who=str(by.pk), at=at)
    if to_all:
        count_against(ANNOUNCING, what="announce", who=str(by.pk), at=at)

    def write() -> Post:
        voice = manners_of(owner).voice(owner, by)
        refuse_if(why_not_announce(voice) if to_all else why_not_write(voice))
        thread = Thread.objects.create(
            owner=owner, title=title, is_announcement=to_all, started_at=at
        )
        post = _write(thread, by=by, words=words, key=key, at=at, is_opening=True)
        if to_all:
            ask_for("threads.announce", key=str(thread.pk), at=at, thread=thread.pk)
        return post

    return _once(by, key, write).thread


def say_on(
    owner: models.Model, *, by: Person, title: str, words: str, key: str, at: datetime
) -> Post:
    """Say something in the one conversation of `owner`; the first words begin it, under `title`.

    Whoever calls it holds the owner, so that two first words are one conversation. The same `key`
    finds what it said.
    """
    thread = threads_of(owner).first()
    if thread is None:
        begun = start(owner, by=by, title=title[:120], words=words, key=key, at=at)
        return begun.opening
    return comment(thread.pk, by=by, words=words, key=key, at=at)


def comment(thread_id: int, *, by: Person, words: str, key: str, at: datetime) -> Post:
    """Answer in a thread; the same `key` again finds the comment that it made."""
    count_against(TALKING, what="talk", who=str(by.pk), at=at)

    def write() -> Post:
        thread = _held(thread_id=thread_id)
        if sent := thread.posts.filter(author=by, key=key).first():
            return sent
        refuse_if(why_not_write(thread.voice_of(by)))
        thread.comments += 1
        return _write(thread, by=by, words=words, key=key, at=at)

    return _once(by, key, write)


def _once(by: Person, key: str, write: Callable[[], Post]) -> Post:
    """What `by` sent under `key`: written now, or found where it was sent before."""
    sent = Post.objects.select_related("thread").filter(author=by, key=key)
    try:
        with transaction.atomic():
            return sent.first() or write()
    except IntegrityError:  # the same form arrived at the same moment
        return sent.get()


def _held(*, thread_id: int | None = None, post_id: int | None = None) -> Thread:
    """The thread, its row locked: one act at a time."""
    wanted = {"pk": thread_id} if thread_id else {"posts": post_id}
    return Thread.objects.select_for_update(of=("self",), no_key=True).get(**wanted)


def _write(
    thread: Thread, *, by: Person, words: str, key: str, at: datetime, is_opening: bool = False
) -> Post:
    people = people_called(thread, words)
    post = Post.objects.create(
        thread=thread, author=by, words=words, words_html=_in_html(words, people),
        is_opening=is_opening, written_at=at, key=key,
    )  # fmt: skip
    thread.newest = post.pk
    thread.save(update_fields=["newest", "comments"])
    of_all = thread.manners.tells_all or (thread.is_announcement and is_opening)
    if not of_all:  # otherwise they are told anyway
        notices.called(post, people, by=by, at=at)
    if thread.manners.tells_all and not is_opening:
        notices.answered(post, by=by, at=at)
    return post


def _in_html(words: str, people: list[Person]) -> str:
    """`words` rendered; those whom they call become links to their pages."""
    links = {each.handle: reverse("people:person", args=[each.handle]) for each in people}
    return rendered(words, links)


@transaction.atomic
def share(thread: Thread, *, by: Person, at: datetime) -> None:
    """Mark that it stands in other places, too: those who read there can be called in it."""
    thread.is_shared = True
    thread.save(update_fields=["is_shared"])
    opening = thread.opening
    opening.thread = thread
    people = people_called(thread, opening.words)
    opening.words_html = _in_html(opening.words, people)
    opening.save(update_fields=["words_html"])
    notices.called(opening, people, by=by, at=at)


def words_of(post: Post) -> dict[str, Any]:
    """What `edit` can change, as it stands."""
    title = {"title": post.thread.title} if post.has_title else {}
    return title | {"words": post.words}


@transaction.atomic
def edit(post_id: int, *, by: Person, fields: dict[str, Any], seen: str, at: datetime) -> Post:
    """Change what one wrote; the post says since when it is another.

    fields: of `words_of`; seen: fingerprint of what she saw. Raises Refused, and Stale when it
    was changed in another tab meanwhile.
    """
    thread = _held(post_id=post_id)
    post = thread.posts.get(pk=post_id)
    refuse_if(why_not_edit(thread.voice_of(by), by, post))
    saved = words_of(post)
    refuse_if_stale(saved, seen=seen)
    if fields == saved:
        return post
    people = people_called(thread, fields["words"])
    post.words, post.words_html = fields["words"], _in_html(fields["words"], people)
    post.edited_at = at
    post.save(update_fields=["words", "words_html", "edited_at"])
    if "title" in fields:
        thread.title = fields["title"]
        thread.save(update_fields=["title"])
    notices.called(post, people, by=by, at=at)
    return post


@transaction.atomic
def take_back(post_id: int, *, by: Person, at: datetime) -> Post:
    """Delete what one wrote: that it was there stays, the words are gone."""
    thread = _held(post_id=post_id)
    post = thread.posts.get(pk=post_id)
    refuse_if(why_not_take_back(thread.voice_of(by), by, post))
    _empty(post, thread, Removal.AUTHOR, at=at)
    return post


@transaction.atomic
def take_down(post_id: int, *, by: Person, reason: str, at: datetime) -> Post:
    """Take away what somebody else wrote, with a reason that she and the owner's log are given."""
    thread = _held(post_id=post_id)
    post = thread.posts.select_related("author").get(pk=post_id)
    refuse_if(why_not_take_down(thread.voice_of(by), by, post))
    _empty(post, thread, Removal.STEWARD, at=at)
    thread.manners.trace(thread.owner, by=by, whom=post.author, reason=reason, at=at)
    if post.author:
        notices.taken_down(post, post.author, reason, at=at)
    return post


def _empty(post: Post, thread: Thread, removal: Removal, *, at: datetime) -> None:
    post.words = post.words_html = ""
    post.removal, post.removed_at = removal, at
    post.save(update_fields=["words", "words_html", "removal", "removed_at"])
    post.reactions.all().delete()
    if post.is_opening:
        thread.title = ""
        thread.save(update_fields=["title"])


@transaction.atomic
def forget(threads: Collection[int]) -> int:
    """Delete conversations for good, with what told people of them; returns how many."""
    kind = ContentType.objects.get_for_model(Thread)
    Notice.objects.filter(about_type=kind, about_id__in=threads).delete()
    return Thread.objects.filter(pk__in=threads).delete()[1].get(Thread._meta.label, 0)


@transaction.atomic
def react(post_id: int, *, by: Person, kind: Answer, is_said: bool) -> None:
    """Say a word under a post, or take it back; saying it twice says it once."""
    thread = _held(post_id=post_id)
    post = thread.posts.get(pk=post_id)
    refuse_if(why_not_react(thread.voice_of(by), post))
    if is_said:
        Reaction.objects.get_or_create(post=post, person=by, kind=kind)
    else:
        Reaction.objects.filter(post=post, person=by, kind=kind).delete()


def announce(job: ToDo) -> None:
    """Tell everybody who reads here what a steward said to all; once, however often it runs."""
    thread = Thread.objects.get(pk=job.payload["thread"])
    opening = thread.opening
    if opening.removal or opening.author is None:
        return
    readers = thread.readers.exclude(pk=opening.author.pk)
    last = 0
    while people := list(readers.filter(pk__gt=last).order_by("pk")[:TOLD_TOGETHER]):
        notices.announced(thread, people, by=opening.author.display_name)
        last = people[-1].pk


@transaction.atomic
def write_to(other: Person, *, by: Person, words: str, key: str, at: datetime) -> Thread:
    """Write to somebody: the first words begin a conversation, later ones go on with it.

    Raises Refused, and TooOften after 20 people a day.
    """
    found = conversation_between(by, other)
    thread = thread_of(found) if found else None
    refuse_if(why_not_write_to(by, other, has_written=has_written(other, thread)))
    if thread is not None:
        comment(thread.pk, by=by, words=words, key=key, at=at)
        return thread
    count_against(WRITING, what="write", who=str(by.pk), at=at)
    one, two = sorted((by, other), key=lambda person: person.pk)
    conversation, _is_new = Conversation.objects.get_or_create(one=one, other=two)
    Conversation.objects.select_for_update().get(pk=conversation.pk)
    if thread := thread_of(conversation):  # both wrote first, at the same moment
        comment(thread.pk, by=by, words=words, key=key, at=at)
        return thread
    thread = start(conversation, by=by, title="", words=words, key=key, at=at)
    notices.answered(thread.opening, by=by, at=at)
    return thread
