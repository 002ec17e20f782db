"""Mail addresses out of what somebody pastes: lines, commas, tables, "Name <address>"."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

# A piece ends at a comma, a semicolon, a tab or a line's end that stands in no quotes.
_PIECE = re.compile(r'(?:"[^"\n]*"|[^",;\t\n])+')
_BRACKETED = re.compile(r"<([^<>]*)>\s*$")
LONGEST = 254


@dataclass(frozen=True)
class Line:
    """One piece of what was pasted; `address` is "" where it holds none."""

    words: str
    address: str


def lines_of(pasted: str) -> list[Line]:
    """What was pasted, piece by piece, addresses in small letters.

    In a line that holds an address the pieces without an @ are names and other columns.
    """
    found = []
    for line in pasted.splitlines():
        pieces = [piece.strip() for piece in _PIECE.findall(line)]
        named = [piece for piece in pieces if "@" in piece]
        found += [Line(piece, address_in(piece)) for piece in named or pieces if piece]
    return found


def address_in(piece: str) -> str:
    """The address in "Name <address>" or in a bare piece; "" when it is none."""
    bracketed = _BRACKETED.search(piece)
    address = (bracketed[1] if bracketed else piece).strip().strip('"').strip()
    address = address.removeprefix("mailto:").lower()
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address if len(address) <= LONGEST else ""
