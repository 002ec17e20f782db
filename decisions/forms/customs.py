"""How a body decides, as its stewards set it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from decisions.forms.methods import SettingsForm
from decisions.forms.options import CountField, VoicesField
from decisions.models import Proposers, RegisterSeen
from decisions.names import AMONG_OPTIONS, METHODS, ON_A_PROPOSAL
from networks.models import Network, Visibility
from solidarity.people.forms.fields import NameField
from solidarity.ui.forms import KeepsBoth

CUSTOMS = ("proposers", "register_seen", "waiting_days", "digest_days")


class CustomsForm(KeepsBoth):
    """Who brings questions in, who reads what was decided, and how long things take."""

    proposers = forms.ChoiceField(
        label=_("Who brings questions in?"), choices=Proposers, widget=forms.RadioSelect
    )
    register_seen = forms.ChoiceField(
        label=_("Who reads what you have decided?"),
        help_text=_("Of questions that everyone may read. Others are read by those who belong."),
        choices=RegisterSeen,
        widget=forms.RadioSelect,
    )
    waiting_days = CountField(
        _("After how many days as a member does one decide?"),
        least=0,
        most=730,
        help_text=_("0: at once. So nobody brings in many people just before a vote."),
    )
    digest_days = CountField(
        _("In how many days does news reach everybody?"),
        least=1,
        most=60,
        help_text=_("A round is open for twice as long, unless it is urgent."),
    )

    def __init__(self, *args: Any, network: Network, **options: Any) -> None:
        super().__init__(*args, **options)
        if network.visibility != Visibility.PUBLIC:
            del self.fields["register_seen"]


class SharesForm(KeepsBoth):
    """How many voices each network has, where a question gives each its own."""

    def __init__(
        self, *args: Any, names: Mapping[int, str], is_decided: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.is_decided = is_decided
        for pk, name in names.items():
            self.fields[f"of_{pk}"] = VoicesField(name)

    def clean(self) -> dict[str, Any]:
        """What all decide says something new."""
        found = super().clean() or {}
        if self.is_decided and not self.errors and not self.changed():
            self.add_error(
                None, gettext("All is as it was. Change the number that shall be another.")
            )
        return found

    def shares(self) -> dict[int, str]:
        """Voices by the key of a network."""
        found = self.cleaned_data.items()
        return {int(name[3:]): voices for name, voices in found if name.startswith("of_")}

    def changed(self) -> dict[int, str]:
        """Those of them that are others than they were."""
        return {
            pk: voices for pk, voices in self.shares().items()
            if voices != self.initial.get(f"of_{pk}")
        }  # fmt: skip


class UsualForm(forms.Form):
    """The method for a kind of question, or none."""

    name = forms.ChoiceField(
        label=_("Which method?"),
        choices=[
            ("", _("None: whoever brings a question in chooses")),
            (_("About one proposal"), [(name, METHODS[name]) for name in ON_A_PROPOSAL]),
            (_("Among several options"), [(name, METHODS[name]) for name in AMONG_OPTIONS]),
        ],
        required=False,
        widget=forms.RadioSelect,
    )


class UsualSettingsForm(SettingsForm):
    """The settings of a usual method: the options come with each question."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("options", "by_lot"):
            self.fields.pop(name, None)


class TemplateForm(forms.Form):
    """The name under which a question is kept ready."""

    name = NameField(
        label=_("What shall the template be called?"),
        max_length=80,
        error_messages={"required": _("Give it a name.")},
    )
