"""The catalogues in locale/, as tests read them."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
from django.conf import settings

ROOT = Path(settings.ROOT)
LANGUAGES = ("es", "ar")
# How many forms a counted text has, and which of them say one number only: "two people".
FORMS = {"es": (3, {0}), "ar": (6, {0, 1, 2})}
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]")
TAG = re.compile(r"</?\w+[^>]*>")
# Django's sentence names a field, which has no plain name; ours says which ones can be meant.
LEFT_OUT = {"%(verbose_name)s"}


@cache
def catalogue(language: str, root: Path = ROOT) -> polib.POFile:
    """What is said in `language`."""
    return polib.pofile(str(root / "locale" / language / "LC_MESSAGES" / "django.po"))


def source_texts() -> list[str]:
    """Every text in English, as the catalogues have it."""
    entries = catalogue("es")
    return [text for entry in entries for text in (entry.msgid, entry.msgid_plural) if text]


def said(entry: polib.POEntry) -> Iterator[tuple[int | None, str, str]]:
    """Each form of a text: its number (None: it counts nothing), the source, what is said."""
    if not entry.msgid_plural:
        yield None, entry.msgid, entry.msgstr
    for form, text in sorted(entry.msgstr_plural.items()):
        yield form, entry.msgid_plural, text


def placeholders(text: str) -> Counter[str]:
    """What is filled in, and how often."""
    return Counter(PLACEHOLDER.findall(text))


def tags(text: str) -> Counter[str]:
    """The HTML in a text."""
    return Counter(TAG.findall(text))
