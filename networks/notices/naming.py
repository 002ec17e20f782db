"""Who is told of words that members propose for a network's values."""

from datetime import datetime

from networks.models import Wording
from networks.notices.joining import MOST_TOLD
from networks.queries import stewards_of
from solidarity.inbox.notices import tell, tell_each


def words_proposed(wording: Wording, *, at: datetime) -> None:
    """Tell the stewards that a value, or another wording of one, waits for their answer."""
    stewards = stewards_of(wording.network)[:MOST_TOLD]  # a steward's own words wait for nobody
    tell_each(
        stewards, kind="networks.words_proposed", about=wording, key=f"wording-{wording.pk}",
        at=at, words=wording.name, asks=True,
    )  # fmt: skip


def words_kept(wording: Wording, *, at: datetime) -> None:
    """Tell whoever proposed it that the network keeps it."""
    if wording.by is not None:
        tell(
            wording.by, kind="networks.words_kept", about=wording.network,
            key=f"wording-{wording.pk}", at=at, words=wording.name,
        )  # fmt: skip


def words_declined(wording: Wording, *, words: str, at: datetime) -> None:
    """Tell whoever proposed it that it is not kept, and why."""
    if wording.by is not None:
        tell(
            wording.by, kind="networks.words_declined", about=wording.network,
            key=f"wording-{wording.pk}", at=at, words=words,
        )  # fmt: skip
