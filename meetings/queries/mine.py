"""A person's meetings across her networks, and public ones near a place."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from meetings.models import Audience, Comes, Coming, Guest, Meeting
from networks.models import Network
from networks.models.network import belongs_to
from networks.queries.placing import Spot, is_near
from solidarity.base.kept import Kept
from solidarity.people.models import Person, Viewer

MOST = 500
MOST_SOON = 3
MOST_NEAR = 50
BODY = ("body__name", "body__slug", "body__kind", "body__visibility")
WHOLE = (
    "number", "title", "audience", "starts_at", "ends_at", "zone", "place", "link",
    "called_off_at", "changed_at", "sequence", *BODY,
)  # fmt: skip


def meetings_of_hers(person: Person, *, body: int | None = None) -> QuerySet[Meeting]:
    """Meetings of bodies that she belongs to, as a guest, or public ones that she comes to.

    Adds `said`: what she said; what she cannot come to is not hers. body: of this one alone.
    """
    guest = Guest.objects.filter(person=person).values("meeting")
    said = Coming.objects.filter(person=person, meeting=OuterRef("pk"))
    comes = Coming.objects.filter(person=person, says__in=[Comes.YES, Comes.MAYBE])
    public = Q(audience=Audience.PUBLIC, body__visibility="public", pk__in=comes.values("meeting"))
    hers = belongs_to(person, "body") | Q(pk__in=guest) | public
    found = Meeting.objects.filter(hers)
    if body is not None:
        found = found.filter(body=body)
    found = found.exclude(Exists(said.filter(says=Comes.NO)))
    return (
        found.annotate(said=Subquery(said.values("says")[:1])).select_related("body").only(*WHOLE)
    )


def between(held: QuerySet[Meeting], since: datetime, until: datetime) -> list[Meeting]:
    """Those that begin in this stretch of time, in order; 500 at most. One query."""
    found = held.filter(starts_at__gte=since, starts_at__lt=until)
    return list(found.order_by("starts_at", "pk")[:MOST])


def _coming_up(*, person: int, at: datetime, until: datetime) -> QuerySet[Meeting]:
    hers = meetings_of_hers(Person(pk=person))
    soon = hers.filter(ends_at__gt=at, starts_at__lt=until, called_off_at=None)
    return soon.order_by("starts_at", "pk")[:MOST_SOON]


COMING_UP = Kept(_coming_up)


def coming_up_for(person: Person, *, at: datetime) -> list[Meeting]:
    """What comes up for her in the next two weeks; three at most. One query."""
    return COMING_UP(person=person.pk, at=at, until=at + timedelta(days=14))


def public_near(viewer: Viewer, spot: Spot | None, km: int, *, at: datetime) -> list[Meeting]:
    """Public meetings ahead, of networks that the viewer may know of; near `spot` where given."""
    found = Meeting.objects.filter(audience=Audience.PUBLIC, ends_at__gt=at, called_off_at=None)
    if spot is not None:
        found = found.filter(pk__in=Meeting.objects.filter(is_near(spot, km)).values("pk"))
    shown = Network.objects.visible_to(viewer).filter(unlisted_at=None).values("pk")
    found = found.filter(body__in=shown).select_related("body").only(*WHOLE)
    return list(found.order_by("starts_at", "pk")[:MOST_NEAR])
