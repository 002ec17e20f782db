"""A directory's file, and what its columns are."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.files.base import File
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from networks.actions.editions import MOST_BYTES
from networks.bringing.cells import key_of
from networks.bringing.countries import code_of
from networks.bringing.mapping import DELIMITERS, ENCODINGS, MURMURATIONS
from networks.forms.founding import CountryField, WebsiteField
from networks.models import Source
from solidarity.people.causes import Cause
from solidarity.people.forms.fields import NameField, WordsField

TARGETS = [
    ("", _("Leave it out")),
    ("id", _("The directory’s own number or id")),
    ("name", _("Name")),
    ("summary", _("What it is for")),
    ("story", _("Its story")),
    ("place", _("Place")),
    ("country", _("Country")),
    ("website", _("Website")),
    ("languages", _("Languages")),
    ("causes", _("Causes")),
    ("founded_year", _("Year of beginning")),
    ("umbrellas", _("What it belongs to")),
    ("latitude", _("Degrees north")),
    ("longitude", _("Degrees east")),
]
SIGNS = [(",", _("Comma")), (";", _("Semicolon")), ("\t", _("Tab")), ("|", _("Bar"))]
GUESSES = {
    "id": "id", "identifier": "id", "name": "name", "title": "name", "description": "summary",
    "summary": "summary", "city": "place", "place": "place", "town": "place", "region": "place",
    "country": "country", "website": "website", "url": "website", "languages": "languages",
    "themes": "causes", "theme": "causes", "causes": "causes", "tags": "causes",
    "sector": "causes", "lat": "latitude", "latitude": "latitude", "lon": "longitude",
    "lng": "longitude", "longitude": "longitude", "umbrella": "umbrellas",
}  # fmt: skip


class UploadForm(forms.Form):
    """A file, and how an earlier one of the same directory was read."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("A table (CSV), or profiles of Murmurations (JSON). 20 MB at most."),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("This file is empty."),
        },
        widget=forms.FileInput(attrs={"accept": ".csv,.json"}),
    )
    source = forms.ModelChoiceField(
        label=_("Which directory is it?"),
        queryset=Source.objects.order_by("name"),
        required=False,
        empty_label=_("A new one"),
    )

    def clean_file(self) -> "File[bytes]":
        file: File[bytes] = self.cleaned_data["file"]
        if not (file.name or "").lower().endswith((".csv", ".json")):
            raise forms.ValidationError(gettext("Choose a file that ends in .csv or .json."))
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(gettext("This file is larger than 20 MB."))
        return file

    def mapping(self, content: bytes) -> dict[str, Any]:
        """How to read it at first: as the last one, or as it looks."""
        source: Source | None = self.cleaned_data["source"]
        if source is not None:
            return dict(source.mapping)
        if (self.cleaned_data["file"].name or "").lower().endswith(".json"):
            return {"source": "", **MURMURATIONS}
        encoding = _encoding_of(content)
        head = content[:20_000].decode(encoding, "replace").splitlines()[:1]
        delimiter = max(DELIMITERS, key=(head or [""])[0].count)
        return {"source": "", "encoding": encoding, "delimiter": delimiter, "fields": {}}


def _encoding_of(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


class PairsField(WordsField):
    """Lines of "word = code": what a directory says, and what we say instead."""

    def __init__(self, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 4, "spellcheck": "false"})
        super().__init__(required=False, max_length=8000, widget=widget, **options)

    def clean(self, value: Any) -> dict[str, str]:
        pairs = {}
        for line in super().clean(value).splitlines():
            word, _equals, said = line.rpartition("=")
            if word.strip() and not (code := self.code_of(said.strip())):
                words = gettext("We do not know “%(code)s”.") % {"code": said.strip()}
                raise forms.ValidationError(words)
            if word.strip():
                pairs[key_of(word)] = code
        return pairs

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return "\n".join(f"{word} = {code}" for word, code in value.items() if code)
        return value

    def code_of(self, said: str) -> str:
        """Our code for what stands after the sign."""
        raise NotImplementedError


class CausePairs(PairsField):
    """Causes by the directory's words."""

    def code_of(self, said: str) -> str:
        labels = {key_of(str(label)): code for code, label in Cause.choices}
        return said if said in Cause.values else labels.get(key_of(said), "")


class CountryPairs(PairsField):
    """Countries by the directory's spellings."""

    def code_of(self, said: str) -> str:
        return code_of(said)


