"""Sharing a programme; beginning with it elsewhere."""

from django import forms
from django.utils.translation import gettext_lazy as _

from networks.models import Visibility
from solidarity.people.forms.fields import NameField
from solidarity.threads.forms import SentOnce


class ShareForm(forms.Form):
    """What others read before they begin with it."""

    summary = NameField(
        label=_("What should others know before they begin with it?"),
        max_length=300, required=False,
        help_text=_("One or two sentences: for whom it was made, what worked."),
    )  # fmt: skip


class BeginForm(SentOnce):
    """The cohort that begins with a programme."""

    name = NameField(
        label=_("What is your cohort called?"),
        max_length=100,
        error_messages={"required": _("Give your cohort a name.")},
    )
    summary = NameField(
        label=_("Who comes together, and what for?"),
        max_length=200,
        required=False,
        help_text=_("In one sentence."),
    )
    visibility = forms.ChoiceField(
        label=_("Who can find it?"), choices=Visibility.choices, initial=Visibility.PUBLIC,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who can find it.")},
    )  # fmt: skip
