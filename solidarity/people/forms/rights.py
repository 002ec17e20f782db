"""What becomes of a person's words when she goes."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DepartForm(forms.Form):
    """Deleting one's account."""

    words = forms.ChoiceField(
        label=_("What becomes of what you said on the boards of networks?"),
        choices=[
            ("take", _("Delete my words as well")),
            ("leave", _("Leave my words, without my name, so that conversations can be read")),
        ],
        initial="take",
        widget=forms.RadioSelect,
        help_text=_("Your letters to single people are deleted in any case."),
        error_messages={"required": _("Choose what becomes of your words.")},
    )
