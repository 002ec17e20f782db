"""One cell of somebody else's table, made fit to be kept: plain words, links, numbers."""

import html
import re
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

import nh3

from solidarity.base.words import one_line, tidy

LONGEST_CELL = 20_000
_TAG = re.compile(r"<[a-zA-Z/!][^>]*>")
_MAIL = re.compile(r"[\w.+-]+(?:@|\s?\(at\)\s?|\[at\])[\w-]+(?:\.[\w-]+)+", re.I)
_PHONE = re.compile(
    r"(?:(?:tel|phone|fax|mobile?|telefono|tél)[a-zé]*[.:]?\s*)?\+\d[\d\s()./-]{6,18}\d"
    r"|(?:tel|phone|fax|mobile?|telefono|tél)[a-zé]*[.:]\s*\d[\d\s()./-]{4,18}\d",
    re.I,
)
_DIGITS = re.compile(r"\d[\d\s()./-]{4,}\d")
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]{1,62}", re.I)
_YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})(?!\d)")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@lru_cache(maxsize=20_000)
def key_of(words: str) -> str:
    """`words` without accents, capitals and signs: two spellings of one name have the same."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", words).casefold())
    plain = unicodedata.normalize("NFKD", plain.casefold())
    letters = (sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign))
    return " ".join("".join(letters).split())


def is_readable(text: str) -> bool:
    """Whether all of it is text: bytes that the encoding does not know stand as surrogates."""
    return text.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in text)


def plain(cell: str) -> str:
    """A cell as plain text: tags and control signs gone, entities read."""
    if "<" in cell and _TAG.search(cell):
        cell = nh3.clean(cell, tags=set(), clean_content_tags={"script", "style"})
        cell = html.unescape(cell)
    elif "&" in cell:
        cell = html.unescape(cell)
    return tidy(cell.replace("\0", ""))


def without_people(text: str) -> str:
    """`text` without mail addresses and telephone numbers: those are somebody's own."""
    if "@" in text or "at" in text:
        text = _MAIL.sub("…", text)
    return _PHONE.sub("…", text) if _DIGITS.search(text) else text


def holds_contacts(cells: list[str]) -> bool:
    """Whether most of a column's `cells` are mail addresses or telephone numbers."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    held = [cell for cell in filled if _is_contact(cell)]
    return bool(held) and len(held) * 2 > len(filled)


def _is_contact(cell: str) -> bool:
    digits = sum(sign.isdigit() for sign in cell)
    is_number = digits >= 7 and cell[:1] in "+(0" and not re.search(r"[^\d\s()+./-]", cell)
    return bool(_MAIL.fullmatch(cell)) or is_number


def shortened(text: str, most: int) -> str:
    """`text` in `most` letters: cut after a sentence or a word where it is longer."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    for sign in (". ", "! ", "? ", "。"):
        if (place := cut.rfind(sign)) > most // 2:
            return cut[: place + 1]
    return (cut[: cut.rfind(" ")] if " " in cut[most // 2 :] else cut).rstrip(" ,;:") + "…"


def parts(cell: str, separators: str) -> list[str]:
    """The pieces of a list in one cell, each once."""
    found = re.split(f"[{re.escape(separators)}]", cell) if separators else [cell]
    return list(dict.fromkeys(piece for each in found if (piece := one_line(each))))


def website(cell: str) -> str:
    """An address on the web, https where it says nothing; "" when it is none."""
    typed = cell.split(maxsplit=1)[0].rstrip(",;") if cell.split() else ""
    if "://" not in typed and re.match(r"[a-z][a-z0-9+.-]*:(?!\d)", typed, re.I):
        return ""
    address = typed if "://" in typed else f"https://{typed}"
    try:
        found = urlsplit(address)
        port, host = found.port, found.hostname or ""
    except ValueError:
        return ""
    is_fine = found.scheme.lower() in {"http", "https"} and "@" not in found.netloc and port != 0
    if not is_fine or not _HOST.fullmatch(host) or len(address) > 200 or '"' in address:
        return ""
    return address


def year(cell: str, latest: int) -> int | None:
    """The first year in a cell, from 1000 to `latest`."""
    found = _YEAR.search(cell)
    return int(found[1]) if found and int(found[1]) <= latest else None


def degrees(cell: str, most: int) -> float | None:
    """A latitude or longitude, to about a kilometre; None when it is none."""
    try:
        value = float(cell)
    except ValueError:
        return None
    return round(value, 2) if -most <= value <= most else None


def safe(value: object) -> str:
    """`value` as a cell of a table that we give out: no program takes it for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
