"""Which method, and its settings: what is typed becomes the JSON of docs/recount.md, and back."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from decisions.forms.options import (
    CountField,
    OptionsField,
    ShareField,
    drawn_order,
    options_in_lines,
)
from decisions.names import (
    AMONG_OPTIONS,
    BASES,
    COMPLETIONS,
    METHODS,
    OF_CONSENSUS,
    ON_A_PROPOSAL,
)
from decisions.records.fields import BadRecord
from decisions.rules.customs import method_of
from solidarity.base.stale import fingerprint
from solidarity.ui.forms import KeepsBoth

FALLS_BACK = (*OF_CONSENSUS, "consent")
FALLBACKS = ("consensus_minus", "one_in", "super_majority", "majority")
WORTHS = {
    "cost": _("The money spent on what one wants counts"),
    "count": _("The number of things that one wants counts"),
}
MOST_GRADIENTS = 10


class RulesForm(KeepsBoth):
    """A form over some rules of a question; `saved` is how these stand, as rows have them."""

    def __init__(self, *args: Any, saved: Mapping[str, Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["seen"] = fingerprint(saved)


class MethodForm(RulesForm):
    """The second step: which method."""

    name = forms.ChoiceField(
        label=_("How shall it be decided?"),
        choices=[
            (_("About one proposal"), [(name, METHODS[name]) for name in ON_A_PROPOSAL]),
            (_("Among several options"), [(name, METHODS[name]) for name in AMONG_OPTIONS]),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a method.")},
    )


class SettingsForm(RulesForm):
    """The third step: the settings of one method, its options, and how many must take part."""

    options = OptionsField()
    budget = CountField(_("How much money is there to share out?"), least=1)
    completion = forms.ChoiceField(
        label=_("What becomes of what is left?"), choices=COMPLETIONS, initial="greedy"
    )
    worth = forms.ChoiceField(
        label=_("What counts when shares are compared?"),
        choices=list(WORTHS.items()),
        initial="cost",
    )
    gradients = forms.CharField(
        label=_("The words to choose from, each on a line of its own"),
        help_text=_("Leave it empty for ours: from full support to against."),
        required=False,
        max_length=800,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    blocks = CountField(_("How many blocks are passed over?"), least=1, initial=1)
    of = CountField(
        _("One block is passed over for every … who may decide"),
        least=2,
        initial=12,
        help_text=_("With 12, one block in 12 to 23, two blocks in 24 to 35, and so on."),
    )
    stand_asides = ShareField(
        _("How many may stand aside at most?"),
        _("A number, or a part such as 1/4 or 25 %. Leave it empty for no limit."),
        may_be_whole=True,
    )
    share = ShareField(_("Which part must say yes?"), _("Such as 2/3, 3/4 or 90 %."))
    base = forms.ChoiceField(label=_("A part of what?"), choices=BASES, initial="decided")
    low = CountField(_("The fewest points"), least=0, most=100, initial=0)
    high = CountField(_("The most points"), least=1, most=100, initial=5)
    seats = CountField(_("How many options are chosen?"), least=1, initial=1)
    at_least = ShareField(
        _("Which part of the voices does an option need?"), _("Leave it empty for any.")
    )
    by_lot = forms.BooleanField(
        label=_("If options tie, an order drawn by lot tells"),
        help_text=_("The order is drawn now, before anybody takes a position, and all see it."),
        required=False,
    )
    quorum = ShareField(
        _("Which part of those who may decide must take a position?"),
        _("Such as 1/2 or 40 %. With fewer it does not count. Leave it empty for any number."),
    )
    after_rounds = CountField(
        _("After how many rounds without agreement does another method decide?"),
        least=1,
        most=20,
        required=False,
        help_text=_("Leave it empty if it goes on until you agree. All see this from the start."),
    )
    fallback = forms.ChoiceField(
        label=_("Which one?"),
        required=False,
        choices=[("", _("None")), *((name, METHODS[name]) for name in FALLBACKS)],
    )
    fallback_share = ShareField(_("Which part must say yes then?"), _("For a larger majority."))

    def __init__(self, *args: Any, method: Mapping[str, Any], **options: Any) -> None:
        self.method = method
        self.name = method["name"]
        super().__init__(*args, **options)
        wanted = [*FIELDS[self.name], *(() if self.name == "sense_check" else ("quorum",))]
        if self.name in FALLS_BACK:
            wanted += ["after_rounds", "fallback", "fallback_share"]
        self.fields = {name: self.fields[name] for name in (*wanted, "seen")}
        if "options" in self.fields:
            cast(OptionsField, self.fields["options"]).begin(
                self.initial.get("options_kept", []), has_costs=self.name == "equal_shares"
            )
        if "share" in self.fields:
            self.fields["share"].required = True

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("low", 0) >= found.get("high", 1):
            self.add_error("high", gettext("The most points must be more than the fewest."))
        if found.get("seats") and "options" in found and found["seats"] > len(found["options"]):
            self.add_error("seats", gettext("There are not so many options."))
        if "after_rounds" in self.fields and not self.errors:
            self._check_fallback(found)
        if not self.errors:
            self._check_whole(found)
        return found

    def _check_fallback(self, found: dict[str, Any]) -> None:
        if bool(found["after_rounds"]) != bool(found["fallback"]):
            name = "fallback" if found["after_rounds"] else "after_rounds"
            self.add_error(name, gettext("Say both: after how many rounds, and which method then."))
        elif found["fallback"] == "super_majority" and not found["fallback_share"]:
            self.add_error("fallback_share", gettext("Say which part must say yes, such as 2/3."))

    def _check_whole(self, found: dict[str, Any]) -> None:
        """What the methods themselves know better than any form."""
        try:
            method_of(self.chosen(found), found.get("options", []))
        except BadRecord:
            self.add_error(
                None, gettext("These settings do not fit together. Look at the numbers once more.")
            )

    def chosen(self, found: Mapping[str, Any]) -> dict[str, Any]:
        """The method with these settings, as docs/recount.md writes it."""
        method: dict[str, Any] = {"name": self.name}
        for name in FIELDS[self.name]:
            if name in ("options", "by_lot", "gradients") or found.get(name) in (None, ""):
                continue
            method[name] = found[name]
        if found.get("gradients"):
            method["gradients"] = _lines(found["gradients"])
        if found.get("by_lot") and found.get("options"):
            method["lot"] = drawn_order(found["options"], self.method.get("lot"))
        if found.get("after_rounds"):
            then = _fallback(found["fallback"], found.get("fallback_share"))
            method["fallback"] = {"after_rounds": found["after_rounds"], "method": then}
        return method

    def clean_gradients(self) -> str:
        lines = _lines(self.cleaned_data["gradients"])
        if lines and not 2 <= len(set(lines)) == len(lines) <= MOST_GRADIENTS:
            raise forms.ValidationError(
                gettext("Write two to %(most)s words or phrases, no two alike.")
                % {"most": MOST_GRADIENTS}
            )
        return "\n".join(lines)


FIELDS: dict[str, tuple[str, ...]] = {
    "consensus": ("stand_asides",),
    "consensus_minus": ("blocks", "stand_asides"),
    "one_in": ("of", "stand_asides"),
    "consent": (),
    "majority": ("base",),
    "super_majority": ("share", "base"),
    "sense_check": ("gradients",),
    "approval": ("options", "seats", "at_least", "by_lot"),
    "score": ("options", "low", "high", "seats", "by_lot"),
    "schulze": ("options", "by_lot"),
    "runoff": ("options", "by_lot"),
    "equal_shares": ("options", "budget", "completion", "worth", "by_lot"),
}


def settings_from(method: Mapping[str, Any], options: list[Any], quorum: str) -> dict[str, Any]:
    """What SettingsForm begins with."""
    found: dict[str, Any] = {
        name: method[name]
        for name in FIELDS[method["name"]]
        if name in method and name != "gradients"
    }
    found |= {
        "gradients": "\n".join(method.get("gradients", [])),
        "options": options_in_lines(options),
        "options_kept": options,
        "by_lot": "lot" in method,
        "quorum": "" if quorum == "0" else quorum,
    }
    if back := method.get("fallback"):
        found |= {
            "after_rounds": back["after_rounds"],
            "fallback": back["method"]["name"],
            "fallback_share": back["method"].get("share", ""),
        }
    return found


def begun_with(name: str) -> dict[str, Any]:
    """A method with the settings that most begin with."""
    begun: dict[str, dict[str, Any]] = {
        "consensus_minus": {"blocks": 1},
        "one_in": {"of": 12},
        "super_majority": {"share": "2/3"},
        "equal_shares": {"budget": 1000},
    }
    return {"name": name, **begun.get(name, {})}


def _fallback(name: str, share: str | int | None) -> dict[str, Any]:
    method = begun_with(name)
    if name == "super_majority":
        method["share"] = share
    return method


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
