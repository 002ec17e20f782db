"""The reads of people's pages."""

from typing import Any

from solidarity.people.models import Draft, Person


def draft_of(person: Person, purpose: str) -> dict[str, Any]:
    """What she has typed so far for `purpose`; empty when nothing is kept."""
    kept = Draft.objects.filter(person=person, purpose=purpose).first()
    return dict(kept.fields) if kept else {}
