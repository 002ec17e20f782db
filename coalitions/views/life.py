"""A coalition's life: where it stands, what it takes to move on, its way so far, what goes on."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coalitions.actions import life
from coalitions.forms.life import CarryForm, MoveForm
from coalitions.models import Coalition, Phase
from coalitions.moves import EFFECT, Move
from coalitions.queries.life import (
    carriers,
    carries_seen,
    checks_of,
    coalition_of,
    lineage_of,
    moves_of,
)
from coalitions.queries.parting import Friend, friends_to_tie
from coalitions.rules.life import why_not_carry_on, why_not_move
from coalitions.rules.speaking import networks_spoken_for
from coalitions.views.body import coalition_for, inside, named
from coalitions.views.ground import TAB
from decisions.actions.moving import bring
from decisions.rules.customs import customs_of
from decisions.rules.writing import why_not_propose
from networks.models import Network
from networks.views.asking import Question, ask
from networks.views.body import Body
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale
from solidarity.people.models import Person, PersonRequest, ViewerRequest
from solidarity.ui.rendering import render_part


@require_safe
@login_not_required
def life_page(request: ViewerRequest, slug: str) -> HttpResponse:
    """For whoever may know of it; what was done, and what it takes, for those who belong."""
    body = coalition_for(request, slug)
    network, standing = body.network, body.standing
    coalition = coalition_of(network)
    belongs = standing.belongs
    context = body.context(TAB) | {
        "coalition": coalition,
        "phases": list(Phase),
        "checks": checks_of(coalition) if belongs else [],
        "moves": moves_of(request.user, network) if belongs else [],
        "kin": lineage_of(request.user, network),
        "carried": carries_seen(request.user, network),
        "mine": _who_carry(request, body),
        "friends": _friends(request, coalition),
        "can_move": belongs and bool(_moves(coalition)),
    }
    return render(request, "coalitions/life.html", context)


def _friends(request: ViewerRequest, coalition: Coalition) -> list[Friend]:
    """With whom the viewer's networks could tie themselves, having parted as friends."""
    return friends_to_tie(request.user, coalition) if isinstance(request.user, Person) else []


def _moves(coalition: Coalition) -> list[Move]:
    """What it could decide now."""
    return [move for move in Move if not why_not_move(coalition, move)]


def _who_carry(request: ViewerRequest, body: Body) -> list[Network]:
    """Networks for which the viewer says what goes on: after the end, or after they left."""
    if not isinstance(request.user, Person):
        return []
    left = carriers(request.user, body.network)
    if not body.network.ended_at or not body.standing.belongs:
        return left
    return [*networks_spoken_for(request.user, body.network, at=body.standing.at), *left]


@require_http_methods(["GET", "POST"])
def move_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Choose a step; a draft of a decision follows, which takes it when it is adopted."""
    body = inside(request, slug)
    coalition = coalition_of(body.network)
    sent = request.POST if request.method == "POST" else None
    form = MoveForm(sent, moves=_moves(coalition), viewer=request.user)
    customs = customs_of(body.network)
    why_not = why_not_propose(body.standing, body.network, customs, effect=EFFECT)
    if not why_not and form.is_valid():
        data = form.cleaned_data
        about = {"move": data["move"], "others": [each.pk for each in data["others"]]}
        try:
            made = bring(
                body.network, kind=EFFECT, about=about, by=request.user, key=data["key"], at=now()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(f"{made.get_absolute_url()}edit/")
    context = body.context(TAB) | {"form": form, "why_not": why_not, "coalition": coalition}
    status = 422 if sent is not None and (form.errors or why_not) else 200
    return render_part(request, "coalitions/life_move.html#move", context, status)


@require_http_methods(["GET", "POST"])
def carry_page(request: PersonRequest, slug: str, network: str) -> HttpResponse:
    """Say what a network goes on with by itself."""
    body = coalition_for(request, slug)
    spoken = networks_spoken_for(request.user, body.network, at=body.standing.at)
    side = named([*spoken, *carriers(request.user, body.network)], network)
    form = CarryForm(
        request.POST if request.method == "POST" else None,
        initial=life.words_carried(body.network, side),
    )
    question = Question(
        title=_("What %(network)s goes on with") % {"network": side.name}, button=_("Keep"),
        back=reverse("coalitions:life", args=[slug]), done=_("Kept."),
        notes=[_("Working together was worth it, even when it ends. Say what lives on.")],
        why_not=why_not_carry_on(request.user, side, body.network, at=body.standing.at),
    )  # fmt: skip
    return ask(
        request, question, form, partial(_carry, request, body, side, form), body=body, tab=TAB
    )


def _carry(request: PersonRequest, body: Body, side: Network, form: CarryForm) -> Any:
    data = form.cleaned_data
    try:
        return life.carry_on(body.network.pk, side, by=request.user, at=now(), **data)
    except Stale as stale:
        form.show_stale(stale)
        raise
