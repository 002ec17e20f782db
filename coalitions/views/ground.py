"""Common ground: topics, sides next to each other, one network's side, its points."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from coalitions.actions import ground
from coalitions.forms.ground import ChooseForm, PointForm, slugs_in
from coalitions.models import Topic
from coalitions.queries import ground as sides
from coalitions.queries.kindred import kindred_pairs
from coalitions.queries.texts import text_in_force
from coalitions.rules.ground import why_closed, why_not_take_part
from coalitions.rules.speaking import networks_spoken_for
from coalitions.topics import QUESTIONS
from coalitions.views.body import inside, named
from coalitions.views.talking import talk_about
from networks.views.asking import Question, ask
from networks.views.body import Body
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale
from solidarity.people.models import PersonRequest
from solidarity.ui.rendering import render_part

TAB = "coalitions:ground"
MOST_PAIRS = 12
MOST_READ = 600  # points that are held against each other


def topic_called(code: str) -> Topic:
    """The topic of this code; Http404 where there is none."""
    try:
        return Topic(code)
    except ValueError as unknown:
        raise Http404 from unknown


@require_safe
def ground_page(request: PersonRequest, slug: str) -> HttpResponse:
    """All topics, what is marked in sentences, and what waits for the viewer's networks."""
    body = inside(request, slug)
    topics, counts = sides.topics_of(request.user, body.network)
    mine = networks_spoken_for(request.user, body.network, at=body.standing.at)
    context = body.context(TAB) | {
        "topics": topics,
        "sentences": sides.summed(counts),
        "mine": mine,
        "waiting": sides.waiting_for(body.network, mine),
        "text": text_in_force(body.network),
        "closed": why_closed(body.network),
    }
    return render(request, "coalitions/ground.html", context)


@require_safe
def topic_page(request: PersonRequest, slug: str, topic: str) -> HttpResponse:
    """The sides on one topic, next to each other."""
    body, of = inside(request, slug), topic_called(topic)
    after = request.GET.get("after", "")
    page, found = sides.sides_on(request.user, body.network, of, after=after)
    choices = sides.sides_named(request.user, body.network, of)
    context = _topic(body, of) | {
        "page": page,
        "sides": found,
        "choose": ChooseForm(sides=choices) if len(choices) > 1 else None,
        "mine": networks_spoken_for(request.user, body.network, at=body.standing.at),
    }
    return render(request, "coalitions/topic.html", context)


def _topic(body: Body, topic: Topic) -> dict[str, Any]:
    return body.context(TAB) | {
        "topic": topic.value,
        "topic_label": topic.label,
        "question": QUESTIONS[topic.value],
        "can_mark": not why_not_take_part(body.standing, body.network),
        "closed": why_closed(body.network),
    }


@require_safe
def compare_page(request: PersonRequest, slug: str, topic: str) -> HttpResponse:
    """Two or three sides by themselves, and pairs of points that use the same words."""
    body, of = inside(request, slug), topic_called(topic)
    chosen = slugs_in(request.GET)
    choices = sides.sides_named(request.user, body.network, of)
    found = sides.sides_chosen(request.user, body.network, of, chosen)
    if len(found) < 2:
        messages.warning(request, _("Choose two or three networks."))
        return redirect("coalitions:topic", slug, topic)
    points = [shown.point for side in found for shown in side.points]
    marked = {
        (shown.mark.one_id, shown.mark.other_id)
        for side in found for point in side.points for shown in point.marks
    }  # fmt: skip
    context = _topic(body, of) | {
        "sides": found,
        "choose": ChooseForm(initial=dict(zip("abc", chosen, strict=False)), sides=choices),
        "pairs": kindred_pairs(points, marked, most=MOST_PAIRS),
        "query": request.GET.urlencode(),
    }
    return render(request, "coalitions/compare.html", context)


@require_safe
def kindred_page(request: PersonRequest, slug: str, topic: str) -> HttpResponse:
    """Pairs of points on a topic that use the same words, of all sides: a hint to look at."""
    body, of = inside(request, slug), topic_called(topic)
    seen = sides.points_seen(request.user, body.network).filter(topic=of)
    points = list(seen.select_related("network")[:MOST_READ])
    for point in points:
        point.body = body.network
    marked = sides.marked_pairs(body.network, [point.pk for point in points])
    pairs = kindred_pairs(points, marked, most=MOST_PAIRS)
    return render(request, "coalitions/kindred.html", _topic(body, of) | {"pairs": pairs})


