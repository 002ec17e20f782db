"""What differs between two versions of a text, line by line: for agreements that change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

KEPT, ADDED, REMOVED, SKIPPED = "kept", "added", "removed", "skipped"
AROUND = 2  # kept lines that are shown beside a change


@dataclass(frozen=True)
class Line:
    """A line of either version, or (SKIPPED) how many kept lines are left out here."""

    kind: str
    words: str = ""
    count: int = 1


def lines_between(old: str, new: str) -> list[Line]:
    """The lines of both versions in their order: REMOVED only in `old`, ADDED only in `new`.

    Those REMOVED and KEPT make `old` again, those ADDED and KEPT make `new`.
    """
    before, after = old.split("\n"), new.split("\n")
    found: list[Line] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Line(KEPT, words) for words in before[i1:i2]]
        else:
            found += [Line(REMOVED, words) for words in before[i1:i2]]
            found += [Line(ADDED, words) for words in after[j1:j2]]
    return found


def folded(lines: Sequence[Line], around: int = AROUND) -> list[Line]:
    """`lines` with what was kept far from any change left out; how much stands in its place."""
    changed = [place for place, line in enumerate(lines) if line.kind != KEPT]
    near = {
        place
        for change in changed
        for place in range(max(0, change - around), min(len(lines), change + around + 1))
    }
    return list(_folded(lines, near))


def _folded(lines: Sequence[Line], near: set[int]) -> Iterator[Line]:
    skipped = 0
    for place, line in enumerate(lines):
        if place not in near:
            skipped += 1
            continue
        if skipped:
            yield Line(SKIPPED, count=skipped)
        skipped = 0
        yield line
    if skipped:
        yield Line(SKIPPED, count=skipped)


@dataclass(frozen=True)
class Change:
    """A diff as a page shows it: what is near a change, and how much was changed in all."""

    lines: list[Line]
    added: int
    removed: int


def change_between(old: str, new: str) -> Change:
    """What a reader is shown of the way from `old` to `new`; empty lines are not counted."""
    lines = lines_between(old, new)

    def count(kind: str) -> int:
        return sum(line.kind == kind and bool(line.words.strip()) for line in lines)

    return Change(folded(lines), added=count(ADDED), removed=count(REMOVED))
