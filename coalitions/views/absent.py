"""Those who never come: asking them, their answers without names, and what came out."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coalitions.actions import absent as actions
from coalitions.forms.absent import AskForm, WhyForm
from coalitions.queries.absent import asked_of, askings_of, told_by
from coalitions.rules.absent import why_not_ask, why_not_say_why
from coalitions.views.body import inside
from coalitions.views.hard import TAB
from decisions.views.writing import saved_or_refused, sent
from solidarity.people.models import PersonRequest
from solidarity.ui.rendering import render_part


@require_http_methods(["GET", "POST"])
def absent_page(request: PersonRequest, slug: str) -> HttpResponse:
    """What was asked so far; stewards ask again after three months."""
    body = inside(request, slug)
    if request.method == "POST" and not body.standing.is_steward:
        raise Http404
    askings = askings_of(body.network)
    why_not = why_not_ask(body.standing, askings[0] if askings else None, at=now())
    initial = {"words": _("What keeps you away from what we do together?")}
    form = AskForm(sent(request), initial=initial)
    if not why_not and form.is_valid():
        act = partial(actions.ask_absent, slug, by=request.user, at=now(), **form.cleaned_data)
        if asking := saved_or_refused(form, act):
            messages.success(request, _("Asked. Answers are shown when it is closed."))
            return redirect(asking)
    context = body.context(TAB) | {
        "askings": askings,
        "form": form,
        "why_not": why_not,
        "now": now(),
    }
    status = 422 if request.method == "POST" else 200
    return render_part(request, "coalitions/absent.html#ask", context, status)


@require_http_methods(["GET", "POST"])
def asking_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """One question: a form for those who were asked, and when it is closed, what came out."""
    body = inside(request, slug)
    asking = get_object_or_404(body.network.askings, pk=pk)
    asking.body = body.network
    asked, at = asked_of(asking, request.user), now()
    if request.method == "POST" and asked is None:
        raise Http404
    why_not = why_not_say_why(asking, asked, at=at) if asked else ""
    form = WhyForm(sent(request))
    if asked and form.is_valid():
        act = partial(actions.say_why, pk, by=request.user, at=at, **form.cleaned_data)
        if saved_or_refused(form, partial(_done, act)):
            messages.success(request, _("Thank you. Nobody can tell which answer is yours."))
            return redirect(asking)
    context = body.context(TAB) | {
        "asking": asking,
        "is_asked": asked is not None,
        "why_not": why_not,
        "is_over": at >= asking.closes_at,
        "told": told_by(asking, at=at),
        "form": form,
    }
    return render_part(request, "coalitions/asking.html#say", context, 422 if form.errors else 200)


def _done(act: "partial[None]") -> bool:
    act()
    return True
