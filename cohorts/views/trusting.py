"""Choosing whom challenges reach, and her own yes."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cohorts.actions import trusting as actions
from cohorts.forms.challenges import TrustForm
from cohorts.models import Trusted
from cohorts.rules.people import takes_part
from cohorts.views.challenges import shown
from cohorts.views.inside import inside
from decisions.views.writing import saved_or_refused
from solidarity.people.models import PersonRequest
from solidarity.ui.pressing import pressed


@require_POST
def propose(request: PersonRequest, slug: str) -> HttpResponse:
    """Propose somebody."""
    body = inside(request, slug)
    if not takes_part(body.standing):
        raise Http404
    form = TrustForm(request.POST)
    if form.is_valid():
        act = partial(
            actions.propose, body.network.pk, handle=form.cleaned_data["handle"], by=request.user,
            at=now(),
        )  # fmt: skip
        if made := saved_or_refused(form, act):
            asked = _("They are asked whether they want this. Others can confirm meanwhile.")
            messages.success(request, _("You are proposed.") if made.agreed_at else asked)
            return redirect("cohorts:challenges", slug)
    return shown(request, body, form=form)


@require_POST
def confirm(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Say that one trusts somebody, or take it back."""
    body = inside(request, slug)
    if not takes_part(body.standing):
        raise Http404
    trusted = get_object_or_404(Trusted, body=body.network, pk=pk, ended_at=None)
    if "back" in request.POST:
        act, done = actions.take_back, _("Your voice is taken back.")
    else:
        act, done = actions.confirm, _("You trust this person with challenges.")
    return pressed(
        request, partial(act, trusted.pk, by=request.user, at=now()), done=done,
        to=reverse("cohorts:challenges", args=[slug]),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def answer_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Whether challenges may come to her: her own answer, wherever she belongs."""
    found = Trusted.objects.filter(person=request.user).select_related("body")
    trusted = get_object_or_404(found, pk=pk)
    if request.method == "POST":
        yes = "yes" in request.POST
        done = _("Thank you. You are told when participants have chosen.") if yes else _(
            "You said no. Nobody else is told why."
        )  # fmt: skip
        act = partial(actions.answer, trusted.pk, yes=yes, by=request.user, at=now())
        return pressed(request, act, done=done, to=trusted)
    return render(request, "cohorts/trust_answer.html", {"trusted": trusted})
