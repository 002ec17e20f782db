"""The reads of a board and of a conversation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from solidarity.base.kept import Kept, one_of
from solidarity.base.pages import Key, Page, page_and_last
from solidarity.base.words import called_in
from solidarity.people.models import Distance, Person
from solidarity.people.queries import kept_away
from solidarity.threads.models import Answer, Conversation, Post, Thread
from solidarity.threads.owners import Voice
from solidarity.threads.rules import (
    why_not_edit,
    why_not_react,
    why_not_take_back,
    why_not_take_down,
)

MOST_CALLED = 10
SHOWN = (
    "thread_id", "author__handle", "author__display_name", "is_opening", "words_html",
    "written_at", "edited_at", "removed_at", "removal",
)  # fmt: skip
MOST_NAMED = 6
COMMENTS = 20
POSTS = "/posts/"  # where posts are changed that stand on no board


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
    is_kept_away: bool = False  # the viewer has muted whoever began it

    @property
    def key(self) -> str:
        """What addresses call it."""
        return str(self.thread.pk)

    @property
    def begun_by(self) -> str:
        """Whoever began it."""
        return name_of(self.opening.author)

    @property
    def last_by(self) -> str:
        """Whoever said something last."""
        return name_of(self.newest.author)

    @property
    def comments(self) -> str:
        """How much was said after the opening, in words."""
        many = ngettext("%(comments)s comment", "%(comments)s comments", self.thread.comments)
        return many % {"comments": self.thread.comments}


def name_of(author: Person | None) -> str:
    """Who wrote something, as pages name her."""
    return author.display_name if author else _("A former member")


def lines_of(threads: Sequence[Thread], viewer: Person) -> list[Line]:
    """The lines of `threads` for `viewer`, in their order, authors beside them. Two queries."""
    opening: dict[int, Post] = {}
    newest: dict[int, Post] = {}
    ends = [thread.newest for thread in threads]
    for post in ENDS(threads=[thread.pk for thread in threads], newest=ends) if ends else ():
        opening.setdefault(post.thread_id, post)
        newest[post.thread_id] = post
    away = kept_away(viewer, [post.author_id for post in opening.values()])
    return [
        Line(
            thread, opening[thread.pk], newest[thread.pk],
            is_kept_away=not thread.is_announcement and opening[thread.pk].author_id in away,
        )
        for thread in threads
    ]  # fmt: skip


def _ends(*, threads: list[int], newest: list[int]) -> QuerySet[Post]:
    """The first and the last of each thread."""
    ends = Q(is_opening=True) | one_of("pk", newest)
    posts = Post.objects.filter(ends, one_of("thread", threads)).select_related("author")
    shown = ("thread_id", "is_opening", "written_at", "removal", "author__handle")
    return posts.only(*shown, "author__display_name").order_by("pk")


ENDS = Kept(_ends)


def shown_posts(thread: Thread | int) -> QuerySet[Post]:
    """The posts of `thread` with what a page shows of them: not as they were typed."""
    return Post.objects.filter(thread=thread).select_related("author").only(*SHOWN)


def comments_of(thread: Thread | int) -> QuerySet[Post]:
    """What was said after the opening, the newest first, authors beside it."""
    return shown_posts(thread).filter(is_opening=False).order_by("-pk")


def _stretch(most: int, *, thread: int, last: int | None = None) -> QuerySet[Post]:
    """Comments before the one of the key `last`, and what the thread opens with."""
    comments = comments_of(thread)
    comments = comments if last is None else comments.filter(pk__lt=last)
    return comments[:most].union(shown_posts(thread).filter(is_opening=True), all=True)


STRETCH = Kept(_stretch)


@dataclass(frozen=True)
class Talk:
    """A stretch of a conversation as one viewer meets it: the comments that came last."""

    thread: Thread
    opening: "ShownPost"
    comments: list["ShownPost"]
    page: Page[Post]
    after: str

    @property
    def again(self) -> str:
        """What an address needs to come back to this stretch."""
        return f"?after={self.after}" if self.after else ""


def talk_in(thread: Thread, viewer: Person, voice: Voice, *, after: str = "") -> Talk:
    """What `viewer` reads of `thread`. Three queries."""

    def both(key: Key | None, most: int) -> list[Post]:
        return STRETCH(most, thread=thread.pk, **({} if key is None else {"last": key[1]}))

    page, began_with = page_and_last(both, after=after, size=COMMENTS)
    posts = [began_with, *reversed(page.rows)]
    for post in posts:
        post.thread = thread
    opening, *comments = shown(posts, viewer, voice)
    return Talk(thread, opening, comments, page, "" if page.is_first else after)


def people_called(thread: Thread, words: str) -> list[Person]:
    """Those whom `words` call by @handle and who may read `thread`; ten at most."""
    handles = called_in(words)[:MOST_CALLED]
    if not handles:
        return []
    return list(thread.readers.filter(handle__in=handles).order_by("pk"))


@dataclass(frozen=True)
class Mark:
    """One of the words that one can answer with, and who did."""

    kind: str
    label: str
    names: list[str]
    are_all: bool
    is_mine: bool

    @property
    def chip(self) -> tuple[str, str, str, str]:
        """It as a button: its kind, what a click does, whether it is pressed, and its words."""
        act, pressed = ("unsay", "true") if self.is_mine else ("say", "false")
        return self.kind, act, pressed, self.label


@dataclass(frozen=True)
class ShownPost:
    """A post as one viewer meets it."""

    post: Post
    key: str  # what addresses and anchors call it
    marks: list[Mark]
    can_answer: bool
    can_edit: bool
    can_take_back: bool
    can_take_down: bool
    can_report: bool
    is_kept_away: bool  # the viewer has muted its author

    @property
    def author(self) -> str:
        """Whoever wrote it."""
        return name_of(self.post.author)

    @property
    def title(self) -> str:
        """What it is, for those who hear the page."""
        return _("%(author)s writes") % {"author": self.author}

    @property
    def is_hidden(self) -> bool:
        """Not even folded away: the viewer has muted its author, and keeps no order here."""
        return self.is_kept_away and not self.can_take_down

    @property
    def can_change(self) -> bool:
        """Whether the viewer can do anything to it."""
        return self.can_edit or self.can_take_back or self.can_take_down

    @property
    def chips(self) -> list[tuple[str, str, str, str]]:
        """The marks as buttons."""
        return [mark.chip for mark in self.marks]

    @property
    def said(self) -> list[Mark]:
        """Those of the marks that somebody left."""
        return [mark for mark in self.marks if mark.names]

    @property
    def author_url(self) -> str:
        """Where the viewer mutes or blocks its author."""
        return f"{POSTS}{self.key}/author/"


def shown(posts: Sequence[Post], viewer: Person, voice: Voice) -> list[ShownPost]:
    """The posts with what `viewer` can do about each. Two queries.

    Of those whom she has muted she does not read the words, but what a steward says to everybody.
    """
    away = kept_away(viewer, [post.author_id for post in posts])
    marks = _marks_on([post.pk for post in posts], viewer)
    return [
        ShownPost(
            post,
            str(post.pk),
            marks[post.pk],
            can_answer=not why_not_react(voice, post),
            can_edit=not why_not_edit(voice, viewer, post),
            can_take_back=not why_not_take_back(voice, viewer, post),
            can_take_down=not why_not_take_down(voice, viewer, post),
            can_report=voice.reads and post.author_id != viewer.pk,
            is_kept_away=post.author_id in away
            and not (post.is_opening and post.thread.is_announcement),
        )
        for post in posts
    ]


# Those who came first, by name, and herself.
MARKS = """
    SELECT post_id, kind, display_name, place <= %s, is_mine FROM (
        SELECT post_id, kind, display_name, person_id = %s AS is_mine,
            row_number() OVER (PARTITION BY post_id, kind ORDER BY threads_reaction.id) AS place
        FROM threads_reaction JOIN people_person ON people_person.id = person_id
        WHERE post_id = ANY(%s)
    ) said WHERE place <= %s OR is_mine ORDER BY place
