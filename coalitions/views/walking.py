"""The walk of a network through an agreement, clause by clause, with a host, to its consent."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalitions.actions import walking as actions
from coalitions.forms.walking import EndForm, HostForm
from coalitions.models import Walk
from coalitions.queries import walking as queries
from coalitions.queries.agreement import in_force
from coalitions.queries.governing import settings_in_words
from coalitions.rules import walking as rules
from coalitions.rules.speaking import networks_spoken_for
from coalitions.views.handbook import inside_of
from decisions.views.writing import saved_or_refused, sent
from networks.models import Affiliation, AffiliationState, Kind, Network
from networks.rules import Standing, standing_of
from networks.views.body import Body
from networks.views.talking import kept_words
from solidarity.base.refused import Refused
from solidarity.base.secrets import new_token
from solidarity.people.actions import drop_draft
from solidarity.people.models import PersonRequest
from solidarity.threads.forms import CommentForm
from solidarity.threads.queries import POSTS, talk_in
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part

TAB = "networks:affiliations"
MOST = 50


@dataclass(frozen=True)
class Way:
    """Two networks between which somebody walks, as one viewer meets them."""

    body: Body
    network: Network
    there: Standing  # how she stands to the network that walks
    walk: Walk | None

    @property
    def found(self) -> Walk:
        """The walk; Http404 where none was begun."""
        if self.walk is None:
            raise Http404
        return self.walk


def _way(request: PersonRequest, slug: str, network: str) -> Way:
    """For those who walk, who host, and who belong; Http404 for everybody else."""
    body = get_object_or_404(Network, slug=slug, kind=Kind.COALITION)
    member = get_object_or_404(Network, slug=network)
    here, there = standing_of(request.user, body), standing_of(request.user, member)
    walk = queries.walk_of(member, body)
    approach = queries.approach_between(member, body)
    if walk is None and approach is None:
        raise Http404
    knows = Network.objects.visible_to(request.user).filter(pk=body.pk).exists()
    walks = there.is_steward or (there.is_member and knows)
    if not (walks or here.is_steward or (here.belongs and queries.is_public(member))):
        raise Http404
    return Way(Body(body, here, is_seen=knows), member, there, walk)


@require_safe
def walks_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Who is on the way in, how far, and with which host; for those who belong."""
    body = inside_of(request, slug)

    def seen(walk: Walk) -> bool:
        return body.standing.is_steward or queries.is_public(walk.network)

    context = body.context(TAB) | {
        "walks": [each for each in queries.walks_in(body.network)[:MOST] if seen(each)],
        "past": [each for each in queries.past_walks(body.network)[:MOST] if seen(each)],
        "version": in_force(body.network),
    }
    return render(request, "coalitions/walks.html", context)


@require_safe
def walk_page(request: PersonRequest, slug: str, network: str) -> HttpResponse:
    """All clauses, what is read, who answers, and what comes next."""
    way = _way(request, slug, network)
    at, walk, newest = now(), way.walk, in_force(way.body.network)
    approach = queries.approach_between(way.network, way.body.network)
    stops = queries.stops_of(walk) if walk else []
    unread = sum(not stop.is_read for stop in stops)
    spoken = networks_spoken_for(request.user, way.body.network)
    begins = rules.why_not_begin(request.user, way.network, approach, newest, at=at)
    context = way.body.context(TAB) | {
        "walk": walk,
        "member": way.network,
        "approach": approach if way.there.is_steward or way.body.standing.is_steward else None,
        "stops": stops,
        "read": len(stops) - unread,
        "next": next((stop for stop in stops if not stop.is_read), None),
        "newest": newest,
        "is_behind": bool(walk and newest and walk.version_id != newest.pk and not walk.ended_at),
        "why_not_begin": begins,
        "can_host": bool(walk) and not rules.why_not_host(way.body.standing, spoken, way.found),
        "why_not_end": rules.why_not_end(walk, unread, newest) if walk else "",
        "walks": way.there.is_member,
    }
    return render(request, "coalitions/walk.html", context)


@require_POST
def begin(request: PersonRequest, slug: str, network: str) -> HttpResponse:
    """Begin the walk, or go on with the version in force."""
    way = _way(request, slug, network)
    if not way.there.is_steward:
        raise Http404
    act = partial(actions.begin, way.network, way.body.network, by=request.user, at=now())
    done = _("You are on your way. Read the clauses one after the other.")
    return pressed(request, act, done=done, to=request.path.removesuffix("begin/"))


@require_http_methods(["GET", "POST"])
def host_page(request: PersonRequest, slug: str, network: str) -> HttpResponse:
    """Choose a host, or offer one's own network."""
    way = _way(request, slug, network)
    walk, body = way.found, way.body
    spoken = networks_spoken_for(request.user, body.network)
    if why := rules.why_not_host(body.standing, spoken, walk):
        if not walk.ended_at:
            raise Http404
        messages.warning(request, why)
        return redirect(walk)
    form = HostForm(_offered(request, body, spoken), sent(request), initial={"host": walk.host_id})
    if form.is_valid():
        act = partial(
            actions.host, walk.pk, by=request.user, network=form.cleaned_data["host"], at=now()
        )
        if saved_or_refused(form, act):
            messages.success(request, _("The host is told."))
            return redirect(walk)
    context = body.context(TAB) | {"form": form, "walk": walk, "member": way.network}
    status = 422 if form.errors else 200
    return render_part(request, "coalitions/walk_host.html#host", context, status)


