"""Feeds: the page where they are made and ended, and what a reader of feeds gets."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from solidarity.base.secrets import digest
from solidarity.inbox.actions import end_feed, feed_at, line_of, make_feed
from solidarity.inbox.bodies import Body, known
from solidarity.inbox.kinds import said_now
from solidarity.inbox.models import Feed, Notice
from solidarity.inbox.queries import feeds_of, notices_of, of_source, rhythms_of
from solidarity.people.models import Person, PersonRequest

MOST = 50
FRESH = "fresh_feed"


@require_http_methods(["GET", "HEAD", "POST"])
def feeds_page(request: PersonRequest) -> HttpResponse:
    """My feeds; the address of one just made is shown once, since nobody keeps it."""
    if request.method == "POST":
        return _make(request)
    feeds = list(feeds_of(request.user))
    seen = known().seen((request.user.pk, each.source) for each in feeds if each.source)
    shown = [(feed, seen.get((request.user.pk, feed.source or 0))) for feed in feeds]
    token = request.session.pop(FRESH, "")
    context = {
        "feeds": [(feed, body) for feed, body in shown if body or feed.source is None],
        "bodies": known().of(request.user),
        "fresh": f"{settings.SITE_URL}{reverse('feed', args=[token])}" if token else "",
    }
    return render(request, "inbox/feeds.html", context)


def _make(request: PersonRequest) -> HttpResponse:
    """Make a feed of everything, or of the network that was chosen."""
    slug, source = request.POST.get("network", ""), None
    if slug:
        body = known().find(request.user, slug)
        if body is None:
            raise Http404
        source = body.pk
    request.session[FRESH] = make_feed(request.user, source, at=now())
    messages.success(request, _("Here is the address of your feed. You see it only now."))
    return redirect("inbox:feeds")


@require_POST
def end(request: PersonRequest, pk: int) -> HttpResponse:
    """End a feed of mine."""
    end_feed(get_object_or_404(Feed, pk=pk, person=request.user))
    messages.success(request, _("This feed is over. Its address leads nowhere now."))
    return redirect("inbox:feeds")


@require_safe
@login_not_required
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What she is told, for a reader of feeds; of a network that she may know of."""
    found = feed_at(token)
    if found is None:
        raise Http404
    person = found.person
    told = said_now(of_source(notices_of(person), found.source)[:MOST])
    sources = {each.source for each in told if each.source} | {found.source or 0}
    seen = known().seen((person.pk, source) for source in sources)
    if found.source and (person.pk, found.source) not in seen:
        raise Http404
    told = [each for each in told if not each.source or (person.pk, each.source) in seen]
    with translation.override(person.interface_language), timezone.override(person.zone):
        body = seen.get((person.pk, found.source or 0))
        text = _drawn(person, told, body).writeString("utf-8")
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


def _drawn(person: Person, told: list[Notice], body: Body | None) -> Atom1Feed:
    """The feed itself; one who wants neutral mails has a feed that tells no more."""
    is_neutral = rhythms_of([person])[person.pk].is_neutral
    name = _("News") if is_neutral else _("Solidarity")
    title = f"{name}: {body.name}" if body and not is_neutral else name
    inbox = f"{settings.SITE_URL}{reverse('inbox:notices')}"
    drawn = Atom1Feed(title=title, link=inbox, description=None, feed_guid=inbox)
    lines: dict[tuple[str, ...], str] = {}
    for each in told:
        words = _("You have news") if is_neutral else line_of(each, lines)
        link = inbox if is_neutral else f"{settings.SITE_URL}{each.about_url}"
        drawn.add_item(
            title=words, link=link, description="", pubdate=each.told_at,
            updateddate=each.told_at,
            unique_id=f"urn:solidarity:{digest(str(each.pk), purpose='feed-entry')[:32]}",
        )  # fmt: skip
    return drawn
