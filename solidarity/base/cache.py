"""The cache table in PostgreSQL: rate limits of signing in, and nothing that must last."""

from datetime import datetime

from django.db import connection


def forget(*, at: datetime) -> None:
    """Delete what ran out before `at`: Django itself only does so when the table is full."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM base_cache WHERE expires < %s", [at])
