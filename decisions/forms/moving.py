"""What a decision shall do."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from decisions.queries.moving import Move
from solidarity.threads.forms import SentOnce


class MoveForm(SentOnce):
    """One of the things that a body can decide to do now."""

    act = forms.ChoiceField(
        label=_("What shall happen if it is adopted?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what shall happen."),
            "invalid_choice": _("This is not there any more. Choose again."),
        },
    )

    def __init__(self, *args: Any, moves: Sequence[Move], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(move.code, move.words) for move in moves if not move.why_not]
        cast(forms.ChoiceField, self.fields["act"]).choices = choices
