"""What somebody looks for in a register of decisions."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from decisions.models import Subject
from decisions.names import METHODS, RESULTS
from decisions.queries.register import Asked
from solidarity.base.words import one_line

FATES: dict[str, str | Promise] = {
    "open": _("Open now"),
    "discussion": _("Talked about"),
    "draft": _("Draft"),
    "cancelled": _("Called off"),
    **RESULTS,
}
ANY = ("", _("Any"))


class RegisterForm(forms.Form):
    """Words, and one value of each kind; whatever cannot be read is left aside."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    subject = forms.ChoiceField(
        label=_("Kind of question"), required=False, choices=[ANY, *Subject.choices]
    )
    fate = forms.ChoiceField(
        label=_("Where it stands"), required=False, choices=[ANY, *FATES.items()]
    )
    method = forms.ChoiceField(label=_("Method"), required=False, choices=[ANY, *METHODS.items()])
    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=2000,
        max_value=2200,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "-short", "maxlength": 4}),
    )

    def asked(self) -> Asked:
        """What is looked for, as far as it can be read."""
        self.is_valid()
        read: dict[str, Any] = getattr(self, "cleaned_data", {})
        return Asked(
            words=one_line(read.get("q") or ""),
            subject=read.get("subject") or "",
            fate=read.get("fate") or "",
            method=read.get("method") or "",
            year=read.get("year") or 0,
        )
