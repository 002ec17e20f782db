"""A person's meetings across her networks, and public ones near a place."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from meetings.models import LONGEST, Audience, Comes, Coming, Meeting
from meetings.queries.meetings import invitations_of, not_over
from networks.models import Network
from networks.models.network import belongs_to
from networks.queries import shut_out_of
from networks.queries.placing import Spot, is_near
from solidarity.base.kept import Kept
from solidarity.people.models import Person, Viewer

BACK, AHEAD = timedelta(days=365), timedelta(days=400)
MOST_BEGUN, MOST_AHEAD = 100, 250
MOST_SOON = 3
MOST_NEAR = 20
BODY = ("body__name", "body__slug", "body__kind", "body__visibility")
WHOLE = (
    "number", "title", "audience", "starts_at", "ends_at", "place", "called_off_at", *BODY,
)  # fmt: skip


def meetings_of_hers(person: Person, *, body: int | None = None) -> QuerySet[Meeting]:
    """Meetings of bodies that she belongs to, as a guest, or public ones that she comes to.

    Adds `said`: what she said; what she cannot come to is not hers. body: of this one alone.
    """
    said = Coming.objects.filter(person=person, meeting=OuterRef("pk"))
    comes = Coming.objects.filter(person=person, says__in=[Comes.YES, Comes.MAYBE])
    public = Q(audience=Audience.PUBLIC, body__visibility="public", pk__in=comes.values("meeting"))
    shut = Exists(shut_out_of(OuterRef("body")).filter(person=person))
    found = Meeting.objects.filter(_is_inside(person) | (public & ~Q(shut)))
    if body is not None:
        found = found.filter(body=body)
    found = found.exclude(Exists(said.filter(says=Comes.NO)))
    return (
        found.annotate(said=Subquery(said.values("says")[:1])).select_related("body").only(*WHOLE)
    )


def _is_inside(person: Person) -> Q:
    """That she belongs to its body, or is its guest: the link is for those alone."""
    return belongs_to(person, "body") | Q(pk__in=invitations_of(person).values("meeting"))


def between(
    held: QuerySet[Meeting], since: datetime, until: datetime, *, most: int
) -> list[Meeting]:
    """Those that begin in this stretch of time, in order; `most` at most. One query."""
    found = held.filter(starts_at__gte=since, starts_at__lt=until)
    return list(found.order_by("starts_at", "pk")[:most])


class Told(NamedTuple):
    """What a calendar tells of a meeting."""

    pk: int
    number: int
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    link: str
    called_off_at: datetime | None
    changed_at: datetime
    sequence: int
    said: str | None
    body_name: str
    body_slug: str


def told_of(meeting: Meeting, *, shows_link: bool) -> Told | None:
    """The same of a meeting that is at hand; None while its date is looked for."""
    if meeting.starts_at is None or meeting.ends_at is None:
        return None
    return Told(
        meeting.pk, meeting.number, meeting.title, meeting.starts_at, meeting.ends_at,
        meeting.place, meeting.link if shows_link else "", meeting.called_off_at,
        meeting.changed_at, meeting.sequence, None, meeting.body.name, meeting.body.slug,
    )  # fmt: skip


def told_around(person: Person, at: datetime, *, body: int | None = None) -> list[Told]:
    """What is told her of the meetings of a year back and of the next thirteen months, in order.

    Of very many the nearest: a hundred that have begun, 250 that will. Two queries.
    """
    fields = [name.replace("body_", "body__") for name in Told._fields]
    fields[fields.index("link")] = "hers"
    link = Case(
        When(_is_inside(person), then=F("link")), default=Value(""), output_field=CharField()
    )
    rows = meetings_of_hers(person, body=body).annotate(hers=link).values_list(*fields)
    begun = rows.filter(starts_at__gte=at - BACK, starts_at__lt=at).order_by("-starts_at", "-pk")
    ahead = rows.filter(starts_at__gte=at, starts_at__lt=at + AHEAD).order_by("starts_at", "pk")
    found = [*reversed(begun[:MOST_BEGUN]), *ahead[:MOST_AHEAD]]
    return [Told(*row) for row in found]


def _coming_up(*, person: int, at: datetime, since: datetime, until: datetime) -> QuerySet[Meeting]:
    hers = meetings_of_hers(Person(pk=person))
    soon = hers.filter(starts_at__gt=since, starts_at__lt=until, ends_at__gt=at, called_off_at=None)
    return soon.order_by("starts_at", "pk")[:MOST_SOON]


COMING_UP = Kept(_coming_up)


def coming_up_for(person: Person, *, at: datetime) -> list[Meeting]:
    """What comes up for her in the next two weeks; three at most. One query."""
    return COMING_UP(
        person=person.pk, at=at, since=at - LONGEST, until=at + timedelta(days=14)
    )  # fmt: skip


def public_near(
    viewer: Viewer, spot: Spot | None, km: int, *, page: int, at: datetime
) -> tuple[list[Meeting], bool]:
    """Public meetings ahead, of networks that the viewer may know of; near `spot` where given.

    page: from 1. Whether there are more comes with them. One query.
    """
    found = Meeting.objects.filter(not_over(at), audience=Audience.PUBLIC, called_off_at=None)
    if spot is not None:
        found = found.filter(pk__in=Meeting.objects.filter(is_near(spot, km)).values("pk"))
    shown = Network.objects.visible_to(viewer).filter(unlisted_at=None).values("pk")
    found = found.filter(body__in=shown).select_related("body").only(*WHOLE)
    since = (page - 1) * MOST_NEAR
    rows = list(found.order_by("starts_at", "pk")[since : since + MOST_NEAR + 1])
    return rows[:MOST_NEAR], len(rows) > MOST_NEAR
