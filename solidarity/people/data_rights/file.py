"""The file that a person is given: one ZIP with JSON for machines and HTML to read."""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from itertools import chain, islice
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solidarity.people.data_rights import Chapter, Table, chapters
from solidarity.people.models import Person

Row = dict[str, Any]
BATCH = 500
HERE = "<!-- all of it -->"  # where the rows stand in the page to read
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
    """All that is known of `person`, in her language and her time; a ZIP.

    However much it is: of her rows some hundreds are in memory at a time, of the file what it is
    when packed.
    """
    packed = io.BytesIO()
    with (
        translation.override(person.interface_language),
        timezone.override(person.zone),
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name, pieces in _parts(person, at=at):
            entry = zipfile.ZipInfo(name, date_time=localtime(at).timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w") as part:
                for piece in pieces:
                    part.write(piece.encode())
    return packed.getvalue()


def _parts(person: Person, *, at: datetime) -> Iterator[tuple[str, Iterable[str]]]:
    """The files by name, each in pieces."""
    for table in _all(chapters()):
        yield f"json/{table.name}.json", _in_json(batches_of(table, person))
    yield "json/shapes.json", [_json({table.name: shape_of(table) for table in _all(chapters())})]
    context = {"person": person, "at": at, "chapters": chapters(), "site": settings.SITE_URL}
    whole = render_to_string("people/export/index.html", context)
    yield "index.html", _in_html(whole, person)
    yield "kept.html", [render_to_string("people/export/kept.html", context)]
    yield "style.css", [render_to_string("people/export/style.css")]


def _all(found: Iterable[Chapter]) -> Iterator[Table]:
    return (table for chapter in found for table in chapter.tables)


def batches_of(table: Table, person: Person) -> Iterator[list[Row]]:
    """Her rows, some hundreds at a time, in the order in which they came.

    A thing that is pointed at is there by its kind's name. One query, read as it goes.
    """
    rows = table.rows(person).order_by("pk").values(*table.said).iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        for row in batch:
            for path in row:
                if path.endswith("_type"):
                    row[path] = ContentType.objects.get_for_id(row[path]).model
            for path, opening in table.opened.items():
                row[path] = opening(person, row)
        yield batch


def _in_json(batches: Iterable[list[Row]]) -> Iterator[str]:
    before = "[\n"
    for row in chain.from_iterable(batches):
        yield before + _json(row).rstrip("\n")
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _in_html(whole: str, person: Person) -> Iterator[str]:
    """The page to read: what its template says, and in its midst all chapters, row by row."""
    head, _mark, foot = whole.partition(HERE)
    yield head
    for chapter in chapters():
        yield format_html("<h2>{}</h2>\n", chapter.title)
        is_empty = True
        for table in chapter.tables:
            for drawn in _drawn(table, person):
                is_empty = False
                yield drawn
        if is_empty:
            yield format_html("<p>{}</p>\n", _("Nothing."))
    yield foot


def _drawn(table: Table, person: Person) -> Iterator[str]:
    """The rows of a table as a list, when there are any."""
    before = "<ul>"
    for batch in batches_of(table, person):
        rows = [_read(table, row) for row in batch]
        yield before + render_to_string("people/export/rows.html", {"rows": rows})
        before = ""
    if not before:
        yield "</ul>\n"


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


@cache
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
