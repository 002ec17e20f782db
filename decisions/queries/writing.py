"""What a question says and how it is decided, as its forms begin with it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from decisions.models import Decision, Stage, Template, Version
from networks.models import Network
from solidarity.people.models import Person

WORDING = ("title", "words")
RULES = (
    "method", "options", "quorum", "who", "circle", "voices", "seen", "is_secret", "published",
    "allows_delegation",
)  # fmt: skip
TIMING = ("days_open", "urgent_reason", "review_on")
MOST_VERSIONS = 200


def newest_version(decision: Decision) -> Version | None:
    """The text as it stands; None where none was written."""
    return decision.versions.select_related("by").order_by("-number").first()


def versions_of(decision: Decision) -> QuerySet[Version]:
    """All versions, the newest first, with who wrote each."""
    return decision.versions.select_related("by").order_by("-number")


def question_words(decision: Decision) -> dict[str, Any]:
    """What is asked, and its text as it stands: what `change_draft` and `write_version` change."""
    version = newest_version(decision)
    words = version.words if version else ""
    return {"title": decision.title, "subject": decision.subject, "words": words}


def rules_of(decision: Decision, names: Iterable[str]) -> dict[str, Any]:
    """Those of RULES and TIMING that `names` says, as they stand; rows by their keys."""
    found = {name: getattr(decision, name) for name in sorted(names)}
    return {name: getattr(value, "pk", value) for name, value in found.items()}


def drafts_of(person: Person, network: Network) -> QuerySet[Decision]:
    """What she has begun here and not put up yet, the newest first."""
    found = network.decisions.filter(by=person, stage=Stage.DRAFT)
    return found.order_by("-pk")


def templates_of(network: Network) -> QuerySet[Template]:
    """The body's own templates, by name."""
    return network.decision_templates.order_by("name", "pk")
