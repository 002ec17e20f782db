"""The programme: founding a cohort, its page, writing it, moving on, who facilitates."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts.actions import founding, gathering
from cohorts.forms.programme import FacilitatorForm, FoundForm, ProgrammeForm
from cohorts.models import Stage
from cohorts.queries.applying import application_of, counts_by_step, nomination_of, seats_taken
from cohorts.queries.choosing import bounds_words, draw_of, quotas_of, value_words
from cohorts.queries.cohort import cohort_of
from cohorts.queries.gathering import (
    gathering_of,
    offer_to,
    offers_in,
    open_networks,
    programme_words,
    unanswered,
)
from cohorts.queries.materials import is_shared
from cohorts.queries.people import facilitators_of, participants_of
from cohorts.queries.reporting import is_published
from cohorts.queries.spreading import grown_from
from cohorts.rules.applying import why_closed
from cohorts.rules.gathering import next_stage, why_not_move
from cohorts.rules.people import facilitates
from cohorts.views.body import TAB, Met, cohort_for, facilitated
from decisions.views.writing import saved_or_refused, sent
from networks.models import Role
from networks.rules.ways import is_behind
from networks.views.asking import Question, ask
from networks.views.body import Body
from solidarity.base.limits import TooOften
from solidarity.people.actions import keep_draft
from solidarity.people.languages import names_of
from solidarity.people.models import Person, PersonRequest, ViewerRequest
from solidarity.people.queries import draft_of
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part

FOUNDING = "found-cohort"


def kept_in(form: type[forms.Form] | forms.Form, kept: dict[str, Any]) -> dict[str, Any]:
    """What was typed before, as a form has it: one value, or several where it takes several."""
    fields = form.base_fields if isinstance(form, type) else form.fields
    return {
        name: kept[name] if isinstance(field, forms.MultipleChoiceField) else kept[name][0]
        for name, field in fields.items()
        if kept.get(name) and name != "seen"
    }


@require_http_methods(["GET", "POST"])
def found_page(request: PersonRequest) -> HttpResponse:
    """Found a cohort."""
    kept = draft_of(request.user, FOUNDING)
    initial = {"zone": request.user.time_zone} | kept_in(FoundForm, kept)
    form = FoundForm(sent(request), initial=initial)
    if form.is_valid():
        said = dict(form.cleaned_data)
        said.pop("seen")
        act = partial(
            founding.found, by=request.user, fields=said, at=now(), key=said.pop("key"),
            draft=FOUNDING if kept else "",
        )  # fmt: skip
        try:
            network = saved_or_refused(form, act)
        except TooOften:
            _keep(request, FOUNDING, form)
            raise
        if network:
            messages.success(request, _("Your cohort is here. You are its first steward."))
            return redirect(TAB, network.slug)
    context = {"form": form, "draft_purpose": FOUNDING}
    status = 422 if form.errors else 200
    return render_part(request, "cohorts/found.html#write", context, status)


def _keep(request: PersonRequest, purpose: str, form: forms.Form) -> None:
    typed = {name: request.POST.getlist(name) for name in form.fields}
    keep_draft(request.user, purpose, typed, at=now())


@require_safe
@login_not_required
def programme_page(request: ViewerRequest, slug: str) -> HttpResponse:
    """The programme; before there is one, a lead to writing it."""
    body = cohort_for(request, slug)
    cohort = cohort_of(body.network)
    if cohort is None:
        context = body.context(TAB) | {"can_write": facilitates(body.standing), **_leads(body)}
        return render(request, "cohorts/no_programme.html", context)
    met = Met(body, cohort)
    how = gathering_of(cohort)
    context = met.context() | {
        "how": how,
        "languages": names_of(cohort.languages),
        "open_networks": open_networks(cohort, request.user),
        "leading": facilitators_of(body.network),
        "why_closed": why_closed(cohort, at=now()),
        "is_call_over": cohort.stage == Stage.OPEN and bool(why_closed(cohort, at=now())),
        "mix": [(value_words(q.feature, q.value), bounds_words(q)) for q in quotas_of(cohort)],
        "draw": draw_of(cohort),
        "has_report": is_published(body.network),
        "grown": grown_from(request.user, body.network) if cohort.stage == Stage.ENDED else None,
        **_hers(request, met),
        **_leads(body),
    }
    return render(request, "cohorts/programme.html", context)


def _leads(body: Body) -> dict[str, Any]:
    """Where it goes on from here: for those who are in it, or whoever may begin with it."""
    standing, network = body.standing, body.network
    return {
        "is_shared": standing.is_member or is_shared(network),
        "is_behind": is_behind(standing, network),
    }


def _hers(request: ViewerRequest, met: Met) -> dict[str, Any]:
    """What it is to the viewer: her application, what she is asked, what she can do."""
    if not isinstance(request.user, Person):
        return {}
    found: dict[str, Any] = {"offer": offer_to(met.body.network, request.user)}
    if met.facilitates:
        counts = counts_by_step(met.cohort, request.user)
        return found | {
            "counts": counts, "next": next_stage(met.cohort),
            "free": max(0, met.cohort.seats - seats_taken(met.cohort)),
        }  # fmt: skip
    found["mine"] = application_of(met.cohort, request.user)
    if not found["mine"]:
        found["nomination"] = nomination_of(met.cohort, request.user)
    return found


@require_http_methods(["GET", "POST"])
def edit_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Write the programme."""
    body = cohort_for(request, slug)
    if not facilitates(body.standing):
        raise Http404
    cohort = cohort_of(body.network)
    saved = programme_words(cohort, gathering_of(cohort)) if cohort else {}
    form = ProgrammeForm(sent(request), initial=saved)
    if form.is_valid():
        said = dict(form.cleaned_data)
        seen = said.pop("seen")
        act = partial(founding.write, slug, by=request.user, fields=said, seen=seen, at=now())
        if saved_or_refused(form, act):
            messages.success(request, _("Saved."))
            return redirect(TAB, slug)
    context = body.context(TAB) | {"form": form, "cohort": cohort}
    status = 422 if form.errors else 200
    return render_part(request, "cohorts/programme_edit.html#write", context, status)


