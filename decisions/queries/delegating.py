"""Who speaks for whom in a question: all who decide can see it."""

from django.db.models import QuerySet

from decisions.models import Decision, Delegation, Elector, ElectorState, Round
from solidarity.people.models import Person, Viewer


def given_in(decision: Decision) -> QuerySet[Delegation]:
    """Whose voice is given to whom, the takers in order of their names."""
    found = Delegation.objects.filter(decision=decision).select_related("giver", "taker")
    return found.order_by("taker__display_name", "taker", "giver__display_name", "pk")


def given_by(decision: Decision, person: Viewer) -> Delegation | None:
    """To whom she has given hers. One query."""
    return given_in(decision).filter(giver=person.pk).first() if person.pk else None


def givers_to(decision: Decision, person: Person) -> QuerySet[Delegation]:
    """Those who have given theirs to her."""
    return given_in(decision).filter(taker=person)


def electors_given_to(round: Round, person: Person) -> QuerySet[Elector]:
    """The voices in this round that she was given, in the order in which they are held."""
    givers = Delegation.objects.filter(decision=round.decision_id, taker=person).values("giver")
    found = Elector.objects.filter(round=round, person__in=givers, state=ElectorState.ENTITLED)
    return found.order_by("pk")


def open_round_of(decision: Decision) -> Round | None:
    """The round that runs, or waits to be counted. One query."""
    return decision.rounds.filter(counted_at=None, voided_at=None).first()
