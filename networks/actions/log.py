"""The trace that every act leaves."""

from datetime import datetime
from typing import Any

from networks.models import LogEntry, LogWords, Network, Verb
from solidarity.people.models import Person


def log(
    network: Network,
    verb: Verb,
    *,
    at: datetime,
    by: Person | None = None,
    whom: Person | None = None,
    other: Network | None = None,
    words: str = "",
    **facts: Any,
) -> LogEntry:
    """Write down who did what to whom; `words` are kept apart, so that they can be erased."""
    entry = LogEntry.objects.create(
        network=network, verb=verb, at=at, by=by, whom=whom, other=other, facts=facts
    )
    if words:
        LogWords.objects.create(entry=entry, words=words)
    return entry
