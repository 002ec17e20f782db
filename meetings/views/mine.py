"""My calendar across my networks, its feeds, and public meetings near a place."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.timezone import get_current_timezone, localdate, localtime, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.actions.feeding import calendar_at, end_calendar, make_calendar
from meetings.calendars import Entry, calendar_of
from meetings.forms.near import NearForm
from meetings.models import CalendarFeed, Meeting
from meetings.models.meeting import meeting_page
from meetings.queries.mine import (
    Told,
    between,
    meetings_of_hers,
    public_near,
    told_around,
    told_of,
)
from meetings.titles import title_in_words
from meetings.views.body import gathering_for, page_number
from networks.finding import USUAL_KM
from networks.queries.placing import towns_called
from solidarity.base.secrets import digest
from solidarity.inbox.bodies import known
from solidarity.inbox.queries import rhythms_of
from solidarity.people.models import Person, PersonRequest, ViewerRequest

FRESH = "fresh_calendar"
MOST_SHOWN = 30
Day = tuple[date, list[Meeting]]
CALENDAR = "text/calendar; charset=utf-8"


@require_safe
def mine_page(request: PersonRequest) -> HttpResponse:
    """A month of mine, day by day; where very much is in it, so far as a page goes."""
    first = _month(request.GET.get("month", ""))
    last = monthrange(first.year, first.month)[1]
    following = first.replace(day=last) + timedelta(days=1)
    since = first.replace(day=_number(request.GET.get("day", ""), last))
    held = meetings_of_hers(request.user)
    found = between(held, _midnight(since), _midnight(following), most=MOST_SHOWN + 1)
    days, goes_on = _first_days(found)
    context = {
        "first": first,
        "days": days,
        "goes_on": goes_on,
        "before": f"{first - timedelta(days=1):%Y-%m}" if first.year > 1971 else "",
        "after": f"{following:%Y-%m}" if following.year < 2199 else "",
    }
    return render(request, "meetings/mine.html", context)


def _number(asked: str, last: int) -> int:
    return int(asked) if asked in {str(day) for day in range(1, last + 1)} else 1


def _first_days(found: list[Meeting]) -> tuple[list[Day], date | None]:
    """The days that a page shows, and the one on which the next page begins."""
    days = by_day(found)
    if len(found) <= MOST_SHOWN:
        return days, None
    if len(days) == 1:
        return days, days[0][0] + timedelta(days=1)
    return days[:-1], days[-1][0]


def by_day(found: Iterable[Meeting]) -> list[Day]:
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
    # Who asks for the head alone sees nothing: the address waits for whoever reads the page.
    token = request.session.pop(FRESH, "") if request.method == "GET" else ""
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
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """Her meetings, for a calendar program: of all bodies, or of one that she belongs to still.

    Programs ask again and again: who has seen it as it is gets 304, and nothing is drawn.
    """
    found = calendar_at(token)
    if found is None:
        raise Http404
    person = found.person
    told = told_around(person, now(), body=found.body_id)
    if found.body_id and not told and not _belongs(person, found.body_id):
        raise Http404
    is_neutral = rhythms_of([person])[person.pk].is_neutral
    language = person.interface_language
    with translation.override(language):
        name = _("Meetings") if is_neutral or not found.body else f"{found.body.name}"
        word = _("Meeting")
    mark = f'"{digest(repr((told, name, word, is_neutral)), purpose="calendar-etag")[:32]}"'
    response = get_conditional_response(request, etag=mark)
    if response is None:
        neutral = word if is_neutral else ""
        response = _answer(calendar_of(name, (entry_of(each, neutral=neutral) for each in told)))
    response["ETag"] = mark
    response["Cache-Control"] = "private, no-cache"
    return response


def _belongs(person: Person, body: int) -> bool:
    return any(each.pk == body for each in known().of(person))


def _answer(drawn: bytes) -> HttpResponse:
    return HttpResponse(drawn, content_type=CALENDAR)


def entry_of(told: Told, *, neutral: str = "") -> Entry:
    """A meeting as a calendar shows it; `neutral`: all that it tells, where one wants it so."""
    words: dict[str, str] = {"title": neutral}
    if not neutral:
        page = f"{settings.SITE_URL}{meeting_page(told.body_slug, told.number)}"
        words = {
            "title": f"{title_in_words(told.title)} ({told.body_name})",
            "place": told.place,
            "words": f"{told.link}\n{page}" if told.link else page,
            "url": page,
        }
    return Entry(
        uid=f"{digest(str(told.pk), purpose='calendar-entry')[:32]}@solidarity",
        starts_at=told.starts_at,
        ends_at=told.ends_at,
        changed_at=told.changed_at,
        sequence=told.sequence,
        is_off=told.called_off_at is not None,
        said=told.said or "",
        **words,
    )


@require_safe
@login_not_required
def one_ics(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    """One meeting as a file, for whoever sees its page; 404 while it has no date."""
    met = gathering_for(request, slug, number)
    told = told_of(met.meeting, shows_link=met.is_inside)
    if told is None:
        raise Http404
    response = _answer(calendar_of(met.meeting.title_words, [entry_of(told)]))
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
    page = page_number(request.GET.get("page", ""))
    found: list[Meeting] = []
    are_more = False
    if not unknown:
        found, are_more = public_near(request.user, spot, km, page=page, at=now())
    context = {
        "form": form, "days": by_day(found), "unknown": unknown, "spot": spot, "km": km,
        "later": page + 1 if are_more else 0,
    }  # fmt: skip
    return render(request, "meetings/public.html", context)
