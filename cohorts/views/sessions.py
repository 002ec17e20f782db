"""Sessions of a cohort: all of them, one, and who holds it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts.actions import sessions as actions
from cohorts.forms.sessions import OfferForm, PlanForm, SessionsForm
from cohorts.models import Holding, Session, Share, Stage
from cohorts.queries import sessions as queries
from cohorts.queries.cohort import cohort_of
from cohorts.rules.people import facilitates
from cohorts.rules.sessions import (
    why_not_add_sessions,
    why_not_agree,
    why_not_end,
    why_not_offer,
    why_not_plan,
)
from cohorts.views.inside import TAB, facilitated, inside
from decisions.views.writing import saved_or_refused, sent
from networks.views.asking import Question, ask
from networks.views.body import Body
from solidarity.people.models import PersonRequest
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part


@require_safe
def sessions_page(request: PersonRequest, slug: str) -> HttpResponse:
    """All sessions, who holds them, and how far handing over has come."""
    body = inside(request, slug)
    rows = queries.with_holders(body.network, queries.sessions_of(body.network))
    context = body.context(TAB) | {
        "rows": rows,
        "handed": queries.handed_over(body.network),
        "can_make": facilitates(body.standing) and not _why_not_add(body, len(rows)),
    }
    return render(request, "cohorts/sessions.html", context)


def _why_not_add(body: Body, held: int) -> str:
    cohort = cohort_of(body.network)
    return why_not_add_sessions(body.standing, cohort.stage if cohort else Stage.PREPARING, held)


@require_http_methods(["GET", "POST"])
def new_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Make sessions, month by month."""
    body = facilitated(request, slug)
    cohort = cohort_of(body.network)
    begun = {"day": cohort.starts_on} if cohort else {}
    zone = cohort.zone if cohort else "UTC"
    form = SessionsForm(sent(request), initial=begun, zone=zone)
    why_not = _why_not_add(body, queries.sessions_of(body.network).count())
    if not why_not and form.is_valid():
        act = partial(
            actions.make_sessions, body.network.pk, by=request.user, at=now(), **form.chosen()
        )
        if made := saved_or_refused(form, act):
            messages.success(request, _made(len(made)))
            return redirect("cohorts:sessions", slug)
    context = body.context(TAB) | {"form": form, "why_not": why_not}
    status = 422 if request.method == "POST" else 200
    return render_part(request, "cohorts/sessions_new.html#write", context, status)


def _made(count: int) -> str:
    return ngettext(
        "%(count)s session is made. Those who are in the cohort are told.",
        "%(count)s sessions are made. Those who are in the cohort are told.",
        count,
    ) % {"count": count}


def session_for(request: PersonRequest, slug: str, number: int) -> tuple[Body, Session]:
    """A session, for those who are in the cohort; Http404 for everybody else."""
    body = inside(request, slug)
    found = queries.session_called(body.network, number)
    if found is None:
        raise Http404
    return body, found


@require_safe
def session_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """A session: when, what it is about, who holds it, and its outline."""
    body, session = session_for(request, slug, number)
    return _shown(request, body, session)


def _shown(
    request: PersonRequest, body: Body, session: Session, *, form: OfferForm | None = None
) -> HttpResponse:
    leads = facilitates(body.standing)
    shown = queries.with_holders(body.network, [session])[0]
    hers = [each for each in shown.held.values() if each.person == request.user]
    can_offer = leads and not why_not_offer(body.standing, to_herself=False)
    if can_offer and form is None:
        form = OfferForm(people=queries.people_in(body.network))
    material = session.outline.material if session.outline else None
    context = body.context(TAB) | {
        "session": session,
        "shown": shown,
        "shares": _shares(request, body, session, shown),
        "material": material,
        "is_newer": material and session.outline and material.newest > session.outline.number,
        "form": form if can_offer else None,
        "can_plan": not why_not_plan(body.standing, holds=bool(hers)),
        "leads": leads,
    }
    return render(
        request, "cohorts/session.html", context, status=422 if form and form.errors else 200
    )


