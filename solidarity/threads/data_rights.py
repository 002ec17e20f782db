"""What conversations hold about a person, and what becomes of her words."""

import re
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from solidarity.inbox.models import Notice
from solidarity.people.data_rights import (
    MACHINE,
    Chapter,
    Table,
    hold,
    part_by,
    spare,
)
from solidarity.people.models import Person
from solidarity.threads.models import Conversation, Post, Reaction, Removal, Thread

NAMELESS = "@…"
TALK = Chapter(
    title=_("What you said"),
    why=_("So that people can talk with each other."),
    kept=_(
        "Until you delete it. A network can let conversations go when nobody has written in them"
        " for some months: its page says so."
    ),
    after=_(
        "Your letters and your thanks are deleted. What you said on boards is deleted, or stays"
        " without your name: you choose. What others wrote to you stays theirs."
    ),
    tables=[
        Table(
            Post,
            "author",
            (
                "id", "thread", "thread__owner_type", "thread__title", "is_opening", "words",
                "written_at", "edited_at", "removed_at", "removal",
            ),
            {"author": MACHINE, "words_html": MACHINE, "key": MACHINE},
        ),
        Table(
            Reaction,
            "person",
            ("post", "kind"),
            {"id": MACHINE, "person": MACHINE},
        ),
        Table(
            Conversation,
            lambda person: Conversation.objects.filter(Q(one=person) | Q(other=person)),
            ("id", "one__handle", "other__handle"),
        ),
    ],
)  # fmt: skip


def _letters_of(person: Person) -> QuerySet[Conversation]:
    return Conversation.objects.filter(Q(one=person) | Q(other=person))


def _threads_of(conversations: QuerySet[Conversation]) -> QuerySet[Thread]:
    kind = ContentType.objects.get_for_model(Conversation)
    return Thread.objects.filter(owner_type=kind, owner_id__in=conversations.values("pk"))


def forget_words(person: Person, at: datetime, leaves_words: bool) -> None:
    """Empty what she wrote; on boards her words may stay, without her name."""
    letters = _letters_of(person)
    _forget_notices(person, letters)
    hers = Post.objects.filter(author=person)
    gone = hers.filter(thread__in=_threads_of(letters)) if leaves_words else hers
    openings = gone.filter(is_opening=True).values("thread")
    Thread.objects.filter(pk__in=list(openings.values_list("thread", flat=True))).update(title="")
    Reaction.objects.filter(post__in=gone).delete()
    gone.filter(removal=Removal.NONE).update(
        words="", words_html="", removal=Removal.AUTHOR, removed_at=at
    )
    _forget_letters_nobody_keeps(person, letters)
    for handle in {person.handle, *person.used_handles.values_list("pk", flat=True)}:
        _uncall(handle)


def _forget_notices(person: Person, letters: QuerySet[Conversation]) -> None:
    """Delete what told others that she wrote to them, called or answered them."""
    kind = ContentType.objects.get_for_model(Thread)
    key = Concat(Value("post-"), Cast("pk", CharField()))
    posts = Post.objects.filter(author=person).annotate(told=key).values("told")
    begun = Post.objects.filter(author=person, is_opening=True)
    threads = begun.annotate(told=Concat(Value("thread-"), Cast("thread", CharField())))
    about = Q(about_type=kind, about_id__in=_threads_of(letters).values("pk"))
    Notice.objects.filter(about | Q(key__in=posts) | Q(key__in=threads.values("told"))).delete()


def _forget_letters_nobody_keeps(person: Person, letters: QuerySet[Conversation]) -> None:
    """Where the other never wrote, or has gone as well, nothing is left to keep."""
    kind = ContentType.objects.get_for_model(Conversation)
    theirs = Post.objects.filter(
        thread__owner_type=kind, thread__owner_id=OuterRef("pk"), author__isnull=False
    ).exclude(author=person)
    empty = letters.filter(~Exists(theirs))
    found = list(empty.values_list("pk", flat=True))
    Thread.objects.filter(owner_type=kind, owner_id__in=found).delete()
    Conversation.objects.filter(pk__in=found).delete()


def _uncall(handle: str) -> None:
    """Take her handle out of where others called her by it; the rest of their words stays."""
    call = re.compile(rf"(?<![\w@/.+-])@{re.escape(handle)}(?![\w-])", re.I | re.ASCII)
    link = re.compile(rf'<a href="/people/{re.escape(handle)}/"[^>]*>[^<]*</a>', re.I)
    for post in Post.objects.filter(words__icontains=f"@{handle}"):
        post.words = call.sub(NAMELESS, post.words)
        post.words_html = call.sub(NAMELESS, link.sub(NAMELESS, post.words_html))
        post.save(update_fields=["words", "words_html"])


def register() -> None:
    """Called when the app starts."""
    hold("40-talk", TALK)
    spare({Thread: "It holds a title, which is given with the post that opened it."})
    part_by("threads.words", forget_words)
