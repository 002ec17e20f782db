"""The mix that is wanted, and the group that is proposed."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.models import Application
from solidarity.people.forms.fields import WordsField


class NumberField(forms.IntegerField):
    """A number of people."""

    def __init__(self, label: Any, **options: Any) -> None:
        number = _("Write a number from 0 to 60.")
        super().__init__(
            label=label, min_value=0, max_value=60,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "-short", "dir": "ltr"}),
            error_messages=dict.fromkeys(
                ("required", "invalid", "min_value", "max_value"), number
            ),
            **options,
        )  # fmt: skip


class QuotaForm(forms.Form):
    """Of one kind of people, at least and at most so many."""

    wanted = forms.ChoiceField(
        label=_("Who?"), error_messages={"required": _("Choose what the mix is about.")}
    )
    at_least = NumberField(_("At least"))
    at_most = NumberField(_("At most"))

    def __init__(self, *args: Any, values: Sequence[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("Choose")), *values]
        cast(forms.ChoiceField, self.fields["wanted"]).choices = choices


class GroupForm(forms.Form):
    """Whom the facilitators propose."""

    chosen = forms.MultipleChoiceField(
        label=_("Who is in the group?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = WordsField(
        label=_("Why do you depart from the lottery?"),
        max_length=1000,
        required=False,
        help_text=_("All who take part read it. Name nobody in it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, applications: Sequence[Application], is_drawn: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        names = [(str(each.pk), each.person.display_name) for each in applications]
        cast(forms.MultipleChoiceField, self.fields["chosen"]).choices = names
        if not is_drawn:
            del self.fields["reason"]
