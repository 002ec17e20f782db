"""What the inbox holds about a person."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from solidarity.inbox.models import Notice
from solidarity.people.data_rights import MACHINE, Chapter, Table, hold, part_by
from solidarity.people.models import Person

TOLD = Chapter(
    title=_("What you were told"),
    why=_("So that you know what waits for you and what is new."),
    kept=_("As long as you have an account."),
    after=_("All of it is deleted, and what told others your name as well."),
    tables=[
        Table(
            Notice,
            lambda person: Notice.objects.filter(person=person),
            ("kind", "about_words", "about_url", "words", "asks", "told_at", "read_at"),
            {
                "id": MACHINE,
                "person": MACHINE,
                "key": MACHINE,
                "about_type": MACHINE,
                "about_id": MACHINE,
            },
        )
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
    part_by("inbox.name", forget_name)
