"""The stewards of a network: who, until when, how they are chosen, what is proposed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from networks.actions import choosing
from networks.forms.bound import show_bound
from networks.forms.choosing import HandOverForm, ProposeForm, RecallForm, WayForm
from networks.models import Confirmation, NetworkState, Proposal, ProposalKind, ProposalState
from networks.queries import (
    MOST_OPEN,
    confirmations_of,
    counted,
    needed_for,
    open_proposals,
    past_proposals,
    stewards_in,
    words_of,
    words_on,
)
from networks.rules import (
    how_chosen,
    waits_for_decision,
    why_not_change_way,
    why_not_confirm,
    why_not_drop,
    why_not_oppose,
    why_not_stand,
    why_not_step_down,
)
from networks.views.asking import Question, ask
from networks.views.body import Body, body_for, stewards_only
from solidarity.base.pages import keyset_page
from solidarity.base.stale import Stale
from solidarity.people.models import Person, PersonRequest
from solidarity.ui.pressing import pressed

TAB = "networks:stewards"
PER_PAGE, PER_LIST = 20, 100


@dataclass(frozen=True)
class Shown:
    """A proposal as one viewer meets it."""

    proposal: Proposal
    needed: int
    confirming: list[Person]
    objecting: list[Person]
    word: str  # what she said: "", confirm or object
    why_not: str
    can_object: bool
    can_agree: bool
    can_drop: bool
    waits_for_decision: bool

    @property
    def is_recall(self) -> bool:
        """Whether it takes a role away."""
        return ProposalKind(self.proposal.kind).is_recall

    @property
    def is_confirmed(self) -> bool:
        """Whether people confirm it: all but what a decision alone says yes to."""
        return self.is_recall or not self.waits_for_decision

    @property
    def is_hand_over(self) -> bool:
        """Whether it is between two people."""
        return ProposalKind(self.proposal.kind).is_hand_over


def body_of_hers(request: PersonRequest, slug: str) -> Body:
    """The network for one who belongs; Http404 for anybody else."""
    body = body_for(request, slug)
    if not body.standing.belongs:
        raise Http404
    return body


@require_safe
def stewards_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Who looks after it, since when and until when, how they are chosen, and what is proposed."""
    body = body_of_hers(request, slug)
    network, at = body.network, now()
    waiting = open_proposals(network, at=at)
    found = list(waiting.filter(affiliation=None)[:MOST_OPEN])
    past = past_proposals(network, at=at)
    page = keyset_page(past, after=request.GET.get("after", ""), size=PER_PAGE)
    context = body.context(TAB) | {
        "stewards": stewards_in(network),
        "today": at.date(),
        "how": how_chosen(network),
        "is_sought": network.state == NetworkState.SEEKING,
        "proposals": all_shown(request.user, body, found),
        "page": page,
        "past": [(proposal, proposal.shown_state(at).label) for proposal in page.rows],
        "can_change_way": body.standing.is_steward and not waiting.exists(),
    }
    return render(request, "networks/stewards.html", context)


def all_shown(viewer: Person, body: Body, found: list[Proposal]) -> list[Shown]:
    """Proposals as `viewer` meets them. Two queries."""
    words, mine = words_on(found), words_of(viewer, found)
    return [_shown(viewer, body, each, words[each.pk], mine.get(each.pk, "")) for each in found]


def _shown(
    viewer: Person, body: Body, proposal: Proposal, said: list[Confirmation], word: str
) -> Shown:
    at, standing = now(), body.standing
    proposal.network = body.network
    return Shown(
        proposal,
        needed=needed_for(proposal, body.network),
        confirming=[each.person for each in said if not each.objects_to],
        objecting=[each.person for each in said if each.objects_to],
        word=word,
        why_not=why_not_confirm(standing, viewer, proposal, at),
        can_object=not why_not_oppose(standing, viewer, proposal, at),
        can_agree=not proposal.agreed_at and not why_not_stand(standing, viewer, proposal, at),
        can_drop=not why_not_drop(viewer, proposal, at),
        waits_for_decision=_waits(proposal, body),
    )


def _waits(proposal: Proposal, body: Body) -> bool:
    is_over = proposal.shown_state(now()) != ProposalState.OPEN
    is_between_two = ProposalKind(proposal.kind).is_hand_over
    return waits_for_decision(body.network) and not is_over and not is_between_two


def _propose(
    request: PersonRequest, body: Body, form: forms.Form, kind: ProposalKind, question: Question
) -> HttpResponse:
    def act() -> Proposal:
        fields = {"reason": ""} | form.cleaned_data
        return choosing.propose(body.network.pk, kind=kind, **fields, by=request.user, at=now())

    return ask(request, question, form, act, body=body, tab=TAB)


def _who(request: PersonRequest) -> dict[str, Any]:
    return {"handle": request.GET.get("who", "")[:60]}


def _member_of(request: PersonRequest, slug: str) -> tuple[Body, str]:
    """The network for one who belongs, and why she may not propose there."""
    body = body_of_hers(request, slug)
    why_not = "" if body.standing.is_member else _("Only members of this network propose.")
    return body, why_not


