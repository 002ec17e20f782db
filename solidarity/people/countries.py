"""Countries: codes of ISO 3166, with their names in the reader's language."""

from functools import lru_cache

from django.utils.translation import get_language
from django_countries import countries


def countries_now() -> dict[str, str]:
    """The name of each country by its code, in the reader's language and its order of names."""
    return _in(get_language())


@lru_cache(maxsize=16)
def _in(_language: str | None) -> dict[str, str]:
    return {code: str(name) for code, name in countries}


def country_choices() -> list[tuple[str, str]]:
    """All countries, to choose from."""
    return list(countries_now().items())


def country_called(words: str) -> str:
    """The code of the country that is called so, or has this code; "" for none that we know."""
    return _codes(get_language()).get(words.strip().casefold(), "")


@lru_cache(maxsize=16)
def _codes(_language: str | None) -> dict[str, str]:
    names = {name.casefold(): code for code, name in countries_now().items()}
    return {code.casefold(): code for code in countries_now()} | names | {"uk": "GB", "usa": "US"}
