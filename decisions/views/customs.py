"""How a body decides: its settings, its usual methods, its templates; and the guide to methods."""

from collections.abc import Mapping
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

from decisions.actions import customs as acts
from decisions.actions.moving import bring
from decisions.forms.customs import (
    CUSTOMS,
    CustomsForm,
    SharesForm,
    TemplateForm,
    UsualForm,
    UsualSettingsForm,
)
from decisions.forms.methods import begun_with, settings_from
from decisions.models import Decision, Stage, Subject, UsualMethod
from decisions.names import ABOUT, METHODS, method_in_words, quorum_in_words
from decisions.queries.electing import has_networks
from decisions.queries.electorate import networks_asked, shares_of
from decisions.queries.writing import templates_of
from decisions.rules.customs import bound_as, customs_of, usual_of, why_not_set_usual
from decisions.views.parts import TAB, question_for
from decisions.views.rules import method_groups
from decisions.views.writing import saved_or_refused, sent, url_of
from decisions.wordings import READY
from networks.forms.bound import show_bound
from networks.models import Binding, Network
from networks.rules.bound import bound_in, why_not_change
from networks.views.asking import Question as Asked
from networks.views.asking import ask
from networks.views.body import Body, body_for, stewards_only
from solidarity.base.refused import Refused
from solidarity.people.models import PersonRequest, ViewerRequest
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part


@require_http_methods(["GET", "POST"])
def settings_page(request: PersonRequest, slug: str) -> HttpResponse:
    """How the body decides: members read it, stewards set it."""
    body = body_for(request, slug)
    if not body.standing.belongs or (request.method == "POST" and not body.standing.is_steward):
        raise Http404
    customs = customs_of(body.network)
    names = tuple(name for name in CUSTOMS if name in CustomsForm(network=body.network).fields)
    saved = acts.customs_fields(customs, names)
    form = CustomsForm(sent(request), initial=saved, network=body.network)
    bound = bound_in(body.network)
    show_bound(form, bound)
    if form.is_valid():
        fields = {name: form.cleaned_data[name] for name in names}
        act = partial(
            acts.set_customs, slug, by=request.user, fields=fields, at=now(),
            seen=form.cleaned_data["seen"],
        )  # fmt: skip
        if saved_or_refused(form, act):
            return redirect("decisions:settings", slug)
    context = body.context(TAB) | {
        "form": form,
        "customs": customs,
        "usual": _usual(body.network, bound),
        "bound": bound,
        "why_not_usual": why_not_set_usual(body.standing, body.network),
        "own": templates_of(body.network),
        "has_networks": has_networks(body.network),
        "decides_rules": usual_of(body.network, Subject.RULES) is not None,
    }
    status = 422 if form.errors else 200
    return render_part(request, "decisions/settings.html#settings", context, status)


def _usual(
    network: Network, bound: Mapping[str, Binding]
) -> list[tuple[Subject, str, Binding | None]]:
    """Each kind of question, its usual method in words ("": none), and the clause that holds it."""
    found = {each.subject: each for each in UsualMethod.objects.filter(network=network)}
    return [
        (subject, _in_words(found.get(subject)), bound.get(bound_as(subject)))
        for subject in Subject
    ]


def _in_words(usual: UsualMethod | None) -> str:
    if usual is None:
        return ""
    return f"{method_in_words(usual.method)} {quorum_in_words(usual.quorum)}".strip()


def _subject(subject: str) -> Subject:
    if subject not in Subject.values:
        raise Http404
    return Subject(subject)


@require_http_methods(["GET", "POST"])
def usual_page(request: PersonRequest, slug: str, subject: str) -> HttpResponse:
    """Choose the usual method for a kind of question, or none."""
    (body, is_decided), kind = _choosers(request, slug), _subject(subject)
    if why_not_change(body.network, bound_as(kind)):
        return _held_page(request, body, kind)
    usual = usual_of(body.network, kind)
    form = UsualForm(sent(request), initial={"name": usual.method["name"] if usual else ""})
    if form.is_valid() and form.cleaned_data["name"]:
        name = form.cleaned_data["name"]
        return redirect(f"{reverse('decisions:usual_rules', args=[slug, kind])}?method={name}")
    if form.is_valid() and not is_decided:
        act = partial(
            acts.set_usual, slug, by=request.user, subject=kind, method=None, quorum="0", at=now()
        )
        done = _("Saved. Whoever brings such a question in chooses the method.")
        return pressed(request, act, done=done, to=reverse("decisions:settings", args=[slug]))
    context = _usual_context(body, kind, is_decided=is_decided) | {
        "form": form,
        "groups": method_groups(form["name"].value() or ""),
        "has_none": not form["name"].value(),
    }
    return render_part(request, "decisions/usual.html#step", context, 422 if form.errors else 200)


def _held_page(request: PersonRequest, body: Body, kind: Subject) -> HttpResponse:
    """Which clause of the agreement holds the usual method, instead of a form."""
    context = _usual_context(body, kind, is_decided=False)
    context |= {"why_not": why_not_change(body.network, bound_as(kind))}
    status = 422 if request.method == "POST" else 200
    return render_part(request, "decisions/usual.html#step", context, status)