MOVES = {
    Stage.OPEN: (
        gettext_lazy("Open the call"),
        gettext_lazy(
            "From now on people can apply. Who may apply, how one is chosen and what is asked"
            " stays as it is."
        ),
    ),
    Stage.CHOOSING: (
        gettext_lazy("Close the call"),
        gettext_lazy("Nobody can apply any more. Then you talk with people, choose, and answer."),
    ),
    Stage.RUNNING: (
        gettext_lazy("Begin"),
        gettext_lazy("The group has come together. Who is on the waiting list can still come in."),
    ),
    Stage.ENDED: (
        gettext_lazy("End the cohort"),
        gettext_lazy("Its pages stay to be read. This cannot be taken back."),
    ),
}
# Where one goes while the cohort cannot go on to a stage: what is missing is done there.
INSTEAD = {
    Stage.OPEN: ("cohorts:programme_edit", gettext_lazy("Write the programme")),
    Stage.CHOOSING: ("cohorts:applications", gettext_lazy("Look at the applications")),
    Stage.RUNNING: ("cohorts:applications", gettext_lazy("Look at the applications")),
}


@require_http_methods(["GET", "POST"])
def stage_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Let the cohort go on to its next stage."""
    met = facilitated(request, slug)
    after = next_stage(met.cohort)
    back = reverse(TAB, args=[slug])
    if after is None:
        return redirect(back)
    why_not = why_not_move(
        met.body.standing, met.cohort, unanswered=unanswered(met.cohort),
        people=participants_of(met.body.network).count(), at=now(),
    )  # fmt: skip
    title, note = MOVES[after]
    instead = None
    if why_not and after in INSTEAD:
        name, words = INSTEAD[after]
        instead = reverse(name, args=[slug]), str(words)
    question = Question(
        title=str(title), button=str(title), back=back, done=_("Done. The log says so."),
        notes=[str(note)], why_not=why_not, instead=instead, back_words=_("Programme"),
    )  # fmt: skip
    to = str(request.POST.get("to", after)) if request.method == "POST" else after
    act = partial(gathering.move, slug, to=to, by=request.user, at=now())
    return ask(request, question, _ToForm(sent(request), initial={"to": after}), act,
               body=met.body, tab=TAB)  # fmt: skip


class _ToForm(forms.Form):
    """Where it goes."""

    to = forms.CharField(widget=forms.HiddenInput)


@require_http_methods(["GET", "POST"])
def facilitators_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Who facilitates: asked by the stewards, and seen by all who know of the cohort."""
    body = cohort_for(request, slug)
    form = FacilitatorForm(sent(request)) if body.standing.is_steward else None
    if request.method == "POST" and form is None:
        raise Http404
    if form is not None and form.is_valid():
        handle = form.cleaned_data["handle"]
        act = partial(gathering.ask_to_facilitate, slug, handle=handle, by=request.user, at=now())
        if saved_or_refused(form, act):
            messages.success(request, _("Asked. You are told of the answer."))
            return redirect("cohorts:facilitators", slug)
    own = body.standing.membership
    context = body.context(TAB) | {
        "form": form,
        "leading": facilitators_of(body.network),
        "offers": offers_in(body.network) if body.standing.belongs else [],
        "offer": offer_to(body.network, request.user),
        "can_lay_down": body.standing.is_member and own and own.role == Role.FACILITATOR,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "cohorts/facilitators.html", context, status=status)


@require_POST
def answer_offer(request: PersonRequest, slug: str) -> HttpResponse:
    """Say yes or no to facilitating."""
    body = cohort_for(request, slug)
    if offer_to(body.network, request.user) is None:
        raise Http404
    yes = request.POST.get("answer") == "yes"
    act = partial(gathering.answer_offer, slug, by=request.user, yes=yes, at=now())
    done = _("You facilitate this cohort from now on.") if yes else _("Answered. Thank you.")
    return pressed(request, act, done=done, to=reverse(TAB, args=[slug]))


@require_POST
def lay_down(request: PersonRequest, slug: str) -> HttpResponse:
    """Facilitate no more."""
    body = cohort_for(request, slug)
    if not facilitates(body.standing):
        raise Http404
    act = partial(gathering.lay_down, slug, by=request.user, at=now())
    return pressed(
        request, act, done=_("You facilitate no more, and still take part."),
        to=reverse("cohorts:facilitators", args=[slug]),
    )  # fmt: skip