def _shares(
    request: PersonRequest, body: Body, session: Session, shown: queries.Shown
) -> list[dict[str, Any]]:
    """Each share: who holds it, what waits, and what the viewer may do."""
    may_ask = not why_not_offer(body.standing, to_herself=True)
    found = []
    for share in Share:
        waiting = [each for each in shown.waiting if each.share == share]
        held = shown.held.get(share.value)
        is_hers = held is not None and held.person == request.user
        waits = any(each.person == request.user for each in waiting)
        found.append(
            {
                "code": share.value,
                "name": share.label,
                "held": held,
                "waiting": [_waiting(request, body, each) for each in waiting],
                "is_hers": is_hers,
                "can_ask": may_ask and not is_hers and not waits,
            }
        )
    return found


def _waiting(request: PersonRequest, body: Body, holding: Holding) -> dict[str, Any]:
    return {
        "holding": holding,
        "asked_for": holding.by_id == holding.person_id,
        "can_agree": not why_not_agree(body.standing, holding, request.user),
        "can_end": not why_not_end(body.standing, holding, request.user),
        "is_seen": facilitates(body.standing) or holding.person_id == request.user.pk,
    }


@require_http_methods(["GET", "POST"])
def plan_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Say what a session is about, and which outline it has."""
    body, session = session_for(request, slug, number)
    why_not = why_not_plan(body.standing, holds=queries.holds(session, request.user))
    if why_not:
        raise Http404
    begun = {
        "theme": session.theme,
        "outline": session.outline.material.number if session.outline else None,
    }
    form = PlanForm(sent(request), initial=begun, outlines=queries.outlines_in(body.network))
    question = Question(
        title=_("What is this session about?"), button=_("Save"),
        back=session.get_absolute_url(), done=_("Saved."), quote=session.meeting.title_words,
        back_words=_("The session"),
    )  # fmt: skip
    act = lambda: actions.plan(  # noqa: E731 asked for when the form is filled in
        session.pk, by=request.user, at=now(), theme=form.cleaned_data["theme"],
        outline=form.cleaned_data["outline"],
    )  # fmt: skip
    return ask(request, question, form, act, body=body, tab=TAB)


@require_POST
def offer(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Offer a share of a session to somebody; whoever is in the cohort asks for one herself."""
    body, session = session_for(request, slug, number)
    if "to" not in request.POST:
        return _ask_for(request, session)
    if not facilitates(body.standing):
        raise Http404
    form = OfferForm(request.POST, people=queries.people_in(body.network))
    if form.is_valid():
        act = partial(actions.offer, session.pk, by=request.user, at=now(), **form.cleaned_data)
        done = _("Offered. It is theirs when they say yes.")
        return pressed(request, act, done=done, to=session.get_absolute_url())
    return _shown(request, body, session, form=form)


def _ask_for(request: PersonRequest, session: Session) -> HttpResponse:
    share = request.POST.get("share", "")
    if share not in Share.values:
        raise Http404
    act = partial(
        actions.offer, session.pk, share=share, to=request.user.pk, by=request.user, at=now()
    )

    def done(holding: Holding) -> str:
        if holding.agreed_at:
            return _("It is yours.")
        return _("You asked for it. Those who facilitate are told.")

    return pressed(request, act, done=done, to=session.get_absolute_url())


@require_POST
def answer(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Say yes to a share, or let it go."""
    body = inside(request, slug)
    found = Holding.objects.filter(session__body=body.network).select_related("session")
    holding = get_object_or_404(found, pk=pk)
    if holding.person_id != request.user.pk and not facilitates(body.standing):
        raise Http404
    if "yes" in request.POST:
        act, done = actions.agree, _("Agreed: from now on it is held.")
    else:
        act, done = actions.end, _("It is free again.")
    return pressed(
        request, partial(act, holding.pk, by=request.user, at=now()), done=done,
        to=reverse("cohorts:session", args=[slug, holding.session.number]),
    )  # fmt: skip
