"""Those whom a question touches, and what is challenged."""

from django.db.models import QuerySet

from decisions.models import Challenge, ChallengeState, Decision, Round, Touched
from solidarity.people.models import Person, Viewer


def touched_by(decision: Decision) -> QuerySet[Touched]:
    """Those who were named, who asked, and what was said to them, in that order."""
    return decision.touched.select_related("person").order_by("state", "pk")


def own_touch(decision: Decision, viewer: Viewer) -> Touched | None:
    """Where it stands with herself. One query."""
    return decision.touched.filter(person=viewer.pk).first() if viewer.pk else None


def challenges_of(decision: Decision) -> QuerySet[Challenge]:
    """All of them, the newest first, with who wrote and who answered."""
    return decision.challenges.select_related("by", "answered_by").order_by("-pk")


def open_challenge_of(decision: Decision, person: Person) -> Challenge | None:
    """Hers, as long as nobody has answered it."""
    return decision.challenges.filter(by=person, state=ChallengeState.OPEN).first()


def challenged_round(decision: Decision) -> Round | None:
    """The round that it is about: the newest that stands."""
    found = decision.rounds.filter(voided_at=None).order_by("-number").first()
    if found is not None:
        found.decision = decision
    return found
