"""What a reader sees or hears of a page, in the page's own language."""

import re
from functools import cache
from html.parser import HTMLParser
from typing import Any

from tests.words.catalogues import PLACEHOLDER, TAG, catalogue

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "use"}
HEARD = ("alt", "aria-label", "placeholder", "title", "label")
SHORTEST = 12  # letters of a text that is no word of other texts by chance


class Seen(HTMLParser):
    """The words of a page, without what is marked as another language: `lang="…"`, `<code>`."""

    def __init__(self, html: str, language: str) -> None:
        super().__init__(convert_charrefs=True)
        self.language = language
        self.direction = ""
        self.said_language = ""
        self.pieces: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)
        self.words = " ".join(" ".join(self.pieces).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is said in attributes; remember what is not read."""
        attributes = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.direction, self.said_language = attributes["dir"], attributes["lang"]
        aside = tag in {"script", "style", "code"}
        aside |= "lang" in attributes and attributes["lang"] != self.language
        aside |= bool(self._open) and self._open[-1][1]
        if tag not in VOID:
            self._open.append((tag, aside))
        if not aside:
            read = [attributes[name] for name in HEARD if name in attributes]
            if tag == "template":
                read += [text for name, text in attributes.items() if name.startswith("data-")]
            self.pieces += read

    def handle_endtag(self, tag: str) -> None:
        """Close what was open."""
        if any(tag == name for name, _aside in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Note what is read."""
        if not (self._open and self._open[-1][1]):
            self.pieces.append(data)


@cache
def _english() -> list[tuple[str, re.Pattern[str]]]:
    """Each English text that is long enough to be nothing else, and how it looks when filled in."""
    found = []
    for entry in catalogue("es"):
        for text in filter(None, (entry.msgid, entry.msgid_plural)):
            plain = TAG.sub("", text)
            if len(PLACEHOLDER.sub("", plain)) > SHORTEST:
                parts = [re.escape(part) for part in PLACEHOLDER.split(plain)]
                found.append((text, re.compile(r".{1,80}?".join(parts))))
    return found


def english_in(words: str) -> list[str]:
    """The English texts of ours that stand in `words`."""
    return [text for text, pattern in _english() if pattern.search(words)]


def latin_in(words: str) -> list[str]:
    """Words in Latin letters: in an Arabic page whose content is Arabic, there are none."""
    without = re.sub(r"\S+@\S+|https?://\S+", " ", words)
    return re.findall(r"[A-Za-z][A-Za-z’'-]{2,}", without)


def page(response: Any, language: str) -> Seen:
    """What is read of an answer."""
    return Seen(response.content.decode(), language)
