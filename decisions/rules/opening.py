"""Who may open a round, for how long, and when it is too late or too early for that."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from decisions.models import Customs, Decision, Round, Stage
from networks.rules import Standing
from solidarity.people.models import Person

FEWEST_IN_SECRET = 5
MOST_DAYS = 365
DIGESTS = 2  # a round lasts so many of its body's digest periods, unless it is urgent
ENDED = (Stage.CLOSED, Stage.CANCELLED)


def runs_it(standing: Standing, decision: Decision, by: Person) -> bool:
    """Whether she leads this question through its life: who proposed it, and stewards."""
    if not standing.belongs or standing.is_paused:
        return False
    return standing.is_steward or decision.by_id == by.pk


def fewest_days(customs: Customs) -> int:
    """How long a round is open at least, so that news of it reach everybody."""
    return max(1, DIGESTS * customs.digest_days)


def why_not_open_round(standing: Standing, decision: Decision, by: Person) -> str:
    """Why `by` may not let positions be taken on it now; "" when she may."""
    if not runs_it(standing, decision, by):
        return _("Whoever proposed it opens it, or a steward does.")
    if decision.stage == Stage.ROUND:
        return _("It is open already.")
    if decision.stage in ENDED:
        return _("This question is closed.")
    if decision.stage == Stage.DRAFT:
        return _("It is a draft. First put it to the others to talk about.")
    if decision.in_room:
        return _("It is decided in a room, and recorded here.")
    return ""


def why_not_for_so_long(decision: Decision, customs: Customs) -> str:
    """Why it may not be open for the days that it says; "" when it may."""
    fewest, days = fewest_days(customs), decision.days_open
    if days < 1 or days > MOST_DAYS:
        return _("A round is open for a day at least, and for a year at most.")
    if days < fewest and not decision.urgent_reason:
        return ngettext(
            "Here a round is open for %(days)s day at least, so that news of it reach everybody."
            " If it cannot wait, say why.",
            "Here a round is open for %(days)s days at least, so that news of it reach everybody."
            " If it cannot wait, say why.",
            fewest,
        ) % {"days": fewest}
    return ""


def why_not_these(decision: Decision, voices: Sequence[str]) -> str:
    """Why these electors cannot decide it, where so many have these voices each; "" if they can."""
    if not voices:
        return _("Nobody could decide this yet. Look at who decides.")
    if not decision.is_secret:
        return ""
    if len(voices) < FEWEST_IN_SECRET:
        return _(
            "A secret ballot wants at least five people: of fewer, one could tell who chose what."
        )
    if any(each != "1" for each in voices):
        return _("In a secret ballot everybody has one voice: other weights would give them away.")
    return ""


def why_not_extend(
    standing: Standing, round: Round, by: Person, *, until: datetime, at: datetime
) -> str:
    """Why `by` may not let it be open until then; "" when she may."""
    if not runs_it(standing, round.decision, by):
        return _("Whoever proposed it, or a steward, gives it more time.")
    if round.voided_at or round.counted_at or at >= round.closes_at:
        return _("It is too late for that: this round is closed.")
    if until <= round.closes_at:
        return _("That is no later than it closes now.")
    if (until - round.opens_at).days > MOST_DAYS:
        return _("A round is open for a day at least, and for a year at most.")
    return ""


def why_not_close_early(
    standing: Standing, round: Round, by: Person, *, missing: int, at: datetime
) -> str:
    """Why `by` may not close it now. missing: how many have taken no position yet."""
    if not runs_it(standing, round.decision, by):
        return _("Whoever proposed it, or a steward, closes it before its time.")
    if round.voided_at or round.counted_at or at >= round.closes_at:
        return _("It is too late for that: this round is closed.")
    if round.is_secret:
        return _("A secret ballot stays open until its time: nobody knows who is missing.")
    if missing:
        return ngettext(
            "%(count)s has taken no position yet. It closes early only when all have.",
            "%(count)s have taken no position yet. It closes early only when all have.",
            missing,
        ) % {"count": missing}
    return ""


def why_not_call_off(standing: Standing, decision: Decision, by: Person, *, reason: str) -> str:
    """Why `by` may not call it off; "" when she may."""
    if not runs_it(standing, decision, by):
        return _("Whoever proposed it, or a steward, calls it off.")
    if decision.stage in ENDED:
        return _("This question is closed.")
    if not reason.strip():
        return _("Write why: the others have thought about it.")
    return ""
