"""Which accounts a coalition has, and who holds them; for those who belong."""

from functools import partial

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coalitions.actions import handbook as actions
from coalitions.forms.handbook import AccountForm
from coalitions.models import Account
from coalitions.queries.handbook import account_words, accounts_of, past_accounts
from coalitions.rules.handbook import (
    why_not_add_account,
    why_not_change_account,
    why_not_lay_down,
)
from coalitions.views.handbook import TAB, inside_of
from decisions.views.writing import saved_or_refused, sent
from networks.views.asking import Question, ask
from networks.views.body import Body
from solidarity.people.models import PersonRequest
from solidarity.ui.rendering import render_part

FEW = 20


@require_safe
def accounts_page(request: PersonRequest, slug: str) -> HttpResponse:
    """All of them, with those who hold them."""
    body = inside_of(request, slug)
    rows = list(accounts_of(body.network))
    context = body.context(TAB) | {
        "accounts": [
            {
                "account": each,
                "can_change": not why_not_change_account(body.standing, each, request.user),
                "is_hers": not why_not_lay_down(each, request.user),
            }
            for each in rows
        ],
        "past": past_accounts(body.network)[:FEW],
        "why_not": why_not_add_account(body.standing, len(rows)),
    }
    return render(request, "coalitions/accounts.html", context)


@require_http_methods(["GET", "POST"])
def new_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Write an account down."""
    body = inside_of(request, slug)
    form = AccountForm(sent(request), initial={"holder": request.user.handle})
    why_not = why_not_add_account(body.standing, accounts_of(body.network).count())
    if not why_not and form.is_valid():
        act = partial(
            actions.add_account, slug, by=request.user, at=now(), fields=form.cleaned_data
        )
        if saved_or_refused(form, act):
            messages.success(request, _("Written down. Those who hold it are told."))
            return redirect("coalitions:accounts", slug)
    return _write(request, body, form, why_not=why_not)


def _account(body: Body, pk: int) -> Account:
    found = Account.objects.select_related("holder", "second")
    account = get_object_or_404(found, pk=pk, body=body.network, ended_at=None)
    account.body = body.network
    return account


@require_http_methods(["GET", "POST"])
def account_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Change an account, or hand it over: for those who hold it and stewards."""
    body = inside_of(request, slug)
    account = _account(body, pk)
    why_not = why_not_change_account(body.standing, account, request.user)
    form = AccountForm(sent(request), initial=account_words(account))
    if not why_not and form.is_valid():
        act = partial(
            actions.change_account, pk, by=request.user, at=now(), fields=form.cleaned_data,
            seen=form.cleaned_data["seen"],
        )  # fmt: skip
        if saved_or_refused(form, act):
            messages.success(request, _("Saved. Whoever holds it now has been told."))
            return redirect("coalitions:accounts", slug)
    return _write(request, body, form, account=account, why_not=why_not)


def _write(
    request: PersonRequest, body: Body, form: forms.Form, *, account: Account | None = None,
    why_not: str = "",
) -> HttpResponse:  # fmt: skip
    back = reverse("coalitions:accounts", args=[body.network.slug])
    context = body.context(TAB) | {
        "form": form, "account": account, "why_not": why_not, "back_url": back,
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render_part(request, "coalitions/account.html#write", context, status)


@require_http_methods(["GET", "POST"])
def lay_down_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Say that one does not hold it any more."""
    body = inside_of(request, slug)
    account = _account(body, pk)
    if why_not_lay_down(account, request.user):
        raise Http404
    asked = Question(
        title=_("Do you hold this account no more?"),
        button=_("I hold it no more"),
        back=reverse("coalitions:accounts", args=[slug]),
        done=_("You do not hold it any more. The stewards are told."),
        notes=[_("Hand what opens it to somebody first, from hand to hand.")],
        quote=account.name,
    )
    act = partial(actions.lay_down, pk, by=request.user, at=now())
    return ask(request, asked, forms.Form(sent(request)), act, body=body, tab=TAB)


@require_http_methods(["GET", "POST"])
def end_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Say that the coalition has this account no more."""
    body = inside_of(request, slug)
    account = _account(body, pk)
    asked = Question(
        title=_("Do we have this account no more?"),
        button=_("We have it no more"),
        back=reverse("coalitions:accounts", args=[slug]),
        done=_("It is on the list of past accounts now."),
        quote=account.name,
        why_not=why_not_change_account(body.standing, account, request.user),
        is_grave=True,
    )
    act = partial(actions.end_account, pk, by=request.user, at=now())
    return ask(request, asked, forms.Form(sent(request)), act, body=body, tab=TAB)
