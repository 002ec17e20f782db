"""What somebody looks for in the directory, and the searches she keeps."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from networks.facets import ALL, TITLES, Sort, labels_in
from networks.finding import Asked, Tally
from solidarity.base.words import one_line
from solidarity.people.forms.fields import NameField


class ChoiceWithCounts(forms.Select):
    """A facet: its values with how many networks each would find; part of the form "find"."""

    def __init__(self, facet: str) -> None:
        super().__init__(attrs={"form": "find"})
        self.facet = facet

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **options)
        if self.facet == "language" and value:
            option["attrs"]["lang"] = str(value)
        return option


class FacetField(forms.ChoiceField):
    """One value of a facet, or none."""

    def __init__(self, facet: str) -> None:
        super().__init__(label=TITLES[facet], required=False, widget=ChoiceWithCounts(facet))
        self.facet = facet

    def valid_value(self, value: str) -> bool:
        return value in labels_in(self.facet)

    def offer(self, counts: Mapping[str, int], chosen: str, *, capped: bool) -> None:
        """Show the values that would find something; those not counted as well, where `capped`."""
        more = "+" if capped else ""
        options = [("", str(ALL[self.facet]))]
        for value, label in labels_in(self.facet).items():
            if count := counts.get(value):
                options.append((value, f"{label} ({count}{more})"))
            elif capped or value == chosen:
                options.append((value, label if capped else f"{label} (0)"))
        self.widget.choices = options


class SearchForm(forms.Form):
    """What somebody looks for in the directory; whatever cannot be read is left aside."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
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
        return Asked(words, chosen, read.get("sort", ""), exact=bool(words and read.get("exact")))

    def offer(self, asked: Asked, counted: Tally) -> None:
        """Let each facet show what it would find."""
        for name in TITLES:
            field = cast(FacetField, self.fields[name])
            way = name if name in asked.chosen else ""
            counts = counted.values.get(name, {})
            is_uncounted = way in counted.capped or (bool(way) and way not in counted.loosened)
            field.offer(counts, asked.chosen.get(name, ""), capped=is_uncounted)
        # The usual order has no value: it stays the usual one when words come or go.
        usual = asked.usual_order
        sorts = [each for each in Sort.choices if each[0] not in {usual, Sort.BEST}]
        cast(forms.ChoiceField, self.fields["sort"]).choices = [("", Sort(usual).label), *sorts]
        order = "" if asked.order == usual else asked.order
        for name in (*TITLES, "sort"):  # what is no choice of ours is left aside, without a word
            self.errors.pop(name, None)
        # What is too long to look for is not lost: it stands where it was typed.
        words = asked.words or one_line(str(self.data.get("q", "")))
        self.data = dict(asked.chosen) | {"q": words, "sort": order}

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
    return Asked(asked.words, asked.chosen)
