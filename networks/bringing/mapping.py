"""How one directory is read: which column is what, as somebody chose it and we keep it."""

import re
from collections import abc
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django_countries import countries

from networks.bringing.cells import key_of, website
from solidarity.base.refused import Refused
from solidarity.people.causes import Cause
from solidarity.people.languages import NAMES

# What a column can be. Nothing else is taken over: no person's name, number or address.
TARGETS = (
    "id", "name", "summary", "story", "place", "country", "website", "languages", "causes",
    "founded_year", "kind", "umbrellas", "latitude", "longitude",
)  # fmt: skip
ENCODINGS = ("utf-8", "cp1252", "iso-8859-2", "utf-16", "shift_jis", "gb18030", "cp1256")
DELIMITERS = (",", ";", "\t", "|")
_OF_PEOPLE = re.compile(
    r"e ?mails?|mail|phone|telephone|tel|telefono|telefon|fax|mobile|cell|contact|person"
    r"|(first|last|given|family|full|sur) ?name|surname|nombre completo|apellidos?|vorname"
    r"|nachname|owner|author|chair|secretary|president|whatsapp|birth(day| date)?|street( address)?"
    r"|contact .*|.* e ?mails?|.* (tele)?phones?"
)
_LISTS = {"countries", "causes", "kinds"}
_WORDS = {"source", "licence", "home", "encoding", "delimiter", "lists", "format"}


@dataclass(frozen=True)
class Mapping:
    """A mapping that has been checked. `fields` holds columns by what they are."""

    source: str
    fields: dict[str, list[str]]
    licence: str = ""
    home: str = ""
    format: str = "csv"
    encoding: str = "utf-8"
    delimiter: str = ","
    lists: str = ";"
    countries: dict[str, str] = field(default_factory=dict)
    causes: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    default: dict[str, Any] = field(default_factory=dict)
    only: dict[str, list[str]] = field(default_factory=dict)
    no_umbrella: list[str] = field(default_factory=list)
    links: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """It as it is kept, and given out to be used again."""
        return asdict(self)


def is_of_people(column: str) -> bool:
    """Whether a column of this name holds what is somebody's own: a name, a number, an address."""
    return bool(_OF_PEOPLE.fullmatch(key_of(column)))


def mapping_in(said: Any) -> Mapping:
    """The mapping in `said`, checked; raises Refused with what is wrong and how to mend it."""
    try:
        return _read(said)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise Refused(
            _("A mapping is an object with a source, and fields that name columns.")
        ) from None


def _read(said: Any) -> Mapping:
    if not isinstance(said["fields"], dict):
        raise TypeError
    unknown = sorted(set(said) - set(Mapping.__dataclass_fields__))
    if unknown:
        raise Refused(_("This is not part of a mapping: %(what)s.") % {"what": ", ".join(unknown)})
    known = {name: value for name, value in said.items() if name != "fields"}
    for name in _WORDS & set(known):
        known[name] = str(known[name])
    known["home"] = website(str(known.get("home", "")))
    known["source"] = " ".join(str(known.get("source", "")).split())[:80]
    for name in _LISTS & set(known):
        known[name] = {key_of(str(word)): str(code) for word, code in dict(known[name]).items()}
    own = known.get("countries", {})
    known["countries"] = {words: _code(code) for words, code in own.items()}
    known["no_umbrella"] = [key_of(str(word)) for word in known.get("no_umbrella", [])]
    only = dict(known.get("only", {}))
    known["only"] = {name: _listed(values) for name, values in only.items()}
    known["default"] = _defaults(dict(known.get("default", {})))
    mapping = Mapping(fields=_fields(said["fields"]), **known)
    _refuse_unless_whole(mapping)
    return mapping


def _defaults(said: dict[str, Any]) -> dict[str, Any]:
    """What stands where a row says nothing; codes that we do not know are none."""
    return {
        "country": _code(str(said.get("country", ""))),
        "languages": [code for code in said.get("languages", []) if code in NAMES],
        "causes": [code for code in said.get("causes", []) if code in Cause.values],
    }


def _code(said: str) -> str:
    return said if said in dict(countries) else ""


def _listed(value: Any) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def _fields(said: abc.Mapping[str, Any]) -> dict[str, list[str]]:
    for target in said:
        if target not in TARGETS:
            words = _("“%(field)s” is no field of a network. There are these: %(fields)s.")
            raise Refused(words % {"field": target, "fields": ", ".join(TARGETS)})
    fields = {target: _listed(columns) for target, columns in said.items() if columns}
    for column in (column for columns in fields.values() for column in columns):
        if is_of_people(column):
            words = _("The column “%(column)s” holds what belongs to people. Leave it out.")
            raise Refused(words % {"column": column})
    return fields


def _refuse_unless_whole(mapping: Mapping) -> None:
    if not mapping.source:
        raise Refused(_("Write what the directory is called."))
    if not mapping.fields.get("name"):
        raise Refused(_("Choose the column with the names of the networks."))
    if mapping.encoding not in ENCODINGS or mapping.delimiter not in DELIMITERS:
        raise Refused(_("We cannot read such a file. Save it as UTF-8, with commas."))
    if mapping.format not in {"csv", "murmurations"}:
        raise Refused(_("We read CSV files, and JSON of Murmurations."))


# A profile of Murmurations says what each of its fields is.
MURMURATIONS = {
    "format": "murmurations",
    "fields": {
        "id": ["unique_id", "profile_url", "primary_url"],
        "name": ["name"],
        "summary": ["description", "mission"],
        "place": ["locality", "region"],
        "country": ["country_iso_3166", "country_name"],
        "website": ["primary_url"],
        "causes": ["tags"],
        "founded_year": ["starts_at"],
        "latitude": ["latitude"],
        "longitude": ["longitude"],
    },
}
