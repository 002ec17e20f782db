"""The table as a file that people read: a block for each address, a line for each thing and way."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.roles.cells import METHODS
from tests.roles.world import ROLES

FILE = Path(__file__).with_name("table.txt")
Row = tuple[str, str]  # the thing that is pointed at, the method
Block = Mapping[Row, tuple[str, ...]]  # a cell for each role
HEAD = """\
Who may do what: every address, every way of asking, every role.

Made by `python -m tests.roles`, read in review: each 200 must be deserved, and whatever one may
not know of is a 404 that does not differ from that of something which is not there.

  200         a page, or a part of one     422  refused, with the reason, and what was typed
  >log        done, sent on to there       404  nothing there, or nothing that one may know of
  >sign-in    sent to sign in, and back    405  not asked like this

HX is a GET of htmx. The sibling is in another network of the same coalition, the affiliate in a
network that belongs to this one. "public" and "hidden" have the same people; "coalition" is what
both belong to.
"""


def written(blocks: Mapping[str, Block]) -> str:
    """The table as text: lines that are alike but for the method are one."""
    parts = [HEAD]
    for title, block in blocks.items():
        lines = [("", "", *ROLES), *_lines(block)]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        rows = [
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
            for line in lines
        ]
        parts.append("\n".join([f"## {title}", *rows]) + "\n")
    return "\n".join(parts)


def _lines(block: Block) -> Iterable[tuple[str, ...]]:
    for thing in dict.fromkeys(thing for thing, _method in block):
        alike: dict[tuple[str, ...], list[str]] = {}
        for method in METHODS:
            alike.setdefault(block[thing, method], []).append(method)
        for cells, methods in alike.items():
            yield (thing or "-", ",".join(methods), *cells)


def read(text: str) -> Mapping[str, Block]:
    """The blocks of a table as text, by their title."""
    blocks: dict[str, dict[Row, tuple[str, ...]]] = {}
    for part in text.split("\n## ")[1:]:
        title, _head, *lines = part.strip().split("\n")
        block = blocks[title] = {}
        for line in lines:
            cells = line.split()
            thing = " ".join(cells[: -len(ROLES) - 1])
            for method in cells[-len(ROLES) - 1].split(","):
                row = ("" if thing == "-" else thing, method)
                assert row not in block, f"{title}: two lines for {row}"
                block[row] = tuple(cells[-len(ROLES) :])
    return blocks
