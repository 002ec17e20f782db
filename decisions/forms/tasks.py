"""What is to be done, by whom, until when."""

from datetime import date

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from networks.forms.choosing import HandleField
from solidarity.people.forms.fields import NameField


class TaskForm(forms.Form):
    """A task: its words, whom it falls to, and until when."""

    words = NameField(
        label=_("What is to be done?"),
        max_length=300,
        error_messages={"required": _("Write what is to be done.")},
    )
    handle = HandleField(_("Who does it?"))
    due_on = forms.DateField(
        label=_("Until when?"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Write the day as year-month-day, like 2027-03-31.")},
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        handle = self.fields["handle"]
        handle.required = False
        handle.help_text = _(
            "The word with @ of a member. Leave it empty, and anybody can take it on."
        )

    def clean_due_on(self) -> date | None:
        day: date | None = self.cleaned_data["due_on"]
        if day and day < localdate():
            raise forms.ValidationError(gettext("That day is over. Choose another."))
        return day
