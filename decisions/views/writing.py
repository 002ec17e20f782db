"""Bringing a question in, in a few steps; writing it anew; putting it up, or throwing it away."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from decisions.actions import writing
from decisions.forms.writing import QuestionForm, VersionForm
from decisions.models import Decision, Stage
from decisions.queries.writing import WORDING, drafts_of, question_words, templates_of
from decisions.rules.customs import customs_of
from decisions.rules.writing import (
    looks_after,
    why_not_propose,
    why_not_throw_away,
    why_not_write,
)
from decisions.views.parts import TAB, Question, question_for
from decisions.wordings import BY_KEY, READY
from networks.views.asking import Question as Asked
from networks.views.asking import ask
from networks.views.body import body_for
from networks.views.talking import kept_words
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale
from solidarity.people.actions import drop_draft
from solidarity.people.models import PersonRequest
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part

STEPS = ("edit", "method", "rules", "who", "time")


def url_of(decision: Decision, page: str = "decision") -> str:
    """The address of a page of a decision."""
    return reverse(f"decisions:{page}", args=[decision.network.slug, decision.number])


def next_of(decision: Decision, step: str) -> str:
    """Where one goes when a step is done: in a draft to the next, else to the decision."""
    place = STEPS.index(step) + 1
    is_last = decision.stage != Stage.DRAFT or place == len(STEPS)
    return url_of(decision) if is_last else url_of(decision, STEPS[place])


def step_context(question: Question, step: str) -> dict[str, Any]:
    """What the page of a step shows beside its form."""
    place = STEPS.index(step)
    decision = question.decision
    is_draft = decision.stage == Stage.DRAFT
    back = url_of(decision, STEPS[place - 1]) if is_draft and place else url_of(decision)
    return question.body.context(TAB) | {
        "decision": decision,
        "step": place + 1,
        "steps": len(STEPS),
        "is_draft": is_draft,
        "back_url": back,
        "is_last": place + 1 == len(STEPS),
    }


def saved_or_refused(form: forms.Form, act: Callable[[], Any]) -> Any:
    """What `act` made; None where it was refused, which the form then says."""
    try:
        return act()
    except Stale as stale:
        form.show_stale(stale)  # type: ignore[attr-defined]
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return None


def sent(request: PersonRequest) -> QueryDict | None:
    """What was sent, where something was."""
    return request.POST if request.method == "POST" else None


@require_http_methods(["GET", "POST"])
def new_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Begin a question, from nothing or from a template."""
    body = body_for(request, slug)
    if not body.standing.belongs:
        raise Http404
    network = body.network
    purpose = f"decision-new-{network.pk}"
    template = _template(request, body.network)
    begun = {name: template[name] for name in ("subject", "words") if name in template}
    kept = kept_words(request, purpose, ("title", "words", "subject"))
    form = QuestionForm(sent(request), initial=begun | ({} if begun else kept))
    if form.is_valid():
        said = form.cleaned_data
        key = said["key"]
        fields = template | {name: said[name] for name in ("title", "subject", "words")}
        if said["subject"] != template.get("subject"):
            fields = {n: v for n, v in fields.items() if n not in ("method", "options", "quorum")}
        act = partial(writing.draft, slug, by=request.user, fields=fields, key=key, at=now())
        if decision := saved_or_refused(form, act):
            drop_draft(request.user, purpose)
            return redirect(next_of(decision, "edit"))
    context = body.context(TAB) | {
        "form": form,
        "why_not": why_not_propose(body.standing, network, customs_of(network)),
        "draft_purpose": purpose,
        "drafts": drafts_of(request.user, network)[:10],
        "ready": READY,
        "own": templates_of(network),
        "chosen": request.GET.get("from", ""),
        "step": 1,
        "steps": len(STEPS),
    }
    return render_part(request, "decisions/new.html#new", context, 422 if form.errors else 200)