@require_http_methods(["GET", "POST"])
def propose_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Propose a member as a steward, or oneself."""
    body, why_not = _member_of(request, slug)
    form = ProposeForm(request.POST if request.method == "POST" else None, initial=_who(request))
    question = Question(
        title=_("Propose a steward"),
        button=_("Propose"),
        back=reverse(TAB, args=[slug]),
        done=_("Proposed. Those who can confirm it have been told."),
        notes=[how_chosen(body.network), _("We ask the person you propose first.")],
        why_not=why_not,
    )
    return _propose(request, body, form, ProposalKind.STEWARD, question)


@require_http_methods(["GET", "POST"])
def recall_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Propose that a steward is one no more."""
    body, why_not = _member_of(request, slug)
    form = RecallForm(request.POST if request.method == "POST" else None, initial=_who(request))
    question = Question(
        title=_("Propose a recall"),
        button=_("Propose the recall"),
        back=reverse(TAB, args=[slug]),
        done=_("Proposed. Those who can confirm it have been told."),
        notes=[how_chosen(body.network), _("A steward who is recalled stays a member.")],
        why_not=why_not,
        is_grave=True,
    )
    return _propose(request, body, form, ProposalKind.RECALL, question)


@require_http_methods(["GET", "POST"])
def hand_over_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Let a member take over the rest of one's term."""
    body = stewards_only(request, slug)
    form = HandOverForm(request.POST if request.method == "POST" else None, initial=_who(request))
    question = Question(
        title=_("Hand over"),
        button=_("Ask this person"),
        back=reverse(TAB, args=[slug]),
        done=_("Asked. You stay a steward until this person says yes."),
        notes=[_("Whoever takes over is a steward for the rest of your term.")],
    )
    return _propose(request, body, form, ProposalKind.HAND_OVER, question)


@require_http_methods(["GET", "POST"])
def step_down_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Be a steward no more."""
    body = stewards_only(request, slug)
    form = forms.Form(request.POST if request.method == "POST" else None)
    notes = [_("You stay a member.")]
    if stewards_in(body.network).count() == 1:
        notes.append(_("You are the last steward. Nobody can be let in until there is a new one."))
    question = Question(
        title=_("Step down"),
        button=_("Step down"),
        back=reverse(TAB, args=[slug]),
        done=_("You are a steward no more. Thank you for what you gave."),
        notes=notes,
        why_not=why_not_step_down(body.standing),
        is_grave=True,
    )
    network = body.network
    return ask(
        request, question, form, lambda: choosing.step_down(network.pk, by=request.user, at=now()),
        body=body, tab=TAB,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def way_page(request: PersonRequest, slug: str) -> HttpResponse:
    """How stewards are chosen, and for how long."""
    body = stewards_only(request, slug)
    network = body.network
    sent = request.POST if request.method == "POST" else None
    form = WayForm(sent, initial=choosing.way_of(network))
    show_bound(form, bound_in(network))
    waiting = open_proposals(network, at=now()).count()
    question = Question(
        title=_("Who chooses stewards and changes the rules"),
        button=_("Save"),
        back=reverse(TAB, args=[slug]),
        done=_("Saved."),
        notes=[how_chosen(network)],
        why_not=why_not_change_way(body.standing, waiting),
    )

    def act() -> Any:
        fields = dict(form.cleaned_data)
        seen = fields.pop("seen")
        try:
            choosing.change_way(network.pk, by=request.user, fields=fields, seen=seen, at=now())
        except Stale as stale:
            form.show_stale(stale)
            raise

    return ask(request, question, form, act, body=body, tab=TAB)


@require_http_methods(["GET", "POST"])
def proposal_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """One proposal with all who confirmed it; and the answers to it."""
    body = body_of_hers(request, slug)
    found = counted(body.network.proposals.all(), body.network)
    proposal = get_object_or_404(found.select_related("affiliation__body"), pk=pk)
    to = page_of(body, proposal)
    if request.method == "POST":
        return _answer(request, pk, to)
    said = confirmations_of(proposal)
    page = keyset_page(said, after=request.GET.get("after", ""), size=PER_LIST)
    shown = all_shown(request.user, body, [proposal])[0]
    tab = "networks:affiliations" if proposal.affiliation_id else TAB
    context = body.context(tab) | {"shown": shown, "page": page, "back": to}
    context["became"] = proposal.shown_state(now()).label
    return render(request, "networks/proposal_page.html", context)


def page_of(body: Body, proposal: Proposal) -> str:
    """Where a proposal stands among others: beside the stewards, or beside those who speak."""
    if proposal.affiliation is None:
        return reverse(TAB, args=[body.network.slug])
    return reverse("networks:spokes", args=[body.network.slug, proposal.affiliation.body.slug])


def _answer(request: PersonRequest, pk: int, to: str) -> HttpResponse:
    """Confirm, object, say yes or no for oneself, or take something back."""
    act = ANSWERS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    pressing = partial(act, pk, by=request.user, at=now())
    return pressed(request, pressing, done=_said, to=to)


def _said(took_effect: Any) -> str:
    return _("Enough people have confirmed. It is done.") if took_effect else _("Noted.")


def _object(pk: int, **who: Any) -> bool:
    return choosing.confirm(pk, objects_to=True, **who)


ANSWERS: dict[str, Callable[..., Any]] = {
    "confirm": choosing.confirm,
    "object": _object,
    "take-back": choosing.take_word_back,
    "agree": choosing.agree,
    "decline": choosing.decline,
    "drop": choosing.drop,
}
