"""The meetings of a body, as far as a viewer may know of them."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from meetings.models import LONGEST, Audience, Guest, Meeting, Series
from networks.models import Network
from networks.queries import shut_out_of
from networks.rules import Standing
from solidarity.people.models import Person, Viewer

LINE = (
    "body", "series", "number", "title", "audience", "starts_at", "place", "called_off_at", "apart",
)  # fmt: skip


def meetings_seen(viewer: Viewer, body: Network, standing: Standing) -> QuerySet[Meeting]:
    """Meetings of `body` that the viewer knows of: all, where she belongs; else the public ones."""
    held = Meeting.objects.filter(body=body)
    if standing.belongs:
        return held
    return held.filter(Q(audience=Audience.PUBLIC) | Q(pk__in=meetings_of_guest(viewer)))


def meetings_of_guest(viewer: Viewer) -> QuerySet[Meeting]:
    """Meetings to which the viewer is asked as a guest."""
    if not isinstance(viewer, Person):
        return Meeting.objects.none()
    return Meeting.objects.filter(pk__in=invitations_of(viewer).values("meeting"))


def guests_asked() -> QuerySet[Guest]:
    """Guests who are asked still: not where the meeting is for members alone since, nor anybody
    to whom the stewards have closed the body.
    """
    shut = shut_out_of(OuterRef("meeting__body")).filter(person=OuterRef("person"))
    return Guest.objects.exclude(meeting__audience=Audience.MEMBERS).exclude(Exists(shut))


def invitations_of(person: Person) -> QuerySet[Guest]:
    """To what somebody is asked as a guest."""
    return guests_asked().filter(person=person)


def meeting_for(viewer: Viewer, body: Network, standing: Standing, number: int) -> Meeting | None:
    """The meeting of this number, if she may know of it. One query."""
    found = meetings_seen(viewer, body, standing).filter(number=number)
    meeting = found.select_related("convened_by").first()
    if meeting is not None:
        meeting.body = body
    return meeting


def is_ahead(at: datetime) -> Q:
    """Whether a meeting is not over yet, or has no date yet."""
    return not_over(at) | Q(starts_at=None)


def not_over(at: datetime) -> Q:
    """Whether a meeting that has its date is not over; by its beginning, as indexes find it."""
    return Q(starts_at__gt=at - LONGEST, ends_at__gt=at)


def coming_up(held: QuerySet[Meeting], *, at: datetime) -> QuerySet[Meeting]:
    """Those of `held` that are ahead: first those without a date, then by theirs."""
    ahead = held.filter(is_ahead(at)).order_by(F("starts_at").asc(nulls_first=True), "pk")
    return ahead.only(*LINE)


def gone_by(held: QuerySet[Meeting], *, at: datetime) -> QuerySet[Meeting]:
    """Those of `held` that are over, the last one first."""
    return held.filter(starts_at__lt=at, ends_at__lte=at).order_by("-starts_at", "-pk").only(*LINE)


def series_of(body: Network) -> list[Series]:
    """What comes again there and goes on. One query."""
    return list(Series.objects.filter(body=body, ended_at=None).order_by("title", "pk")[:20])
