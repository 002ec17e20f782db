"""How often one may do a thing: counted in PostgreSQL, so that it holds whatever else is down."""

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.utils.translation import gettext as _

from solidarity.base.models import Counter
from solidarity.base.refused import Refused
from solidarity.base.secrets import digest

UPSERT = """
    INSERT INTO base_counter (key, starts_at, ends_at, count) VALUES (%s, %s, %s, %s)
    ON CONFLICT (key, starts_at) DO UPDATE SET count = base_counter.count + excluded.count
    RETURNING count
"""


class TooOften(Refused):
    """Somebody did a thing more often than is kind to the others; pages answer 429."""

    def __init__(self, wait: timedelta) -> None:
        self.seconds = max(1, int(wait.total_seconds()))
        super().__init__(_("That was a lot at once. Please wait a little and try again."))


# How many seconds whoever is being answered must wait; 0 while no limit was reached.
wait_now: ContextVar[int] = ContextVar("wait_now", default=0)


@dataclass(frozen=True)
class Limit:
    """At most `times` in each stretch of length `per`."""

    times: int
    per: timedelta


FOUNDING = Limit(5, timedelta(days=1))
ASKING = Limit(40, timedelta(days=1))
TALKING = Limit(120, timedelta(hours=1))
ANNOUNCING = Limit(5, timedelta(days=1))
WRITING = Limit(20, timedelta(days=1))
SAVING = Limit(600, timedelta(hours=1))
INVITING = Limit(200, timedelta(days=1))
REPORTING = Limit(10, timedelta(days=1))
PROPOSING = Limit(20, timedelta(days=1))
CLAIMING = Limit(5, timedelta(days=1))
CLAIMED_OF = Limit(10, timedelta(days=1))
GIVING_OUT = Limit(60, timedelta(hours=1))
GIVING_ONE = Limit(1200, timedelta(hours=1))
EXPORTING = Limit(5, timedelta(days=1))
INVITED_TO = Limit(500, timedelta(days=1))


def count_against(limit: Limit, *, what: str, who: str, at: datetime, times: int = 1) -> None:
    """Count acts of `who`; raises TooOften from the one after `limit.times` on. One query.

    It must stand outside the act's own transaction when refused acts are to count as well.
    """
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    starts = epoch + ((at - epoch) // limit.per) * limit.per
    key = digest(f"{what}:{who}", purpose="limit")
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, [key, starts, starts + limit.per, times])
        (count,) = cursor.fetchone()
    if count > limit.times:
        refusal = TooOften(starts + limit.per - at)
        wait_now.set(refusal.seconds)
        raise refusal


def forget(*, at: datetime) -> int:
    """Delete counters whose stretch is over; returns how many."""
    return Counter.objects.filter(ends_at__lte=at).delete()[0]
