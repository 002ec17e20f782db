"""What somebody looks for in the directory, and the searches she keeps."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from networks.facets import ALL, TITLES, Sort, labels_in
from networks.finding import USUAL_KM, Asked, Tally
from solidarity.base.words import one_line
from solidarity.people.forms.fields import NameField
from solidarity.ui.widgets import option, select_in_html

KILOMETRES = (10, 25, 50, 100, 250)
END = "</option>"


class FacetWidget(forms.Select):
    """A facet: its values with how many networks each would find; part of the form "find"."""

    def __init__(self, facet: str) -> None:
        super().__init__(attrs={"form": "find"})
        self.facet = facet
        self.counts: Mapping[str, int] = {}
        self.is_capped = True

    def render(self, name: str, value: Any, *args: Any, **options: Any) -> SafeString:
        attributes = self.build_attrs(self.attrs, options.get("attrs") or (args and args[0]) or {})
        return select_in_html(name, attributes, self._options(value or ""))

    def _options(self, chosen: str) -> Iterable[str]:
        """Each value is drawn once for all, and its number added: there are 250 countries."""
        labels, drawn = labels_in(self.facet), every_option(self.facet, get_language())
        counted = {value: count for value, count in self.counts.items() if count}
        if chosen in labels:
            counted.setdefault(chosen, 0)
        shown = {
            value: f"{drawn[value].removesuffix(END)}{self._many(count)}{END}"
            for value, count in counted.items()
            if value in labels
        }
        if chosen in labels:
            words = f"{labels[chosen]}{self._many(counted[chosen])}"
            shown[chosen] = option(chosen, words, _attributes(self.facet, chosen, chosen=chosen))
        if self.is_capped:
            return {**drawn, **shown}.values()
        return [drawn[""], *(shown[value] for value in labels if value in shown)]

    def _many(self, count: int) -> str:
        if self.is_capped:
            return f" ({count}+)" if count else ""
        return f" ({count})"


@lru_cache(maxsize=64)
def every_option(facet: str, _language: str | None) -> dict[str, str]:
    """Each choice of a facet in the reader's language as drawn where it is not counted."""
    values = labels_in(facet).items()
    drawn = {value: option(value, label, _attributes(facet, value)) for value, label in values}
    return {"": option("", str(ALL[facet]), {}), **drawn}


def _attributes(facet: str, value: str, *, chosen: str = "") -> dict[str, Any]:
    language = {"lang": value} if facet == "language" else {}
    return {**language, "selected": value == chosen}


class FacetField(forms.ChoiceField):
    """One value of a facet, or none."""

    def __init__(self, facet: str) -> None:
        super().__init__(label=TITLES[facet], required=False, widget=FacetWidget(facet))
        self.facet = facet

    def valid_value(self, value: str) -> bool:
        return value in labels_in(self.facet)

    def offer(self, counts: Mapping[str, int], *, capped: bool) -> None:
        """Show the values that would find something; those not counted as well, where `capped`."""
        self.widget.counts, self.widget.is_capped = counts, capped


class SearchForm(forms.Form):
    """What somebody looks for in the directory; whatever cannot be read is left aside."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    near = forms.CharField(
        label=_("Near a town"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )
    km = forms.TypedChoiceField(
        label=_("How far"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[(km, _("%(km)s km") % {"km": km}) for km in KILOMETRES],
    )
    cause = FacetField("cause")
    country = FacetField("country")
    language = FacetField("language")
    kind = FacetField("kind")
    size = FacetField("size")
    capacity = FacetField("capacity")
    door = FacetField("door")
    sort = forms.ChoiceField(
        label=_("What comes first"),
        required=False,
        choices=Sort.choices,
        widget=forms.Select(attrs={"form": "find"}),
    )
    exact = forms.BooleanField(required=False)

    def asked(self) -> Asked:
        """What is looked for, as far as it can be read."""
        self.is_valid()
        read = self.cleaned_data
        chosen = {name: read[name] for name in TITLES if read.get(name)}
        words = one_line(read.get("q", ""))
        return Asked(
            words,
            chosen,
            read.get("sort", ""),
            exact=bool(words and read.get("exact")),
            near=one_line(read.get("near", "")),
            km=read.get("km") or USUAL_KM,
        )

    def offer(self, asked: Asked, counted: Tally) -> None:
        """Let each facet show what it would find."""
        for name in TITLES:
            field = cast(FacetField, self.fields[name])
            way = name if name in asked.chosen else ""
            counts = counted.values.get(name, {})
            is_uncounted = way in counted.sampled or (bool(way) and way not in counted.loosened)
            field.offer(counts, capped=is_uncounted)
        # The usual order has no value: it stays the usual one when words come or go.
        usual = asked.usual_order
        sorts = [each for each in Sort.choices if asked.can_sort(each[0]) and each[0] != usual]
        cast(forms.ChoiceField, self.fields["sort"]).choices = [("", Sort(usual).label), *sorts]
        order = "" if asked.order == usual else asked.order
        for name in (
            *TITLES,
            "sort",
            "km",
        ):  # what is no choice of ours is left aside, without a word
            self.errors.pop(name, None)
        # What is too long to look for is not lost: it stands where it was typed.
        words = asked.words or one_line(str(self.data.get("q", "")))
        near = asked.near or one_line(str(self.data.get("near", "")))
        self.data = {**asked.chosen, "q": words, "sort": order, "near": near, "km": asked.km}

    @property
    def facets(self) -> list[forms.BoundField]:
        """The facets, to be drawn beside the results."""
        return [self[name] for name in (*TITLES, "sort")]


class SaveSearchForm(forms.Form):
    """The name of a search that is kept."""

    name = NameField(
        label=_("What shall it be called?"),
        max_length=80,
        error_messages={"required": _("Give it a name, so that you know it again.")},
    )
    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2400)

    def asked(self) -> Asked:
        """The search itself, read again as the directory reads it."""
        return asked_in(self.cleaned_data["query"])


def asked_in(query: str) -> Asked:
    """What the query of an address asks the directory for; of order and exactness, nothing."""
    asked = SearchForm(QueryDict(query)).asked()
    return Asked(asked.words, asked.chosen, near=asked.near, km=asked.km)
