"""A file of a directory, row by row: what each says of a network, or why it cannot be taken."""

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from networks.bringing import cells
from networks.bringing.countries import code_of
from networks.bringing.mapping import Mapping, is_of_people
from solidarity.base.refused import Refused
from solidarity.base.words import one_line
from solidarity.people.causes import Cause
from solidarity.people.languages import NAMES

LONGEST = {"name": 120, "summary": 300, "place": 120, "story": 6000}
LONGEST_ID = 200
MOST_COLUMNS = 100
SAMPLE = 500
KINDS = {"group", "coalition"}


@dataclass
class Row:
    """One row: its number in the file, its id, and either `fields` or `why` it is refused.

    notes: what was changed or left aside on the way, as codes of `networks/bringing/reasons.py`.
    """

    number: int
    key: str = ""
    name: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    why: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Table:
    """A file as a table: its columns, and its rows as far as they have as many cells."""

    columns: list[str]
    rows: Iterable[list[str]]


def table_in(content: bytes, mapping: Mapping) -> Table:
    """The table in a file; raises Refused where there is none."""
    if mapping.format == "murmurations":
        return _profiles_in(content)
    encoding = "utf-8-sig" if mapping.encoding == "utf-8" else mapping.encoding
    how = "replace" if encoding == "utf-16" else "surrogateescape"
    csv.field_size_limit(1 << 30)
    text = io.TextIOWrapper(io.BytesIO(content), encoding, errors=how, newline="")
    rows = csv.reader(text, delimiter=mapping.delimiter)
    try:
        columns = [one_line(column.encode("utf-8", "replace").decode()) for column in next(rows)]
    except (StopIteration, csv.Error, UnicodeError):
        raise Refused(_("This file is empty, or is no table.")) from None
    if len(columns) > MOST_COLUMNS:
        raise Refused(_("A table may have %(most)s columns at most.") % {"most": MOST_COLUMNS})
    return Table(columns, _readable(rows))


