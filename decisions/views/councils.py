"""A council of networks: what each carries, what was said for it; and each network's own side."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from decisions.actions import councils
from decisions.actions.closing import close_if_due
from decisions.forms.councils import MandateForm
from decisions.models import Decision, Freedom, Mandate, Position, Round, Who
from decisions.names import method_in_words
from decisions.queries.councils import Row, council_of, inner_counts_of, mandate_of, row_of
from decisions.rules.councils import is_deciding, why_not_back, why_not_write_mandate
from decisions.views.parts import TAB, Look, Question, question_for
from networks.queries.spokes import speaks_for
from networks.rules import Standing
from networks.views.asking import Question as Asked
from networks.views.asking import ask
from solidarity.base.diff import Change, change_between
from solidarity.base.stale import Stale
from solidarity.people.models import Person, PersonRequest, Viewer, ViewerRequest
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part


def round_of(decision: Decision) -> Round | None:
    """The newest round that was not called off."""
    found = decision.rounds.filter(voided_at=None).select_related("version").order_by("-number")
    round = found.first()
    if round is not None:
        round.decision = decision
    return round


def settle_due(round: Round) -> None:
    """Count what networks decided for this round, where that is due and nobody has."""
    waiting = Round.objects.filter(
        decision__mandate__elector__round=round, counted_at=None, voided_at=None,
        closes_at__lte=now(),
    )  # fmt: skip
    for pk in waiting.values_list("pk", flat=True)[:50]:
        close_if_due(pk, at=now())


@require_safe
@login_not_required
def council_page(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    """All networks in the newest round: what they carry, and what was said for them."""
    question = question_for(request, slug, number)
    round = round_of(question.decision)
    if round is None or not question.body.standing.belongs:
        raise Http404
    settle_due(round)
    rows = council_of(round, request.user)
    if not rows:
        raise Http404
    context = question.body.context(TAB) | {
        "decision": question.decision,
        "round": round,
        "part": {"rows": rows, "round": round, "with_words": True},
    }
    return render_part(request, "decisions/council_page.html", context, 200)


def _mandate(question: Question) -> Mandate:
    mandate = mandate_of(question.decision)
    if mandate is None:
        raise Http404
    return mandate


@require_safe
@login_not_required
def mandate_page(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    """What a network carries into a council, and what its spoke made of it; on its own page."""
    question = question_for(request, slug, number)
    if not question.body.standing.belongs:
        raise Http404
    part = mandate_context(question.decision, question.body.standing, request.user)
    if part is None:
        raise Http404
    context = question.body.context(TAB) | {"decision": question.decision, "part": part}
    return render_part(request, "decisions/mandate_page.html", context, 200)


def council_part(look: Look) -> dict[str, Any] | None:
    """The networks of the newest round, on the page of the decision; for those who belong."""
    if look.round is None or look.round.is_secret or not look.standing.belongs:
        return None
    if look.decision.who not in (Who.NETWORKS, Who.BOTH):
        return None
    settle_due(look.round)
    rows = council_of(look.round, look.viewer)
    return {"rows": rows, "round": look.round} if rows else None


def mandate_part(look: Look) -> dict[str, Any] | None:
    """What a network carries, on the page of its own question."""
    if look.round is None or not look.standing.belongs:
        return None
    return mandate_context(look.decision, look.standing, look.viewer)


def mandate_context(inner: Decision, standing: Standing, viewer: Viewer) -> dict[str, Any] | None:
    """What `decisions/mandate.html` shows; None where no council waits for this decision."""
    mandate = mandate_of(inner)
    if mandate is None:
        return None
    at, round = now(), mandate.elector.round
    row = row_of(mandate, viewer)
    return {
        "mandate": mandate,
        "council": round.decision,
        "council_round": round,
        "council_method": method_in_words(round.method),
        "row": row,
        "counts": inner_counts_of(mandate),
        "inner_closes": inner_closes(inner),
        "is_deciding": is_deciding(mandate, at=at),
        "can_write": _can_write(standing, mandate, viewer),
        "can_back": _can_back(row, round),
        "change": change_since_last(inner),
        "why_changed": round.version.why,
        "is_free": mandate.freedom == Freedom.FREE,
    }


def inner_closes(inner: Decision) -> datetime | None:
    """Until when its people decide."""
    found = inner.rounds.filter(voided_at=None).order_by("-number")
    return found.values_list("closes_at", flat=True).first()


def change_since_last(inner: Decision) -> Change | None:
    """What the text changed since the network was asked before; None where it is asked first."""
    versions = list(inner.versions.order_by("number")[:2])
    return change_between(*(each.words for each in versions)) if len(versions) > 1 else None


def _can_write(standing: Standing, mandate: Mandate, viewer: Viewer) -> bool:
    network = mandate.elector.network
    if not isinstance(viewer, Person) or network is None:
        return False
    speaks = speaks_for(viewer, network, mandate.elector.round.decision.network)
    return not why_not_write_mandate(standing, mandate, speaks=speaks, at=now())


def _can_back(row: Row, round: Round) -> bool:
    if row.position is None or row.behind is None:
        return False
    return not why_not_back(row.position, round, may=row.behind.may, at=now())


@require_http_methods(["GET", "POST"])
def write_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Write how free the spoke is, and what she says beside the position."""
    question = question_for(request, slug, number)
    mandate = _mandate(question)
    if not question.body.standing.is_member:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = MandateForm(sent, initial=councils.terms_of(mandate))
    network = question.body.network
    speaks = speaks_for(request.user, network, mandate.elector.round.decision.network)
    asked = Asked(
        title=_("What our spoke carries"),
        button=_("Save"),
        back=reverse("decisions:mandate", args=[slug, number]),
        done=_("Saved. All who decide on it can read it."),
        notes=[
            _(
                "The position itself is what our people decide. Here you write what goes with it."
                " All who take a position read it, so write it early."
            ),
        ],
        why_not=why_not_write_mandate(question.body.standing, mandate, speaks=speaks, at=now()),
    )

    def act() -> None:
        fields = dict(form.cleaned_data)
        seen = fields.pop("seen")
        pk = question.decision.pk
        try:
            councils.write_mandate(pk, by=request.user, fields=fields, seen=seen, at=now())
        except Stale as stale:
            form.show_stale(stale)
            raise

    return ask(request, asked, form, act, body=question.body, tab=TAB)


class _BackForm(forms.Form):
    position = forms.IntegerField(min_value=1, max_value=2**62)


@require_POST
def back(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Stand behind what one's spoke said against her mandate, or no more."""
    question = question_for(request, slug, number)
    mandate = _mandate(question)
    form = _BackForm(request.POST)
    said = Position.objects.filter(elector=mandate.elector_id)
    if not form.is_valid() or not said.filter(pk=form.cleaned_data["position"]).exists():
        raise Http404
    pk, to = form.cleaned_data["position"], reverse("decisions:mandate", args=[slug, number])
    if request.POST.get("act") == "no-more":
        return pressed(
            request, lambda: councils.back_no_more(pk, by=request.user, at=now()),
            done=_("Noted."), to=to,
        )  # fmt: skip
    return pressed(
        request, lambda: councils.back(pk, by=request.user, at=now()), done=_backed, to=to
    )


def _backed(counts: Any) -> str:
    if counts:
        return _("Enough of you stand behind it: it counts.")
    return _("Noted. It counts when enough of you stand behind it.")
