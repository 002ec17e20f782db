"""Whom one trusts with challenges; a challenge, and what is said in it."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from networks.forms.choosing import HandleField
from solidarity.people.forms.fields import NameField, WordsField


class TrustForm(forms.Form):
    """Somebody whom one trusts."""

    handle = HandleField(_("Whom do you trust with this?"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["handle"].help_text = _(
            "The word with @ on her page. Somebody who takes part, or somebody outside."
        )


class _Once(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {**self.initial, "key": uuid.uuid4()}


class ChallengeForm(_Once):
    """What one challenges."""

    about = NameField(
        label=_("What is it about?"),
        max_length=160,
        help_text=_("In a few words."),
        error_messages={"required": _("Write in a few words what it is about.")},
    )
    words = WordsField(
        label=_("What do you see, and what should be different?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write what you see.")},
    )
    is_named = forms.TypedChoiceField(
        label=_("Do they see who says it?"),
        coerce=lambda said: said == "yes",
        choices=[("yes", _("Yes, with my name")), ("no", _("No, without my name"))],
        widget=forms.RadioSelect,
        help_text=_("Without your name nothing here says who you are. Your words may, in a small group."),  # noqa: E501
        error_messages={"required": _("Choose whether they see your name.")},
    )  # fmt: skip


class SayForm(_Once):
    """What is said in it."""

    words = WordsField(
        label=_("Say something"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write something first.")},
    )


class CloseForm(forms.Form):
    """What was changed."""

    changed = WordsField(
        label=_("What was changed?"),
        max_length=5000,
        help_text=_("If nothing was, say why. Write it so that all may read it: no names."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what was changed.")},
    )
