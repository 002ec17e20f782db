"""Taking a position: by each method what one can choose, with a reason where it needs one."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from decisions.forms.options import CountField
from decisions.names import MEANINGS, stance_name
from decisions.records.kept import RANKED, stance_of
from decisions.rules.taking import NEEDS_REASON
from solidarity.people.forms.fields import WordsField
from solidarity.threads.forms import SentOnce

Options = Sequence[Mapping[str, Any]]
NONE = "-"  # what is ticked where no option is fine; no option is called so


class ReasonField(WordsField):
    """Why somebody chose so."""

    def __init__(self, label: Any, help_text: Any = "") -> None:
        super().__init__(
            label=label,
            required=False,
            max_length=2000,
            help_text=help_text,
            widget=forms.Textarea(attrs={"rows": 3}),
        )


class PositionForm(SentOnce):
    """What all of them have: a reason, and which position one saw when one began."""

    hint: Any = ""  # what one does with the fields, where they do not say it

    before = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    reason = ReasonField(_("Why?"), _("All who may read this decision can read it."))
    speaking = forms.ChoiceField(
        label=_("For whom do you speak?"),
        help_text=_("You are in several networks here. Your voice stays one, whatever you say."),
        required=False,
    )

    def __init__(
        self, *args: Any, loyalties: Sequence[tuple[str, str]] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        field = self.fields["speaking"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 for the type alone
        field.choices = [("", _("For myself")), *loyalties]
        if not loyalties:
            del self.fields["speaking"]

    def speaks_for(self) -> int | None:
        """The key of the network for which she says that she speaks."""
        said = self.cleaned_data.get("speaking", "")
        return int(said) if said else None

    def chosen(self) -> Any:
        """The choice, as docs/recount.md writes it."""
        raise NotImplementedError


class StanceForm(PositionForm):
    """One of a few stances."""

    stance = forms.ChoiceField(
        label=_("Where do you stand?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose your position.")},
    )
    rests_on = WordsField(
        label=_("For a block: which shared purpose or clause does it rest on?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Such as a line of your ways of working, or of what you are here for."),
    )

    def __init__(self, *args: Any, stances: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["stance"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 for the type alone
        field.choices = [(each, _with_meaning(each)) for each in stances]
        if "block" not in stances:
            del self.fields["rests_on"]
        if set(stances) & set(NEEDS_REASON):
            self.fields["reason"].help_text = _(
                "A block or an objection needs one. All who may read this decision can read it."
            )
        self.order_fields(["stance", "reason", "rests_on", "speaking"])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        stance = found.get("stance", "")
        if stance in NEEDS_REASON and not found.get("reason"):
            words = gettext("Write your reason: others can only meet what they understand.")
            self.add_error("reason", words)
        if stance == "block" and not found.get("rests_on"):
            words = gettext("Name the shared purpose or clause that your block rests on.")
            self.add_error("rests_on", words)
        return found

    def chosen(self) -> str:
        stance: str = self.cleaned_data["stance"]
        return stance


class ApprovalForm(PositionForm):
    """All the options that are fine, or none: that is a position, too."""

    approve = forms.MultipleChoiceField(
        label=_("Which options are fine for you?"),
        help_text=_("Tick as many as you like."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick one option at least, or that none is fine.")},
    )

    def __init__(self, *args: Any, options: Options, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["approve"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 for the type alone
        offered = [(option["id"], _titled(option)) for option in options]
        field.choices = [*offered, (NONE, _("None of these"))]
        self.order_fields(["approve", "reason"])

    def clean_approve(self) -> list[str]:
        ticked: list[str] = self.cleaned_data["approve"]
        if NONE in ticked and len(ticked) > 1:
            raise forms.ValidationError(gettext("Tick options, or that none is fine: not both."))
        return ticked

    def chosen(self) -> dict[str, Any]:
        return {"approve": [each for each in self.cleaned_data["approve"] if each != NONE]}


class NumbersForm(PositionForm):
    """A number for each option; one may leave some empty."""

    def __init__(self, *args: Any, options: Options, least: int, most: int, **more: Any) -> None:
        super().__init__(*args, **more)
        self.names = {f"option_{option['id']}": option["id"] for option in options}
        for name, option in zip(self.names, options, strict=True):
            self.fields[name] = CountField(option["title"], least=least, most=most, required=False)
        self.order_fields([*self.names, "reason"])

    def numbers(self) -> dict[str, int]:
        """What was given to whom."""
        given = {id: self.cleaned_data.get(name) for name, id in self.names.items()}
        return {id: number for id, number in given.items() if number is not None}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors and not self.numbers():
            self.add_error(None, self.nothing)
        return found

    nothing: Any = _("Write a number beside one option at least.")


class ScoreForm(NumbersForm):
    """Points."""

    def __init__(self, *args: Any, least: int, most: int, **options: Any) -> None:
        super().__init__(*args, least=least, most=most, **options)
        words = gettext(
            "Give each option from %(low)s to %(high)s points. What you leave out adds none."
        )
        self.hint = words % {"low": least, "high": most}

    def chosen(self) -> dict[str, Any]:
        return {"scores": self.numbers()}


class RankingForm(NumbersForm):
    """1 is first; the same number stands for alike."""

    hint = _("1 is what you want most. The same number is as good. What you leave out comes last.")

    def chosen(self) -> dict[str, Any]:
        numbers = self.numbers()
        places = sorted(set(numbers.values()))
        groups = [[id for id, place in numbers.items() if place == each] for each in places]
        return {"ranking": [group[0] if len(group) == 1 else group for group in groups]}


def position_form(
    method: Mapping[str, Any], options: Options, names: Sequence[str], *args: Any, **more: Any
) -> PositionForm:
    """The form of a method; names: of its stances, as the method itself says them."""
    kind = method["name"]
    if kind in ("approval", "equal_shares"):
        return ApprovalForm(*args, options=options, **more)
    if kind == "score":
        low, high = method.get("low", 0), method.get("high", 5)
        return ScoreForm(*args, options=options, least=low, most=high, **more)
    if kind in ("schulze", "runoff"):
        return RankingForm(*args, options=options, least=1, most=len(options), **more)
    open_to_all = [name for name in names if not name.endswith("_withdrawn")]
    return StanceForm(*args, stances=open_to_all, **more)


def position_from(method: str, choice: Any) -> dict[str, Any]:
    """What the form begins with, of a choice as rows keep it (decisions/records/kept.py)."""
    if isinstance(choice, dict) and "scores" in choice:
        return {f"option_{id}": points for id, points in choice["scores"].items()}
    if not isinstance(choice, list):
        return {"stance": stance_of(choice)}
    if method not in RANKED:
        return {"approve": choice or [NONE]}
    groups = [group if isinstance(group, list) else [group] for group in choice]
    return {f"option_{id}": place for place, group in enumerate(groups, start=1) for id in group}


def _with_meaning(stance: str) -> str:
    meaning = MEANINGS.get(stance)
    name = stance_name(stance)
    return (
        gettext("%(stance)s: %(meaning)s") % {"stance": name, "meaning": meaning}
        if meaning
        else name
    )


def _titled(option: Mapping[str, Any]) -> str:
    if "cost" not in option:
        return str(option["title"])
    return gettext("%(option)s (cost: %(cost)s)") % {
        "option": option["title"],
        "cost": option["cost"],
    }
