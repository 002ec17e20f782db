"""Answering several requests at once: each is an act of its own."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from networks.actions import joining
from networks.forms.joining import DeclineForm, ReasonForm, WaitlistForm
from networks.forms.requesting import picked_in
from networks.models import Membership
from networks.queries import texts_of
from networks.views.requesting import TAB, queue_body
from solidarity.base.refused import Refused
from solidarity.people.models import Person, PersonRequest
from solidarity.ui.rendering import render_part

MOST = 50
ADMIT, WAITLIST, DECLINE = "admit", "waitlist", "decline"
Act = Callable[[Membership, Person, str], Any]
ACTS: dict[str, Act] = {
    ADMIT: lambda asked, by, reason: joining.admit(asked.pk, by=by, at=now()),
    WAITLIST: lambda asked, by, reason: joining.waitlist(asked.pk, by=by, reason=reason, at=now()),
    DECLINE: lambda asked, by, reason: joining.decline(asked.pk, by=by, reason=reason, at=now()),
}
FORMS: dict[str, type[ReasonForm]] = {WAITLIST: WaitlistForm, DECLINE: DeclineForm}


@require_http_methods(["GET", "POST"])
def several_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Look at those who were chosen, then answer them all in one way."""
    body = queue_body(request, slug)
    sent: QueryDict = request.POST if request.method == "POST" else request.GET
    act = sent.get("act", "") if sent.get("act") != "fill" else sent.get("way", "")
    if act not in ACTS:
        return redirect("networks:requests", slug)
    chosen = _chosen(body.network.pk, picked_in(sent, most=MOST))
    if not chosen:
        messages.warning(request, _("Choose at least one request first."))
        return redirect("networks:requests", slug)
    form = _form(request, act, list(texts_of(body.network)))
    if request.method == "POST" and sent.get("act") == "fill" and form is not None:
        form = form.filled()
    elif request.method == "POST" and (form is None or form.is_valid()):
        _answer_all(request, act, chosen, form.cleaned_data["reason"] if form else "")
        return redirect("networks:requests", slug)
    context = body.context(TAB) | {"act": act, "chosen": chosen, "form": form}
    status = 422 if form is not None and form.errors else 200
    return render_part(request, "networks/several.html#several", context, status)


def _chosen(network: int, keys: Iterable[int]) -> list[Membership]:
    """The requests of these keys, whatever became of them meanwhile."""
    found = Membership.objects.filter(network=network, pk__in=keys).select_related("person")
    return list(found.order_by("asked_at", "pk"))


def _form(request: PersonRequest, act: str, texts: list[Any]) -> ReasonForm | None:
    if act not in FORMS:
        return None
    return FORMS[act](request.POST if request.method == "POST" else None, texts=texts)


def _answer_all(request: PersonRequest, act: str, chosen: list[Membership], reason: str) -> None:
    """Do it to one after the other; who was answered meanwhile is named, and nothing is undone."""
    done = 0
    for asked in chosen:
        try:
            ACTS[act](asked, request.user, reason)
        except Refused as refusal:
            words = _("%(person)s: %(reason)s")
            said = {"person": asked.person.display_name, "reason": refusal}
            messages.warning(request, words % said)
        else:
            done += 1
    if done:
        messages.success(request, _in_words(act, done))


def _in_words(act: str, done: int) -> str:
    words = {
        ADMIT: ngettext(
            "%(count)s person is a member now, and has been told.",
            "%(count)s people are members now, and have been told.",
            done,
        ),
        WAITLIST: ngettext(
            "%(count)s person is on the waiting list now, and has been told.",
            "%(count)s people are on the waiting list now, and have been told.",
            done,
        ),
        DECLINE: ngettext(
            "%(count)s person has been told that you declined.",
            "%(count)s people have been told that you declined.",
            done,
        ),
    }
    return words[act] % {"count": done}
