"""Founding a network in a few pages, with what was typed kept between them; its settings."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from networks.actions import founding
from networks.forms.bound import show_bound
from networks.forms.founding import AboutForm, DoorForm, FirstForm, NetworkForm, ReachForm
from networks.models import JoinPolicy, Kind, Visibility
from networks.rules.bound import bound_in
from networks.views.body import stewards_only
from solidarity.base.limits import TooOften
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale
from solidarity.people.actions import keep_draft
from solidarity.people.models import PersonRequest
from solidarity.people.queries import draft_of, has_second_step
from solidarity.ui.rendering import render_part

PURPOSE = "found"
STEPS: dict[str, tuple[type[forms.Form], Any]] = {
    "purpose": (FirstForm, gettext_lazy("Name and purpose")),
    "reach": (ReachForm, gettext_lazy("Causes and places")),
    "work": (AboutForm, gettext_lazy("How you work")),
    "door": (DoorForm, gettext_lazy("Who comes in")),
}
FIRST, CHECK = "purpose", "check"
SKIPPABLE = {"work"}
ORDER = [*STEPS, CHECK]
USUAL = {"kind": Kind.GROUP, "visibility": Visibility.PUBLIC, "join_policy": JoinPolicy.ASK}


def _form(step: str, kept: dict[str, Any], data: Any = None) -> forms.Form:
    """The form of a step: with `data` bound, else filled with what is kept."""
    kind = STEPS[step][0]
    initial = USUAL | {
        name: kept[name] if isinstance(field, forms.MultipleChoiceField) else kept[name][0]
        for name, field in kind.base_fields.items()
        if kept.get(name)
    }
    return kind(data, initial=initial)


def _checked(step: str, kept: dict[str, Any]) -> forms.Form:
    """The form of a step, bound to what is kept: valid when the step is done."""
    filled = _form(step, kept)
    return STEPS[step][0](filled.initial if kept else {})


@require_http_methods(["GET", "POST"])
def found_page(request: PersonRequest, step: str = FIRST) -> HttpResponse:
    """One page of questions; on the last one checks the answers and founds."""
    if step not in ORDER:
        raise Http404
    kept = draft_of(request.user, PURPOSE)
    if step == CHECK:
        return _check_page(request, kept)
    form = _form(step, kept, request.POST if request.method == "POST" else None)
    after = ORDER[ORDER.index(step) + 1]
    if request.method == "POST":
        typed = {name: values for name, values in request.POST.lists() if name in form.fields}
        absent: dict[str, Any] = {name: [] for name in form.fields if name not in typed}
        keep_draft(request.user, PURPOSE, kept | absent | typed, at=now())
        if form.is_valid():
            return redirect("networks:found_step", after)
    context = {
        "form": form,
        "title": STEPS[step][1],
        "step": ORDER.index(step) + 1,
        "steps": len(ORDER),
        "back": ORDER[ORDER.index(step) - 1] if step != FIRST else "",
        "skip_to": after if step in SKIPPABLE else "",
        "draft_purpose": PURPOSE,
    }
    return render_part(request, "networks/found.html#found", context, 422 if form.errors else 200)


def _check_page(request: PersonRequest, kept: dict[str, Any]) -> HttpResponse:
    if request.method == "POST" and not kept:
        return _to_what_is_founded(request, founding.FoundedAlready())
    checked = {step: _checked(step, kept) for step in STEPS}
    for step, form in checked.items():
        if not form.is_valid():
            return redirect("networks:found_step", step)
    why_not = ""
    if request.method == "POST":
        fields = {
            name: value for form in checked.values() for name, value in form.cleaned_data.items()
        }
        questions = [line for line in fields.pop("questions").split("\n") if line]
        try:
            network = founding.found(
                by=request.user, fields=fields, questions=questions, at=now(), draft=PURPOSE
            )
        except founding.FoundedAlready as already:
            return _to_what_is_founded(request, already)
        except TooOften:  # a 429; the draft is kept
            raise
        except Refused as refusal:
            why_not = str(refusal)
        else:
            messages.success(request, _("Your network is here. You are its first steward."))
            return redirect(network)
    context = {
        "parts": [_part(step, form) for step, form in checked.items()],
        "step": len(ORDER),
        "steps": len(ORDER),
        "why_not": why_not,
    }
    return render(request, "networks/found_check.html", context, status=422 if why_not else 200)


def _to_what_is_founded(request: PersonRequest, already: Refused) -> HttpResponse:
    messages.info(request, str(already))
    return redirect("home")


def _part(step: str, form: forms.Form) -> dict[str, Any]:
    """The answers of a step, in words."""
    rows = [
        {"label": field.label, "anchor": field.auto_id, "words": _in_words(field)}
        for field in form.visible_fields()
    ]
    return {"step": step, "title": STEPS[step][1], "rows": rows}


def _in_words(field: forms.BoundField) -> str:
    """What was answered, as the reader reads it."""
    value = field.form.cleaned_data[field.name]
    if isinstance(field.field, forms.ChoiceField):
        labels = dict(field.field.choices)  # type: ignore[arg-type]
        chosen = value if isinstance(value, list) else [value]
        value = _(", ").join(str(labels[code]) for code in chosen)
    return str(value or "") or _("Nothing yet")


@require_http_methods(["GET", "POST"])
def settings_page(request: PersonRequest, slug: str) -> HttpResponse:
    """What the network says of itself, and how one joins: for its stewards."""
    body = stewards_only(request, slug)
    saved = founding.settings_of(body.network)
    form = NetworkForm(
        request.POST if request.method == "POST" else None,
        initial=saved,
    )
    show_bound(form, bound_in(body.network))
    if form.is_valid():
        fields = dict(form.cleaned_data)
        seen = fields.pop("seen")
        try:
            network = founding.change(
                body.network.pk, by=request.user, fields=fields, seen=seen, at=now()
            )
        except Stale as stale:
            form.show_stale(stale)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. The members see in the log what you changed."))
            return redirect(network)
    is_guarded = has_second_step(request.user)
    context = body.context("networks:settings") | {"form": form, "is_guarded": is_guarded}
    status = 422 if form.errors else 200
    return render_part(request, "networks/settings.html#settings", context, status)
