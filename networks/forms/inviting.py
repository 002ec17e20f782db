"""Inviting, by mail and by link."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from networks.actions.inviting import MOST_AT_ONCE
from networks.addresses import candidates_in, lines_of, words_in
from solidarity.people.forms.fields import WordsField


class MessageField(WordsField):
    """A few words to those who are invited."""

    def __init__(self) -> None:
        super().__init__(
            label=_("A few words of your own"),
            required=False,
            max_length=500,
            help_text=_("Those whom you invite read them beside the name of the network."),
            widget=forms.Textarea(attrs={"rows": 3}),
        )


MOST_BYTES = 100_000


class AddressesFile(forms.FileField):
    """A table or a list as a file, out of which we read the mail addresses and nothing else."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Or a file with addresses in it"),
            required=False,
            help_text=_(
                "A table saved as CSV, or plain text: 100 kB at most. We look for mail addresses"
                " in all its columns, show you what we found, and keep nothing else of it."
            ),
            error_messages={"empty": _("This file is empty.")},
            widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
        )

    def clean(self, data: Any, initial: Any = None) -> list[str]:
        """What in the file looks like an address; none where there is no file."""
        file: File[bytes] | None = super().clean(data, initial)
        if not file:
            return []
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(gettext("This file is larger than 100 kB."))
        words = words_in(file.read())
        if not words:
            raise forms.ValidationError(
                gettext("We cannot read this file. Save the table as CSV, or as plain text.")
            )
        found = candidates_in(words)
        if not found:
            raise forms.ValidationError(gettext("We found no mail address in this file."))
        return found


class InviteForm(forms.Form):
    """Whom to invite by mail, and in which words; who may be is for the action."""

    addresses = WordsField(
        label=_("Mail addresses"),
        max_length=20_000,
        help_text=_("One or many: paste a list, or a column of a table. A hundred at most."),
        error_messages={"required": _("Write at least one mail address.")},
        widget=forms.Textarea(attrs={"rows": 5, "dir": "ltr", "spellcheck": "false"}),
    )
    file = AddressesFile()
    language = forms.ChoiceField(
        label=_("In which language shall we write to them?"), choices=settings.LANGUAGES
    )
    message = MessageField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.has_file = bool(self.files.get("file"))
        if self.has_file:
            self.fields["addresses"].required = False

    def clean(self) -> None:
        """Put what the file holds beneath what was pasted: from here on it is one list."""
        super().clean()
        if "addresses" not in self.cleaned_data or "file" not in self.cleaned_data:
            return
        pasted = "\n".join(filter(None, [self.cleaned_data["addresses"], *self._of_file()]))
        self.cleaned_data["addresses"] = pasted
        # What is shown again, after an error as well.
        self.data = {**self.data.dict(), "addresses": pasted}  # type: ignore[attr-defined]
        if len(lines_of(pasted)) > MOST_AT_ONCE:
            words = gettext("Invite %(most)s people at most at once.") % {"most": MOST_AT_ONCE}
            self.add_error("addresses", words)

    def _of_file(self) -> list[str]:
        found: list[str] = self.cleaned_data["file"]
        return found


class LinkForm(forms.Form):
    """A link that lets people in."""

    most_uses = forms.IntegerField(
        label=_("How many people can come in by it?"),
        min_value=1,
        max_value=500,
        initial=10,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Write a number from 1 to 500."),
            "invalid": _("Write a number from 1 to 500."),
            "min_value": _("Write a number from 1 to 500."),
            "max_value": _("Write a number from 1 to 500."),
        },
    )
    days = forms.TypedChoiceField(
        label=_("How long is it good for?"),
        coerce=int,
        initial=14,
        choices=[(1, _("One day")), (7, _("One week")), (14, _("Two weeks")), (30, _("30 days"))],
        widget=forms.RadioSelect,
    )
    message = MessageField()
