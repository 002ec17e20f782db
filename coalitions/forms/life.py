"""A step in a coalition's life, and what a network goes on with."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coalitions.moves import NAMES_OTHERS, Move
from networks.models import Kind, Network
from networks.queries import networks_named
from solidarity.people.forms.fields import WordsField
from solidarity.people.models import Viewer
from solidarity.threads.forms import SentOnce
from solidarity.ui.forms import KeepsBoth


class MoveForm(SentOnce):
    """Where the coalition shall go from here."""

    move = forms.ChoiceField(
        label=gettext_lazy("What shall happen?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what shall happen.")},
    )
    others = WordsField(
        label=gettext_lazy("Which other coalitions?"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy(
            "Only where it goes on in others, or grows out of one. One name or address a line."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, moves: Sequence[Move], viewer: Viewer, **options: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.viewer = viewer
        cast(forms.ChoiceField, self.fields["move"]).choices = [
            (move.value, move.label) for move in moves
        ]

    def clean(self) -> dict[str, Any]:
        """Find the coalitions that are named; `others` becomes these."""
        data = super().clean() or {}
        lines = [line for line in data.get("others", "").splitlines() if line.strip()][:12]
        needs = data.get("move") in NAMES_OTHERS
        data["others"] = [self._found(line) for line in lines] if needs else []
        if needs and not lines:
            self.add_error("others", _("Name the coalitions that it is about."))
        return data

    def _found(self, line: str) -> Network | None:
        named = [each for each in networks_named(self.viewer, line) if each.kind == Kind.COALITION]
        same = [each for each in named if each.name.casefold() == line.strip().casefold()]
        found = same or named
        if len(found) != 1:
            words = _("Which coalition is “%(line)s”? Write its address as its page has it.")
            self.add_error("others", words % {"line": line.strip()[:80]})
            return None
        return found[0]


class CarryForm(KeepsBoth):
    """What a network goes on with by itself."""

    words = WordsField(
        label=gettext_lazy("What does your network go on with?"),
        max_length=2000,
        help_text=gettext_lazy("All who may know of the coalition read it."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Write what goes on.")},
    )
