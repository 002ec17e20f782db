"""What the inbox holds about a person."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from solidarity.inbox.models import Bounce, Feed, Mail, Notice, Rhythm, Run, Wish
from solidarity.people.data_rights import (
    KEYS,
    MACHINE,
    SECRET,
    Chapter,
    Table,
    hold,
    part_by,
    spare,
)
from solidarity.people.models import Person

TOLD = Chapter(
    title=_("What you were told"),
    why=_("So that you know what waits for you and what is new."),
    kept=_("As long as you have an account."),
    after=_("All of it is deleted, and what told others your name as well."),
    tables=[
        Table(
            Notice,
            "person",
            (
                "kind",
                "about_words",
                "about_url",
                "words",
                "asks",
                "told_at",
                "read_at",
                "source",
                "mail_due_at",
            ),
            {
                "id": MACHINE,
                "person": MACHINE,
                "key": MACHINE,
                "about_type": MACHINE,
                "about_id": MACHINE,
                "mail": MACHINE,
            },
        ),
        Table(
            Mail,
            "person",
            ("day", "state", "made_at", "sent_at"),
            {
                "id": MACHINE,
                "person": MACHINE,
                "token": MACHINE,
                "due_at": MACHINE,
                "attempts": MACHINE,
                "last_error": MACHINE,
            },
        ),
    ],
)
TERMS = Chapter(
    title=_("How you want to be reached"),
    why=_("So that mails come when and as you want them."),
    kept=_("Until you change it."),
    after=_("All of it is deleted."),
    tables=[
        Table(
            Rhythm,
            "person",
            ("hour", "weekday", "budget", "is_neutral", "is_silent"),
            {"person": MACHINE},
        ),
        Table(
            Wish,
            "person",
            ("source", "group", "often"),
            KEYS,
        ),
        Table(
            Feed,
            "person",
            ("source", "made_at"),
            KEYS | {"digest": SECRET},
        ),
        Table(
            Bounce,
            "person",
            ("address", "code", "since"),
            KEYS,
        ),
    ],
)


def forget_name(person: Person, _at: datetime, _leaves_words: bool) -> None:
    """Delete what told others of her by her name."""
    kind = ContentType.objects.get_for_model(Person)
    of_her = Q(about_type=kind, about_id=person.pk)
    Notice.objects.filter(of_her | Q(words=person.display_name)).delete()


def register() -> None:
    """Called when the app starts."""
    hold("30-told", TOLD)
    hold("35-terms", TERMS)
    spare({Run: "How many digests went on a day: numbers, and nobody by name."})
    part_by("inbox.name", forget_name)
