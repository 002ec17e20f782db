"""A network's values in its own words."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from networks.actions import naming
from networks.forms.naming import LetGoForm, NotKeptForm, PlaceForm, ReadByForm, ValueForm
from networks.models import OurValue, Wording
from networks.queries import (
    as_text,
    counted_on_the_map,
    ideas_for,
    own_idea,
    value_of,
    values_of,
    values_off_the_map,
    wordings_of,
    wordings_waiting,
)
from networks.rules import (
    sees_together,
    why_not_keep_words,
    why_not_name,
    why_not_place,
    why_not_take_words_back,
)
from networks.views.asking import Question, ask
from networks.views.body import Body, body_for, stewards_only
from networks.views.kindred import values_tab
from networks.views.talking import kept_words
from solidarity.base.diff import change_between
from solidarity.base.pages import keyset_page
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale
from solidarity.people.actions import drop_draft
from solidarity.people.models import PersonRequest, ViewerRequest
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part
from solidarity.ui.versions import version_context

MOST_WAITING = 50
PER_PAGE = 20
FIELDS = ("name", "meaning", "story", "language", "why", "seen")


def _value(body: Body, pk: int) -> OurValue:
    """A value of this network that the viewer reads; Http404 for any other."""
    value = value_of(body.network, body.standing, pk)
    if value is None:
        raise Http404
    return value


@require_safe
@login_not_required
def words_page(request: ViewerRequest, slug: str) -> HttpResponse:
    """What the network holds, in its own words; for those who belong also what is proposed."""
    body = body_for(request, slug)
    context = body.context(values_tab(body)) | {
        "values": values_of(body.network, body.standing),
        "can_name": not why_not_name(body.standing, body.network),
        "sees_together": sees_together(body.standing, body.network),
        "waiting": list(wordings_waiting(body.network)[:MOST_WAITING])
        if body.standing.belongs
        else [],
    }
    return render(request, "networks/own_words.html", context)


@require_safe
@login_not_required
def value_page(request: ViewerRequest, slug: str, pk: int) -> HttpResponse:
    """One value: what it means, its story, where it stands, how it was worded before."""
    body = body_for(request, slug)
    value = _value(body, pk)
    standing, network = body.standing, body.network
    context = body.context(values_tab(body)) | {
        "value": value,
        "wordings": list(wordings_of(value).defer("story")[:PER_PAGE]),
        "ideas": ideas_for(value) if standing.belongs and not network.map_off else [],
        "can_name": not why_not_name(standing, network),
        "can_place": not why_not_place(standing, network, value),
        "can_keep": not why_not_keep_words(standing, network),
    }
    return render(request, "networks/named_value.html", context)


@require_safe
@login_not_required
def wording_of_value(request: ViewerRequest, slug: str, pk: int, number: int) -> HttpResponse:
    """One wording that was kept, and what it changed."""
    body = body_for(request, slug)
    value = _value(body, pk)
    found = version_context(request.GET, wordings_of(value), number, says=as_text)
    context = body.context(values_tab(body)) | {"value": value, "wording": found["version"]}
    context |= found
    return render(request, "networks/wording_kept.html", context)


def _write(
    request: PersonRequest, body: Body, value: OurValue | None
) -> HttpResponse:  # fmt: skip
    """A form for a value, or for other words of one; what a steward writes is kept at once."""
    network = body.network
    purpose = f"wording-{network.pk}-{value.pk if value else 'new'}"
    saved = naming.words_of_value(value) if value else {}
    data = request.POST if request.method == "POST" else None
    form = ValueForm(data, initial=saved, network=network, is_new=value is None)
    form.initial = {**form.initial, **kept_words(request, purpose, FIELDS)}
    if form.is_valid():
        try:
            done = naming.propose_words(
                network.slug, by=request.user, words=form.words(), at=now(),
                why=form.cleaned_data.get("why", ""), seen=form.cleaned_data["seen"],
                value_id=value.pk if value else None,
            )  # fmt: skip
        except Stale as stale:
            form.show_stale(stale)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drop_draft(request.user, purpose)
            messages.success(request, _said(done))
            return redirect(done.value if done.number and done.value else done)
    context = body.context(values_tab(body)) | {
        "form": form,
        "value": value,
        "draft_purpose": purpose,
    }
    status = 422 if form.errors else 200
    return render_part(request, "networks/wording_write.html#write", context, status)


def _said(wording: Wording) -> str:
    if wording.number is None:
        return _("Thank you. The stewards have been told, and answer.")
    return _("It is one of your values now. You can say where on the map it stands.")


def _writers_body(request: PersonRequest, slug: str) -> Body:
    """The network, for those who name its values; Http404 for everybody else."""
    body = body_for(request, slug)
    if why_not_name(body.standing, body.network):
        raise Http404
    return body


@require_http_methods(["GET", "POST"])
def name_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Name a value: for members."""
    return _write(request, _writers_body(request, slug), None)


