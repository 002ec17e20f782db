"""Applicants and quotas as CSV files, as those who draw assemblies by lot keep them.

What is wrong is said with its line, all of it at once; nothing is guessed at.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from cohorts.lottery.pool import Applicant, BadPool, Pool, Quota

MOST_BYTES = 50_000_000
MOST_PROBLEMS = 20
WHOLE = re.compile(r"([0-9]{1,7})(\.0*)?")  # as spreadsheets write numbers of people: 3, 3.0
IDS = ("id", "nationbuilder_id", "applicant", "applicant_id", "respondent_id", "key")
HEADS = (("category", "name"), ("category", "value"), ("category", "feature"), ("feature", "value"))


class BadFile(BadPool):
    """The files cannot be used; `problems` say where and why, one a line."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        shown = problems[:MOST_PROBLEMS]
        if len(problems) > len(shown):
            shown.append(f"… and {len(problems) - len(shown)} more")
        super().__init__("\n".join(shown))


@dataclass(frozen=True)
class Table:
    """A CSV file: the names of its columns in small letters, and its rows with their lines."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]
    digest: str  # SHA-256 of the file, in hexadecimal digits


def read_pool(
    applicants: Table, quotas: Table, *, seats: int, id_column: str = "", apart: str = ""
) -> Pool:
    """The pool of two files. Raises BadFile, with the line of everything that is wrong.

    id_column: the applicants' key; without it, `id` and the like, and where no column is called so,
    the line of each. apart: see Pool.
    """
    problems = list[str]()
    wanted, lines = _quotas(quotas, problems)
    _sums(quotas.name, wanted, lines, seats, problems)
    people = _people(applicants, wanted, _tidy(id_column), _tidy(apart), problems)
    if not problems and not 1 <= seats <= len(people):
        problems.append(f"{applicants.name}: {seats} seats for {len(people)} applicants")
    if problems:
        raise BadFile(problems)
    return Pool(people, wanted, _tidy(apart))


def table(name: str, content: bytes) -> Table:
    """A CSV file in UTF-8, its columns parted by commas, semicolons or tabs. Raises BadFile."""
    if len(content) > MOST_BYTES:
        raise BadFile([f"{name}: larger than {MOST_BYTES // 1_000_000} MB"])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        raise BadFile([f"{name}, line {line}: no text in UTF-8"]) from problem
    problems = list[str]()
    rows = list(_records(name, text, problems))
    if problems:
        raise BadFile(problems)
    if not rows:
        raise BadFile([f"{name}: empty"])
    head_line, head = rows[0]
    columns = tuple(_tidy(cell) for cell in head)
    named = [each for each in columns if each]
    for twice in sorted({each for each in named if named.count(each) > 1}):
        problems.append(f"{name}, line {head_line}: two columns are called “{twice}”")
    for line, cells in rows[1:]:
        if any(cells[len(columns) :]):
            problems.append(f"{name}, line {line}: more cells than columns")
    if problems:
        raise BadFile(problems)
    pairs = tuple((line, dict(zip(columns, [*cells, *[""] * len(columns)], strict=False)))
                  for line, cells in rows[1:])  # fmt: skip
    return Table(name, columns, pairs, sha256(content).hexdigest())


def _records(name: str, text: str, problems: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Rows with something in them, and the line on which each ends."""
    first = text.lstrip().split("\n", 1)[0]
    parted = max(",;\t", key=first.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=parted, strict=True)
    try:
        for cells in reader:
            tidy = [" ".join(cell.split()) for cell in cells]
            if any(tidy):
                yield reader.line_num, tidy
    except csv.Error as problem:
        problems.append(f"{name}, line {reader.line_num}: no CSV ({problem})")


