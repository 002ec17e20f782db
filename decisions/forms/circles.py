"""A circle: what it is called and for, and who is in it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from networks.forms.choosing import HandleField
from solidarity.people.forms.fields import NameField
from solidarity.ui.forms import KeepsBoth


class CircleForm(KeepsBoth):
    """Its name and purpose."""

    name = NameField(
        label=_("What is the circle called?"),
        max_length=80,
        error_messages={"required": _("Give it a name.")},
    )
    purpose = forms.CharField(
        label=_("What falls to it?"),
        max_length=300,
        required=False,
        help_text=_("Such as: money up to 500, or the garden in winter."),
    )


class AddForm(forms.Form):
    """Somebody who shall be in it."""

    handle = HandleField(_("Who should be in it?"))
