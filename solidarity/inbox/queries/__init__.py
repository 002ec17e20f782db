"""The reads of the inbox."""

from solidarity.inbox.queries.planning import Plan, Telling, due_for, plans, rhythms_of
from solidarity.inbox.queries.reading import (
    MOST_COUNTED,
    bounce_of,
    bounced_among,
    feeds_of,
    mails_to,
    needing,
    notices_of,
    of_source,
    runs_lately,
    standing_of,
    unread_count,
    unread_of,
    wishes_of,
)

__all__ = [
    "MOST_COUNTED",
    "Plan",
    "Telling",
    "bounce_of",
    "bounced_among",
    "due_for",
    "feeds_of",
    "mails_to",
    "needing",
    "notices_of",
    "of_source",
    "plans",
    "rhythms_of",
    "runs_lately",
    "standing_of",
    "unread_count",
    "unread_of",
    "wishes_of",
]
