"""Bringing something to a decision that it then does."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from decisions.actions.moving import bring
from decisions.forms.moving import MoveForm
from decisions.queries.moving import moves_open
from decisions.rules.customs import customs_of
from decisions.rules.writing import why_not_propose
from decisions.views.parts import TAB
from networks.views.body import body_for
from solidarity.base.refused import Refused
from solidarity.people.models import PersonRequest
from solidarity.ui.rendering import render_part


@require_http_methods(["GET", "POST"])
def move_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Choose what a decision shall do; a draft follows, as for any other question."""
    body = body_for(request, slug)
    if not body.standing.is_member:
        raise Http404
    network = body.network
    moves = moves_open(request.user, network, body.standing, at=now())
    form = MoveForm(
        request.POST if request.method == "POST" else None, moves=moves,
        initial={"act": request.GET.get("act", "")[:60]},
    )  # fmt: skip
    if form.is_valid():
        chosen = next(move for move in moves if move.code == form.cleaned_data["act"])
        key = form.cleaned_data["key"]
        kind, about = chosen.effect.kind, chosen.about
        try:
            made = bring(network, kind=kind, about=about, by=request.user, key=key, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(f"{made.get_absolute_url()}edit/")
    context = body.context(TAB) | {
        "form": form,
        "moves": [move for move in moves if not move.why_not],
        "not_yet": [move for move in moves if move.why_not],
        "why_not": why_not_propose(body.standing, network, customs_of(network)),
    }
    return render_part(request, "decisions/move.html#move", context, 422 if form.errors else 200)
