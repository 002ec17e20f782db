"""Public meetings near a town."""

from django import forms
from django.utils.translation import gettext_lazy as _

from networks.finding import USUAL_KM
from networks.forms.finding import KILOMETRES
from solidarity.base.words import one_line


class NearForm(forms.Form):
    """A town, and how far around it."""

    near = forms.CharField(
        label=_("Near a town"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )
    km = forms.TypedChoiceField(
        label=_("How far"),
        required=False,
        coerce=int,
        empty_value=None,
        initial=USUAL_KM,
        choices=[(km, _("%(km)s km") % {"km": km}) for km in KILOMETRES],
    )

    def asked(self) -> tuple[str, int]:
        """The town and the distance, as far as they can be read."""
        self.is_valid()
        return one_line(self.cleaned_data.get("near", "")), self.cleaned_data.get("km") or USUAL_KM
