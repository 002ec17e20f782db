"""Pages of a text in versions: one of them, and any two side by side (base/versions.py)."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.utils.translation import gettext_lazy as _

from solidarity.base.diff import change_between
from solidarity.base.versions import WORDS, compared


class CompareForm(forms.Form):
    """Two versions, by number."""

    older = forms.TypedChoiceField(label=_("From version"), coerce=int)
    newer = forms.TypedChoiceField(label=_("To version"), coerce=int)

    def __init__(self, *args: Any, numbers: list[int], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("older", "newer"):
            cast(forms.ChoiceField, self.fields[name]).choices = [
                (number, str(number)) for number in sorted(numbers)
            ]


def version_context(
    asked: QueryDict, versions: QuerySet[Any], number: int, *, says: Callable[[Any], str] = WORDS
) -> dict[str, Any]:
    """What `ui/version.html` shows: the version of this number, and what it changed.

    asked: the query of the address, where `since` may name an earlier one to hold it against.
    Http404 where there is no such version. Two queries.
    """
    since = asked.get("since", "")
    wanted = int(since) if since.isdecimal() and len(since) < 6 else 0
    found = compared(versions, number, since=wanted, says=says)
    if found is None:
        raise Http404
    return {
        "version": found.version,
        "before": found.before,
        "change": found.change,
        "is_newest": found.is_newest,
        "earlier": found.earlier,
    }


def compare_context(asked: QueryDict, versions: QuerySet[Any]) -> dict[str, Any]:
    """What `ui/compare.html` shows: any two versions; at first the newest and the one before.

    Http404 where there is none. Two queries.
    """
    numbers = list(versions.values_list("number", flat=True))
    if not numbers:
        raise Http404
    pair = {"older": max(1, numbers[0] - 1), "newer": numbers[0]}
    form = CompareForm(asked or None, initial=pair, numbers=numbers)
    if form.is_valid():
        pair = form.cleaned_data
    else:  # what names no version of ours is left aside
        form = CompareForm(initial=pair, numbers=numbers)
    by_number = {each.number: each for each in versions.filter(number__in=pair.values())}
    older, newer = by_number[pair["older"]], by_number[pair["newer"]]
    change = change_between(older.words, newer.words)
    return {"form": form, "older": older, "newer": newer, "change": change}
