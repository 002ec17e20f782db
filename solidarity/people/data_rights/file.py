"""The file that a person is given: one ZIP with JSON for machines and HTML to read."""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solidarity.people.data_rights import Chapter, Table, chapters
from solidarity.people.models import Person

Row = dict[str, Any]
# How a column is called where people read; what has no name here stands in the JSON alone.
LABELS = {
    "about_words": gettext_lazy("About"),
    "answer": gettext_lazy("Answer"),
    "asked_at": gettext_lazy("Asked"),
    "began_at": gettext_lazy("Begun"),
    "finished_at": gettext_lazy("Finished"),
    "given_at": gettext_lazy("Given"),
    "sealed": gettext_lazy("Answers"),
    "withdrawn_at": gettext_lazy("Taken back"),
    "at": gettext_lazy("When"),
    "body": gettext_lazy("Network"),
    "causes": gettext_lazy("Causes"),
    "changed_at": gettext_lazy("When"),
    "display_name": gettext_lazy("Name"),
    "due_at": gettext_lazy("Deleted on"),
    "email": gettext_lazy("Mail address"),
    "expires_at": gettext_lazy("Until"),
    "fields": gettext_lazy("Words"),
    "handle": gettext_lazy("Address of the page"),
    "harm": gettext_lazy("What is wrong"),
    "joined_at": gettext_lazy("Here since"),
    "kind": gettext_lazy("Kind"),
    "languages": gettext_lazy("Languages"),
    "last_login": gettext_lazy("Last signed in"),
    "made_at": gettext_lazy("When"),
    "message": gettext_lazy("Message"),
    "moves_me": gettext_lazy("What moves me"),
    "name": gettext_lazy("Name"),
    "place": gettext_lazy("Place"),
    "query": gettext_lazy("Search"),
    "question": gettext_lazy("Question"),
    "reason": gettext_lazy("Reason"),
    "role": gettext_lazy("Role"),
    "since": gettext_lazy("Since"),
    "state": gettext_lazy("State"),
    "thread__title": gettext_lazy("Title"),
    "time_zone": gettext_lazy("Time zone"),
    "title": gettext_lazy("Title"),
    "told_at": gettext_lazy("When"),
    "until": gettext_lazy("Until"),
    "verb": gettext_lazy("What was done"),
    "words": gettext_lazy("Words"),
    "written__words": gettext_lazy("Words"),
    "written_at": gettext_lazy("When"),
}
TYPES = (
    (models.BooleanField, "true or false"),
    (models.DateTimeField, "moment, ISO 8601 in UTC"),
    (models.DateField, "day, ISO 8601"),
    (models.JSONField, "JSON"),
    (models.IntegerField, "whole number"),
)


def file_about(person: Person, *, at: datetime) -> bytes:
    """All that is known of `person`, in her language and her time; a ZIP."""
    with translation.override(person.interface_language), timezone.override(person.zone):
        return _zipped(_parts(person, at=at))


def _zipped(parts: Iterable[tuple[str, str]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in parts:
            archive.writestr(name, words)
    return packed.getvalue()


def _parts(person: Person, *, at: datetime) -> Iterator[tuple[str, str]]:
    """The files by name, one after the other: a table at a time is held in memory."""
    shown = []
    for chapter in chapters():
        tables = []
        for table in chapter.tables:
            rows = rows_of(table, person)
            yield f"json/{table.name}.json", _json(rows)
            if rows:
                tables.append([_read(table, row) for row in rows])
        shown.append((chapter, tables))
    yield "json/shapes.json", _json({table.name: shape_of(table) for table in _all(chapters())})
    context = {"person": person, "at": at, "shown": shown, "site": settings.SITE_URL}
    yield "index.html", render_to_string("people/export/index.html", context)
    yield "kept.html", render_to_string("people/export/kept.html", context)
    yield "style.css", render_to_string("people/export/style.css")


def _all(found: Iterable[Chapter]) -> Iterator[Table]:
    return (table for chapter in found for table in chapter.tables)


def rows_of(table: Table, person: Person) -> list[Row]:
    """Her rows, in the order in which they came; a thing that is pointed at by its kind's name."""
    rows = list(table.rows(person).order_by("pk").values(*table.said))
    for row in rows:
        for path in row:
            if path.endswith("_type"):
                row[path] = ContentType.objects.get_for_id(row[path]).model
        for path, opening in table.opened.items():
            row[path] = opening(person, row)
    return rows


def _json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1) + "\n"


def shape_of(table: Table) -> dict[str, str]:
    """What stands in each column of a table's file."""
    return {
        path: f"opened, JSON. {field_at(table.model, path).help_text}"
        if path in table.opened
        else _said_of(field_at(table.model, path))
        for path in table.said
    }


def field_at(model: type[models.Model], path: str) -> "models.Field[Any, Any]":
    """The field at the end of a path like those of QuerySet.values()."""
    *way, last = path.split("__")
    for step in way:
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]
    return model._meta.get_field(last)  # type: ignore[return-value]


def _said_of(field: "models.Field[Any, Any]") -> str:
    kind = next((words for type_, words in TYPES if isinstance(field, type_)), "text")
    codes = f"; one of {', '.join(str(code) for code, _label in field.choices if code)}" if (
        field.choices
    ) else ""  # fmt: skip
    return f"{kind}{codes}. {field.help_text}".strip()


def _read(table: Table, row: Row) -> list[tuple[str, str]]:
    """A row as people read it: what each thing is called, and what it says."""
    return [
        (str(label), _lines(value) if path in table.opened else _said(table, path, value))
        for path, value in row.items()
        if value not in (None, "", [], {}) and (label := _label(path))
    ]


def _lines(opened: Mapping[str, Any]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in opened.items())


def _said(table: Table, path: str, value: Any) -> str:
    return _worded(field_at(table.model, path), value)


def _label(path: str) -> Any:
    if path in LABELS:
        return LABELS[path]
    if path.endswith(("network__name", "body__name", "member__name")):
        return gettext_lazy("Network")
    if path.endswith("__handle"):
        return gettext_lazy("Who")
    return None


def _worded(field: "models.Field[Any, Any]", value: Any) -> str:
    if isinstance(value, datetime):
        return date_format(localtime(value), "DATETIME_FORMAT")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dict):
        return "\n".join(str(part) for parts in value.values() for part in _listed(parts))
    labels = {str(code): str(label) for code, label in field.flatchoices}
    return ", ".join(labels.get(str(each), str(each)) for each in _listed(value))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