def _quotas(source: Table, problems: list[str]) -> tuple[list[Quota], list[int]]:
    head = next((pair for pair in HEADS if set(pair) <= set(source.columns)), None)
    missing = {"min", "max"} - set(source.columns)
    if head is None or missing:
        problems.append(f"{source.name}, line 1: columns category, name, min, max are wanted")
        return [], []
    found: dict[tuple[str, str], tuple[Quota, int]] = {}
    for line, row in source.rows:
        where = f"{source.name}, line {line}"
        category, value = row[head[0]], row[head[1]]
        if not category or not value:
            problems.append(f"{where}: a category and a name are wanted")
            continue
        key = (_tidy(category), _tidy(value))
        if key in found:
            problems.append(f"{where}: {category}: {value} stands on line {found[key][1]} already")
        numbers = [_number(row, each, where, problems) for each in ("min", "max")]
        least, most = numbers[0] or 0, numbers[1] if numbers[1] is not None else 0
        if None not in numbers and least > most:
            problems.append(f"{where}: min {least} is above max {most}")
        low, high = (_number(row, each, where, problems, may_lack=True)
                     for each in ("min_flex", "max_flex"))  # fmt: skip
        if (low is not None and low > least) or (high is not None and high < most):
            problems.append(f"{where}: min_flex is above min, or max_flex below max")
        found.setdefault(key, (Quota(key[0], value, least, max(least, most), low, high), line))
    if not found and not problems:
        problems.append(f"{source.name}: no quotas")
    return [quota for quota, _line in found.values()], [line for _quota, line in found.values()]


def _number(
    row: Mapping[str, str], column: str, where: str, problems: list[str], *, may_lack: bool = False
) -> int | None:
    said = row.get(column, "")
    if may_lack and not said:
        return None
    if found := WHOLE.fullmatch(said):
        return int(found[1])
    problems.append(f"{where}: {column} is “{said[:40]}”, a whole number from 0 on is wanted")
    return None


def _sums(
    name: str, quotas: list[Quota], lines: list[int], seats: int, problems: list[str]
) -> None:
    """Minimums of one category that need more seats than there are; maximums that fill fewer."""
    for category in sorted({quota.category for quota in quotas}):
        own = [(q, line) for q, line in zip(quotas, lines, strict=True) if q.category == category]
        where = f"{name}, lines {', '.join(str(line) for _quota, line in own)}"
        least, most = sum(q.least for q, _line in own), sum(q.most for q, _line in own)
        if least > seats:
            problems.append(f"{where}: {category} wants at least {least} in all, for {seats} seats")
        if most < seats:
            problems.append(f"{where}: {category} allows {most} in all, for {seats} seats")


def _people(
    source: Table, quotas: list[Quota], id_column: str, apart: str, problems: list[str]
) -> list[Applicant]:
    named = {(q.category, _tidy(q.value)): q.value for q in quotas}
    categories = list(dict.fromkeys(quota.category for quota in quotas))
    key = id_column or next((each for each in IDS if each in source.columns), "")
    wanted = [*([key] if key else []), *categories, *([apart] if apart else [])]
    missing = [each for each in wanted if each not in source.columns]
    if missing:
        there = ", ".join(f"“{each}”" for each in source.columns if each)
        problems += [f"{source.name}, line 1: no column “{each}”; there are {there}"
                     for each in missing]  # fmt: skip
        return []
    seen: dict[str, int] = {}
    people = list[Applicant]()
    for line, row in source.rows:
        where, id = f"{source.name}, line {line}", row[key] if key else f"line {line}"
        if not id:
            problems.append(f"{where}: nothing in “{key}”")
        elif id in seen:
            problems.append(f"{where}: “{id}” stands on line {seen[id]} already")
        seen.setdefault(id, line)
        traits = {each: named.get((each, _tidy(row[each])), "") for each in categories}
        for each in categories:
            if not row[each]:
                problems.append(f"{where}: no answer in {each}")
            elif not traits[each]:
                problems.append(f"{where}: no quota names “{row[each]}” in {each}")
        people.append(Applicant(id, traits | ({apart: _tidy(row[apart])} if apart else {})))
    return people


def _tidy(word: str) -> str:
    return " ".join(word.split()).casefold()
