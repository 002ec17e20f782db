"""My calendar across my networks, its feeds, and public meetings near a place."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.timezone import get_current_timezone, localdate, localtime, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.actions.feeding import calendar_at, end_calendar, make_calendar
from meetings.calendars import Entry, calendar_of
from meetings.forms.near import NearForm
from meetings.models import CalendarFeed, Meeting
from meetings.queries.mine import between, meetings_of_hers, public_near
from meetings.views.body import gathering_for
from networks.finding import USUAL_KM
from networks.queries.placing import towns_called
from solidarity.base.secrets import digest
from solidarity.inbox.bodies import known
from solidarity.inbox.queries import rhythms_of
from solidarity.people.models import Person, PersonRequest, ViewerRequest

FRESH = "fresh_calendar"
BEFORE, AFTER = timedelta(days=60), timedelta(days=400)
CALENDAR = "text/calendar; charset=utf-8"


@require_safe
def mine_page(request: PersonRequest) -> HttpResponse:
    """A month of mine, day by day."""
    first = _month(request.GET.get("month", ""))
    following = first.replace(day=monthrange(first.year, first.month)[1]) + timedelta(days=1)
    found = between(meetings_of_hers(request.user), _midnight(first), _midnight(following))
    context = {
        "first": first,
        "days": by_day(found),
        "before": f"{first - timedelta(days=1):%Y-%m}" if first.year > 1971 else "",
        "after": f"{following:%Y-%m}" if following.year < 2199 else "",
    }
    return render(request, "meetings/mine.html", context)


def by_day(found: Iterable[Meeting]) -> list[tuple[date, list[Meeting]]]:
    """Meetings under their local days."""
    days = groupby(found, key=lambda each: localtime(each.starts_at).date())
    return [(day, list(some)) for day, some in days]


def _month(asked: str) -> date:
    """The first day of the month that an address names, else of this one."""
    try:
        first = datetime.strptime(asked, "%Y-%m").replace(tzinfo=UTC).date()
    except ValueError:
        return localdate().replace(day=1)
    return first if 1971 <= first.year < 2199 else localdate().replace(day=1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=get_current_timezone())


@require_http_methods(["GET", "HEAD", "POST"])
def feeds_page(request: PersonRequest) -> HttpResponse:
    """My calendar feeds; the address of one just made is shown once, since nobody keeps it."""
    if request.method == "POST":
        return _make(request)
    feeds = list(CalendarFeed.objects.filter(person=request.user).order_by("body_id", "pk"))
    seen = known().seen((request.user.pk, feed.body_id) for feed in feeds if feed.body_id)
    shown = [(feed, seen.get((request.user.pk, feed.body_id or 0))) for feed in feeds]
    token = request.session.pop(FRESH, "")
    context = {
        "feeds": [(feed, body) for feed, body in shown if body or feed.body_id is None],
        "bodies": known().of(request.user),
        "fresh": f"{settings.SITE_URL}{reverse('meetings:feed', args=[token])}" if token else "",
    }
    return render(request, "meetings/feeds.html", context)


def _make(request: PersonRequest) -> HttpResponse:
    slug, body = request.POST.get("network", ""), None
    if slug:
        found = next((each for each in known().of(request.user) if each.slug == slug), None)
        if found is None:
            raise Http404
        body = found.pk
    request.session[FRESH] = make_calendar(request.user, body, at=now())
    messages.success(request, _("Here is the address of your calendar. You see it only now."))
    return redirect("meetings:feeds")


@require_POST
def end_feed(request: PersonRequest, pk: int) -> HttpResponse:
    """End a calendar of mine."""
    end_calendar(get_object_or_404(CalendarFeed, pk=pk, person=request.user))
    messages.success(request, _("This calendar is over. Its address leads nowhere now."))
    return redirect("meetings:feeds")


@require_safe
@login_not_required
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Her meetings, for a calendar program: of all bodies, or of one that she belongs to still."""
    found = calendar_at(token)
    if found is None:
        raise Http404
    person, at = found.person, now()
    held = meetings_of_hers(person, body=found.body_id)
    meetings = between(held, at - BEFORE, at + AFTER)
    if found.body_id and not meetings and not _belongs(person, found.body_id):
        raise Http404
    is_neutral = rhythms_of([person])[person.pk].is_neutral
    with translation.override(person.interface_language), timezone.override(person.zone):
        name = _("Meetings") if is_neutral or not found.body else f"{found.body.name}"
        entries = [entry_of(each, is_neutral=is_neutral) for each in meetings]
        return _answer(calendar_of(name, entries))


def _belongs(person: Person, body: int) -> bool:
    return any(each.pk == body for each in known().of(person))


def _answer(drawn: bytes) -> HttpResponse:
    response = HttpResponse(drawn, content_type=CALENDAR)
    response["Cache-Control"] = "private, no-store"
    return response


def entry_of(meeting: Meeting, *, is_neutral: bool = False, link: bool = True) -> Entry:
    """A meeting as a calendar shows it; one who wants neutral mails has it tell no more."""
    page = f"{settings.SITE_URL}{meeting.get_absolute_url()}"
    words = "\n".join(part for part in (meeting.link if link else "", page) if part)
    told: dict[str, Any] = {"title": _("Meeting")}
    if not is_neutral:
        title = f"{meeting.title} ({meeting.body.name})"
        told = {"title": title, "place": meeting.place, "words": words, "url": page}
    return Entry(
        uid=f"{digest(str(meeting.pk), purpose='calendar-entry')[:32]}@solidarity",
        starts_at=meeting.starts_at or now(),
        ends_at=meeting.ends_at or now(),
        changed_at=meeting.changed_at,
        sequence=meeting.sequence,
        is_off=meeting.is_off,
        said=getattr(meeting, "said", None) or "",
        **told,
    )


@require_safe
@login_not_required
def one_ics(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    """One meeting as a file, for whoever sees its page; 404 while it has no date."""
    met = gathering_for(request, slug, number)
    if met.meeting.starts_at is None:
        raise Http404
    entry = entry_of(met.meeting, link=met.is_inside)
    response = _answer(calendar_of(met.meeting.title, [entry]))
    response["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response


@require_safe
@login_not_required
def public_page(request: ViewerRequest) -> HttpResponse:
    """Public meetings that are ahead, near a town or anywhere."""
    form = NearForm({"km": USUAL_KM} | request.GET.dict())
    near, km = form.asked()
    towns = towns_called(near) if near else []
    unknown = near if near and not towns else ""
    spot = towns[0] if towns else None
    found = [] if unknown else public_near(request.user, spot, km, at=now())
    context = {"form": form, "days": by_day(found), "unknown": unknown, "spot": spot, "km": km}
    return render(request, "meetings/public.html", context)
