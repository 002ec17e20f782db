"""Inviting: for those who may."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from networks.actions import inviting
from networks.forms.inviting import InviteForm, LinkForm
from networks.models import Invitation, InvitationState, Way
from networks.queries import invitations_seen, resting
from networks.rules import is_over, why_not_invite, why_not_manage, why_not_resend
from networks.views.body import Body, body_for
from solidarity.base.pages import Page, keyset_page
from solidarity.base.refused import Refused
from solidarity.people.languages import language_now
from solidarity.people.models import PersonRequest
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part

PER_PAGE = 30


def _inviter(request: PersonRequest, slug: str) -> Body:
    """The network, for somebody who may invite to it; Http404 for everybody else."""
    body = body_for(request, slug)
    if why_not_invite(body.standing, body.network):
        raise Http404
    return body


@require_safe
def invitations_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Who is invited, and where each invitation stands."""
    body = _inviter(request, slug)
    found = invitations_seen(request.user, body.network, body.standing)
    page: Page[Invitation] = keyset_page(found, after=request.GET.get("after", ""), size=PER_PAGE)
    rest = resting(body.network, page.rows, at=now())
    rows = [_row(request, body, each, rests=each.pk in rest) for each in page.rows]
    context = body.context("networks:invitations") | {"page": page, "rows": rows}
    return render(request, "networks/invitations.html", context)


def _row(
    request: PersonRequest, body: Body, invitation: Invitation, *, rests: bool
) -> dict[str, object]:
    """An invitation as the list shows it; an address is seen by whoever wrote to it alone."""
    state = invitation.shown_state(now())
    is_mine = invitation.invited_by_id == request.user.pk
    can_revoke = not why_not_manage(body.standing, request.user, invitation)
    return {
        "invitation": invitation,
        "state": state,
        "state_words": state.label,
        "rests": rests and state == InvitationState.SENT,
        "is_mine": is_mine,
        "address": invitation.address if is_mine else "",
        "can_revoke": can_revoke and state == InvitationState.SENT,
        "can_resend": can_revoke and not why_not_resend(request.user, invitation),
    }


@require_http_methods(["GET", "POST"])
def invite_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Addresses to write to: what sending would do with each, then sending."""
    body = _inviter(request, slug)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = InviteForm(*sent, initial={"language": _language_of(body)})
    checked: list[inviting.Checked] = []
    if form.is_valid():
        pasted, at = form.cleaned_data["addresses"], now()
        if form.has_file or request.POST.get("act") != "send":  # nobody has looked at a file yet
            checked = inviting.checked_lines(body.network, pasted, at=at)
        else:
            words = {name: form.cleaned_data[name] for name in ("language", "message")}
            try:
                told = inviting.invite_by_mail(
                    body.network.pk, pasted, by=request.user, at=at, **words
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                _say_what_was_sent(request, told)
                return redirect("networks:invitations", slug)
    context = body.context("networks:invitations") | {
        "form": form,
        "checked": checked,
        "fine": sum(each.is_fine for each in checked),
    }
    return render_part(request, "networks/invite.html#invite", context, 422 if form.errors else 200)


def _language_of(body: Body) -> str:
    """The network's first language that we write in, or the reader's own."""
    ours = [code for code in body.network.languages if code in dict(settings.LANGUAGES)]
    return ours[0] if ours else language_now()


def _say_what_was_sent(request: PersonRequest, checked: list[inviting.Checked]) -> None:
    sent = sum(each.is_fine for each in checked)
    left_out = len(checked) - sent
    if sent:
        words = ngettext(
            "%(count)s invitation is on its way.", "%(count)s invitations are on their way.", sent
        )
        messages.success(request, words % {"count": sent})
    if left_out:
        words = ngettext("%(count)s line was left out.", "%(count)s lines were left out.", left_out)
        messages.warning(request, words % {"count": left_out})


@require_http_methods(["GET", "POST"])
def make_link_page(request: PersonRequest, slug: str) -> HttpResponse:
    """A link that lets people in: how many, how long."""
    body = _inviter(request, slug)
    form = LinkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            link = inviting.invite_by_link(
                body.network.pk, by=request.user, at=now(), **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your link is ready."))
            return redirect("networks:link", slug, link.pk)
    context = body.context("networks:invitations") | {"form": form}
    status = 422 if form.errors else 200
    return render_part(request, "networks/invite_link.html#link", context, status)


def _invitation(request: PersonRequest, body: Body, pk: int) -> Invitation:
    """One of the invitations that she sees; Http404 for any other."""
    found = invitations_seen(request.user, body.network, body.standing)
    return get_object_or_404(found.select_related("network", "invited_by"), pk=pk)


@require_safe
def link_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """A link to pass on, in letters and as a picture for cameras."""
    body = _inviter(request, slug)
    invitation = _invitation(request, body, pk)
    if invitation.way != Way.LINK:
        raise Http404
    good = not is_over(invitation, at=now())
    context = body.context("networks:invitations") | {
        "invitation": invitation,
        "state_words": invitation.shown_state(now()).label,
        "address": inviting.address_of(invitation.link_token) if good else "",
        "left": invitation.most_uses - invitation.uses,
    }
    return render(request, "networks/link.html", context)


@require_POST
def revoke(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Take an invitation back."""
    body = _inviter(request, slug)
    invitation = _invitation(request, body, pk)
    act = partial(inviting.revoke, invitation.pk, by=request.user, at=now())
    done = _("Taken back. Nobody comes in by it any more.")
    return pressed(request, act, done=done, to=reverse("networks:invitations", args=[slug]))


@require_POST
def send_again(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Send a mailed invitation once more."""
    body = _inviter(request, slug)
    invitation = _invitation(request, body, pk)
    act = partial(inviting.resend, invitation.pk, by=request.user, at=now())
    done = _("Sent once more. The link in the earlier mail is dead now.")
    return pressed(request, act, done=done, to=reverse("networks:invitations", args=[slug]))
