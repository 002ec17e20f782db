"""Who is told that a round opens, closes, is open for longer, or was called off."""

from typing import Any

from decisions.models import Decision, Outcome, Round
from decisions.queries.telling import concerned, reminded_people, voters
from networks.notices.crowds import tell_all
from networks.queries import readers_of
from solidarity.inbox.notices import tell


def round_opened(round: Round) -> None:
    """Ask everybody who has a voice to use it; who opened it knows."""
    tell_all(
        voters(round).exclude(pk=round.opened_by_id or 0), kind="decisions.opened",
        about=round.decision, key=key_of(round), at=round.opens_at,
        words=round.closes_at.isoformat(), asks=True, closes_at=round.closes_at,
    )  # fmt: skip


def round_closes_soon(round: Round) -> None:
    """Remind those who have not used their voice; once for each moment at which it closes.

    Of a secret round all are reminded, in words that fit whoever has cast a ballot, too.
    """
    if round.reminded_at is None:
        return
    kind = "decisions.reminder_secret" if round.is_secret else "decisions.reminder"
    tell_all(
        reminded_people(round), kind=kind, about=round.decision,
        key=f"{key_of(round)}-{int(round.closes_at.timestamp())}", at=round.reminded_at,
        words=round.closes_at.isoformat(), closes_at=round.closes_at,
    )  # fmt: skip


def round_extended(round: Round, *, until: int) -> None:
    """Say that there is more time, unless there is another time by now."""
    if int(round.closes_at.timestamp()) != until:
        return
    tell_all(
        voters(round), kind="decisions.extended", about=round.decision,
        key=f"{key_of(round)}-{until}", at=round.opens_at, words=round.closes_at.isoformat(),
    )  # fmt: skip


def round_closed(outcome: Outcome) -> None:
    """Announce what came out, with the digest of the file that it can be counted again from."""
    round = outcome.round
    tell_all(
        concerned(round), kind="decisions.closed", about=round.decision, key=key_of(round),
        at=outcome.at, words=f"{outcome.result} {outcome.digest}",
    )  # fmt: skip


def called_off(decision: Decision) -> None:
    """Say that it was called off, and why, to all who had a voice so far, or proposed it."""
    for round in decision.rounds.select_related("decision").order_by("number"):
        tell_all(concerned(round), **_called_off(decision))
    if decision.by is not None and decision.by.is_here:
        tell(decision.by, **_called_off(decision))


def _called_off(decision: Decision) -> dict[str, Any]:
    return {
        "kind": "decisions.cancelled", "about": decision, "key": f"decision-{decision.pk}",
        "at": decision.staged_at, "words": decision.cancel_reason,
    }  # fmt: skip


def back_for_review(decision: Decision) -> None:
    """Tell all who belong that what was decided is looked at again, as was agreed."""
    tell_all(
        readers_of(decision.network), kind="decisions.review", about=decision,
        key=f"decision-{decision.pk}", at=decision.made_at,
    )  # fmt: skip


def key_of(round: Round) -> str:
    """By which a notice is of this round."""
    return f"round-{round.pk}"
