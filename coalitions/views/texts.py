"""The common text: its versions, writing the next one, bringing one to a decision."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalitions.actions import texts
from coalitions.carrying.common_text import COMMON_TEXT
from coalitions.forms.ground import TextForm
from coalitions.models import Closeness
from coalitions.queries.life import coalition_of
from coalitions.queries.texts import texts_of
from coalitions.rules.ground import why_closed, why_not_take_part
from coalitions.rules.texts import why_not_adopt
from coalitions.topics import STEPS
from coalitions.views.body import inside
from coalitions.views.ground import TAB
from decisions.actions.moving import bring
from decisions.rules.customs import customs_of
from decisions.rules.writing import why_not_propose
from networks.views.talking import kept_words
from solidarity.base.diff import change_between
from solidarity.base.pages import keyset_page
from solidarity.base.refused import Refused
from solidarity.base.secrets import new_token
from solidarity.base.stale import Stale
from solidarity.people.actions import drop_draft
from solidarity.people.models import PersonRequest
from solidarity.ui.rendering import render_part

VERSIONS = 30


@require_safe
def texts_page(request: PersonRequest, slug: str) -> HttpResponse:
    """The text in force, the five steps, all versions."""
    body = inside(request, slug)
    coalition = coalition_of(body.network)
    found = texts_of(body.network)
    after = request.GET.get("after", "")
    page = keyset_page(found.defer("words", "words_html"), after=after, size=VERSIONS, by="number")
    context = body.context(TAB) | {
        "page": page,
        "text": found.filter(number=coalition.common_number).first(),
        "steps": [(step, step.label, STEPS[step.value]) for step in Closeness],
        "closed": why_closed(body.network),
        "can_write": not why_not_take_part(body.standing, body.network),
    }
    return render(request, "coalitions/texts.html", context)


@require_safe
def text_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """One version, what it changes, and the way to a decision about it."""
    body = inside(request, slug)
    text = get_object_or_404(texts_of(body.network), number=number)
    before = texts_of(body.network).filter(number__lt=number).first()
    coalition = coalition_of(body.network)
    text.body = body.network
    context = body.context(TAB) | {
        "text": text,
        "before": before,
        "change": change_between(before.words, text.words) if before else None,
        "meaning": STEPS[text.closeness],
        "in_force": coalition.common_number,
        "why_not_adopt": why_not_adopt(coalition, text),
        "why_not": why_not_propose(body.standing, body.network, customs_of(body.network)),
        "key": new_token(),
    }
    return render(request, "coalitions/text.html", context)


@require_http_methods(["GET", "POST"])
def text_write(request: PersonRequest, slug: str) -> HttpResponse:
    """Write the next version; whoever saved meanwhile is shown beside it."""
    body = inside(request, slug)
    purpose = f"common-text-{body.network.pk}"
    saved = texts.words_of_text(body.network)
    form = TextForm(request.POST if request.method == "POST" else None, initial=saved)
    if request.method == "GET":
        kept = kept_words(request, purpose, ("words", "why", "seen"))
        form.initial = {**form.initial, **kept}
    why_not = why_not_take_part(body.standing, body.network)
    if not why_not and form.is_valid():
        try:
            text = texts.write_text(
                body.network.pk, by=request.user, at=now(), **form.cleaned_data
            )  # fmt: skip
        except Stale as stale:
            form.show_stale(stale)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drop_draft(request.user, purpose)
            messages.success(request, _("Kept as a new version. It holds once it is decided."))
            return redirect(text)
    context = body.context(TAB) | {"form": form, "draft_purpose": purpose, "why_not": why_not}
    is_refused = request.method == "POST" and bool(form.errors or why_not)
    status = 422 if is_refused else 200
    return render_part(request, "coalitions/text_write.html#write", context, status)


@require_POST
def text_decide(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Bring a version to a decision: a draft of hers, which adopts it by itself."""
    body = inside(request, slug)
    text = get_object_or_404(texts_of(body.network), number=number)
    closeness = f"{text.get_closeness_display()}. {STEPS[text.closeness]}"
    act = partial(
        bring, body.network, kind=COMMON_TEXT.kind, about={"number": number}, by=request.user,
        key=request.POST.get("key", "")[:64], at=now(), words=f"{text.words}\n\n{closeness}",
    )  # fmt: skip
    page = reverse("coalitions:text", args=[slug, number])
    try:
        made = act()
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect(page)
    return redirect(f"{made.get_absolute_url()}edit/")