@require_http_methods(["GET", "POST"])
def reword_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Other words for a value: for members."""
    body = _writers_body(request, slug)
    return _write(request, body, _value(body, pk))


@require_http_methods(["GET", "POST"])
def place_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Where on the map a value stands: its author and the stewards say, other members suggest."""
    body = _writers_body(request, slug)
    if body.network.map_off:
        raise Http404
    value = _value(body, pk)
    says = not why_not_place(body.standing, body.network, value)
    stands = value if says else own_idea(request.user, value)
    ticked = _ticked(stands)
    form = PlaceForm(request.POST if request.method == "POST" else None, initial={"places": ticked})
    if form.is_valid():
        try:
            naming.place_value(
                slug, pk, by=request.user, ticked=form.cleaned_data["places"], at=now()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            words = _("That is where it stands now.") if says else _("Thank you for your idea.")
            messages.success(request, words)
            return redirect(value)
    context = body.context(values_tab(body)) | {
        "form": form, "value": value, "says": says, "ideas": ideas_for(value),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render_part(request, "networks/value_place.html#place", context, status)


def _ticked(stands: Any) -> list[str]:
    if stands is None:
        return []
    return ["off"] if stands.is_off_map else list(stands.places)


@require_http_methods(["GET", "POST"])
def read_by_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Who reads a value: for stewards."""
    body = stewards_only(request, slug)
    value = _value(body, pk)
    question = Question(
        title=_("Who reads “%(value)s”?") % {"value": value.name},
        button=_("Save"),
        back=value.get_absolute_url(),
        done=_("Saved."),
    )
    data = request.POST if request.method == "POST" else None
    form = ReadByForm(data, initial={"read_by": value.read_by})
    return ask(
        request, question, form,
        lambda: naming.show_value(
            slug, pk, by=request.user, read_by=form.cleaned_data["read_by"], at=now()
        ),
        body=body, tab=values_tab(body),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def let_go_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Let go of a value, with a reason: for stewards."""
    body = stewards_only(request, slug)
    value = _value(body, pk)
    question = Question(
        title=_("Let go of “%(value)s”?") % {"value": value.name},
        button=_("Let go of it"),
        back=value.get_absolute_url(),
        done=_("It is gone, with all its wordings."),
        notes=[_("All its wordings are deleted. That you let go of it stays in the log.")],
        why_not=why_not_keep_words(body.standing, body.network),
        is_grave=True,
    )
    form = LetGoForm(request.POST if request.method == "POST" else None)
    return ask(
        request, question, form,
        lambda: naming.let_go(
            slug, pk, by=request.user, words=form.cleaned_data["words"], at=now()
        ),
        body=body, tab=values_tab(body), to=reverse("networks:own_words", args=[slug]),
    )  # fmt: skip


def _proposal(body: Body, pk: int) -> Wording:
    """A wording of this network, for those who belong; Http404 for any other."""
    found = Wording.objects.select_related("value", "by")
    wording = get_object_or_404(found, network=body.network, pk=pk)
    if not body.standing.belongs:
        raise Http404
    wording.network = body.network
    return wording


@require_http_methods(["GET", "POST"])
def wording_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """What somebody proposed: stewards keep it here, or lead on to say no."""
    body = body_for(request, slug)
    wording = _proposal(body, pk)
    if wording.number is not None and wording.value is not None:
        wording.value.network = body.network
        return redirect(wording.value)
    keeps = not why_not_keep_words(body.standing, body.network)
    if request.method == "POST" and not keeps:
        raise Http404
    form = ReadByForm(request.POST if request.method == "POST" else None)
    if wording.value is not None:
        del form.fields["read_by"]  # as it was
    if form.is_valid():
        try:
            value = naming.keep_words(
                slug, pk, by=request.user, at=now(),
                read_by=form.cleaned_data.get("read_by", ""),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is kept. Who proposed it has been told."))
            return redirect(value)
    context = body.context(values_tab(body)) | {
        "wording": wording,
        "form": form,
        "keeps": keeps,
        "is_hers": not why_not_take_words_back(body.standing, wording),
        "change": change_between(as_text(wording.value), as_text(wording))
        if wording.value
        else None,
    }
    status = 422 if form.errors else 200
    return render_part(request, "networks/wording.html#wording", context, status)


@require_http_methods(["GET", "POST"])
def decline_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Say no to what was proposed, with a reason: for stewards."""
    body = stewards_only(request, slug)
    wording = _proposal(body, pk)
    question = Question(
        title=_("Do not keep “%(value)s”") % {"value": wording.name},
        button=_("Do not keep it"),
        back=wording.get_absolute_url(),
        done=_("Who proposed it has been told, with your words."),
        quote=wording.meaning,
        why_not=why_not_keep_words(body.standing, body.network),
    )
    form = NotKeptForm(request.POST if request.method == "POST" else None)
    return ask(
        request, question, form,
        lambda: naming.decline_words(
            slug, pk, by=request.user, words=form.cleaned_data["words"], at=now()
        ),
        body=body, tab=values_tab(body), to=reverse("networks:own_words", args=[slug]),
    )  # fmt: skip


@require_POST
def take_back(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Take back what one proposed."""
    _proposal(body_for(request, slug), pk)
    act = partial(naming.take_words_back, slug, pk, by=request.user)
    to = reverse("networks:own_words", args=[slug])
    return pressed(request, act, done=_("You took it back."), to=to)


@require_safe
@login_not_required
def off_the_map_page(request: ViewerRequest) -> HttpResponse:
    """Values that networks name and that are not on the map: counted, for everybody to see."""
    page = keyset_page(values_off_the_map(), after=request.GET.get("after", ""), size=PER_PAGE)
    context = {"page": page, "counted": counted_on_the_map()}
    return render(request, "networks/off_the_map.html", context)
