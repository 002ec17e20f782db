"""The mix that is wanted, and the group that is proposed."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cohorts.models import Answered, Application
from cohorts.queries.choosing import in_words
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


def _label(application: Application) -> SafeString:
    """Who it is, and what she says of herself: the mix is made of that."""
    more = [in_words(application)]
    if application.talked_on is None:
        more.append(gettext("no conversation yet"))
    if application.state == Answered.ACCEPTED:
        more.append(str(application.get_state_display()))
    words = " · ".join(each for each in more if each)
    name = application.person.display_name
    return format_html('<bdi>{}</bdi> <span class="meta">{}</span>', name, words)


class GroupForm(forms.Form):
    """Whom the facilitators propose."""

    was = forms.CharField(required=False, widget=forms.HiddenInput)
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
        names = [(str(each.pk), _label(each)) for each in applications]
        cast(forms.MultipleChoiceField, self.fields["chosen"]).choices = names
        if not is_drawn:
            del self.fields["reason"]

    def keys(self, name: str) -> list[int]:
        """The applications that are chosen, or that stood in the group as the page was drawn."""
        said = self.cleaned_data[name]
        words = said.split() if isinstance(said, str) else said
        return [int(each) for each in words if str(each).isdecimal()]
