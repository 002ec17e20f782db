"""What the page of a decision says of a review that the agreement set."""

from typing import Any

from coalitions.queries.reviewing import review_of
from decisions.views.parts import Look, Part, show
from networks.models import Kind


def _read(look: Look) -> dict[str, Any] | None:
    """For questions of coalitions that nobody brought in."""
    decision = look.decision
    if decision.by_id is not None or decision.network.kind != Kind.COALITION:
        return None
    review = review_of(decision.network, decision.number)
    if review is None:
        return None
    return {"clause": review.clause, "version": review.version, "due_on": review.due_on}


def show_parts() -> None:
    """Let the page of a decision say so."""
    show(Part("before", "coalitions/review_part.html", _read))