def _offered(request: PersonRequest, body: Body, spoken: list[Network]) -> Any:
    """The networks that can be host: all that a steward may know of, else those she acts for."""
    inside = Affiliation.objects.filter(body=body.network, state=AffiliationState.ACTIVE)
    seen = Network.objects.visible_to(request.user).filter(pk__in=inside.values("member"))
    if not body.standing.is_steward:
        seen = seen.filter(pk__in=[each.pk for each in spoken])
    return seen.order_by("name", "pk")


def _stop(way: Way, number: int) -> tuple[list[queries.Stop], int]:
    """All stops, and the place of this one; Http404 where the version has no such clause."""
    stops = queries.stops_of(way.found)
    place = next((n for n, stop in enumerate(stops) if stop.number == number), None)
    if place is None:
        raise Http404
    return stops, place


@require_http_methods(["GET", "POST"])
def step_page(request: PersonRequest, slug: str, network: str, number: int) -> HttpResponse:
    """One clause, what it sets, and what is asked about it."""
    way = _way(request, slug, network)
    stops, place = _stop(way, number)
    walk, stop = way.found, stops[place]
    voice = actions.voice_on(walk, request.user)
    purpose = f"walk-{walk.pk}-{number}"
    form = CommentForm(sent(request), initial=kept_words(request, purpose, ("words",)))
    if request.method == "POST" and not voice.writes:
        raise Http404
    if form.is_valid():
        act = partial(
            actions.say, walk, stop, by=request.user, at=now(), words=form.cleaned_data["words"],
            key=form.cleaned_data["key"],
        )  # fmt: skip
        if saved_or_refused(form, act):
            drop_draft(request.user, purpose)
            return redirect("coalitions:walk_step", slug, network, number)
    thread = queries.thread_about(walk, stop) if voice.reads else None
    if thread is not None:
        thread.owner = walk
    context = way.body.context(TAB) | {
        "walk": walk,
        "member": way.network,
        "stop": stop,
        "place": place + 1,
        "count": len(stops),
        "before": stops[place - 1] if place else None,
        "after": stops[place + 1] if place + 1 < len(stops) else None,
        "settings": settings_in_words(stop.clause.settings),
        "can_read": not stop.is_read and not rules.why_not_read(way.there, walk),
        "voice": voice,
        "form": form,
        "draft_purpose": purpose,
        "thread_url": POSTS,
        "talk": thread and talk_in(thread, request.user, voice, after=request.GET.get("after", "")),
    }
    status = 422 if form.errors else 200
    return render_part(request, "coalitions/walk_step.html#conversation", context, status)


@require_POST
def read(request: PersonRequest, slug: str, network: str, number: int) -> HttpResponse:
    """Say that this clause was read, and go on to the next that was not."""
    way = _way(request, slug, network)
    stops, place = _stop(way, number)
    if not way.there.is_member:
        raise Http404
    act = partial(actions.read, way.found.pk, stops[place].clause, by=request.user, at=now())
    later = [*stops[place + 1 :], *stops[:place]]
    rest = next((stop for stop in later if not stop.is_read), None)
    to = f"{way.found.get_absolute_url()}{rest.number}/" if rest else way.found
    return pressed(request, act, done=_("Read."), to=to)


@require_http_methods(["GET", "POST"])
def end_page(request: PersonRequest, slug: str, network: str) -> HttpResponse:
    """Consent at the end: by a steward at once, or by the network's own decision."""
    way = _way(request, slug, network)
    walk = way.found
    if rules.why_not_end_by_hand(request.user, walk):
        raise Http404
    unread = sum(not stop.is_read for stop in queries.stops_of(walk))
    why_not = rules.why_not_end(walk, unread, in_force(way.body.network))
    form = EndForm(sent(request))
    if request.method == "POST" and "decide" in request.POST:
        return _brought(request, walk)
    if form.is_valid() and not why_not:
        act = partial(actions.end, walk.pk, by=request.user, at=now(), **form.cleaned_data)
        if saved_or_refused(form, act):
            messages.success(request, _("Your network has consented. The stewards can let it in."))
            return redirect(walk)
    context = way.body.context(TAB) | {
        "form": form, "walk": walk, "member": way.network, "why_not": why_not, "key": new_token(),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render_part(request, "coalitions/walk_end.html#end", context, status)


def _brought(request: PersonRequest, walk: Walk) -> HttpResponse:
    key = request.POST.get("key", "")[:64]
    try:
        made = actions.bring_to_network(walk, by=request.user, key=key, at=now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect(walk)
    return redirect(f"{made.get_absolute_url()}edit/")
