"""Mail addresses out of what somebody pastes, lines, commas, tables; and out of files."""

import codecs
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

# A piece ends at a comma, a semicolon, a tab or a line's end that stands in no quotes.
_PIECE = re.compile(r'(?:"[^"\n]*"|[^",;\t\n])+')
_BRACKETED = re.compile(r"<([^<>]*)>\s*$")
# What stands around an @ in a file, up to any sign that no address has; some are not seen.
_UNSEEN = "\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_WORD = re.compile(rf"""[^\s,;|:<>"()\[\]\\{_UNSEEN}]+""")
LONGEST = 254
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


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


def words_in(content: bytes) -> str:
    """The text of a file, whatever wrote it; "" where it is none (a spreadsheet, a picture).

    A mark at the beginning tells, or else how many zeros there are: of two bytes a sign, mail
    addresses have one that is zero. What is no UTF-8 is an older table of one byte a sign, and
    there the letters of an address are the same in all of them.
    """
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return _decoded(content, encoding)
    if zeros := content.count(0):
        wide = "utf-16-le" if content[1::2].count(0) > content[::2].count(0) else "utf-16-be"
        return _decoded(content, wide) if zeros * 3 > len(content) else ""
    return _decoded(content, "utf-8") or _decoded(content, "latin-1")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return ""
    return "" if "\0" in text else text


def candidates_in(text: str) -> list[str]:
    """Whatever in a table of any columns and separators looks like a mail address, in order."""
    found = (word.strip(".'") for word in _WORD.findall(text) if "@" in word)
    return [word for word in found if word.strip("@")]
