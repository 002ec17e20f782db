"""Claims and wishes to be taken away, where an admin decides."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from networks.actions import petitions
from networks.models import OPEN, Petition, PetitionState
from networks.queries.petitions import petitions_decided, petitions_to_decide
from networks.rules.petitions import why_not_decide
from solidarity.base.pages import keyset_page
from solidarity.base.refused import Refused
from solidarity.desk.forms.deciding import DecisionForm
from solidarity.desk.views import PER_PAGE, admins_only
from solidarity.people.models import PersonRequest


@require_safe
@admins_only
def petitions_page(request: PersonRequest) -> HttpResponse:
    """What waits for a decision, and what was decided."""
    page = keyset_page(petitions_to_decide(), after=request.GET.get("after", ""), size=PER_PAGE)
    decided = petitions_decided()[:PER_PAGE] if page.is_first else []
    return render(request, "desk/petitions.html", {"page": page, "decided": decided})


@require_http_methods(["GET", "POST"])
@admins_only
def petition_page(request: PersonRequest, pk: int) -> HttpResponse:
    """One wish with those that rival it; the decision, with its reason."""
    found = Petition.objects.select_related("network", "person", "decided_by")
    petition = get_object_or_404(found.exclude(state=PetitionState.SENT), pk=pk)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    why_not = why_not_decide(request.user, petition)
    if form.is_valid():
        try:
            petitions.decide(
                petition.pk, is_granted=request.POST.get("act") == "grant",
                reason=form.cleaned_data["reason"], by=request.user, at=now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Decided. Those who asked are told."))
            return redirect("desk:petitions")
    rivals = petition.network.petitions.filter(wish=petition.wish, state__in=OPEN)
    context = {
        "petition": petition,
        "rivals": rivals.exclude(pk=petition.pk).select_related("person"),
        "form": form,
        "why_not": why_not,
    }
    return render(request, "desk/petition.html", context, status=422 if form.errors else 200)
