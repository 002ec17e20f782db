"""Proposing a tie, and ending one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from networks.models import TieKind
from solidarity.people.forms.fields import NameField, WordsField

WAYS = [
    ("ally", _("Allies: we stand up for each other")),
    ("sister", _("Sisters: we come from one root, or do the same in two places")),
    ("learns", _("We learn from them")),
    ("teaches", _("They learn from us")),
    ("parted", _("Parted as friends: we went separate ways and wish each other well")),
]


class TieForm(forms.Form):
    """What two networks are to each other."""

    way = forms.ChoiceField(
        label=_("What are the two to each other?"),
        choices=WAYS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you are to each other.")},
    )
    note = NameField(
        label=_("A few public words about it"),
        max_length=300,
        required=False,
        help_text=_("Both networks stand by these words. Everybody can read them."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def kind(self) -> TieKind:
        """The kind of tie; which of the two learns is for `is_learner`."""
        way = self.cleaned_data["way"]
        return TieKind.LEARNS if way == "teaches" else TieKind(way)

    @property
    def is_learner(self) -> bool:
        """Whether the proposing network stands first in a tie that has a direction."""
        return bool(self.cleaned_data["way"] != "teaches")


class UntieForm(forms.Form):
    """A reason that may go with ending a tie."""

    reason = WordsField(
        label=_("Would you like to say why?"),
        max_length=1000,
        required=False,
        help_text=_("Those who know of both networks read this in the logs."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