def _readable(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from (row for row in rows if row)
    except (csv.Error, UnicodeError):
        raise Refused(_("This file is no table from some row on. Save it again as CSV.")) from None


def _profiles_in(content: bytes) -> Table:
    """Profiles of Murmurations as a table: one profile, a list, or a list under "data"."""
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        raise Refused(_("This file is no JSON that we can read.")) from None
    if isinstance(said, dict):
        said = said["data"] if isinstance(said.get("data"), list) else [said]
    if not isinstance(said, list) or not all(isinstance(each, dict) for each in said):
        raise Refused(_("We look for a list of profiles in this file, and there is none."))
    flat = [each | _position(each.get("geolocation")) for each in said]
    columns = list(dict.fromkeys(name for each in flat for name in each))[:MOST_COLUMNS]
    return Table(columns, [[_cell(each.get(name)) for name in columns] for each in flat])


def _position(where: Any) -> dict[str, Any]:
    if not isinstance(where, dict):
        return {}
    return {"latitude": where.get("lat"), "longitude": where.get("lon")}


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ";".join(str(each) for each in value if isinstance(each, str | int | float))
    return str(value) if isinstance(value, str | int | float) else ""


class Reader:
    """Reads the rows of one file by one mapping. `dropped` names the columns that it left aside."""

    def __init__(self, content: bytes, mapping: Mapping, *, this_year: int) -> None:
        self.mapping, self.this_year = mapping, this_year
        table = table_in(content, mapping)
        self.columns = table.columns
        self._rows = iter(table.rows)
        self._first = list(islice(self._rows, SAMPLE))
        self.dropped = self._people_in(self._first)
        missing = [name for names in mapping.fields.values() for name in names
                   if name not in self.columns and mapping.format == "csv"]  # fmt: skip
        if missing:
            words = _("The file has no column “%(column)s”.")
            raise Refused(words % {"column": missing[0]})
        self._at = {target: [self.columns.index(name) for name in names if name in self.columns]
                    for target, names in mapping.fields.items()}  # fmt: skip
        self._only = [(self.columns.index(name), set(values))
                      for name, values in mapping.only.items() if name in self.columns]  # fmt: skip

    def _people_in(self, rows: list[list[str]]) -> set[int]:
        """Columns that hold mail addresses or telephone numbers, whatever they are called."""
        return {
            place for place, name in enumerate(self.columns)
            if is_of_people(name)
            or cells.holds_contacts([row[place][:300] for row in rows if place < len(row)])
        }  # fmt: skip

    def rows(self) -> Iterator[Row]:
        """Every row that the mapping wants, the refused ones too."""
        met: Counter[str] = Counter()
        for number, raw in enumerate((*self._first, *self._rows), start=2):
            if any(place < len(raw) and raw[place] not in values for place, values in self._only):
                continue
            row = self._read(number, raw)
            if not row.why and met[row.key]:
                row.why = "twice"
            met[row.key] += not row.why
            yield row
        self._first = []

    def _read(self, number: int, raw: list[str]) -> Row:
        row = Row(number)
        if len(raw) > len(self.columns):
            row.why = "ragged"
        elif any(len(cell) > cells.LONGEST_CELL for cell in raw):
            row.why = "huge"
        elif not all(cells.is_readable(cell) for cell in raw):
            row.why = "bytes"
        else:
            self._take(row, raw)
        return row

    def _cells(self, raw: list[str], target: str) -> list[str]:
        found = (raw[place] for place in self._at.get(target, ())
                 if place < len(raw) and place not in self.dropped)  # fmt: skip
        return [words for cell in found if (words := cells.plain(cell))]

    def _take(self, row: Row, raw: list[str]) -> None:
        fields: dict[str, Any] = {"name": self._line(row, raw, "name")}
        row.name = fields["name"]
        fields["place"] = self._line(row, raw, "place", joined=True)
        row.key = self._key(raw, fields)
        if not any(sign.isalnum() for sign in row.name):
            row.why = "no_name"
            return
        if not row.key:
            row.why = "no_id"
            return
        fields |= self._words(row, raw)
        fields |= self._codes(row, raw)
        fields["website"] = self._website(row, raw)
        founded = next(iter(self._cells(raw, "founded_year")), "")
        fields["founded_year"] = cells.year(founded, self.this_year) if founded else None
        for target, most in (("latitude", 90), ("longitude", 180)):
            typed = next(iter(self._cells(raw, target)), "")
            fields[target] = cells.degrees(typed, most) if typed else None
        row.fields = fields

    def _key(self, raw: list[str], fields: dict[str, Any]) -> str:
        """The row's own id or, where the file has none, one made of its name and place."""
        if "id" in self.mapping.fields:
            key = one_line(next(iter(self._cells(raw, "id")), ""))
        else:
            key = f"{cells.key_of(fields['name'])} | {cells.key_of(fields['place'])}"
        if len(key) > LONGEST_ID:
            key = "sha256:" + hashlib.sha256(key.encode()).hexdigest()
        return key

    def _line(self, row: Row, raw: list[str], target: str, *, joined: bool = False) -> str:
        found = list(dict.fromkeys(one_line(cell) for cell in self._cells(raw, target)))
        words = cells.without_people(", ".join(found) if joined else (found or [""])[0])
        if len(words) > LONGEST[target]:
            row.notes.append("shortened")
        return cells.shortened(words, LONGEST[target])

    def _words(self, row: Row, raw: list[str]) -> dict[str, str]:
        """Summary and story; a text too long for a summary is the story as well."""
        said = (self._cells(raw, "summary") or [""])[0]
        story = (self._cells(raw, "story") or [""])[0]
        kept = cells.without_people(said)
        if kept != said:
            row.notes.append("contacts")
        line = one_line(kept)
        if not story and len(line) > LONGEST["summary"]:
            story = kept
        story = cells.without_people(story)
        if len(story) > LONGEST["story"]:
            row.notes.append("shortened")
        return {
            "summary": cells.shortened(line or one_line(story), LONGEST["summary"]),
            "story": cells.shortened(story, LONGEST["story"]),
        }

    def _website(self, row: Row, raw: list[str]) -> str:
        typed = (self._cells(raw, "website") or [""])[0]
        address = cells.website(typed)
        if typed and not address:
            row.notes.append("website")
        return address

    def _codes(self, row: Row, raw: list[str]) -> dict[str, Any]:
        mapping = self.mapping
        typed = next(iter(self._cells(raw, "country")), "")
        country = code_of(typed, mapping.countries) if typed else ""
        if typed and not country:
            row.notes.append("country")
        kind = mapping.kinds.get(cells.key_of(next(iter(self._cells(raw, "kind")), "")), "group")
        umbrellas = [name for name in self._listed(raw, "umbrellas")
                     if cells.key_of(name) not in mapping.no_umbrella]  # fmt: skip
        return {
            "country": country or str(mapping.default.get("country", "")),
            "languages": _languages(self._listed(raw, "languages"))
            or list(mapping.default.get("languages", [])),
            "causes": _causes(self._listed(raw, "causes"), mapping.causes)
            or list(mapping.default.get("causes", [])),
            "kind": kind if kind in KINDS else "group",
            "umbrellas": [cells.shortened(name, LONGEST["name"]) for name in umbrellas[:20]],
        }

    def _listed(self, raw: list[str], target: str) -> list[str]:
        found = self._cells(raw, target)
        return [piece for cell in found for piece in cells.parts(cell, self.mapping.lists)]


_CODES = frozenset(Cause.values)
_CAUSES = {cells.key_of(word): code for code, label in Cause.choices for word in (code, str(label))}
_LANGUAGES = {cells.key_of(name): code for code, name in NAMES.items()}


def _causes(words: list[str], own: dict[str, str]) -> list[str]:
    known = (own.get(key, _CAUSES.get(key, "")) for key in map(cells.key_of, words))
    return [code for code in dict.fromkeys(known) if code in _CODES][:6]


def _languages(words: list[str]) -> list[str]:
    found = (word.lower().split("-")[0] for word in words)
    known = (code if code in NAMES else _LANGUAGES.get(code, "") for code in found)
    return list(dict.fromkeys(code for code in known if code))[:20]


def links_in(content: bytes, mapping: Mapping) -> list[tuple[str, str]]:
    """Pairs of ids out of a second file: which row belongs to which."""
    table = table_in(content, mapping)
    wanted = (mapping.links.get("member", ""), mapping.links.get("body", ""))
    if not all(name in table.columns for name in wanted):
        raise Refused(_("The file of links has not the columns that the mapping names."))
    member, body = (table.columns.index(name) for name in wanted)
    only = [(table.columns.index(name), values)
            for name, values in mapping.links.get("only", {}).items()]  # fmt: skip
    return [
        (row[member].strip(), row[body].strip()) for row in table.rows
        if len(row) == len(table.columns) and all(row[at] in values for at, values in only)
    ]  # fmt: skip
