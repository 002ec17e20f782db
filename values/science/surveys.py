"""Answers collected elsewhere: a table in, scores out. Nothing is kept, and no database is asked.

The first column names the respondent. Columns of items are called `q7`, `q07` or `q07_anything`, by
the item's number, or as a mapping says. Other columns are left alone; empty cells are missing.
"""

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from values.science.alignment import profile_r
from values.science.circle import HIGHER_ORDER, VALUES, Floats
from values.science.instruments import Instrument
from values.science.norms import norm, norm_for
from values.science.scoring import Scores, higher_order, score

_ITEM = re.compile(r"q(\d+)(?:_.*)?", re.IGNORECASE)
_DELIMITERS = ",;\t|"
_SAID = re.compile(r"sep=(.)\s*", re.IGNORECASE)  # how some programs say which it is
ENOUGH_TO_DOUBT = 20  # people, from which a profile that is upside down is worth a word
MOST_NAMED = 5


class BadSurvey(ValueError):
    """A table that cannot be scored; its words say in one line what is wrong and where."""


@dataclass(frozen=True)
class Survey:
    """ids (people,); ratings (people, items), NaN where missing; asked (items,): had a column."""

    ids: tuple[str, ...]
    ratings: Floats
    asked: NDArray[np.bool_]


@dataclass(frozen=True)
class Coding:
    """How a file's numbers differ from the instrument's. lowest: its code for the lowest answer
    (None: the instrument's own). is_reversed: its scale runs the other way."""

    lowest: int | None = None
    is_reversed: bool = False


def read_survey(
    path: Path,
    instrument: Instrument,
    *,
    columns: Mapping[str, int] | None = None,
    coding: Coding | None = None,
) -> Survey:
    """Read a table; `columns` says which of its columns is which item. Raises BadSurvey."""
    rows = _rows(path)
    header = [*rows[0][1]]
    while not header[-1].strip():
        header.pop()  # empty cells at the end name nothing
    places = _places(header, instrument, columns or {})
    reader = _Reader(instrument, coding or Coding(), header)
    index = {item.number: at for at, item in enumerate(instrument.items)}
    ratings = np.full((len(rows) - 1, len(index)), np.nan)
    for at, (line, cells) in enumerate(rows[1:]):
        if len(cells) < len(header) or any(map(str.strip, cells[len(header) :])):
            raise BadSurvey(f"row {line} has {len(cells)} cells, and the first row {len(header)}")
        for place, number in places.items():
            ratings[at, index[number]] = reader.rating(cells[place], line, place)
    asked = np.array([item.number in places.values() for item in instrument.items], dtype=np.bool_)
    return Survey(tuple(cells[0].strip() for _, cells in rows[1:]), ratings, asked)


def report(instrument: Instrument, survey: Survey) -> dict[str, Any]:
    """What is found, as JSON has it: each person, and the group of those who were not excluded."""
    scores = score(instrument, survey.ratings, asked=survey.asked)
    people = [
        {"id": id, "centred": _by_value(profile), "excluded": reason or None}
        for id, profile, reason in zip(survey.ids, scores.centred, scores.excluded, strict=True)
    ]
    return {"instrument": instrument.id, "people": people, "group": _group(survey, scores)}


def unasked(instrument: Instrument, survey: Survey) -> tuple[int, ...]:
    """The numbers of the items for which the table has no column."""
    pairs = zip(instrument.items, survey.asked, strict=True)
    return tuple(item.number for item, was_asked in pairs if not was_asked)


def doubtful_ids(survey: Survey) -> list[str]:
    """What is odd about who answered, in a sentence each: nobody's name, or one name twice."""
    counts = Counter(survey.ids)
    nameless = counts.pop("", 0)
    twice = [id for id, count in counts.items() if count > 1]
    found = [f"{nameless} without an id: scored all the same."] if nameless else []
    if twice:
        named = ", ".join(twice[:MOST_NAMED]) + (" …" if len(twice) > MOST_NAMED else "")
        found.append(f"More than one row is called {named}: each is scored as one person.")
    return found


def looks_reversed(instrument: Instrument, survey: Survey) -> bool:
    """Whether these answers look as if the scale ran the other way: the reverse of what people say
    everywhere. A doubt, not a proof."""
    scores = score(instrument, survey.ratings, asked=survey.asked)
    scored = scores.centred[scores.is_scored]
    if len(scored) < ENOUGH_TO_DOUBT or np.isnan(mean := _mean(scored)).any():
        return False
    usual = norm_for(instrument.id) if instrument.norms else norm("gss2012")
    return profile_r(mean, usual.mean) < -0.5


def _group(survey: Survey, scores: Scores) -> dict[str, Any]:
    scored = scores.centred[scores.is_scored]
    mean = _mean(scored)
    left_out = zip(survey.ids, scores.excluded, strict=True)
    return {
        "n": len(scored),
        "excluded": [{"id": id, "reason": reason} for id, reason in left_out if reason],
        "centred_mean": _by_value(mean),
        "centred_sd": _by_value(_sd(scored)),
        "higher_order": dict(zip(HIGHER_ORDER, map(_number, higher_order(mean)), strict=True)),
    }


