"""The last step: who decides, who reads it, and for how long it is open."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from decisions.forms.methods import RulesForm
from decisions.forms.options import CountField, plain_digits
from decisions.models import Circle, Decision, Published, Seen, Who
from decisions.records.electors import read_voices
from decisions.records.fields import BadRecord
from networks.models import Network, Visibility
from solidarity.people.forms.fields import WordsField

BAND = re.compile(r"(\d{1,9})\s*[:=–—-]\s*(\d{1,6}(?:/\d{1,6}|\.\d{1,4})?)")
TAKE_NETWORKS = (Who.NETWORKS, Who.BOTH)


class ElectingForm(RulesForm):
    """Who takes a position, and who may read it."""

    who = forms.ChoiceField(
        label=_("Who decides?"),
        choices=Who,
        widget=forms.RadioSelect,
        help_text=_("Whoever is among them when it opens keeps a voice until it closes."),
    )
    circle = forms.ModelChoiceField(
        Circle.objects.none(), label=_("Which circle?"), required=False, empty_label=_("None")
    )
    voices = forms.ChoiceField(
        label=_("How many voices has each network?"),
        required=False,
        choices=[
            ("one_each", _("One voice each")),
            ("bands", _("By the number of its people")),
            ("own", _("Its own share, as the settings say")),
        ],
    )
    bands = forms.CharField(
        label=_("Voices by the number of people"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr"}),
        help_text=_(
            "A line for each step: from how many people, and how many voices, such as “1: 1” and"
            " “50: 2”."
        ),
    )
    is_secret = forms.BooleanField(
        label=_("It is a secret ballot"),
        help_text=_("Nobody sees who chose what. It takes at least five who may decide."),
        required=False,
    )
    published = forms.ChoiceField(
        label=_("What is shown of a secret ballot afterwards?"), required=False, choices=Published
    )
    allows_delegation = forms.BooleanField(
        label=_("One can give one’s voice to somebody else for this question"),
        help_text=_("In the open, for one step, taken back at any time. Not in a secret ballot."),
        required=False,
    )
    read_by = forms.ChoiceField(label=_("Who reads it?"), choices=Seen, widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, network: Network, circles: Sequence[Circle], has_networks: bool,
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        left_out = () if has_networks else TAKE_NETWORKS
        left_out = left_out if circles else (*left_out, Who.CIRCLE)
        who = cast(forms.ChoiceField, self.fields["who"])
        who.choices = [(each.value, each.label) for each in Who if each not in left_out]
        circle = cast(Any, self.fields["circle"])
        circle.queryset = Circle.objects.filter(pk__in=[each.pk for each in circles])
        gone = [] if circles else ["circle"]
        gone += [] if has_networks else ["voices", "bands"]
        gone += [] if network.visibility == Visibility.PUBLIC else ["read_by"]
        for name in gone:
            del self.fields[name]

    def clean_bands(self) -> list[dict[str, Any]]:
        """Steps as docs/recount.md writes them."""
        found = []
        for line in filter(None, map(str.strip, self.cleaned_data["bands"].split("\n"))):
            parts = BAND.fullmatch(plain_digits(line))
            if not parts:
                words = gettext("“%(line)s” is no step such as “50: 2”.")
                raise forms.ValidationError(words % {"line": line[:40]})
            found.append({"from": int(parts[1]), "voices": parts[2]})
        return found

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("who") == Who.CIRCLE and not found.get("circle"):
            self.add_error("circle", gettext("Choose the circle that decides."))
        if found.get("voices") == "bands" and not self.errors:
            self._check_bands(found["bands"])
        weighs = self._voices(found) != "one_each"
        if found.get("is_secret") and (weighs or found.get("allows_delegation")):
            name = "voices" if weighs else "allows_delegation"
            self.add_error(
                name, gettext("In a secret ballot each votes for herself, with one voice.")
            )
        return found

    def _check_bands(self, bands: list[dict[str, Any]]) -> None:
        try:
            read_voices({"bands": bands})
        except BadRecord:
            self.add_error(
                "bands", gettext("Write the steps from the smallest number to the largest.")
            )

    def _voices(self, found: dict[str, Any]) -> Any:
        """How many voices each has, as docs/recount.md writes it."""
        if found.get("who") not in TAKE_NETWORKS or found.get("voices") not in ("bands", "own"):
            return "one_each"
        return "own" if found["voices"] == "own" else {"bands": found.get("bands")}

    def chosen(self) -> dict[str, Any]:
        """What set_rules is given."""
        found = self.cleaned_data
        return {
            "who": found["who"],
            "circle": found.get("circle") if found["who"] == Who.CIRCLE else None,
            "voices": self._voices(found),
            "is_secret": found["is_secret"],
            "published": found.get("published") or Published.CODES,
            "allows_delegation": found["allows_delegation"],
            "seen": found.get("read_by") or Seen.MEMBERS,
        }


ELECTING = ("who", "circle", "voices", "is_secret", "published", "allows_delegation", "seen")


def electing_from(decision: Decision) -> dict[str, Any]:
    """What ElectingForm begins with."""
    is_banded = isinstance(decision.voices, dict)
    bands = decision.voices["bands"] if is_banded else []
    return {
        "who": decision.who,
        "circle": decision.circle_id,
        "voices": "bands" if is_banded else decision.voices,
        "bands": "\n".join(f"{band['from']}: {band['voices']}" for band in bands),
        "is_secret": decision.is_secret,
        "published": decision.published,
        "allows_delegation": decision.allows_delegation,
        "read_by": decision.seen,
    }


class TimingForm(RulesForm):
    """For how long it is open, and when it is looked at again."""

    days_open = CountField(_("For how many days shall positions be taken?"), least=1, most=180)
    urgent_reason = WordsField(
        label=_("If it is urgent: why?"),
        required=False,
        max_length=500,
        help_text=_("All read it, beside the deadline."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    review_on = forms.DateField(
        label=_("Look at it again on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("On this day a review opens by itself. Leave it empty for none."),
    )

    def __init__(self, *args: Any, least: int, today: date, **options: Any) -> None:
        self.least, self.today = least, today
        super().__init__(*args, **options)
        words = _("At least %(days)s here, unless it is urgent: so everybody hears of it in time.")
        self.fields["days_open"].help_text = words % {"days": least}

    def clean_review_on(self) -> date | None:
        day: date | None = self.cleaned_data["review_on"]
        if day and day <= self.today:
            raise forms.ValidationError(gettext("Choose a day to come."))
        return day

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("days_open", self.least) < self.least and not found.get("urgent_reason"):
            words = gettext("With fewer than %(days)s days, say why it is urgent.")
            self.add_error("urgent_reason", words % {"days": self.least})
        return found
