"""Who speaks for a network in a body: who, until when, what is proposed."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from networks.actions import choosing
from networks.actions.spokes import lay_voice_down
from networks.forms.choosing import HandOverForm, SpokeForm, SpokeRecallForm
from networks.models import Affiliation, Proposal, ProposalKind, Spoke
from networks.queries import MOST_OPEN, open_proposals, past_proposals
from networks.queries.spokes import affiliation_between, past_spokes, spokes_of
from networks.rules import how_spokes_are_chosen, why_not_lay_voice_down
from networks.views.asking import Question, ask
from networks.views.body import Body
from networks.views.choosing import all_shown, body_of_hers
from solidarity.base.pages import keyset_page
from solidarity.people.models import PersonRequest

TAB = "networks:affiliations"
PER_PAGE, MOST_PAST = 20, 20


@dataclass(frozen=True)
class There:
    """A network, and where it speaks, as one who belongs to it meets them."""

    body: Body
    affiliation: Affiliation
    page: str


def _there(request: PersonRequest, slug: str, body: str) -> There:
    """For those who belong to the network; Http404 for anybody else, and where it belongs not."""
    hers = body_of_hers(request, slug)
    affiliation = affiliation_between(request.user, hers.network, body)
    if affiliation is None:
        raise Http404
    return There(hers, affiliation, reverse("networks:spokes", args=[slug, body]))


@require_safe
def spokes_page(request: PersonRequest, slug: str, body: str) -> HttpResponse:
    """Who speaks there, since when and until when, and what is proposed."""
    there = _there(request, slug, body)
    network, affiliation, at = there.body.network, there.affiliation, now()
    spokes = spokes_of(affiliation)
    found = list(open_proposals(network, at=at).filter(affiliation=affiliation)[:MOST_OPEN])
    past = past_proposals(network, at=at, affiliation=affiliation)
    page = keyset_page(past, after=request.GET.get("after", ""), size=PER_PAGE)
    mine: list[Spoke] = [each for each in spokes if each.person_id == request.user.pk]
    context = there.body.context(TAB) | {
        "affiliation": affiliation,
        "spokes": spokes,
        "has_spoke": any(not each.is_alternate for each in spokes),
        "speaks": bool(mine),
        "is_spoke": any(not each.is_alternate for each in mine),
        "today": at.date(),
        "how": how_spokes_are_chosen(network),
        "proposals": all_shown(request.user, there.body, found),
        "past": past_spokes(affiliation)[:MOST_PAST],
        "page": page,
        "done": [(proposal, proposal.shown_state(at).label) for proposal in page.rows],
    }
    return render(request, "networks/spokes.html", context)


def _propose(
    request: PersonRequest, there: There, form: forms.Form, question: Question,
    kind: ProposalKind | None = None,
) -> HttpResponse:  # fmt: skip
    def act() -> Proposal:
        said = {"reason": ""} | form.cleaned_data
        return choosing.propose(
            there.body.network.pk, handle=said["handle"], reason=said["reason"],
            kind=kind or ProposalKind(said["kind"]), affiliation=there.affiliation.pk,
            by=request.user, at=now(),
        )  # fmt: skip

    return ask(request, question, form, act, body=there.body, tab=TAB)


def _begun(request: PersonRequest) -> dict[str, Any]:
    return {"handle": request.GET.get("who", "")[:60], "kind": "spoke"}


def _why_not(there: There) -> str:
    if there.body.standing.is_member:
        return ""
    return _("Only members of this network propose.")


@require_http_methods(["GET", "POST"])
def propose_page(request: PersonRequest, slug: str, body: str) -> HttpResponse:
    """Propose a member, or oneself, to speak there or to stand in."""
    there = _there(request, slug, body)
    form = SpokeForm(request.POST if request.method == "POST" else None, initial=_begun(request))
    question = Question(
        title=_("Propose a spoke"),
        button=_("Propose"),
        back=there.page,
        done=_("Proposed. Those who can confirm it have been told."),
        notes=[how_spokes_are_chosen(there.body.network)],
        why_not=_why_not(there),
    )
    return _propose(request, there, form, question)


@require_http_methods(["GET", "POST"])
def recall_page(request: PersonRequest, slug: str, body: str) -> HttpResponse:
    """Propose that somebody speaks there no more."""
    there = _there(request, slug, body)
    sent = request.POST if request.method == "POST" else None
    form = SpokeRecallForm(sent, initial=_begun(request))
    question = Question(
        title=_("Propose a recall"),
        button=_("Propose the recall"),
        back=there.page,
        done=_("Proposed. Those who can confirm it have been told."),
        notes=[
            how_spokes_are_chosen(there.body.network), _("Who is recalled stays a member."),
        ],
        why_not=_why_not(there),
        is_grave=True,
    )  # fmt: skip
    return _propose(request, there, form, question, ProposalKind.SPOKE_END)


@require_http_methods(["GET", "POST"])
def hand_over_page(request: PersonRequest, slug: str, body: str) -> HttpResponse:
    """Let a member speak for the rest of one's term."""
    there = _there(request, slug, body)
    sent = request.POST if request.method == "POST" else None
    form = HandOverForm(sent, initial=_begun(request))
    mine = [each for each in spokes_of(there.affiliation) if each.person_id == request.user.pk]
    is_spoke = any(not each.is_alternate for each in mine)
    question = Question(
        title=_("Hand over"),
        button=_("Ask this person"),
        back=there.page,
        done=_("Asked. You stay the spoke until this person says yes."),
        notes=[_("Whoever takes over speaks for the rest of your term.")],
        why_not="" if is_spoke else _("You are not the spoke there."),
    )
    return _propose(request, there, form, question, ProposalKind.SPOKE_OVER)


@require_http_methods(["GET", "POST"])
def lay_down_page(request: PersonRequest, slug: str, body: str) -> HttpResponse:
    """Speak there no more."""
    there = _there(request, slug, body)
    form = forms.Form(request.POST if request.method == "POST" else None)
    question = Question(
        title=_("Speak there no more"),
        button=_("Lay it down"),
        back=there.page,
        done=_("You speak for the network there no more. Thank you for what you carried."),
        notes=[_("You stay a member."), _("Until another is chosen, our voice there stays open.")],
        why_not=why_not_lay_voice_down(there.body.standing, spokes_of(there.affiliation)),
        is_grave=True,
    )
    pk = there.affiliation.pk
    return ask(
        request, question, form, lambda: lay_voice_down(pk, by=request.user, at=now()),
        body=there.body, tab=TAB,
    )  # fmt: skip
