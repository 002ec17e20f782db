"""The questions that we propose for reflections, in our own words; plain files, one a language.

The names of the files are languages; a key begins with what it is about. Open questions come
first in each, since the steps say little without the words.
"""

import tomllib
from functools import lru_cache
from pathlib import Path

OPEN = frozenset({
    "place_now", "place_role", "connections_quality", "connections_meet", "barriers_hard",
    "barriers_together", "daring_beyond", "daring_power",
})  # fmt: skip
FOLDER = Path(__file__).parent
LANGUAGES = ("en", "es", "ar")


@lru_cache(maxsize=len(LANGUAGES))
def questions_in(language: str) -> dict[str, str]:
    """All that we propose, by key, in a language; in English where we have none in it."""
    code = language if language in LANGUAGES else LANGUAGES[0]
    with (FOLDER / f"{code}.toml").open("rb") as file:
        return tomllib.load(file)


def dimension_of(key: str) -> str:
    """What a question of ours is about: a value of `Dimension`."""
    return key.split("_", 1)[0]
