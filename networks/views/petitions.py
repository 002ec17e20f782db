"""Is this yours? Claiming a network, asking that its page go, and the mail that proves it.

The token stands in the address once: it is exchanged for an entry in the session, as a digest,
and the browser is sent on to an address without it.
"""

from collections.abc import Callable
from functools import partial

from allauth.core.internal.ratelimit import get_ip
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from networks.actions import petitions
from networks.actions.petitions import hidden_proof
from networks.forms.petitions import PetitionForm
from networks.models import Network, Petition, PetitionState, Wish
from networks.models.log import FIELDS
from networks.queries.bringing import listings_of
from networks.queries.petitions import HELD_PROOF, domain_to_ask, petition_held
from networks.rules.petitions import why_not_claim, why_not_take_away
from networks.views.body import Body, body_for, stewards_only
from solidarity.base.limits import TooOften
from solidarity.base.refused import Refused
from solidarity.people.countries import countries_now
from solidarity.people.models import Person, PersonRequest, ViewerRequest


@require_http_methods(["GET", "POST"])
def claim_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Ask to look after a network that nobody looks after."""
    body = body_for(request, slug)
    if why_not_claim(body.standing, body.network, at=now()):
        raise Http404
    form = PetitionForm(
        domain_to_ask(body.network),
        request.POST if request.method == "POST" else None,
        question=_("What shows that you belong to it?"),
    )
    act = partial(petitions.claim, by=request.user)
    return _asking_page(request, body, form, act, "networks/claim.html")


@require_http_methods(["GET", "POST"])
@login_not_required
def removal_page(request: ViewerRequest, slug: str) -> HttpResponse:
    """Ask that the page of an unclaimed network be taken away; one needs no account."""
    body = body_for(request, slug)
    if why_not_take_away(body.network):
        raise Http404
    form = PetitionForm(
        domain_to_ask(body.network),
        request.POST if request.method == "POST" else None,
        question=_("Why should it go?"),
    )
    person = request.user if isinstance(request.user, Person) else None
    act = partial(petitions.ask_to_take_away, by=person, place=str(get_ip(request)))
    return _asking_page(request, body, form, act, "networks/removal.html")


def _asking_page(
    request: PersonRequest | ViewerRequest, body: Body, form: PetitionForm,
    act: Callable[..., Petition], page: str,
) -> HttpResponse:  # fmt: skip
    """Ask for a network's page, by a mail at its domain or in words."""
    if form.is_valid():
        mailbox, words = form.cleaned_data.get("mailbox", ""), form.cleaned_data["words"]
        try:
            asked = act(body.network.pk, mailbox=mailbox, words=words, at=now())
        except TooOften:
            raise
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            _say(request, asked)
            return redirect(body.network)
    context = {"network": body.network, "form": form}
    return render(request, page, context, status=422 if form.errors else 200)


def _say(request: PersonRequest | ViewerRequest, asked: Petition) -> None:
    if asked.token_digest:
        messages.success(request, _("Our mail is on its way. Its link is good for three days."))
    if asked.state == PetitionState.WAITING:
        messages.info(request, _("An admin looks at it and decides."))


@require_safe
@login_not_required
def open_proof(request: ViewerRequest, token: str) -> HttpResponse:
    """Take the token out of the address and into the session."""
    held = hidden_proof(token)
    if petition_held(held) is None:
        return _over(request)
    request.session[HELD_PROOF] = held
    response = redirect("proof")
    response["Referrer-Policy"] = "no-referrer"
    return response


def _over(request: ViewerRequest) -> HttpResponse:
    """The same for a token that was used, ran out, or never was."""
    request.session.pop(HELD_PROOF, None)
    response = render(request, "networks/proof_over.html", status=410)
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_http_methods(["GET", "POST"])
@login_not_required
def proof_page(request: ViewerRequest) -> HttpResponse:
    """What is asked for in the network's name: yes, or that this was none of theirs."""
    held = request.session.get(HELD_PROOF, "")
    petition = petition_held(held)
    if petition is None or petition.expires_at <= now():
        return _over(request)
    if request.method != "POST":
        return _shown(request, petition)
    person = request.user if isinstance(request.user, Person) else None
    try:
        if request.POST.get("act") == "no":
            petitions.disown(held, at=now())
            messages.success(request, _("Thank you for saying so. It ends here."))
        else:
            _say_what_follows(request, petitions.prove(held, by=person, at=now()))
    except petitions.Over:
        return _over(request)
    except Refused as refusal:
        return _shown(request, petition, str(refusal))
    request.session.pop(HELD_PROOF, None)
    return redirect("networks:directory" if petition.wish == Wish.REMOVAL else petition.network)


def _say_what_follows(request: ViewerRequest, petition: Petition) -> None:
    if petition.state == PetitionState.WAITING:
        messages.info(request, _("Somebody else asks as well. An admin looks at it and decides."))
    elif petition.wish == Wish.CLAIM:
        messages.success(request, _("You look after this network now. Welcome!"))
    else:
        messages.success(request, _("The page is gone, and does not come back."))


def _shown(request: ViewerRequest, petition: Petition, refusal: str = "") -> HttpResponse:
    must_sign_in = petition.wish == Wish.CLAIM and petition.person != request.user
    context = {
        "petition": petition,
        "network": petition.network,
        "must_sign_in": must_sign_in,
        "refusal": refusal,
        "sign_in": f"{reverse('account_login')}?next={reverse('proof')}",
    }
    return render(request, "networks/proof.html", context, status=422 if refusal else 200)


COMPARED = ("name", "summary", "place", "country", "website")


@require_safe
def directories_page(request: PersonRequest, slug: str) -> HttpResponse:
    """What directories say of the network, beside what its stewards say: for its stewards."""
    body = stewards_only(request, slug)
    rows = [
        {"listing": listing, "differences": _differences(body.network, listing.fields)}
        for listing in listings_of(body.network)
    ]
    context = body.context("networks:directories") | {"rows": rows}
    return render(request, "networks/directories.html", context)


def _differences(network: Network, said: dict[str, str]) -> list[dict[str, object]]:
    """What a directory says otherwise, field by field, in words."""
    names = countries_now()
    return [
        {"label": FIELDS[name]}
        | {
            whose: names.get(value, value) if name == "country" else value
            for whose, value in (("ours", getattr(network, name)), ("theirs", said.get(name, "")))
        }
        for name in COMPARED
        if getattr(network, name) != said.get(name, "")
    ]
