"""What is done when its time has come, by a task: late or twice, it comes out the same."""

from datetime import datetime, timedelta

import structlog
from django.db import transaction

from decisions.actions.closing import close_if_due
from decisions.models import Decision, Round, Stage, Version
from networks.actions.log import log
from networks.models import Network, Verb
from solidarity.base.versions import next_number
from solidarity.outbox.actions import ask_for

logger = structlog.get_logger("decisions")
BEFORE = timedelta(days=2)  # so long before it closes one is reminded, or a third of its time
AT_ONCE = 200
COPIED = (
    "title", "subject", "by", "who", "circle", "seen", "method", "options", "voices", "quorum",
    "is_secret", "published", "allows_delegation", "days_open",
)  # fmt: skip


def count_due(*, at: datetime) -> int:
    """Count every round whose time is over; returns how many. One that fails holds up no other."""
    waiting = Round.objects.filter(counted_at=None, voided_at=None, closes_at__lte=at)
    counted = 0
    for pk in list(waiting.order_by("closes_at").values_list("pk", flat=True)[:AT_ONCE]):
        try:
            counted += close_if_due(pk, at=at) is not None
        except Exception:
            logger.exception("round_not_counted", round=pk)
    return counted


def remind_due(*, at: datetime) -> int:
    """Ask for one reminder in each round that closes soon; returns in how many."""
    soon = Round.objects.filter(
        counted_at=None, voided_at=None, reminded_at=None, closes_at__gt=at,
        closes_at__lte=at + BEFORE,
    )  # fmt: skip
    due = [round for round in soon if round.closes_at - _lead(round) <= at]
    return sum(_remind(round, at=at) for round in due)


def _lead(round: Round) -> timedelta:
    return min(BEFORE, (round.closes_at - round.opens_at) / 3)


@transaction.atomic
def _remind(round: Round, *, at: datetime) -> int:
    mine = Round.objects.filter(pk=round.pk, reminded_at=None, counted_at=None, voided_at=None)
    if not mine.filter(closes_at=round.closes_at).update(reminded_at=at):
        return 0
    key = f"{round.pk}-{int(round.closes_at.timestamp())}"
    ask_for("decisions.tell_reminder", key=key, at=at, round=round.pk)
    return 1


def open_reviews(*, at: datetime) -> int:
    """Bring back each decision on the day that was set for it; returns how many."""
    due = Decision.objects.filter(stage=Stage.CLOSED, review_on__lte=at.date(), reviewed_by=None)
    return sum(_review(pk, at=at) for pk in due.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _review(decision_id: int, *, at: datetime) -> int:
    """The same question in the same words, talked about again; once."""
    network = Network.objects.locked().get(decisions=decision_id)
    old = Decision.objects.get(pk=decision_id)
    if old.reviewed_by.exists():
        return 0
    review = Decision.objects.create(
        network=network, number=next_number(network.decisions), made_at=at,
        stage=Stage.DISCUSSION, staged_at=at, reviews=old,
        **{name: getattr(old, name) for name in COPIED},
    )  # fmt: skip
    text = old.versions.order_by("-number").first()
    if text is not None:
        Version.objects.create(
            decision=review, number=1, words=text.words, words_html=text.words_html, by=text.by,
            at=at,
        )  # fmt: skip
    log(network, Verb.TO_REVIEW, at=at, number=review.number, reviewed=old.number)
    ask_for("decisions.tell_review", key=str(review.pk), at=at, decision=review.pk)
    return 1
