"""A secret ballot: what one chooses, and the code that it is changed with."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from decisions.codes import new_code
from decisions.forms.choosing import ChoiceForm


class BallotForm(ChoiceForm):
    """A first ballot. Its code is drawn with the form: sent twice, it is one ballot."""

    code = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, with_words=False, **options)
        self.initial = {**self.initial, "code": new_code()}

    @property
    def choice(self) -> Any:
        """The choice as it is kept: with its words, since nobody may know whose they are."""
        said = self.cleaned_data
        words = {name: said[name] for name in ("reason", "rests_on") if said.get(name)}
        return {"stance": said["choice"], **words} if words else said["choice"]


class ChangeForm(BallotForm):
    """A ballot that is changed; what was chosen before is not shown."""

    code = forms.CharField(
        label=_("The code of your ballot"),
        max_length=80,
        help_text=_("All nine groups of four. Capitals and dashes do not matter."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Write the code that you were shown.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {**self.initial, "code": ""}
        self.order_fields(["code"])
