"""Taking down what a room decided, and who was there."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from decisions.actions.recording import record_in_room
from decisions.forms.recording import RoomForm
from decisions.models import Decision, Elector, Stage
from decisions.names import method_in_words, stance_name
from decisions.queries.counting import whole_method
from decisions.rules.recording import why_not_record
from decisions.rules.writing import looks_after
from decisions.views.parts import TAB, Look, Part, show
from decisions.views.writing import editable
from solidarity.base.refused import Refused
from solidarity.people.models import PersonRequest

MOST_NAMED = 100


@require_http_methods(["GET", "POST"])
def room_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Record that it was decided in a room."""
    question = editable(request, slug, number)
    decision = question.decision
    why_not = why_not_record(decision, request.user, question.body.standing)
    sent = request.POST if request.method == "POST" else None
    form = RoomForm(sent, choices=_choices(decision))
    if not why_not and form.is_valid():
        try:
            record_in_room(decision.pk, by=request.user, room=form.room(), at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Recorded and counted. It can be challenged for two weeks.")
            )
            return redirect(decision)
    context = question.body.context(TAB) | {
        "decision": decision,
        "form": form,
        "why_not": why_not,
        "method": method_in_words(decision.method),
    }
    status = 422 if sent is not None else 200
    return render(request, "decisions/room.html", context, status=status)


def _choices(decision: Decision) -> dict[str, str]:
    """What is counted, and what it is called: the stances of the method, or the options."""
    if decision.options:
        return {each["id"]: each["title"] for each in decision.options}
    names = whole_method(decision).names
    return {name: stance_name(name) for name in names if not name.endswith("_withdrawn")}


def _offer(look: Look) -> dict[str, Any] | None:
    """On the page of a question that is not open: the way to record it."""
    decision, person = look.decision, look.person
    if person is None or decision.stage not in (Stage.DRAFT, Stage.DISCUSSION):
        return None
    if not looks_after(decision, person, look.standing):
        return None
    if why_not_record(decision, person, look.standing):
        return None
    return {"url": reverse("decisions:room", args=[decision.network.slug, decision.number])}


def _was_there(look: Look) -> dict[str, Any] | None:
    """On the page of what was recorded: by whom, and who was there, for those who belong."""
    round = look.round
    if round is None or not round.in_room:
        return None
    electors = Elector.objects.filter(round=round)
    named = electors.filter(person__isnull=False).select_related("person").order_by("number")
    people = [each.person for each in named[:MOST_NAMED]] if look.standing.belongs else []
    return {
        "met_at": round.opens_at,
        "by": round.opened_by if look.standing.belongs else None,
        "people": people,
        "number": electors.count(),
    }


def show_parts() -> None:
    """Called when the app starts."""
    show(Part("result", "decisions/room_part.html", _was_there))
    show(Part("end", "decisions/room_offer.html", _offer))
