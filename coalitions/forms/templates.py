"""Sharing an agreement; choosing clauses of one that was shared."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from coalitions.models import VersionClause
from coalitions.rules.templates import may_name
from networks.models import Network
from solidarity.people.forms.fields import NameField


class ShareForm(forms.Form):
    """What a shared agreement is called, and that all may use it."""

    name = NameField(
        label=_("What shall it be called?"),
        max_length=120,
        help_text=_("Say what kind of coalition it suits. Everybody reads this."),
        error_messages={"required": _("Give it a name.")},
    )
    summary = NameField(
        label=_("What is special about it, in a sentence or two?"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    names_body = forms.BooleanField(
        label=_("Say that it was ours"),
        required=False,
        help_text=_("Without this, our name is not beside it. Look for it in the clauses, too."),
    )
    is_open = forms.BooleanField(
        label=_("We share it under the licence CC BY-SA 4.0"),
        help_text=_(
            "Anyone may use and change it, if they say where it is from and share what they make"
            " of it under the same licence. Whoever took it may go on using it, even when you"
            " offer it no more."
        ),
        error_messages={"required": _("Tick this: without it others may not use it.")},
    )

    def __init__(self, *args: Any, body: Network, **options: Any) -> None:
        super().__init__(*args, **options)
        if not may_name(body):
            del self.fields["names_body"]


class TakeForm(forms.Form):
    """Which clauses to take, or all."""

    clauses = forms.TypedMultipleChoiceField(
        label=_("Which clauses?"),
        coerce=int,
        required=False,
        error_messages={"invalid_choice": _("One of these is not there any more. Choose again.")},
    )
    all = forms.BooleanField(required=False)

    def __init__(self, *args: Any, clauses: Iterable[VersionClause], **options: Any) -> None:
        super().__init__(*args, **options)
        field = cast("forms.TypedMultipleChoiceField", self.fields["clauses"])
        field.choices = [(each.pk, each.title) for each in clauses]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not found.get("all") and not found.get("clauses") and not self.errors:
            self.add_error("clauses", _("Choose at least one clause."))
        return found

    def keys(self) -> list[int] | None:
        """The keys of the clauses; None: all of them."""
        return None if self.cleaned_data["all"] else self.cleaned_data["clauses"]
