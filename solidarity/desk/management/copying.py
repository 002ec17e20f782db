"""Rows in great numbers: written to files first, then handed to PostgreSQL by COPY."""

import tempfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import IO, Any, Self

from django.db import connections
from django.db.models import Model
from django.utils.connection import ConnectionDoesNotExist
from psycopg2 import sql

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def cell(value: Any) -> str:
    """`value` as COPY's text format has it. Lists are of plain codes."""
    if value is None:
        return "\\N"
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, list):
        return "{" + ",".join(value) + "}"
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)


class Table:
    """New rows of one model: `add` them, `load` them all. Ids go up from the highest there is."""

    def __init__(self, model: type[Model], columns: Sequence[str]) -> None:
        self.name = model._meta.db_table
        self.columns = columns
        self.added = 0
        self._numbered = columns[0] == "id"
        self._next = self._highest() + 1 if self._numbered else 0
        # Closed by __exit__.
        self._file: IO[str] = tempfile.TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115

    @property
    def next_id(self) -> int:
        """The id of the row that is added next."""
        return self._next

    def add(self, *values: Any) -> int:
        """Note a row, its values in the order of the columns, without the id; returns the id."""
        cells = [cell(value) for value in values]
        if self._numbered:
            cells.insert(0, str(self._next))
        self._file.write("\t".join(cells) + "\n")
        self.added += 1
        self._next += 1
        return self._next - 1

    def load(self) -> None:
        """Give all rows to the database, and let its own numbers go on after ours."""
        self._file.seek(0)
        columns = sql.SQL(", ").join(map(sql.Identifier, self.columns))
        copy = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(self.name), columns)
        with connections[owner()].cursor() as cursor:
            cursor.copy_expert(copy, self._file)
            if self._numbered and self.added:
                follow = "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)"
                cursor.execute(follow, [self.name, self._next - 1])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        self._file.close()

    def _highest(self) -> int:
        with connections[owner()].cursor() as cursor:
            highest = sql.SQL("SELECT coalesce(max(id), 0) FROM {}")
            cursor.execute(highest.format(sql.Identifier(self.name)))
            return int(cursor.fetchone()[0])


def owner() -> str:
    """The alias of the database under which tables may be altered."""
    try:
        connections["owner"]
    except ConnectionDoesNotExist:
        return "default"
    return "owner"


def vacuum(tables: Iterable[Table]) -> None:
    """Let PostgreSQL look at what is there now, as it would have by itself over time."""
    with connections[owner()].cursor() as cursor:
        for table in tables:
            cursor.execute(sql.SQL("VACUUM (ANALYZE) {}").format(sql.Identifier(table.name)))


def written_anew(table: str, key: str) -> None:
    """Let `table` be written in the order of its index `key`, without the rows that are no more.

    A table that the database keeps itself has had each of its rows changed at once by now, which
    years of use would have done one by one.
    """
    with connections[owner()].cursor() as cursor:
        rewrite = sql.SQL("CLUSTER {} USING {}")
        cursor.execute(rewrite.format(sql.Identifier(table), sql.Identifier(key)))
        cursor.execute(sql.SQL("VACUUM (ANALYZE) {}").format(sql.Identifier(table)))
