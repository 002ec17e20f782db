"""A journal: its entries, one of them, and what others share."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cohorts.actions import own as actions
from cohorts.forms.own import EntryForm
from cohorts.models import Entry
from cohorts.queries import own as queries
from cohorts.queries.buddies import buddies_of
from cohorts.rules.people import facilitates
from cohorts.views.own import TAB, own_body, with_draft
from decisions.views.writing import saved_or_refused, sent
from networks.views.asking import Question, ask
from networks.views.body import Body
from solidarity.base.pages import keyset_page
from solidarity.base.words import rendered
from solidarity.people.models import PersonRequest
from solidarity.ui.rendering import render_part

PER_PAGE = 20
PURPOSE = "entry"


def words_of(entry: Entry) -> dict[str, Any]:
    """An opened entry, as its form shows it."""
    month = entry.month.isoformat() if entry.month else ""
    about = f"m{entry.meeting_id}" if entry.meeting_id else month
    return {"words": entry.said["words"], "about": about, "shared": entry.shared}


def _form(request: PersonRequest, body: Body, **options: Any) -> EntryForm:
    return EntryForm(
        sent(request),
        meetings=queries.sessions_of(body.network),
        months=queries.months_of(body.network, localdate()),
        has_buddies=bool(buddies_of(request.user, body.network)),
        **options,
    )


@require_http_methods(["GET", "POST"])
def journal_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Hers, what others share with her, and room for one more."""
    body = own_body(request, slug)
    form = _form(request, body)
    with_draft(request, body, PURPOSE, form)
    if form.is_valid():
        said = form.cleaned_data
        act = partial(
            actions.write_own, Entry, slug, by=request.user, said={"words": said["words"]},
            shared=said["shared"], key=said["key"], at=now(), **form.columns,
        )  # fmt: skip
        if saved_or_refused(form, act):
            actions.drop_sealed(body.network, PURPOSE, by=request.user)
            messages.success(request, _("It stands in your journal."))
            return redirect("cohorts:journal", slug)
    return _journal(request, body, form)


def _journal(request: PersonRequest, body: Body, form: EntryForm) -> HttpResponse:
    viewer, network = request.user, body.network
    hers = queries.own(Entry, viewer, network).select_related("meeting")
    page = keyset_page(hers, after=request.GET.get("after", ""), size=PER_PAGE)
    shared = []
    if page.is_first:
        of = facilitates(body.standing)
        shared = queries.shared_with(Entry, viewer, network, facilitates=of)
    context = body.context(TAB) | {
        "form": form,
        "page": page,
        "entries": queries.all_opened(page.rows),
        "shared": shared,
        "draft_purpose": PURPOSE,
    }
    status = 422 if form.errors else 200
    return render_part(request, "cohorts/journal.html", context, status)


@require_http_methods(["GET", "POST"])
def entry_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """One of hers, to read, change and share; or one that somebody shares with her."""
    body = own_body(request, slug)
    of = facilitates(body.standing)
    entry = queries.one_read(Entry, request.user, body.network, pk, facilitates=of)
    if entry is None or (entry.person_id != request.user.pk and request.method == "POST"):
        raise Http404
    context = body.context(TAB) | {
        "entry": entry,
        "html": rendered(entry.said["words"]),
        "is_hers": entry.person_id == request.user.pk,
    }
    if not context["is_hers"]:
        return render_part(request, "cohorts/entry.html", context)
    form = _form(request, body, initial=words_of(entry))
    purpose = f"{PURPOSE}-{pk}"
    with_draft(request, body, purpose, form)
    if form.is_valid() and _change(request, slug, pk, form):
        actions.drop_sealed(body.network, purpose, by=request.user)
        messages.success(request, _("It is saved."))
        return redirect("cohorts:entry", slug, pk)
    context |= {"form": form, "draft_purpose": purpose}
    return render_part(request, "cohorts/entry.html", context, 422 if form.errors else 200)


def _change(request: PersonRequest, slug: str, pk: int, form: EntryForm) -> Any:
    said = form.cleaned_data
    act = partial(
        actions.change_own, Entry, slug, pk, by=request.user, said={"words": said["words"]},
        shared=said["shared"], seen={"now": words_of, "by_form": said["seen"]}, at=now(),
        **form.columns,
    )  # fmt: skip
    return saved_or_refused(form, act)


@require_http_methods(["GET", "POST"])
def delete_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Ask before it is gone."""
    body = own_body(request, slug)
    entry = queries.own_one(Entry, request.user, body.network, pk)
    if entry is None:
        raise Http404
    question = Question(
        title=_("Delete this entry?"), button=_("Delete it"), done=_("It is gone."),
        back=entry.get_absolute_url(), back_words=_("The entry"), is_grave=True,
        notes=[_("It is gone at once, for you and for all with whom you shared it.")],
    )  # fmt: skip
    act = partial(actions.delete_own, Entry, slug, pk, by=request.user, at=now())
    form = forms.Form(sent(request))
    to = reverse("cohorts:journal", args=[slug])
    return ask(request, question, form, act, body=body, tab=TAB, to=to)