def _choosers(request: PersonRequest, slug: str) -> tuple[Body, bool]:
    """The body, for its stewards; and, where all decide how they decide, for members.

    True: whoever is here brings the change in as a question, which then makes it.
    """
    body = body_for(request, slug)
    is_decided = usual_of(body.network, Subject.RULES) is not None and body.standing.is_member
    if not body.standing.is_steward and not is_decided:
        raise Http404
    return body, is_decided


def _usual_context(body: Body, kind: Subject, *, is_decided: bool) -> dict[str, Any]:
    return body.context(TAB) | {
        "kind": kind.label,
        "subject": kind.value,
        "is_decided": is_decided,
        "why_not": "" if is_decided else why_not_set_usual(body.standing, body.network),
    }


@require_http_methods(["GET", "POST"])
def usual_rules_page(request: PersonRequest, slug: str, subject: str) -> HttpResponse:
    """The settings of a usual method."""
    (body, is_decided), kind = _choosers(request, slug), _subject(subject)
    if why_not_change(body.network, bound_as(kind)):
        return _held_page(request, body, kind)
    name = request.GET.get("method", "")
    if name not in METHODS:
        raise Http404
    usual = usual_of(body.network, kind)
    is_same = usual is not None and usual.method["name"] == name
    method = dict(usual.method) if usual and is_same else begun_with(name)
    quorum = usual.quorum if usual and is_same else "0"
    form = UsualSettingsForm(
        sent(request), initial=settings_from(method, [], quorum), method=method, saved={}
    )
    if form.is_valid():
        found = form.cleaned_data
        wanted, share = form.chosen(found), found.get("quorum") or "0"
        if is_decided:
            return _brought(request, body, kind, wanted, share)
        act = partial(
            acts.set_usual, slug, by=request.user, subject=kind, method=wanted, quorum=share,
            at=now(),
        )  # fmt: skip
        words = _("Saved. From now on, such questions are decided like this, or more strictly.")
        return pressed(request, act, done=words, to=reverse("decisions:settings", args=[slug]))
    context = _usual_context(body, kind, is_decided=is_decided) | {
        "form": form, "method": METHODS[name], "about": ABOUT[name],
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render_part(request, "decisions/usual_rules.html#step", context, status)


def _brought(
    request: PersonRequest, body: Body, kind: Subject, method: Mapping[str, Any], quorum: str
) -> HttpResponse:
    """A draft that makes it the usual method, when it is adopted."""
    about = {"subject": kind.value, "method": dict(method), "quorum": quorum}
    words = f"{method_in_words(method)} {quorum_in_words(quorum)}".strip()
    try:
        made = bring(
            body.network, kind="decisions.usual_method", about=about, words=words,
            by=request.user, key="", at=now(),
        )  # fmt: skip
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("decisions:settings", body.network.slug)
    return redirect(url_of(made, "edit"))


@require_http_methods(["GET", "POST"])
def shares_page(request: PersonRequest, slug: str) -> HttpResponse:
    """How many voices each network has, where a question gives each its own: for stewards."""
    body = stewards_only(request, slug)
    networks = list(networks_asked(body.network))
    if not networks:
        raise Http404
    form = SharesForm(sent(request), initial=shares_of(body.network), networks=networks)
    if form.is_valid():
        act = partial(
            acts.set_shares, slug, by=request.user, shares=form.shares(),
            seen=form.cleaned_data["seen"], at=now(),
        )  # fmt: skip
        if saved_or_refused(form, act):
            return redirect("decisions:settings", slug)
    context = body.context(TAB) | {"form": form}
    status = 422 if form.errors else 200
    return render_part(request, "decisions/shares.html#step", context, status)


@require_http_methods(["GET", "POST"])
def keep_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Keep a question as a template, under a name."""
    question = question_for(request, slug, number)
    if not question.body.standing.is_steward or question.decision.stage == Stage.DRAFT:
        raise Http404
    decision: Decision = question.decision
    form = TemplateForm(sent(request), initial={"name": decision.title[:80]})

    def act() -> Any:
        name = form.cleaned_data["name"]
        return acts.keep_template(decision.pk, by=request.user, name=name, at=now())

    asked = Asked(
        title=_("Keep it as a template?"),
        button=_("Keep it"),
        back=url_of(decision),
        done=_("Kept. It is offered to whoever brings a question in."),
        notes=[_("Its text, method, options and time are kept; nobody’s position is.")],
    )
    to = reverse("decisions:settings", args=[slug])
    return ask(request, asked, form, act, body=question.body, tab=TAB, to=to)


@require_POST
def drop_template(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Take a template away."""
    body = stewards_only(request, slug)
    get_object_or_404(templates_of(body.network), pk=pk)
    act = partial(acts.drop_template, slug, pk, by=request.user)
    return pressed(
        request, act, done=_("Taken away."), to=reverse("decisions:settings", args=[slug])
    )


@require_safe
@login_not_required
def guide_page(request: ViewerRequest) -> HttpResponse:
    """Which method fits which question, with what each costs."""
    ready = [(each, method_in_words(each.method)) for each in READY]
    return render(request, "decisions/guide.html", {"groups": method_groups(""), "ready": ready})
