"""Countries in fifty spellings: names in every language we know, old ones, short ones, slips."""

import difflib
import gettext
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import django_countries
from django.utils.translation import override
from django_countries import countries

from networks.bringing.cells import key_of

# Spellings that no list of names has.
OTHERS = {
    "GB": "uk, u k, great britain, britain, england, scotland, wales, northern ireland, cymru, "
    "inglaterra, angleterre, gran bretagna, grossbritannien, reino unido",
    "US": "usa, u s a, u s, united states, united states of america, america, estados unidos, eeuu",
    "NL": "holland, the netherlands, hollande, holanda",
    "IE": "eire, republic of ireland",
    "KR": "korea, south korea, republic of korea, corea",
    "KP": "north korea",
    "CZ": "czech republic, czech rep, cesko, ceska republika, tschechische republik",
    "CI": "ivory coast, cote d ivoire, cote divoire",
    "CG": "congo republic, congo brazzaville, republic of congo",
    "CD": "congo kinshasa, drc, dr congo, zaire, democratic republic of congo",
    "PS": "palestine, palestina, palestinian territories",
    "ES": "pais vasco, basque country, catalonia, catalunya, espana, euskadi",
    "RU": "russia, russian federation, rossiya",
    "TR": "turkey, turkiye",
    "MK": "macedonia, north macedonia, fyrom",
    "MM": "burma, birmania",
    "SZ": "swaziland",
    "CV": "cape verde",
    "TW": "taiwan",
    "VN": "vietnam, viet nam",
    "SY": "syria",
    "IR": "iran",
    "LA": "laos",
    "MD": "moldova",
    "TZ": "tanzania",
    "VE": "venezuela",
    "BO": "bolivia",
    "BA": "bosnia, bosnia herzegovina, bosnia and herzegovina",
    "GR": "hellas, ellada",
    "DE": "deutschland, brd, germany",
    "CH": "schweiz, suisse, svizzera",
    "TL": "east timor",
    "XK": "kosovo",
    "RE": "reunion",
    "GM": "the gambia",
    "BS": "the bahamas",
}
SHORTEST_SLIP = 5


def code_of(words: str, own: Mapping[str, str] | None = None) -> str:
    """The code of ISO 3166 of the country that `words` name; "" when that is not plain.

    own: codes by key (`key_of`) that a mapping adds; they come first.
    """
    key = key_of(words)
    if own and key in own:
        return own[key]
    known = _spellings()
    if not key or key in known:
        return known.get(key, "")
    return _slip(key)


@lru_cache(maxsize=1024)
def _slip(key: str) -> str:
    """The country that a slip of the pen may have meant, where only one comes near."""
    if len(key) < SHORTEST_SLIP:
        return ""
    known = _spellings()
    near = difflib.get_close_matches(key, known, n=3, cutoff=0.8)
    codes = {known[each] for each in near if abs(len(each) - len(key)) <= 1 and each[0] == key[0]}
    return codes.pop() if len(codes) == 1 else ""


@lru_cache(maxsize=1)
def _spellings() -> dict[str, str]:
    with override("en"):
        names = {code: str(name) for code, name in countries}
    found: dict[str, str] = {}
    for folder in sorted((Path(django_countries.__file__).parent / "locale").iterdir()):
        words = gettext.translation("django", folder.parent, [folder.name], fallback=True)
        for code, name in names.items():
            found.setdefault(key_of(words.gettext(name)), code)
    found |= {key_of(name): code for code, name in names.items()}
    found |= {name: code for code, said in OTHERS.items() for name in said.split(", ")}
    for code in names:
        found |= {code.casefold(): code, str(countries.alpha3(code)).casefold(): code}
    found.pop("", None)
    return found
