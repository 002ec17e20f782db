"""What was held against a proposal, gathered when a round is counted."""

from datetime import datetime

from decisions.models import Became, Concern, Position, Round
from decisions.queries.counting import positions_that_count
from decisions.records.kept import is_withdrawn, stance_of

HELD_AGAINST = ("block", "objection", "stand_aside", "reservations", "concern")
TOGETHER = 1000


def gather_concerns(round: Round, *, at: datetime) -> None:
    """A concern for each reason that was given; what was taken back is answered with that."""
    if round.is_secret:
        return
    said = positions_that_count(round).filter(written__isnull=False).exclude(written__reason="")
    found = [
        _concern(position, round, at=at)
        for position in said.select_related("written").order_by("pk").iterator(TOGETHER)
        if stance_of(position.choice) in HELD_AGAINST
    ]
    Concern.objects.bulk_create(found, batch_size=TOGETHER, ignore_conflicts=True)


def _concern(position: Position, round: Round, *, at: datetime) -> Concern:
    gone = is_withdrawn(position.choice)
    return Concern(
        decision_id=round.decision_id, round=round, elector_id=position.elector_id,
        stance=stance_of(position.choice), by_id=position.by_id, words=position.written.reason,
        at=at, became=Became.WITHDRAWN if gone else Became.OPEN, answered_at=at if gone else None,
    )  # fmt: skip
