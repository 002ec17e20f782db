"""Bringing what is ready to a decision, and what a decision froze of it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalitions.actions.adopting import ADOPT, bring_agreement, freeze_anew
from coalitions.actions.consenting import CONSENT
from coalitions.forms.agreement import BringForm
from coalitions.models import AgreementVersion
from coalitions.queries.agreement import in_force
from coalitions.queries.proposal import proposed_now, thawed, worded
from coalitions.rules.adopting import why_not_bring
from coalitions.views.body import AGREEMENT, agreement_for, page_number
from decisions.models import Decision, Stage
from decisions.queries.seeing import decision_for
from decisions.rules.writing import why_not_write
from decisions.views.parts import Look, Part, show
from networks.views.talking import kept_words
from solidarity.base.refused import Refused
from solidarity.people.actions import drop_draft
from solidarity.people.models import PersonRequest
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part

PER_PAGE = 10
FEW = 12


@require_http_methods(["GET", "POST"])
def propose_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Bring what is ready to a decision of the coalition."""
    body = agreement_for(request, slug)
    version = in_force(body.network)
    proposed = proposed_now(body.network, version)
    purpose = f"agreement-{body.network.pk}"
    initial = {"title": version.title if version else ""}
    initial |= kept_words(request, purpose, ("title", "why"))
    form = BringForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            made = bring_agreement(slug, by=request.user, at=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drop_draft(request.user, purpose)
            messages.success(
                request, _("This is your question to the networks, as a draft. Put it up for talk.")
            )
            return redirect(made)
    context = body.context(AGREEMENT) | {
        "form": form,
        "proposed": proposed,
        "lines": [line for line in proposed.lines if line.fate != "same"][:FEW],
        "new": proposed.many("new"),
        "changed": proposed.many("changed"),
        "same": proposed.many("same"),
        "gone": proposed.gone[:FEW],
        "moved": proposed.moved,
        "version": version,
        "draft_purpose": purpose,
        "why_not": why_not_bring(
            body.standing, body.network, clauses=len(proposed.lines), differs=proposed.differs
        ),
    }
    return render_part(
        request, "coalitions/propose.html#propose", context, 422 if form.errors else 200
    )


@require_safe
def proposal_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """What a decision would bring in force: clause by clause, with what that changes."""
    body = agreement_for(request, slug)
    decision = decision_for(request.user, body.network, body.standing, number)
    if decision is None or decision.effect != ADOPT:
        raise Http404
    proposed = thawed(body.network, decision.effect_about)
    pages = max(1, -(-len(proposed.lines) // PER_PAGE))
    page = min(page_number(request.GET.get("page", "")), pages)
    numbers = [line.number for line in proposed.lines[(page - 1) * PER_PAGE : page * PER_PAGE]]
    context = body.context(AGREEMENT) | {
        "decision": decision,
        "about": decision.effect_about,
        "next": proposed.after + 1,
        "proposed": proposed,
        "worded": worded(body.network, proposed, numbers),
        "pages": pages,
        "page": page,
        "before": page - 1,
        "after": page + 1 if page < pages else 0,
    }
    return render(request, "coalitions/proposal.html", context)


@require_POST
def renew(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Let the question ask for what is ready by now."""
    body = agreement_for(request, slug)
    decision = decision_for(request.user, body.network, body.standing, number)
    if decision is None or decision.effect != ADOPT:
        raise Http404
    act = partial(freeze_anew, slug, number, by=request.user, at=now())
    done = _("The question asks for what is ready by now.")
    return pressed(request, act, done=done, to=decision)


def proposal_part(look: Look) -> dict[str, Any] | None:
    """On the page of a decision that adopts an agreement: what it would bring in force."""
    if look.decision.effect != ADOPT or not look.standing.belongs:
        return None
    proposed = thawed(look.decision.network, look.decision.effect_about)
    return {
        "about": look.decision.effect_about,
        "next": proposed.after + 1,
        "many": len(proposed.lines),
        "new": proposed.many("new"),
        "changed": proposed.many("changed"),
        "same": proposed.many("same"),
        "gone": proposed.gone[:FEW],
        "moved": proposed.moved,
        "number": look.decision.number,
        "can_renew": look.decision.stage == Stage.DISCUSSION
        and not why_not_write(look.decision, look.viewer, look.standing),
    }


def consent_part(look: Look) -> dict[str, Any] | None:
    """On the page of a network's decision about an agreement: which version, and reservations."""
    decision: Decision = look.decision
    if decision.effect != CONSENT or not look.standing.belongs:
        return None
    found = AgreementVersion.objects.select_related("body")
    version = found.filter(pk=decision.effect_about.get("version", 0)).first()
    if version is None:
        return None
    return {"version": version, "reservations": decision.effect_about.get("reservations", "")}


def show_parts() -> None:
    """Called when the app starts."""
    show(Part("before", "coalitions/proposal_part.html", proposal_part))
    show(Part("before", "coalitions/consent_part.html", consent_part))
