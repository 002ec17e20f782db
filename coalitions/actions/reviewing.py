"""Looking at the agreement again, on the day that was set: late or twice, it comes out the same."""

from datetime import date, datetime

import structlog
from django.db import transaction
from django.db.models import Exists, F, OuterRef

from coalitions.models import AgreementVersion, Coalition, Phase, Review, VersionClause
from decisions.actions.writing import put_up_unasked
from decisions.models import Subject, Who
from decisions.queries.electing import has_networks
from networks.actions.log import log
from networks.models import Network, NetworkState, Verb
from solidarity.outbox.actions import ask_for

logger = structlog.get_logger("coalitions")
AT_ONCE = 200
LONGEST = 19_000


def open_due(*, at: datetime) -> int:
    """Open every review whose day has come; returns how many. One that fails holds up no other."""
    opened = 0
    for version, clause, day in [*_clauses_due(at.date()), *_wholes_due(at.date())]:
        try:
            opened += _open(version, clause, day, at=at)
        except Exception:
            logger.exception("review_not_opened", version=version, clause=clause)
    return opened


def _in_force(end: str) -> dict[str, object]:
    """That the version at `end` is the one that holds, in a coalition that goes on."""
    held = f"{end}body__coalition__"
    return {
        f"{end}number": F(f"{held}version_number"),
        f"{held}phase": Phase.ACTIVE,
        f"{end}body__state__in": [NetworkState.ACTIVE, NetworkState.SEEKING],
    }


def _clauses_due(today: date) -> list[tuple[int, int | None, date]]:
    """Clauses in force on whose day nothing was opened yet."""
    done = Review.objects.filter(clause=OuterRef("clause"), due_on=OuterRef("clause__review_on"))
    due = VersionClause.objects.filter(
        ~Exists(done), clause__review_on__lte=today, **_in_force("version__")
    )
    rows = due.order_by("pk").values_list("version", "clause", "clause__review_on")
    return [(version, clause, day) for version, clause, day in rows[:AT_ONCE] if day]


def _wholes_due(today: date) -> list[tuple[int, int | None, date]]:
    done = Review.objects.filter(version=OuterRef("pk"), clause=None, due_on=OuterRef("review_on"))
    due = AgreementVersion.objects.filter(~Exists(done), review_on__lte=today, **_in_force(""))
    rows = due.order_by("pk").values_list("pk", "review_on")
    return [(version, None, day) for version, day in rows[:AT_ONCE] if day]


@transaction.atomic
def _open(version_id: int, clause_id: int | None, day: date, *, at: datetime) -> int:
    """A question with the words that hold, put up for talk; once."""
    body = Network.objects.locked().get(agreement_versions=version_id)
    version = AgreementVersion.objects.get(pk=version_id)
    if Review.objects.filter(version__body=body, clause=clause_id, due_on=day).exists():
        return 0
    if Coalition.objects.get(network=body).version_number != version.number:
        return 0
    clauses = version.clauses.select_related("text").order_by("position")
    chosen = list(clauses.filter(clause=clause_id) if clause_id else clauses)
    decision = put_up_unasked(
        body, title=chosen[0].title if clause_id else version.title, subject=Subject.RULES,
        who=Who.NETWORKS if has_networks(body) else Who.PEOPLE, words=_words(chosen), at=at,
    )  # fmt: skip
    Review.objects.create(
        body=body, version=version, clause_id=clause_id, due_on=day, opened_at=at,
        decision=decision.number,
    )  # fmt: skip
    log(body, Verb.TO_REVIEW, at=at, number=decision.number, reviewed=version.decision)
    ask_for("decisions.tell_review", key=str(decision.pk), at=at, decision=decision.pk)
    return 1


def _words(clauses: list[VersionClause]) -> str:
    """One clause as it is; of the whole each with its title, as far as a question holds it."""
    if len(clauses) == 1:
        return clauses[0].text.words
    words = "\n\n".join(f"## {each.title}\n\n{each.text.words}" for each in clauses)
    return words if len(words) <= LONGEST else words[:LONGEST] + "\n\n…"
