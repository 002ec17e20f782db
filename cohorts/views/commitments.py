"""Commitments: what one will try in one's own network, and what happened."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cohorts.actions import own as actions
from cohorts.forms.own import CommitmentForm
from cohorts.models import Commitment
from cohorts.queries import own as queries
from cohorts.queries.buddies import buddies_of
from cohorts.rules.people import facilitates
from cohorts.views.own import TAB, own_body, with_draft
from decisions.views.writing import saved_or_refused, sent
from networks.models import Network
from networks.views.asking import Question, ask
from networks.views.body import Body
from solidarity.people.models import PersonRequest
from solidarity.ui.rendering import render_part

PURPOSE = "commitment"
WORDS = ("what", "with_whom", "happened")


def words_of(commitment: Commitment, network: Network | None = None) -> dict[str, Any]:
    """An opened commitment, as its form shows it; `network`: where it names one that she sees."""
    said = commitment.said
    return {name: said.get(name, "") for name in WORDS} | {
        "network": network.slug if network else "",
        "due_on": commitment.due_on,
        "is_over": commitment.is_over,
        "shared": commitment.shared,
    }


def _said(form: CommitmentForm) -> dict[str, Any]:
    """What a valid form says in words, as it is sealed."""
    said = form.cleaned_data
    far: Network | None = said["network"]
    return {name: said.get(name, "") for name in WORDS} | {"network": far.pk if far else None}


def _columns(form: CommitmentForm) -> dict[str, Any]:
    return {
        "due_on": form.cleaned_data["due_on"],
        "is_over": form.cleaned_data.get("is_over", False),
    }


def _name_networks(request: PersonRequest, commitments: list[Commitment]) -> None:
    """Give each the network that it names, where the viewer may know of it."""
    keys = [each.said.get("network") for each in commitments]
    found = queries.networks_said(request.user, keys)
    for each, key in zip(commitments, keys, strict=True):
        each.network = found.get(key or 0)


@require_http_methods(["GET", "POST"])
def commitments_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Hers, what others share with her, and room for one more."""
    body = own_body(request, slug)
    has_buddies = bool(buddies_of(request.user, body.network))
    form = CommitmentForm(sent(request), viewer=request.user, has_buddies=has_buddies, is_new=True)
    with_draft(request, body, PURPOSE, form)
    if form.is_valid():
        act = partial(
            actions.write_own, Commitment, slug, by=request.user, said=_said(form),
            shared=form.cleaned_data["shared"], key=form.cleaned_data["key"], at=now(),
            **_columns(form),
        )  # fmt: skip
        if saved_or_refused(form, act):
            actions.drop_sealed(body.network, PURPOSE, by=request.user)
            messages.success(request, _("It is kept. Go well with it."))
            return redirect("cohorts:commitments", slug)
    return _list(request, body, form)


def _list(request: PersonRequest, body: Body, form: CommitmentForm) -> HttpResponse:
    viewer, network = request.user, body.network
    hers = queries.all_opened(queries.own(Commitment, viewer, network)[: queries.MOST])
    of = facilitates(body.standing)
    shared = queries.shared_with(Commitment, viewer, network, facilitates=of)
    _name_networks(request, [*hers, *shared])
    context = body.context(TAB) | {
        "form": form,
        "open_ones": [each for each in hers if not each.is_over],
        "over": [each for each in hers if each.is_over],
        "shared": shared,
        "draft_purpose": PURPOSE,
    }
    return render_part(request, "cohorts/commitments.html", context, 422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def commitment_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """One of hers, to say what happened; or one that somebody shares with her."""
    body = own_body(request, slug)
    viewer = request.user
    of = facilitates(body.standing)
    commitment = queries.one_read(Commitment, viewer, body.network, pk, facilitates=of)
    if commitment is None or (commitment.person_id != viewer.pk and request.method == "POST"):
        raise Http404
    _name_networks(request, [commitment])
    context = body.context(TAB) | {
        "commitment": commitment,
        "is_hers": commitment.person_id == viewer.pk,
    }
    if not context["is_hers"]:
        return render_part(request, "cohorts/commitment.html", context)
    now_in = partial(words_of, network=commitment.network)
    has_buddies = bool(buddies_of(viewer, body.network))
    form = CommitmentForm(
        sent(request), viewer=viewer, has_buddies=has_buddies, is_new=False,
        initial=now_in(commitment),
    )  # fmt: skip
    purpose = f"{PURPOSE}-{pk}"
    with_draft(request, body, purpose, form)
    if form.is_valid():
        act = partial(
            actions.change_own, Commitment, slug, pk, by=viewer, said=_said(form),
            shared=form.cleaned_data["shared"], at=now(), **_columns(form),
            seen={"now": now_in, "by_form": form.cleaned_data["seen"]},
        )  # fmt: skip
        if saved_or_refused(form, act):
            actions.drop_sealed(body.network, purpose, by=viewer)
            messages.success(request, _("It is saved."))
            return redirect("cohorts:commitment", slug, pk)
    context |= {"form": form, "draft_purpose": purpose}
    return render_part(request, "cohorts/commitment.html", context, 422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def delete_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Ask before it is gone."""
    body = own_body(request, slug)
    commitment = queries.own_one(Commitment, request.user, body.network, pk)
    if commitment is None:
        raise Http404
    question = Question(
        title=_("Delete this commitment?"), button=_("Delete it"), done=_("It is gone."),
        back=commitment.get_absolute_url(), back_words=_("The commitment"), is_grave=True,
        notes=[_("It is gone at once, for you and for all with whom you shared it.")],
    )  # fmt: skip
    act = partial(actions.delete_own, Commitment, slug, pk, by=request.user, at=now())
    to = reverse("cohorts:commitments", args=[slug])
    return ask(request, question, forms.Form(sent(request)), act, body=body, tab=TAB, to=to)
