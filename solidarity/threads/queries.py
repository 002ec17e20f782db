"""The reads of a board and of a conversation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from solidarity.base.words import called_in
from solidarity.people.models import Person
from solidarity.threads.models import Answer, Post, Reaction, Thread
from solidarity.threads.owners import Voice
from solidarity.threads.rules import (
    why_not_edit,
    why_not_react,
    why_not_take_back,
    why_not_take_down,
)

MOST_CALLED = 10
MOST_NAMED = 6


def threads_of(owner: models.Model) -> QuerySet[Thread]:
    """The threads of `owner`; where something was said last stands first."""
    kind = ContentType.objects.get_for_model(owner)
    return Thread.objects.filter(owner_type=kind, owner_id=owner.pk).order_by("-newest")


@dataclass(frozen=True)
class Line:
    """A thread as a board shows it."""

    thread: Thread
    opening: Post
    newest: Post


def lines_of(threads: Sequence[Thread]) -> list[Line]:
    """The lines of `threads`, in their order, authors beside them. One query."""
    ends = Q(is_opening=True) | Q(pk__in=[thread.newest for thread in threads])
    posts = Post.objects.filter(ends, thread__in=[thread.pk for thread in threads])
    posts = posts.select_related("author").defer("words", "words_html")
    opening: dict[int, Post] = {}
    newest: dict[int, Post] = {}
    for post in posts.order_by("pk"):
        opening.setdefault(post.thread_id, post)
        newest[post.thread_id] = post
    return [Line(thread, opening[thread.pk], newest[thread.pk]) for thread in threads]


def comments_of(thread: Thread) -> QuerySet[Post]:
    """What was said after the opening, the newest first, authors beside it."""
    return thread.posts.filter(is_opening=False).select_related("author").order_by("-pk")


def people_called(thread: Thread, words: str) -> list[Person]:
    """Those whom `words` call by @handle and who may read `thread`; ten at most."""
    handles = called_in(words)[:MOST_CALLED]
    if not handles:
        return []
    readers = thread.manners.readers(thread.owner)
    return list(readers.filter(handle__in=handles).order_by("pk"))


@dataclass(frozen=True)
class Mark:
    """One of the words that one can answer with, and who did."""

    kind: str
    label: str
    names: list[str]
    are_all: bool
    is_mine: bool


@dataclass(frozen=True)
class ShownPost:
    """A post as one viewer meets it."""

    post: Post
    marks: list[Mark]
    can_answer: bool
    can_edit: bool
    can_take_back: bool
    can_take_down: bool
    can_report: bool


def shown(posts: Sequence[Post], viewer: Person, voice: Voice) -> list[ShownPost]:
    """The posts with what `viewer` can do about each. Two queries."""
    marks = _marks_on([post.pk for post in posts], viewer)
    return [
        ShownPost(
            post,
            marks[post.pk],
            can_answer=not why_not_react(voice, post),
            can_edit=not why_not_edit(voice, viewer, post),
            can_take_back=not why_not_take_back(voice, viewer, post),
            can_take_down=not why_not_take_down(voice, viewer, post),
            can_report=voice.reads and post.author_id != viewer.pk,
        )
        for post in posts
    ]


def _marks_on(posts: Iterable[int], viewer: Person) -> dict[int, list[Mark]]:
    """The marks on each post, those who came first by name: six at most of each kind."""
    said = Reaction.objects.filter(post__in=posts)
    place = Window(RowNumber(), partition_by=[F("post"), F("kind")], order_by=F("pk").asc())
    first = said.annotate(place=place).filter(place__lte=MOST_NAMED + 1).order_by("pk")
    names: dict[tuple[int, str], list[str]] = {}
    for post, kind, name in first.values_list("post", "kind", "person__display_name"):
        names.setdefault((post, kind), []).append(name)
    mine = set(said.filter(person=viewer).values_list("post", "kind"))
    return {
        post: [
            _mark(kind, names.get((post, kind), []), (post, kind) in mine) for kind in Answer.values
        ]
        for post in posts
    }


def _mark(kind: str, names: list[str], is_mine: bool) -> Mark:
    few = names[:MOST_NAMED]
    return Mark(kind, str(Answer(kind).label), few, len(few) == len(names), is_mine)
