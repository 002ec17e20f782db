"""Values of one's own: named, described, on the map or not; sealed, or said on one's profile."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from solidarity.base.refused import Refused
from solidarity.base.stale import Stale
from solidarity.people.models import PersonRequest
from solidarity.ui.rendering import render_part
from values.actions.naming import SAID, change_own, forget_own, name_own, own_words
from values.forms.naming import OwnValueForm
from values.models import OwnValue
from values.queries.naming import own_value, own_values_of
from values.rules.naming import why_not_name


@require_safe
def own_page(request: PersonRequest) -> HttpResponse:
    """All that she named."""
    values = own_values_of(request.user)
    context = {"values": values, "why_not": why_not_name(len(values))}
    return render(request, "values/own.html", context)


@require_http_methods(["GET", "POST"])
def name_page(request: PersonRequest) -> HttpResponse:
    """Name a value of one's own."""
    form = OwnValueForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            name_own(by=request.user, said=_said(form), at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It stands among your values."))
            return redirect("values:own")
    return _form(request, {"form": form})


@require_http_methods(["GET", "POST"])
def change_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a value of one's own."""
    value = _hers(request, pk)
    data = request.POST if request.method == "POST" else None
    form = OwnValueForm(data, initial=own_words(value))
    if form.is_valid():
        try:
            change_own(
                pk, by=request.user, said=_said(form), seen=form.cleaned_data["seen"], at=now()
            )
        except Stale as stale:
            form.show_stale(stale)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("values:own")
    return _form(request, {"form": form, "value": value})


@require_http_methods(["GET", "POST"])
def forget_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask once, then delete a value of one's own."""
    value = _hers(request, pk)
    if request.method == "POST":
        forget_own(pk, by=request.user)
        messages.success(request, _("It is deleted."))
        return redirect("values:own")
    return render(request, "values/own_forget.html", {"value": value})


def _hers(request: PersonRequest, pk: int) -> OwnValue:
    """A value of hers; Http404 for any other."""
    value = own_value(request.user, pk)
    if value is None:
        raise Http404
    return value


def _said(form: OwnValueForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in SAID}


def _form(request: PersonRequest, context: dict[str, Any]) -> HttpResponse:
    status = 422 if context["form"].errors else 200
    return render_part(request, "values/own_write.html#write", context, status)
