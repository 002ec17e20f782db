"""What one can choose, under each method: the fields, and the choice as docs/recount.md has it."""

from typing import Any

from django import forms
from django.utils.functional import lazystr
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from decisions.methods.deciding import Method
from decisions.methods.score import Score
from decisions.models import Round
from decisions.names import MEANINGS, stance_name
from decisions.queries.counting import method_of, options_of
from decisions.records.methods import Option
from decisions.records.positions import MAY_BE_WITHDRAWN
from solidarity.people.forms.fields import WordsField

Fields = dict[str, forms.Field]
TICKS = ("approval", "equal_shares")
RANKS = ("schulze", "runoff")
PICK = {"required": _("Choose one of these.")}


class ChoiceForm(forms.Form):
    """One choice. cleaned_data: `choice`, without words; `reason` and `rests_on`, where asked for.

    with_words: whether each stance may have a reason; else only those that need one.
    """

    def __init__(
        self, *args: Any, method: Method, options: tuple[Option, ...], with_words: bool = True,
        **rest: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **rest)
        self.method, self.options = method, options
        self.fields |= fields_for(method, options, with_words=with_words)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.errors:
            found["choice"] = chosen(self.method, self.options, found)
        if found.get("stance") in MAY_BE_WITHDRAWN and not found.get("reason"):
            self.add_error("reason", _now("Write why: it is the way to something better."))
        if found.get("stance") == "block" and not found.get("rests_on"):
            words = _now("Name the purpose or the clause that it would go against.")
            self.add_error("rests_on", words)
        return found


def choice_of_round(round: Round) -> dict[str, Any]:
    """What a ChoiceForm wants to know of a round."""
    return {"method": method_of(round), "options": options_of(round)}


def fields_for(method: Method, options: tuple[Option, ...], *, with_words: bool) -> Fields:
    """The fields in which one chooses."""
    if method.name in TICKS:
        return {"approve": _ticks(method, options)}
    if method.name in RANKS:
        return {f"rank_{at}": _rank(each, len(options)) for at, each in enumerate(options)}
    if isinstance(method, Score):
        return {f"points_{at}": _points(each, method) for at, each in enumerate(options)}
    return _stances(stances_of(method), with_words=with_words)


def stances_of(method: Method) -> list[str]:
    """The stances that one can take."""
    return [name for name in method.names if not name.endswith("_withdrawn")]


def _stances(names: list[str], *, with_words: bool) -> Fields:
    found: Fields = {
        "stance": forms.ChoiceField(
            label=_("Where do you stand?"),
            choices=[(name, _said(name)) for name in names],
            widget=forms.RadioSelect,
            error_messages=PICK,
        )
    }
    strong = [name for name in MAY_BE_WITHDRAWN if name in names]
    if with_words or strong:
        found["reason"] = _reason(is_asked=with_words)
    if "block" in names:
        found["rests_on"] = _rests_on()
    return found


def _said(name: str) -> Any:
    """A stance with what it means; the names of own gradients are their own words."""
    label = lazystr(stance_name(name))
    return format_lazy("{} – {}", label, MEANINGS[name]) if name in MEANINGS else label


def _reason(*, is_asked: bool) -> WordsField:
    return WordsField(
        label=_("Why?") if is_asked else _("Why, if you stop it?"),
        max_length=2000,
        required=False,
        help_text=_("A block or an objection needs a reason; the others look for a way with it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _rests_on() -> WordsField:
    return WordsField(
        label=_("If you block: what would it go against?"),
        max_length=500,
        required=False,
        help_text=_("The purpose you share, or a clause you agreed on."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def _ticks(method: Method, options: tuple[Option, ...]) -> forms.MultipleChoiceField:
    costs = method.name == "equal_shares"
    return forms.MultipleChoiceField(
        label=_("Tick all that you are for"),
        choices=[(each.id, _priced(each) if costs else each.title) for each in options],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def _priced(option: Option) -> Any:
    return format_lazy("{} ({})", option.title, option.cost)


def _rank(option: Option, number: int) -> forms.TypedChoiceField:
    places: list[tuple[Any, Any]] = [("", _("last, or no opinion"))]
    places += [(place, str(place)) for place in range(1, number + 1)]
    return forms.TypedChoiceField(
        label=option.title, choices=places, coerce=int, empty_value=None, required=False,
        help_text=_("1 is what you want most. Two may have the same number."),
    )  # fmt: skip


def _points(option: Option, method: Score) -> forms.TypedChoiceField:
    none: list[tuple[Any, Any]] = [("", _("no opinion"))]
    given = [(point, str(point)) for point in range(method.low, method.high + 1)]
    return forms.TypedChoiceField(
        label=option.title, choices=none + given, coerce=int, empty_value=None, required=False
    )


def chosen(method: Method, options: tuple[Option, ...], typed: dict[str, Any]) -> Any:
    """The choice in these fields."""
    if method.name in TICKS:
        return {"approve": typed["approve"]}
    if method.name in RANKS:
        return {"ranking": _ranking(options, typed)}
    if isinstance(method, Score):
        return {"scores": _given(options, typed, "points")}
    return typed["stance"]


def _given(options: tuple[Option, ...], typed: dict[str, Any], what: str) -> dict[str, int]:
    found = {each.id: typed[f"{what}_{at}"] for at, each in enumerate(options)}
    return {id: number for id, number in found.items() if number is not None}


def _ranking(options: tuple[Option, ...], typed: dict[str, Any]) -> list[Any]:
    """The options in order of their numbers; those with one number side by side."""
    places = _given(options, typed, "rank")
    groups = [
        [id for id, place in places.items() if place == at] for at in sorted(set(places.values()))
    ]
    return [group[0] if len(group) == 1 else group for group in groups]


