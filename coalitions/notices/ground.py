"""Who is told of what is marked between two networks: those who can say whether it is so."""

from datetime import datetime

from django.db.models import Q

from coalitions.models import Mark
from networks.models import AffiliationState, Role, State
from networks.queries.spokes import speaking
from solidarity.inbox.notices import tell_each
from solidarity.people.models import Person

MOST_TOLD = 50


def marked(mark: Mark, *, by: Person, at: datetime) -> None:
    """Ask those who act for one of the two networks whether it is so."""
    pair = [mark.one.network_id, mark.other.network_id]
    spokes = speaking().filter(
        affiliation__member__in=pair, affiliation__body=mark.body,
        affiliation__state=AffiliationState.ACTIVE,
    )  # fmt: skip
    stewards = Q(
        memberships__network__in=pair, memberships__role=Role.STEWARD,
        memberships__state=State.ACTIVE,
    )  # fmt: skip
    people = Person.objects.here().filter(stewards | Q(pk__in=spokes.values("person")))
    told = people.exclude(pk=by.pk).distinct().order_by("pk")[:MOST_TOLD]
    tell_each(
        told, kind="coalitions.marked", about=mark.body, key=f"mark-{mark.pk}", at=at,
        url=mark.get_absolute_url(), asks=True, by=by,
    )  # fmt: skip
