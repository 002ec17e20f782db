"""Agenda, minutes, and the word at the end."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from decisions.models import Decision
from networks.forms.choosing import HandleField
from solidarity.people.forms.fields import NameField, WordsField
from solidarity.threads.forms import SentOnce
from solidarity.ui.forms import KeepsBoth


class ItemForm(SentOnce):
    """Something for the agenda."""

    title = NameField(
        label=_("What shall we talk about?"),
        max_length=200,
        error_messages={"required": _("Write what it is about.")},
    )
    minutes = forms.IntegerField(
        label=_("How many minutes?"), min_value=1, max_value=600, required=False
    )
    handle = HandleField(_("Who leads it?"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["handle"].required = False
        self.fields["handle"].help_text = _("The word with @ of a member, or nothing.")


class ItemAnewForm(ItemForm, KeepsBoth):
    """Something on the agenda that is written anew."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["key"]


class MinutesForm(KeepsBoth):
    """The minutes."""

    words = WordsField(
        label=_("Minutes"),
        max_length=20_000,
        help_text=_("What was said and agreed, for those who were not there. Markdown works."),
        widget=forms.Textarea(attrs={"rows": 18}),
        error_messages={"required": _("Write something first.")},
    )
    why = WordsField(
        label=_("What do you change, and why?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class RedactionForm(KeepsBoth):
    """What of the minutes may leave."""

    words = WordsField(
        label=_("What everybody may read"),
        max_length=20_000,
        help_text=_("Take out names, and whatever could do harm to somebody."),
        widget=forms.Textarea(attrs={"rows": 18}),
        error_messages={"required": _("Write something first.")},
    )


class NameDecisionForm(forms.Form):
    """Which decision the minutes name."""

    number = forms.TypedChoiceField(
        label=_("Which decision?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a decision.")},
    )

    def __init__(self, *args: Any, decisions: Sequence[Decision], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(each.number, f"{each.number}. {each.title}") for each in decisions]
        self.fields["number"].choices = choices  # type: ignore[attr-defined]


class CheckOutForm(forms.Form):
    """A line at the end."""

    words = NameField(label="", max_length=500, required=False)

    def __init__(self, *args: Any, question: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].label = question
        self.fields["words"].help_text = _(
            "In one line. Those who belong here and guests read it, with your name."
        )


class TurnForm(forms.Form):
    """Whom one asks to take a duty on."""

    handle = HandleField(_("Whom do you ask?"))
