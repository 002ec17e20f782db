"""Inviting, by mail and by link."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from networks.actions.inviting import MOST_AT_ONCE
from networks.addresses import lines_of
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


class InviteForm(forms.Form):
    """Whom to invite by mail, and in which words; who may be is for the action."""

    addresses = WordsField(
        label=_("Mail addresses"),
        max_length=20_000,
        help_text=_("One or many: paste a list, or a column of a table. A hundred at most."),
        error_messages={"required": _("Write at least one mail address.")},
        widget=forms.Textarea(attrs={"rows": 5, "dir": "ltr", "spellcheck": "false"}),
    )
    language = forms.ChoiceField(
        label=_("In which language shall we write to them?"), choices=settings.LANGUAGES
    )
    message = MessageField()

    def clean_addresses(self) -> str:
        pasted: str = self.cleaned_data["addresses"]
        if len(lines_of(pasted)) > MOST_AT_ONCE:
            raise forms.ValidationError(
                gettext("Invite %(most)s people at most at once.") % {"most": MOST_AT_ONCE}
            )
        return pasted


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
