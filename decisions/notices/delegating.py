"""Who is told that she was given a voice, and what was said with hers."""

from collections.abc import Sequence
from datetime import datetime

from decisions.models import Delegation, Position
from solidarity.inbox.notices import tell, tell_each
from solidarity.people.models import Person


def given(delegation: Delegation, *, at: datetime) -> None:
    """Tell whoever was given a voice; no more often than it was given."""
    tell(
        delegation.taker, kind="decisions.voice_given", about=delegation.decision, at=at,
        key=str(delegation.pk), words=delegation.giver.display_name, by=delegation.giver,
        source=delegation.decision.network_id,
    )  # fmt: skip


def handed_back(delegation: Delegation, *, at: datetime) -> None:
    """Tell her that she has to speak for herself."""
    tell(
        delegation.giver, kind="decisions.voice_back", about=delegation.decision, at=at,
        key=f"{delegation.decision_id}-{at.timestamp():.0f}", words=delegation.taker.display_name,
        source=delegation.decision.network_id,
    )  # fmt: skip


def spoken(givers: Sequence[Person], position: Position, *, at: datetime) -> None:
    """Tell those with whose voice something was said; what, they read there."""
    decision, by = position.round.decision, position.by
    tell_each(
        givers, kind="decisions.spoken_for_you", about=decision, key=str(position.pk), at=at,
        words=by.display_name if by else "", source=decision.network_id,
    )  # fmt: skip
