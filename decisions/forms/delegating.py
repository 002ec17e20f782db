"""To whom one gives one's voice."""

from django import forms
from django.utils.translation import gettext_lazy as _

from networks.forms.choosing import HandleField


class GiveVoiceForm(forms.Form):
    """Somebody who shall speak for her."""

    handle = HandleField(_("Who should speak for you?"))