@require_safe
def side_page(request: PersonRequest, slug: str, network: str) -> HttpResponse:
    """All that one network says, by topic."""
    body = inside(request, slug)
    found = get_object_or_404(sides.sides_seen(request.user, body.network), slug=network)
    said = sides.whole_side(request.user, body.network, found)
    mine = networks_spoken_for(request.user, body.network, at=body.standing.at)
    context = body.context(TAB) | {
        "side": found,
        "topics": [(t.value, t.label, said.get(t.value, [])) for t in Topic],
        "speaks": found in mine and not why_closed(body.network),
        "closed": why_closed(body.network),
    }
    return render(request, "coalitions/side.html", context)


@require_http_methods(["GET", "POST"])
def add_page(request: PersonRequest, slug: str, network: str, topic: str) -> HttpResponse:
    """Say one thing on a network's side."""
    body, of = inside(request, slug), topic_called(topic)
    mine = networks_spoken_for(request.user, body.network, at=body.standing.at)
    side = named(mine, network)
    form = PointForm(request.POST if request.method == "POST" else None, topic=topic)
    back = reverse("coalitions:side", args=[slug, network])
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("words", "meaning")}
        try:
            ground.add_point(body.network.pk, side, by=request.user, topic=topic, at=now(), **words)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It stands on your side now."))
            return redirect(f"{back}#{topic}")
    context = _topic(body, of) | {"form": form, "side": side, "back": back}
    status = 422 if form.errors else 200
    return render_part(request, "coalitions/point_write.html#write", context, status)


def point_for(request: PersonRequest, slug: str, pk: int) -> tuple[Body, Any]:
    """A point that the viewer may know of, in its coalition; Http404 for any other."""
    body = inside(request, slug)
    point = sides.point_seen(request.user, body.network, pk)
    if point is None:
        raise Http404
    return body, point


@require_safe
def point_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """One point: what it means, what is marked on it, what is said about it."""
    return shown_point(request, *point_for(request, slug, pk))


def shown_point(
    request: PersonRequest, body: Body, point: Any, status: int = 200, **shown: Any
) -> HttpResponse:
    """The page of a point, with a form as it was sent."""
    mine = networks_spoken_for(request.user, body.network, at=body.standing.at)
    context = _topic(body, Topic(point.topic)) | {
        "point": point,
        "marks": sides.marks_on(request.user, body.network, point),
        "speaks": point.network in mine and not why_closed(body.network),
    }
    context |= talk_about(request, point, body.standing)
    return render(request, "coalitions/point.html", context | shown, status=status)


@require_http_methods(["GET", "POST"])
def point_edit(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Write a point anew; what was confirmed about it is asked again."""
    body, point = point_for(request, slug, pk)
    named(networks_spoken_for(request.user, body.network, at=body.standing.at), point.network.slug)
    saved = ground.words_of_point(point)
    sent = request.POST if request.method == "POST" else None
    form = PointForm(sent, topic=point.topic, initial=saved)
    if form.is_valid():
        data = dict(form.cleaned_data)
        seen = data.pop("seen")
        try:
            fell = ground.rewrite_point(pk, by=request.user, fields=data, seen=seen, at=now())
        except Stale as stale:
            form.show_stale(stale)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _fell_back(fell))
            return redirect(point)
    marks = sides.marks_on(request.user, body.network, point)
    context = _topic(body, Topic(point.topic)) | {
        "form": form, "side": point.network, "back": point.get_absolute_url(), "point": point,
        "confirmed": any(m.mark.one_confirmed_at or m.mark.other_confirmed_at for m in marks),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render_part(request, "coalitions/point_write.html#write", context, status)


def _fell_back(marks: int) -> str:
    if not marks:
        return _("Kept.")
    return ngettext(
        "Kept. %(marks)s mark was confirmed for the old words: both networks are asked again.",
        "Kept. %(marks)s marks were confirmed for the old words: both networks are asked again.",
        marks,
    ) % {"marks": marks}


@require_http_methods(["GET", "POST"])
def point_withdraw(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Take a point back, after asking once."""
    body, point = point_for(request, slug, pk)
    named(networks_spoken_for(request.user, body.network, at=body.standing.at), point.network.slug)
    question = Question(
        title=_("Take this point back?"), button=_("Take it back"), quote=point.words,
        back=point.get_absolute_url(), done=_("It stands on your side no more."),
        notes=[_("What was marked on it, and what was said about it, is not shown any more.")],
    )  # fmt: skip
    act = partial(ground.withdraw_point, pk, by=request.user, at=now())
    to = reverse("coalitions:side", args=[slug, point.network.slug])
    form = forms.Form(request.POST if request.method == "POST" else None)
    return ask(request, question, form, act, body=body, tab=TAB, to=to)
