"""What newcomers are asked, asked of every network that is in."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coalitions.actions.presents import answer_as_present
from coalitions.forms.walking import PresentForm
from coalitions.queries.presents import answers_of, questions_of
from coalitions.rules.speaking import networks_spoken_for
from coalitions.views.handbook import inside_of
from decisions.views.writing import sent
from networks.models import Network
from networks.queries import affiliates_of
from solidarity.base.refused import Refused
from solidarity.people.models import PersonRequest
from solidarity.ui.rendering import render_part

TAB = "networks:affiliations"
MOST = 200


@require_safe
def presents_page(request: PersonRequest, slug: str) -> HttpResponse:
    """What is asked, what my networks have not answered; to stewards, what all have."""
    body = inside_of(request, slug)
    mine = networks_spoken_for(request.user, body.network)
    shown = list(mine)
    if body.standing.is_steward:
        shown = [each.member for each in affiliates_of(request.user, body.network)[:MOST]]
    said = answers_of([*mine, *(each for each in shown if each not in mine)], body.network)
    context = body.context(TAB) | {
        "questions": questions_of(body.network),
        "mine": [(each, sum(not one.words for one in said[each.pk])) for each in mine],
        "all": [(each, said[each.pk]) for each in shown] if body.standing.is_steward else [],
    }
    return render(request, "coalitions/presents.html", context)


@require_http_methods(["GET", "POST"])
def answer_page(request: PersonRequest, slug: str, network: str) -> HttpResponse:
    """Answer for a network of hers: its stewards, and who speaks for it here."""
    body = inside_of(request, slug)
    member = get_object_or_404(Network.objects.visible_to(request.user), slug=network)
    if member not in networks_spoken_for(request.user, body.network):
        raise Http404
    said = answers_of([member], body.network)[member.pk]
    initial = {f"answer_{each.question.pk}": each.words for each in said}
    form = PresentForm([each.question for each in said], sent(request), initial=initial)
    if form.is_valid():
        act = partial(
            answer_as_present, member, body.network, by=request.user, answers=form.answers(),
            at=now(),
        )  # fmt: skip
        try:
            act()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. The stewards read what you answer."))
            return redirect("coalitions:presents", slug)
    context = body.context(TAB) | {"form": form, "member": member, "questions": said}
    status = 422 if form.errors else 200
    return render_part(request, "coalitions/present_answer.html#answer", context, status)
