"""The ways of working: a version, an objection, its answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from solidarity.people.forms.fields import WordsField
from solidarity.threads.forms import PostField, SentOnce
from solidarity.ui.forms import KeepsBoth


class WaysForm(KeepsBoth):
    """A new version, beginning with the one in force."""

    words = WordsField(
        label=_("How do you work together?"),
        max_length=20_000,
        help_text=_("What you expect of each other, and what happens when it breaks. Markdown."),
        widget=forms.Textarea(attrs={"rows": 16}),
        error_messages={"required": _("Write how you work together.")},
    )
    why = WordsField(
        label=_("What changes, and why?"),
        max_length=1000,
        help_text=_("Every member reads this, and it stays beside the version."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write in a sentence what changes, and why.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields(["words", "why"])


class ObjectionForm(SentOnce):
    """What somebody holds against a version."""

    words = PostField(
        _("What do you object to, and what would help?"), 5, _("All who belong can read it.")
    )


class MeetForm(forms.Form):
    """How an objection was met."""

    words = WordsField(
        label=_("How was it met?"),
        max_length=2000,
        help_text=_("What you changed, or why not. The members read it, and it stays."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write how it was met: no objection is closed in silence.")},
    )
