"""Ready outlines of a session for each theme, in each language: files, read once. Plain Python.

`<theme>.<language>.md`: the first line is the title, the rest is Markdown.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent
LANGUAGES = ("en", "es", "ar")


@dataclass(frozen=True)
class Outline:
    """A session that a facilitator can run from the page."""

    theme: str
    language: str
    title: str
    words: str


@lru_cache
def outlines() -> dict[tuple[str, str], Outline]:
    """All that there are, by theme and language."""
    found = {}
    for path in sorted(HERE.glob("*.md")):
        theme, language = path.stem.split(".")
        title, words = path.read_text(encoding="utf-8").split("\n", 1)
        found[theme, language] = Outline(theme, language, title.lstrip("# "), words.strip())
    return found


def outline(theme: str, language: str) -> Outline | None:
    """The outline of a theme in a language, else in English; None for no theme of ours."""
    found = outlines()
    return found.get((theme, language)) or found.get((theme, "en"))
