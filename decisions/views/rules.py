"""How a question is decided: the steps after the first, until it is opened."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from decisions.actions import writing
from decisions.forms.electing import ELECTING, ElectingForm, TimingForm, electing_from
from decisions.forms.methods import (
    MethodForm,
    RulesForm,
    SettingsForm,
    begun_with,
    settings_from,
)
from decisions.models import Decision
from decisions.names import ABOUT, AMONG_OPTIONS, METHODS, ON_A_PROPOSAL, method_in_words
from decisions.queries.electing import circles_of, has_networks
from decisions.queries.writing import TIMING, rules_of
from decisions.rules.customs import customs_of, usual_of, why_not_method
from decisions.rules.opening import fewest_days
from decisions.rules.writing import why_not_set_rules, why_not_write
from decisions.views.parts import Question
from decisions.views.writing import editable, next_of, saved_or_refused, sent, step_context
from solidarity.people.models import PersonRequest
from solidarity.ui.rendering import render_part

CHOOSING = ("method", "options", "quorum")


def _answered(
    request: PersonRequest, question: Question, step: str, form: RulesForm,
    fields: dict[str, Any] | None, page: str = "step", **more: Any,
) -> HttpResponse:  # fmt: skip
    """Keep what was sent and go on; or show the step. fields: None while nothing good was sent."""
    decision = question.decision
    rule = why_not_write if step == "time" else why_not_set_rules
    why_not = rule(decision, request.user, question.body.standing)
    if fields is not None and not why_not:
        act = partial(
            writing.set_rules, decision.pk, by=request.user, fields=fields,
            seen=form.cleaned_data["seen"], at=now(),
        )  # fmt: skip
        if saved_or_refused(form, act):
            return redirect(next_of(decision, step))
    context = step_context(question, step) | {"form": form, "why_not": why_not, **more}
    is_wrong = bool(form.errors) or bool(why_not and request.method == "POST")
    return render_part(request, f"decisions/{page}.html#step", context, 422 if is_wrong else 200)


def method_groups(chosen: str) -> list[tuple[list[Any], bool]]:
    """The methods to choose from: name, label, what it is good for, whether chosen."""
    return [
        ([(name, METHODS[name], ABOUT[name], name == chosen) for name in names], is_among)
        for names, is_among in ((ON_A_PROPOSAL, False), (AMONG_OPTIONS, True))
    ]


@require_http_methods(["GET", "POST"])
def method_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Which method."""
    question = editable(request, slug, number)
    decision = question.decision
    usual = usual_of(decision.network, decision.subject)
    form = MethodForm(
        sent(request),
        initial={"name": decision.method["name"]},
        saved=rules_of(decision, ("method",)),
    )
    fields = None
    if form.is_valid():
        name = form.cleaned_data["name"]
        fields = {"method": decision.method if _is_same(decision, name) else begun_with(name)}
    chosen = form["name"].value() or ""
    return _answered(
        request, question, "method", form, fields, "method", groups=method_groups(chosen),
        usual=method_in_words(usual.method) if usual else "",
    )  # fmt: skip


def _is_same(decision: Decision, name: str) -> bool:
    return bool(decision.method["name"] == name)


@require_http_methods(["GET", "POST"])
def rules_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """The settings of the method, and its options."""
    question = editable(request, slug, number)
    decision = question.decision
    form = SettingsForm(
        sent(request),
        initial=settings_from(decision.method, decision.options, decision.quorum),
        method=decision.method,
        saved=rules_of(decision, CHOOSING),
    )
    fields = None
    if form.is_valid():
        found = form.cleaned_data
        fields = {
            "method": form.chosen(found),
            "options": found.get("options", []),
            "quorum": found.get("quorum") or "0",
        }
        wanted = Decision(subject=decision.subject, **fields)
        if reason := why_not_method(wanted, usual_of(decision.network, decision.subject)):
            form.add_error(None, reason)
            fields = None
    return _answered(
        request, question, "rules", form, fields, about=ABOUT[decision.method["name"]],
        method=METHODS[decision.method["name"]],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def who_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Who decides, and who reads it."""
    question = editable(request, slug, number)
    decision = question.decision
    form = ElectingForm(
        sent(request),
        initial=electing_from(decision),
        saved=rules_of(decision, ELECTING),
        network=decision.network,
        circles=circles_of(decision.network),
        has_networks=has_networks(decision.network),
    )
    fields = form.chosen() if form.is_valid() else None
    return _answered(request, question, "who", form, fields)


@require_http_methods(["GET", "POST"])
def time_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """For how long it is open, and when it is looked at again."""
    question = editable(request, slug, number)
    decision = question.decision
    saved = rules_of(decision, TIMING)
    form = TimingForm(
        sent(request),
        initial=dict(saved),
        saved=saved,
        least=fewest_days(customs_of(decision.network)),
        today=localdate(),
    )
    fields = None
    if form.is_valid():
        fields = {name: form.cleaned_data[name] for name in TIMING}
    return _answered(request, question, "time", form, fields)
