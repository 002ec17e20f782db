"""What a digest says, in order: by body and by item, the newest first, nothing twice."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

MOST_WORDS_OF_AN_ITEM = 3
# Bytes of a mail, both parts together.
AROUND_AN_ITEM = 180
AROUND_A_SECTION = 900


@dataclass(frozen=True)
class Entry:
    """One notice, as far as a digest cares: where it comes from, what it leads to, what it says."""

    source: int | None
    url: str
    words: str
    told_at: datetime


@dataclass
class Item:
    """One thing, and what happened with it, the newest first."""

    url: str
    words: list[str] = field(default_factory=list)
    more: int = 0  # words that are left out


@dataclass
class Section:
    """What came from one body."""

    source: int | None
    items: list[Item] = field(default_factory=list)


@dataclass
class Digest:
    """All of it, as far as there is room."""

    sections: list[Section] = field(default_factory=list)
    left_out: int = 0  # items that there was no room for


def grouped(entries: Iterable[Entry], *, known: set[int], room: int) -> Digest:
    """The entries as a digest.

    What leads to one address is one item, in the section of its newest entry, and says the same
    words once. Sections, items and words come in the order of their newest entry.
    known: bodies that may be shown; what comes from another is in the section of None.
    room: bytes of a mail that has a text and HTML, above 0; the first item always fits.
    Pure; every entry is in the digest, or in an item that is counted as left out.
    """
    items: dict[str, Item] = {}
    sections: dict[int | None, Section] = {}
    for entry in sorted(entries, key=lambda entry: entry.told_at, reverse=True):
        item = items.get(entry.url)
        if item is None:
            source = entry.source if entry.source in known else None
            item = items[entry.url] = Item(entry.url)
            sections.setdefault(source, Section(source)).items.append(item)
        if entry.words in item.words:
            continue
        if len(item.words) < MOST_WORDS_OF_AN_ITEM:
            item.words.append(entry.words)
        else:
            item.more += 1
    return _fitted(list(sections.values()), room)


def _fitted(sections: list[Section], room: int) -> Digest:
    """As many items as there is room for; what follows the first that does not fit is left out."""
    digest, left = Digest(), room
    for section in sections:
        kept = Section(section.source)
        for item in section.items:
            left -= size(item) + (0 if kept.items else AROUND_A_SECTION)
            if digest.left_out or (left < 0 and (digest.sections or kept.items)):
                digest.left_out += 1
            else:
                kept.items.append(item)
        if kept.items:
            digest.sections.append(kept)
    return digest


def size(item: Item) -> int:
    """About how many bytes it takes in a mail, where all stands twice."""
    return AROUND_AN_ITEM + 2 * (
        len(item.url.encode()) + sum(len(words.encode()) for words in item.words)
    )
