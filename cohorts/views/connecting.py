"""Connections: saying how strong one's ties are, and one's own two pictures."""

from collections.abc import Sequence
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.actions import connecting as actions
from cohorts.answers import opened_connections
from cohorts.forms.reflecting import ConnectionsForm
from cohorts.models import Connections, Moment, Round
from cohorts.queries.connecting import (
    networks_near,
    networks_of_hers,
    own_connections,
    own_picture,
)
from cohorts.queries.people import participants_of
from cohorts.queries.reflecting import rounds_of
from cohorts.queries.reporting import newest_edition, pictures_in, tie_rows
from cohorts.rules.people import takes_part
from cohorts.rules.reflecting import why_not_answer
from cohorts.views.within import TAB, round_in, within
from decisions.views.writing import saved_or_refused, sent
from networks.views.body import Body
from solidarity.people.models import Person, PersonRequest
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part


def _others(request: PersonRequest, body: Body) -> list[Person]:
    return list(participants_of(body.network).exclude(pk=request.user.pk))


def _round(body: Body, moment: str) -> Round:
    found = round_in(body, moment)
    if not found.has_connections:
        raise Http404
    return found


@require_safe
def connections_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Her own two pictures, and those of the cohort."""
    body = within(request, slug)
    said = own_connections(request.user, body.network)
    edition = newest_edition(body.network, published=False)
    if edition is not None:
        edition.body = body.network
    context = body.context(TAB) | {
        "rounds": [
            {"round": each, "own": said.get(each.moment)}
            for each in rounds_of(body.network) if each.has_connections
        ],
        "own": own_picture(said, _others(request, body)) if said else None,
        "edition": edition,
        "pictures": pictures_in(edition, named=True) if edition else [],
        "tie_rows": tie_rows(edition.figures["ties"]) if edition else [],
        "takes_part": takes_part(body.standing),
    }  # fmt: skip
    return render(request, "cohorts/connections.html", context)


@require_http_methods(["GET", "POST"])
def connection_page(request: PersonRequest, slug: str, moment: str) -> HttpResponse:
    """Say how strong each tie is, as far as she wishes."""
    body = within(request, slug)
    found = _round(body, moment)
    said = own_connections(request.user, body.network)
    this = said.get(moment)
    people: dict[int, int] = {}
    beyond: Sequence[tuple[str, int | None]] = _names_before(said, moment)
    if this is not None:
        people, beyond = opened_connections(this)
    form = ConnectionsForm(
        sent(request), people=_others(request, body), said=people, beyond=beyond,
        may_name=bool(this and this.may_name),
        hers=networks_of_hers(request.user, body.network),
        others=networks_near(request.user, body.network),
    )  # fmt: skip
    why_not = why_not_answer(body.standing, found)
    if not why_not and form.is_valid():
        act = partial(
            actions.keep_connections, slug, moment, by=request.user, people=form.people_said(),
            beyond=form.beyond_said(), may_name=form.cleaned_data["may_name"], at=now(),
        )  # fmt: skip
        if saved_or_refused(form, act):
            messages.success(request, _("Kept, sealed. Only you see your own picture."))
            return redirect(reverse("cohorts:connections", args=[slug]))
    context = body.context(TAB) | {"round": found, "form": form, "why_not": why_not, "own": this}
    status = 422 if request.method == "POST" else 200
    return render_part(request, "cohorts/connection.html#say", context, status)


def _names_before(said: dict[str, Connections], moment: str) -> list[tuple[str, int | None]]:
    """At the end, the networks that she named at the start; how strong they are now is open."""
    start = said.get(Moment.START)
    if start is None or moment == Moment.START:
        return []
    return [(name, None) for name, _step in opened_connections(start)[1]]


@require_http_methods(["GET", "POST"])
def withdraw_page(request: PersonRequest, slug: str, moment: str) -> HttpResponse:
    """Ask once more, then delete what she said of her ties."""
    body = within(request, slug)
    found = _round(body, moment)
    here = reverse("cohorts:connections", args=[slug])
    if moment not in own_connections(request.user, body.network):
        raise Http404
    if request.method == "POST":
        act = partial(actions.withdraw_connections, slug, moment, by=request.user)
        return pressed(request, act, done=_("What you said of your ties is deleted."), to=here)
    context = body.context(TAB) | {"round": found, "back_url": here, "is_ties": True}
    return render(request, "cohorts/reflection_withdraw.html", context)
