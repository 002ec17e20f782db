"""Showing a network's circle to everyone, and taking it back: what is compared follows at once."""

from datetime import datetime
from typing import Any

import numpy as np
from django.db import connection, transaction

from networks.models import Network, PublishedCircle
from networks.queries.holding import circle_of
from networks.rules import Standing, sees_circle
from values.queries.pooling import POOLED
from values.science.alignment import beyond
from values.science.circle import Floats
from values.science.norms import norm_for

# One after the other, so that whoever has seen a version has seen all before it.
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('networks.circles'))"
NEXT = "SELECT nextval('networks_circle_version')"


@transaction.atomic
def show_circle(
    network: Network, mean: Floats, *, n_band: int, instrument: str, at: datetime
) -> PublishedCircle:
    """Let everyone see, and compare, these ten centred means: what was published, nothing else.

    mean: (10,) in the order of the circle; n_band: of at least so many people, in steps.
    """
    norm = norm_for(instrument)
    return _put(
        network, at=at, instrument=instrument, norm=norm.id, n_band=n_band,
        vector=[float(each) for each in mean], beyond=_of_length_one(beyond(mean, norm)),
    )  # fmt: skip


@transaction.atomic
def hide_circle(network: Network, *, at: datetime) -> None:
    """Compare it no more; where it was never shown nothing is done."""
    shown = PublishedCircle.objects.filter(network=network).exclude(vector=None)
    if shown.exists():
        _put(network, at=at, vector=None, beyond=None)


def follow_circle(network: Network, *, at: datetime) -> None:
    """Show what was published last, where the members want everyone to see it; else hide it."""
    shown = circle_of(network).now
    if shown is None or not shown.at_least or not sees_circle(Standing(), network):
        hide_circle(network, at=at)
    else:
        show_circle(network, shown.profile, n_band=shown.at_least, instrument=POOLED, at=at)


def _put(network: Network, **fields: Any) -> PublishedCircle:
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)
        cursor.execute(NEXT)
        (version,) = cursor.fetchone()
    circle, _is_new = PublishedCircle.objects.update_or_create(
        network=network, defaults={**fields, "version": version}
    )
    return circle


def _of_length_one(vector: Floats) -> list[float]:
    """`vector` as a direction; all zeros where it is the norm itself, and near to nothing."""
    length = float(np.linalg.norm(vector))
    return [float(each) for each in (vector / length if length > 1e-9 else vector * 0)]