def _template(request: PersonRequest, network: Any) -> dict[str, Any]:
    """What the template that the address names begins a question with."""
    name = request.GET.get("from", "")
    if ready := BY_KEY.get(name):
        return ready.fields()
    if not name.isdecimal() or len(name) > 15:
        return {}
    own = templates_of(network).filter(pk=int(name)).first()
    if own is None:
        return {}
    names = ("subject", "words", "method", "options", "quorum", "who", "days_open")
    found = {name: getattr(own, name) for name in names}
    return found if found["who"] != "circle" else {n: v for n, v in found.items() if n != "who"}


def editable(request: PersonRequest, slug: str, number: int) -> Question:
    """The decision, for those who look after it; Http404 for everybody else."""
    question = question_for(request, slug, number)
    if not looks_after(question.decision, request.user, question.body.standing):
        raise Http404
    return question


@require_http_methods(["GET", "POST"])
def edit_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Change a draft; of what is talked about already, write a new version."""
    question = editable(request, slug, number)
    if question.decision.stage == Stage.DRAFT:
        return _draft_page(request, question)
    return _version_page(request, question)


def _draft_page(request: PersonRequest, question: Question) -> HttpResponse:
    decision = question.decision
    purpose = f"decision-{decision.pk}"
    form = QuestionForm(sent(request), initial=question_words(decision))
    _take_up(request, form, purpose, ("title", "words", "subject", "seen"))
    if form.is_valid():
        fields = {name: form.cleaned_data[name] for name in ("title", "subject", "words")}
        act = partial(
            writing.change_draft, decision.pk, by=request.user, fields=fields, at=now(),
            seen=form.cleaned_data["seen"],
        )  # fmt: skip
        if saved_or_refused(form, act):
            drop_draft(request.user, purpose)
            return redirect(next_of(decision, "edit"))
    context = step_context(question, "edit") | {"form": form, "draft_purpose": purpose}
    return render_part(request, "decisions/step.html#step", context, 422 if form.errors else 200)


def _take_up(
    request: PersonRequest, form: forms.Form, purpose: str, names: tuple[str, ...]
) -> None:
    """Go on with what was typed and not sent: with it comes what it began from."""
    if request.method == "GET":
        form.initial = {**form.initial, **kept_words(request, purpose, names)}


def _version_page(request: PersonRequest, question: Question) -> HttpResponse:
    decision = question.decision
    why_not = why_not_write(decision, request.user, question.body.standing)
    saved = question_words(decision)
    purpose = f"decision-{decision.pk}"
    form = VersionForm(sent(request), initial={name: saved[name] for name in WORDING})
    _take_up(request, form, purpose, ("title", "words", "why", "seen"))
    if not why_not and form.is_valid():
        act = partial(
            writing.write_version, decision.pk, by=request.user, at=now(), **form.cleaned_data
        )
        if saved_or_refused(form, act):
            drop_draft(request.user, purpose)
            messages.success(request, _("Your version stands now. The one before can be read."))
            return redirect(url_of(decision))
    context = step_context(question, "edit") | {
        "form": form, "why_not": why_not, "draft_purpose": purpose,
    }  # fmt: skip
    status = 422 if form.errors or (why_not and request.method == "POST") else 200
    return render_part(request, "decisions/rewrite.html#rewrite", context, status)


@require_POST
def put_up(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Show a draft to all who belong."""
    decision = editable(request, slug, number).decision
    act = partial(writing.put_to_discussion, decision.pk, by=request.user, at=now())
    done = _("All who belong here can read it now, and talk about it.")
    return pressed(request, act, done=done, to=url_of(decision))


@require_http_methods(["GET", "POST"])
def throw_away_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Throw a draft away, when she says so once more."""
    question = editable(request, slug, number)
    decision = question.decision
    if decision.stage != Stage.DRAFT:
        raise Http404
    asked = Asked(
        title=_("Throw this draft away?"),
        button=_("Throw it away"),
        back=url_of(decision),
        done=_("Thrown away. Nobody else has read it."),
        quote=decision.title,
        why_not=why_not_throw_away(decision, request.user, question.body.standing),
        is_grave=True,
    )
    act = partial(writing.throw_away, decision.pk, by=request.user)
    to = reverse("decisions:new", args=[slug])
    form = forms.Form(sent(request))
    return ask(request, asked, form, act, body=question.body, tab=TAB, to=to)
