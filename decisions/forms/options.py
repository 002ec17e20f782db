"""Fields for exact numbers, and for options that are written one on a line."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from random import SystemRandom
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from decisions.records.fields import BadRecord, exact

MOST_OPTIONS = 60
LONGEST_OPTION = 160
MOST_VOICES = 1_000_000
# The cost stands last: “Printer 120”, “Printer: 120.50”.
WITH_COST = re.compile(r"(.*?\S)[\s:=–—-]+(\d{1,12}(?:[.,]\d{1,2})?)\s*")


def plain_digits(text: str) -> str:
    """Digits of any script as 0 to 9, and the signs that other keyboards have for “%” and “,”."""
    found = "".join(
        str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text.strip()
    )
    return found.replace("٪", "%").replace("٫", ".").replace(",", ".")


class CountField(forms.IntegerField):
    """A whole number."""

    def __init__(self, label: Any, *, least: int, most: int = 1_000_000_000, **options: Any):
        super().__init__(label=label, min_value=least, max_value=most, **options)

    def to_python(self, value: Any) -> int | None:
        return super().to_python(plain_digits(value) if isinstance(value, str) else value)


class ShareField(forms.CharField):
    """A part of many, exact: “2/3”, “90 %”. Becomes text of docs/recount.md, or a whole number."""

    def __init__(self, label: Any, help_text: Any = "", *, may_be_whole: bool = False) -> None:
        self.may_be_whole = may_be_whole
        super().__init__(label=label, help_text=help_text, required=False, max_length=20)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"dir": "ltr", "size": "10", "class": "short"}

    def to_python(self, value: Any) -> Any:
        text = plain_digits(str(value)) if value not in (None, "") else ""
        if not text:
            return ""
        if self.may_be_whole and text.isdecimal():
            return int(text)
        try:
            share = Fraction(exact(text, ""))
        except BadRecord:
            raise forms.ValidationError(_("Write a part such as 2/3 or 40 %.")) from None
        if not 0 < share <= 1:
            raise forms.ValidationError(_("A part is more than nothing, and at most the whole."))
        return str(share)

    def prepare_value(self, value: Any) -> Any:
        return "" if value in (None, "0") else value


class VoicesField(forms.CharField):
    """How many voices somebody has, exact: “2”, “5/2”. Left empty it is one."""

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, required=False, max_length=20)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"dir": "ltr", "size": "10", "class": "short"}

    def to_python(self, value: Any) -> str:
        text = plain_digits(str(value)) if value not in (None, "") else "1"
        try:
            voices = Fraction(exact(text, "", least=0, most=MOST_VOICES))
        except BadRecord:
            words = _("Write a number such as 3, 2.5 or 5/2, and no more than a million.")
            raise forms.ValidationError(words) from None
        return str(voices)


class OptionsField(forms.CharField):
    """Options, each on a line of its own; where they cost something, the cost stands last."""

    def __init__(self) -> None:
        self.kept: Sequence[Any] = ()
        self.has_costs = False
        super().__init__(
            label=_("The options, each on a line of its own"),
            max_length=12_000,
            widget=forms.Textarea(attrs={"rows": 8}),
            error_messages={"required": _("Write at least two options.")},
        )

    def begin(self, kept: Sequence[Any], *, has_costs: bool) -> None:
        """Keep the marks of the options that there are; ask for costs where money is shared."""
        self.kept, self.has_costs = kept, has_costs
        if has_costs:
            self.help_text = _("With what each costs at the end, such as “Seeds for spring: 120”.")

    def to_python(self, value: Any) -> Any:
        lines = [line.strip() for line in (super().to_python(value) or "").split("\n")]
        lines = [line for line in lines if line]
        if not lines:
            return []
        found = [self._read(line) for line in lines]
        self._check([title for title, _cost in found])
        return with_marks(found, self.kept)

    def _read(self, line: str) -> tuple[str, str]:
        if not self.has_costs:
            return line, ""
        parts = WITH_COST.fullmatch(plain_digits_at_end(line))
        if not parts or not Fraction(parts[2].replace(",", ".")):
            words = _("“%(line)s” needs its cost at the end, such as “Seeds: 120”.")
            raise forms.ValidationError(words, params={"line": line[:60]})
        return parts[1].rstrip(" :=–—-"), str(Fraction(parts[2].replace(",", ".")))

    def _check(self, titles: list[str]) -> None:
        if not 2 <= len(titles) <= MOST_OPTIONS:
            raise forms.ValidationError(
                _("Write two options at least, and %(most)s at most."),
                params={"most": MOST_OPTIONS},
            )
        if len({title.casefold() for title in titles}) < len(titles):
            raise forms.ValidationError(_("Two options are the same. Keep one of them."))
        if any(len(title) > LONGEST_OPTION for title in titles):
            raise forms.ValidationError(
                _("An option has %(most)s characters at most; put the rest into the text."),
                params={"most": LONGEST_OPTION},
            )


def plain_digits_at_end(line: str) -> str:
    """The line with the digits of its cost as 0 to 9; its words stay as they are."""
    words, _space, cost = line.rpartition(" ")
    return f"{words} {plain_digits(cost)}" if words else line


def with_marks(found: Sequence[tuple[str, str]], kept: Sequence[Any]) -> list[dict[str, Any]]:
    """Options as docs/recount.md writes them; one that stays keeps its mark."""
    marks = {option["title"]: option["id"] for option in kept}
    taken = {marks[title] for title, _cost in found if title in marks}
    free = (str(number) for number in range(1, 10_000) if str(number) not in taken)
    options = []
    for title, cost in found:
        option: dict[str, Any] = {"id": marks.get(title) or next(free), "title": title}
        if cost:
            option["cost"] = int(cost) if cost.isdecimal() else cost
        options.append(option)
    return options


def options_in_lines(options: Sequence[Any]) -> str:
    """The options as one types them."""
    return "\n".join(
        f"{option['title']}: {_decimal(option['cost'])}" if "cost" in option else option["title"]
        for option in options
    )


def _decimal(cost: int | str) -> str:
    value = Fraction(cost)
    exactly = Decimal(value.numerator) / value.denominator
    return str(value) if value.denominator == 1 else f"{exactly:.2f}"


def drawn_order(options: Sequence[Any], before: Sequence[str] | None) -> list[str]:
    """An order of all options by lot; the one that was drawn stays while they are the same."""
    marks = [option["id"] for option in options]
    if before and sorted(before) == sorted(marks):
        return list(before)
    SystemRandom().shuffle(marks)
    return marks
