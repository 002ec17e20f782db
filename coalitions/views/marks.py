"""Marks between two points: making one, both networks' answer, and what is said about it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalitions.actions import ground
from coalitions.forms.ground import MarkForm, slugs_in
from coalitions.models import Mark, Topic
from coalitions.queries import ground as sides
from coalitions.rules.ground import why_closed, why_not_answer_mark, why_not_take_part
from coalitions.rules.speaking import networks_spoken_for
from coalitions.topics import RELATIONS
from coalitions.views.body import inside, named
from coalitions.views.ground import TAB, point_for, shown_point, topic_called
from coalitions.views.talking import said_about, talk_about
from networks.models import Network
from networks.views.body import Body
from solidarity.base.refused import Refused
from solidarity.people.models import PersonRequest
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part


@require_http_methods(["GET", "POST"])
def mark_pair_page(request: PersonRequest, slug: str, topic: str) -> HttpResponse:
    """Mark how two points of the chosen networks stand to each other."""
    body, of = inside(request, slug), topic_called(topic)
    chosen = _chosen(request, body, of)
    found = sides.sides_chosen(request.user, body.network, of, chosen)
    if len(found) < 2:
        return redirect("coalitions:topic", slug, topic)
    first = {name: request.GET.get(name, "")[:20] for name in ("one", "other")}
    sent = request.POST if request.method == "POST" else None
    form = MarkForm(sent, initial=first, sides=found)
    why_not = why_not_take_part(body.standing, body.network)
    if form.is_valid() and not why_not:
        data = dict(form.cleaned_data)
        pair = (data.pop("one"), data.pop("other"))
        try:
            mark = ground.mark_pair(
                body.network.pk, *pair, by=request.user, at=now(), **data
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Marked. Both networks are asked whether it is so."))
            return redirect(mark)
    context = body.context(TAB) | {
        "form": form, "topic": topic, "topic_label": of.label, "why_not": why_not,
        "sides": found, "query": request.GET.urlencode(),
    }  # fmt: skip
    is_refused = sent is not None and bool(form.errors or why_not)
    status = 422 if is_refused else 200
    return render_part(request, "coalitions/mark_pair.html#mark", context, status)


def _chosen(request: PersonRequest, body: Body, topic: Topic) -> list[str]:
    """Whose points are offered: of the chosen networks, or of the two points in the address."""
    if chosen := slugs_in(request.GET):
        return chosen
    keys = [
        int(key) for name in ("one", "other")
        if (key := request.GET.get(name, "")).isascii() and key.isdecimal() and len(key) < 19
    ]  # fmt: skip
    found = sides.points_seen(request.user, body.network).filter(pk__in=keys, topic=topic)
    return list(found.values_list("network__slug", flat=True))


def _mark_for(request: PersonRequest, slug: str, pk: int) -> tuple[Body, Mark]:
    body = inside(request, slug)
    mark = sides.mark_seen(request.user, body.network, pk)
    if mark is None:
        raise Http404
    return body, mark


@require_safe
def mark_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """What is marked between two points, who confirms it, and what is said about it."""
    return _shown(request, *_mark_for(request, slug, pk))


def _shown(
    request: PersonRequest, body: Body, mark: Mark, status: int = 200, **shown: Any
) -> HttpResponse:
    mine = networks_spoken_for(request.user, body.network, at=body.standing.at)
    closed = why_closed(body.network)
    pair = [(mark.one, mark.one_confirmed_at), (mark.other, mark.other_confirmed_at)]
    context = body.context(TAB) | {
        "mark": mark,
        "meaning": RELATIONS[mark.relation],
        "state": sides.state_of(mark),
        "topic": mark.one.topic,
        "topic_label": mark.one.get_topic_display(),
        "pair": [
            {
                "point": point, "at": at,
                "can_confirm": _can(mark, point.network, mine, closed, at_all=True),
                "can_dismiss": _can(mark, point.network, mine, closed, at_all=False),
            }
            for point, at in pair
        ],
    }  # fmt: skip
    context |= talk_about(request, mark, body.standing)
    return render(request, "coalitions/mark.html", context | shown, status=status)


def _can(mark: Mark, network: Network, mine: list[Network], closed: str, *, at_all: bool) -> bool:
    is_hers = network in mine and not closed
    return is_hers and not why_not_answer_mark(mark, network, at_all=at_all)


@require_POST
def confirm(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Say for a network that it is so."""
    return _answer(request, slug, pk, ground.confirm_mark, _("Said: your network confirms it."))


@require_POST
def dismiss(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Say for a network that it is not so."""
    done = _("Said: it is not so. The two points are not yet talked about.")
    return _answer(request, slug, pk, ground.dismiss_mark, done)


def _answer(
    request: PersonRequest, slug: str, pk: int, act: Any, done: str
) -> HttpResponse:  # fmt: skip
    body, mark = _mark_for(request, slug, pk)
    mine = networks_spoken_for(request.user, body.network, at=body.standing.at)
    network = named(mine, request.POST.get("network", ""))
    return pressed(
        request, partial(act, pk, network, by=request.user, at=now()), done=done, to=mark
    )


@require_POST
def say_mark(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Say something about a mark."""
    body, mark = _mark_for(request, slug, pk)
    said = said_about(request, mark)
    if isinstance(said, HttpResponse):
        return said
    return _shown(request, body, mark, 422, talk_form=said)


@require_POST
def say_point(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Say something about a point."""
    body, point = point_for(request, slug, pk)
    said = said_about(request, point)
    if isinstance(said, HttpResponse):
        return said
    return shown_point(request, body, point, 422, talk_form=said)
