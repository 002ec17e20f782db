"""The searches that one keeps."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from networks.actions import searching
from networks.finding import searches_of
from networks.forms.finding import SaveSearchForm
from solidarity.base.refused import Refused
from solidarity.people.models import PersonRequest


@require_http_methods(["GET", "POST"])
def searches_page(request: PersonRequest) -> HttpResponse:
    """My searches; a POST keeps another."""
    form = SaveSearchForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        try:
            name = form.cleaned_data["name"]
            searching.save_search(form.asked(), name=name, by=request.user, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept. Your inbox tells you what it finds from now on."))
            return redirect("searches:kept")
    context = {"searches": searches_of(request.user), "form": form}
    return render(request, "networks/searches.html", context, status=422 if form else 200)


@require_safe
def search_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Lead on to what the search finds now, the newest first."""
    search = get_object_or_404(searches_of(request.user), pk=pk)
    return redirect(f"{reverse('networks:directory')}?{search.query}")


@require_POST
def forget_search(request: PersonRequest, pk: int) -> HttpResponse:
    """Keep a search no longer."""
    search = get_object_or_404(searches_of(request.user), pk=pk)
    searching.forget_search(search.pk, by=request.user)
    messages.success(request, _("Deleted."))
    return redirect("searches:kept")