class MappingForm(forms.Form):
    """What the directory is called, how its file is written, and what each column is."""

    source = NameField(
        label=_("What is the directory called?"),
        max_length=80,
        error_messages={"required": _("Write what the directory is called.")},
    )
    licence = NameField(
        label=_("Under which licence?"),
        max_length=120,
        required=False,
        help_text=_("Everybody reads it on the pages of the networks."),
    )
    home = WebsiteField(label=_("Where is it on the web?"), required=False)
    encoding = forms.ChoiceField(
        label=_("How its letters are stored"), choices=[(each, each) for each in ENCODINGS]
    )
    delimiter = forms.ChoiceField(label=_("Sign between columns"), choices=SIGNS)
    lists = forms.CharField(
        label=_("Sign between the parts of a list"),
        max_length=3,
        required=False,
        strip=False,
        initial=";",
        widget=forms.TextInput(attrs={"class": "-short"}),
    )
    country = CountryField(label=_("Country, where a row names none"), required=False)
    causes = CausePairs(
        label=_("Causes by other words"), help_text=_("One on each line: “Housing = housing”.")
    )
    countries = CountryPairs(
        label=_("Countries by other spellings"), help_text=_("One on each line: “Albion = GB”.")
    )
    no_umbrella = WordsField(
        label=_("Words for “belongs to nothing”"),
        required=False,
        max_length=500,
        help_text=_("One on each line, such as “none” or “yes”."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, mapping: dict[str, Any], columns: list[str], data: Any = None) -> None:
        self.mapping, self.columns = mapping, columns
        super().__init__(data, initial=_initial(mapping))
        if mapping.get("format") == "murmurations":
            for name in ("encoding", "delimiter", "lists"):
                del self.fields[name]
            return
        chosen = {column: target for target, names in mapping.get("fields", {}).items()
                  for column in ([names] if isinstance(names, str) else names)}  # fmt: skip
        guess = {} if chosen else GUESSES
        for place, column in enumerate(columns):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=column or gettext("(no heading)"),
                choices=TARGETS,
                required=False,
                initial=chosen.get(column, guess.get(key_of(column), "")),
            )
        names = [f"column_{place}" for place in range(len(columns))]
        self.order_fields(["source", "licence", "home", *names])

    def guessed(self) -> dict[str, Any]:
        """The mapping as it stands before anybody has chosen anything."""
        fields: dict[str, list[str]] = {}
        for place, column in enumerate(self.columns):
            field = self.fields.get(f"column_{place}")
            if field is not None and field.initial:
                fields.setdefault(field.initial, []).append(column)
        known = self.mapping.get("fields") or fields
        return self.mapping | {"source": self.mapping.get("source") or "?", "fields": known}

    def said(self) -> dict[str, Any]:
        """The mapping that was chosen; what the form does not show stays as it was."""
        read = self.cleaned_data
        said = dict(self.mapping)
        said |= {name: read[name] for name in ("source", "licence", "home", "causes", "countries")}
        said |= {name: read[name] for name in ("encoding", "delimiter", "lists") if name in read}
        said["no_umbrella"] = read["no_umbrella"].splitlines()
        said["default"] = said.get("default", {}) | {"country": read["country"]}
        if self.mapping.get("format") != "murmurations":
            said["fields"] = dict(self._fields())
        return said

    def _fields(self) -> Iterator[tuple[str, list[str]]]:
        kept = {"kind": self.mapping.get("fields", {}).get("kind", [])}
        yield from ((name, names) for name, names in kept.items() if names)
        for target, _label in TARGETS[1:]:
            names = [column for place, column in enumerate(self.columns)
                     if self.cleaned_data.get(f"column_{place}") == target]  # fmt: skip
            if names:
                yield target, names


def _initial(mapping: dict[str, Any]) -> dict[str, Any]:
    default = mapping.get("default", {})
    return mapping | {
        "country": default.get("country", ""),
        "no_umbrella": "\n".join(mapping.get("no_umbrella", [])),
    }


def columns_in(content: bytes, mapping: dict[str, Any]) -> list[str]:
    """The headings of a file's columns, as far as they can be read."""
    encoding = str(mapping.get("encoding", "utf-8"))
    text = io.StringIO(content[:100_000].decode(encoding, "replace").lstrip("\ufeff"))
    rows = csv.reader(text, delimiter=str(mapping.get("delimiter", ",")))
    try:
        return [" ".join(name.split()) for name in next(rows)][:100]
    except (StopIteration, csv.Error):
        return []
