"""Who is told of a removal or a pause, of the answer to it, and of what became of it."""

from datetime import datetime

from django.urls import reverse

from networks.models import Measure, MeasureKind
from networks.notices.joining import MOST_TOLD
from networks.queries import stewards_of
from solidarity.inbox.notices import tell, tell_each


def removed(measure: Measure, reason: str, *, at: datetime) -> None:
    """Tell her that she was removed, why, and where she can answer."""
    tell(
        measure.person, kind="networks.removed", about=measure, key=str(measure.pk), at=at,
        words=reason,
    )  # fmt: skip


def paused(measure: Measure, reason: str, *, at: datetime) -> None:
    """Tell her that she does not write for a time, why, and where she can answer."""
    tell(
        measure.person, kind="networks.paused", about=measure, key=str(measure.pk), at=at,
        words=reason,
    )  # fmt: skip


def answered(measure: Measure, *, at: datetime) -> None:
    """Tell the stewards that she has answered, and waits."""
    network = measure.network
    tell_each(
        stewards_of(network)[:MOST_TOLD], kind="networks.answered", about=network,
        key=str(measure.pk), at=at, words=measure.person.display_name, asks=True,
        url=reverse("networks:measure", args=[network.slug, measure.pk]),
    )  # fmt: skip


def settled(measure: Measure, kind: str, words: str, *, at: datetime) -> None:
    """Tell her what the stewards decided: upheld, lifted or reopened."""
    is_back = kind == "networks.lifted" or measure.kind == MeasureKind.PAUSE
    tell(
        measure.person, kind=kind, about=measure, at=at, words=words,
        key=f"{measure.pk}-{at.timestamp():.0f}",
        url=measure.network.get_absolute_url() if is_back else "",
    )  # fmt: skip
