"""What we ask of somebody new. Apart from the others, since allauth imports it while it starts."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from solidarity.people.forms.fields import NameField
from solidarity.people.models import Person


class SignupForm(forms.Form):
    """What we ask beside the address: a name, which may be a pseudonym."""

    display_name = NameField(
        label=_("What shall we call you?"),
        help_text=_("A made-up name is fine. You can change it at any time."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        error_messages={"required": _("Write the name that others will see.")},
    )
    field_order = ["display_name", "email"]

    def signup(self, request: HttpRequest, person: Person) -> None:
        """allauth calls this with the person it has just made."""
        person.display_name = self.cleaned_data["display_name"]
        person.save(update_fields=["display_name"])