"""


def _marks_on(posts: Sequence[int], viewer: Person) -> dict[int, list[Mark]]:
    """The marks on each post, those who came first by name: six at most of each kind."""
    names: dict[tuple[int, str], list[str]] = {}
    mine = set()
    with connection.cursor() as cursor:
        cursor.execute(MARKS, [MOST_NAMED + 1, viewer.pk, list(posts), MOST_NAMED + 1])
        for post, kind, name, is_early, is_mine in cursor.fetchall():
            if is_early:
                names.setdefault((post, kind), []).append(name)
            if is_mine:
                mine.add((post, kind))
    return {
        post: [
            _mark(kind, names.get((post, kind), []), (post, kind) in mine) for kind in Answer.values
        ]
        for post in posts
    }


def _mark(kind: str, names: list[str], is_mine: bool) -> Mark:
    few = names[:MOST_NAMED]
    return Mark(kind, str(Answer(kind).label), few, len(few) == len(names), is_mine)


def conversation_between(person: Person, other: Person) -> Conversation | None:
    """What the two write to each other, if they ever did."""
    one, two = sorted((person.pk, other.pk))
    return Conversation.objects.filter(one=one, other=two).select_related("one", "other").first()


def conversation_for(person: Person, pk: int) -> Conversation | None:
    """One of her own conversations."""
    found = Conversation.objects.filter(Q(one=person) | Q(other=person), pk=pk)
    return found.select_related("one", "other").first()


def conversations_of(person: Person) -> QuerySet[Thread]:
    """The threads of what she and others write to each other; the newest words stand first.

    Those with people whom she has muted or blocked are not there.
    """
    away = Distance.objects.filter(person=person).values("other")
    hers = Conversation.objects.filter(Q(one=person) | Q(other=person))
    hers = hers.exclude(one__in=away).exclude(other__in=away)
    kind = ContentType.objects.get_for_model(Conversation)
    return Thread.objects.filter(owner_type=kind, owner_id__in=hers.values("pk")).order_by(
        "-newest"
    )


def with_people(threads: Iterable[Thread]) -> list[Conversation]:
    """The conversations that own `threads`, in their order, both people beside them. One query."""
    rows = Conversation.objects.select_related("one", "other")
    found = rows.in_bulk([thread.owner_id for thread in threads])
    return [found[thread.owner_id] for thread in threads]


def thread_of(conversation: Conversation) -> Thread | None:
    """The one thread of a conversation; None before the first word."""
    return threads_of(conversation).first()


def has_written(person: Person, thread: Thread | None) -> bool:
    """Whether `person` has said anything in `thread`."""
    return thread is not None and thread.posts.filter(author=person).exists()


def both_of(conversation: Conversation) -> QuerySet[Person]:
    """The two who read it."""
    pair = [pk for pk in (conversation.one_id, conversation.other_id) if pk is not None]
    return Person.objects.here().filter(pk__in=pair)


def address_of(conversation: Conversation, thread_id: int) -> str:
    """Where it is read."""
    return reverse("threads:conversation", args=[conversation.pk])
