"""No template says anything outside gettext; the pages under /dev/ may."""

import re
from html.parser import HTMLParser

import pytest

from tests.words.catalogues import ROOT

TEMPLATES = sorted(
    path
    for path in (ROOT / "templates").rglob("*")
    if path.suffix in {".html", ".txt"} and "dev" not in path.relative_to(ROOT).parts
)
SAID = re.compile(
    r"\{%\s*(blocktranslate|comment|verbatim)\b.*?%\}.*?\{%\s*end\1\s*%\}|\{%.*?%\}|\{\{.*?\}\}"
    r"|\{#.*?#\}",
    re.DOTALL,
)
READ = ("alt", "aria-label", "aria-description", "content", "label", "placeholder", "title")
LETTERS = re.compile(r"[^\W\d_]{2,}")
ADDRESS = re.compile(r"https?://\S+|<!doctype html>|(?<!\S)/?[\w-]+/(?!\S)")
# In a page's head: for the browser, not for readers.
# What machines read, and names that are the same in every language.
FOR_MACHINES = {"width=device-width, initial-scale=1", "light dark", "CC BY-SA 4.0"}


class Texts(HTMLParser):
    """What a template says outside its tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        """Note what a reader reads of its attributes."""
        if tag in {"script", "style", "code"}:
            self._inside = tag
        for name, value in attrs:
            is_read = name in READ or (name.startswith("data-") and tag == "template")
            if is_read:
                self._note(value or "")

    def handle_endtag(self, tag):
        """Leave what is not read."""
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data):
        """Note what stands between tags."""
        if not self._inside:
            self._note(data)

    def _note(self, words):
        words = " ".join(words.split())
        if LETTERS.search(words) and words not in FOR_MACHINES and not words.startswith(("{", "#")):
            self.found.append(words)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_says_nothing_in_english_alone(path):
    text = SAID.sub("", path.read_text())
    text = ADDRESS.sub("", text)

    assert Texts(text).found == []


def test_templates_were_found():
    assert len(TEMPLATES) > 60
