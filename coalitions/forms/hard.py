"""What is hard for a network, and a promise about it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coalitions.forms.calls import NetworkField
from coalitions.models import Hard
from decisions.forms.tasks import TaskForm
from networks.models import Network
from solidarity.people.forms.fields import WordsField
from solidarity.ui.forms import KeepsBoth


class HardForm(KeepsBoth):
    """What is hard; of a new one, for which network."""

    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=Hard.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is about.")},
    )
    words = WordsField(
        label=_("What is hard for you?"),
        max_length=2000,
        help_text=_("As concretely as you can: when it happens, and what would help."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write what is hard.")},
    )
    wants_support = forms.BooleanField(label=_("We would like support with this"), required=False)

    def __init__(self, *args: Any, networks: Sequence[Network] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        if networks:
            self.fields["network"] = NetworkField(_("For which network do you say it?"), networks)
            self.order_fields(["network", "kind", "words", "wants_support"])


class CommitForm(TaskForm):
    """What is done about it: who holds it, until when."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].label = _("What will be done?")
        self.fields["handle"].label = _("Who promises it?")
        self.fields["handle"].required = True
        self.fields["handle"].help_text = _("The word with @ of somebody who belongs here.")
        self.fields["due_on"].required = True
        self.fields["due_on"].error_messages["required"] = _("Say until when.")
