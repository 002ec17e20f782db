"""What is asked: a question, a new version of its text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from decisions.models import Subject
from solidarity.people.forms.fields import NameField, WordsField
from solidarity.threads.forms import SentOnce
from solidarity.ui.forms import KeepsBoth

LONGEST = 20_000


class AskedField(NameField):
    """The question, in one line."""

    def __init__(self) -> None:
        super().__init__(
            label=_("What shall we decide?"),
            max_length=160,
            help_text=_("In one line, such as “Do we open the garden on Sundays?”"),
            error_messages={"required": _("Write in a line what shall be decided.")},
        )


class TextField(WordsField):
    """The text of a proposal."""

    def __init__(self) -> None:
        super().__init__(
            label=_("What do you propose?"),
            max_length=LONGEST,
            help_text=_(
                "What it is about, what shall be done, by whom, and what it costs. Markdown."
            ),
            widget=forms.Textarea(attrs={"rows": 12}),
            error_messages={"required": _("Write what you propose.")},
        )


class QuestionForm(SentOnce, KeepsBoth):
    """The first step: what is asked, of which kind it is, and the text.

    SentOnce comes first: its key is no part of what is saved, and of its fingerprint.
    """

    title = AskedField()
    subject = forms.ChoiceField(
        label=_("What kind of question is it?"),
        help_text=_("A network can have a usual method for each kind."),
        choices=Subject,
        initial=Subject.OTHER,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of question it is.")},
    )
    words = TextField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields(["title", "words", "subject"])


class VersionForm(KeepsBoth):
    """A new version of the text."""

    title = AskedField()
    words = TextField()
    why = WordsField(
        label=_("What changes, and why?"),
        max_length=1000,
        help_text=_("It stays beside the version. Say whose concerns you worked in."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write in a sentence what changes, and why.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields(["title", "words", "why"])