def _mean(profiles: Floats) -> Floats:
    """Mean of each value (10,) over those who have it; NaN where nobody has."""
    counts = (~np.isnan(profiles)).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean: Floats = np.nansum(profiles, axis=0) / counts
    return mean


def _sd(profiles: Floats) -> Floats:
    """Sample SD of each value (10,), with n - 1; NaN where fewer than two have it."""
    counts = (~np.isnan(profiles)).sum(axis=0)
    squares = np.nansum((profiles - _mean(profiles)) ** 2, axis=0)
    return np.sqrt(np.where(counts > 1, squares / np.maximum(counts - 1, 1), np.nan))


def _by_value(ten: Floats) -> dict[str, float | None]:
    return dict(zip(VALUES, map(_number, ten), strict=True))


def _number(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 6) + 0.0


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    """The rows that are not blank, each with its line in the file; the first is the header."""
    lines = list(StringIO(_text(path), newline=""))
    skipped, delimiter = _delimiter(lines)
    reader = csv.reader(lines[skipped:], delimiter=delimiter, strict=True)
    read = 0  # lines that were understood
    rows = []
    try:
        for cells in reader:
            read = reader.line_num
            if any(map(str.strip, cells)):
                rows.append((read + skipped, cells))
    except csv.Error as problem:
        said = f"{path} is no table from row {read + skipped + 1} on ({problem})"
        raise BadSurvey(f"{said}: mostly a quotation mark lacks its other half") from problem
    if not rows:
        raise BadSurvey(f"{path} is empty")
    return rows


def _text(path: Path) -> str:
    """What stands in the file; a mark at its beginning is left out."""
    try:
        found = path.read_bytes()
    except OSError as problem:
        raise BadSurvey(f"{path} cannot be read: {problem.strerror}") from problem
    try:
        words = found.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = found.count(b"\n", 0, problem.start) + 1
        said = f"{path} is no text in UTF-8, as row {line} shows"
        raise BadSurvey(f"{said}: save it anew as “CSV UTF-8”") from problem
    if "\0" in words:
        raise BadSurvey(f"{path} is no text: it holds zero bytes")
    return words


def _delimiter(lines: Sequence[str]) -> tuple[int, str]:
    """How many lines at the beginning are no row, and what stands between two cells."""
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    said = _SAID.fullmatch(lines[first]) if lines else None
    if said:
        return first + 1, said[1]
    return first, max(_DELIMITERS, key=lines[first].count) if lines else ","


def _places(
    header: Sequence[str], instrument: Instrument, columns: Mapping[str, int]
) -> dict[int, int]:
    """Which cell of a row is the answer to which item."""
    names = [name.strip() for name in header]
    for name in columns:
        if name not in names[1:]:
            raise BadSurvey(f"there is no column “{name}” after the id column")
    if names[0] not in columns and _ITEM.fullmatch(names[0]):
        raise BadSurvey(f"the first column must name the respondents, and it is “{names[0]}”")
    places: dict[int, int] = {}
    known = {item.number for item in instrument.items}
    for place, name in enumerate(names[1:], start=1):
        matched = _ITEM.fullmatch(name)
        number = columns.get(name) or (int(matched[1]) if matched else None)
        if number is None or number in instrument.left_alone:
            continue
        if number not in known:
            raise BadSurvey(f"column “{name}”: {instrument.id} has no item {number}")
        if number in places.values():
            raise BadSurvey(f"column “{name}”: item {number} has a column already")
        places[place] = number
    if not places:
        raise BadSurvey(
            "in the first row no column is called q1, q2 …: say with --map COLUMN=ITEM which is"
            " which"
        )
    return places


class _Reader:
    """Reads single cells as the instrument's own numbers."""

    def __init__(self, instrument: Instrument, coding: Coding, header: Sequence[str]) -> None:
        self._header = header
        shift = 0 if coding.lowest is None else coding.lowest - instrument.low
        self._low, self._high = instrument.low + shift, instrument.high + shift
        turned = [*reversed(instrument.codes)] if coding.is_reversed else [*instrument.codes]
        codes = range(self._low, self._high + 1)
        self._meant = dict(zip(codes, map(float, turned), strict=True))

    def rating(self, cell: str, line: int, place: int) -> float:
        """The answer in a cell, NaN for an empty one."""
        if not cell.strip():
            return float("nan")
        try:
            return self._meant[float(cell)]  # type: ignore[index]  # 3.0 finds 3
        except (KeyError, ValueError):
            wanted = f"a whole number from {self._low} to {self._high}, or nothing"
            name = self._header[place].strip()
            raise BadSurvey(f"row {line}, column “{name}”: “{cell}” is not {wanted}") from None
