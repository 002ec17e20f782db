"""Texts that answers begin with, and the questions to those who ask: for stewards."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from networks.actions import questioning, requesting
from networks.forms.questioning import QuestionsForm
from networks.forms.requesting import ChangeTextForm, TextForm
from networks.queries import texts_of
from networks.views.body import stewards_only
from networks.views.requesting import TAB
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale
from solidarity.people.models import PersonRequest
from solidarity.ui.rendering import render_part


@require_http_methods(["GET", "POST"])
def texts_page(request: PersonRequest, slug: str) -> HttpResponse:
    """The texts that there are, and room for one more."""
    body = stewards_only(request, slug)
    form = TextForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            requesting.add_text(slug, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept. You can begin an answer with it."))
            return redirect("networks:texts", slug)
    context = body.context(TAB) | {"form": form, "texts": texts_of(body.network)}
    return render_part(request, "networks/texts.html#texts", context, 422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def text_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Change a text."""
    body = stewards_only(request, slug)
    text = get_object_or_404(texts_of(body.network), pk=pk)
    form = ChangeTextForm(
        request.POST if request.method == "POST" else None, initial=requesting.text_fields(text)
    )
    if form.is_valid():
        fields = dict(form.cleaned_data)
        seen = fields.pop("seen")
        try:
            requesting.change_text(slug, pk, by=request.user, fields=fields, seen=seen)
        except Stale as stale:
            form.show_stale(stale)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("networks:texts", slug)
    context = body.context(TAB) | {"form": form, "text": text}
    return render_part(request, "networks/text.html#text", context, 422 if form.errors else 200)


@require_POST
def delete_text(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Forget a text."""
    body = stewards_only(request, slug)
    get_object_or_404(texts_of(body.network), pk=pk)
    requesting.delete_text(slug, pk, by=request.user)
    messages.success(request, _("Deleted."))
    return redirect("networks:texts", slug)


@require_http_methods(["GET", "POST"])
def questions_page(request: PersonRequest, slug: str) -> HttpResponse:
    """What is asked of those who want to join: words, order, which must be answered."""
    body = stewards_only(request, slug)
    saved = questioning.questions_of(body.network)
    form = QuestionsForm(request.POST if request.method == "POST" else None, initial=saved)
    way, _sign, place = request.POST.get("move", "").partition("-")
    if way in {"up", "down"} and place.isdecimal():
        form = form.moved(int(place[:2]), -1 if way == "up" else 1)
    elif form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            questioning.set_questions(
                body.network.pk, by=request.user, questions=form.questions(), seen=seen, at=now()
            )
        except Stale as stale:
            form.show_stale(stale)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. The members see in the log what you changed."))
            return redirect("networks:settings", slug)
    context = body.context("networks:settings") | {"form": form}
    name = "networks/questions.html#questions"
    return render_part(request, name, context, 422 if form.errors else 200)
