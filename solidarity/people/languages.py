"""Languages that people and networks speak: codes, with the name each gives itself."""

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils import translation

SPOKEN = sorted(
    (
        (code, info["name_local"][:1].upper() + info["name_local"][1:])
        for code, info in LANG_INFO.items()
        if "name_local" in info and len(code) <= 3
    ),
    key=lambda pair: pair[1].casefold(),
)
NAMES = dict(SPOKEN)


def names_of(codes: list[str]) -> list[str]:
    """What the languages of `codes` call themselves."""
    return [NAMES[code] for code in codes if code in NAMES]


def language_now() -> str:
    """The language of the present page, as far as we speak it."""
    code = (translation.get_language() or "en").split("-")[0]
    return code if code in dict(settings.LANGUAGES) else "en"
