"""What cohorts hold of somebody, under an address that outlives her belonging."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.actions.withdrawing import withdraw_kept
from cohorts.queries.kept import KINDS, REFLECTION, TIES, kept_by, kept_one
from solidarity.people.models import PersonRequest
from solidarity.ui.pressing import pressed


@require_safe
def kept_page(request: PersonRequest) -> HttpResponse:
    """All of it, cohort by cohort, each with a way to delete it."""
    return render(request, "cohorts/kept.html", {"bodies": kept_by(request.user)})


@require_http_methods(["GET", "POST"])
def delete_page(request: PersonRequest, kind: str, pk: int) -> HttpResponse:
    """Ask once more, then delete one thing; Http404 for what is not hers."""
    found = kept_one(request.user, kind, pk) if kind in KINDS else None
    if found is None:
        raise Http404
    here = reverse("cohorts:kept")
    if request.method == "POST":
        act = partial(withdraw_kept, kind, pk, by=request.user)
        return pressed(request, act, done=_("It is deleted."), to=here)
    context = {"kept": found, "is_counted": kind in {REFLECTION, TIES}, "is_ties": kind == TIES}
    return render(request, "cohorts/kept_delete.html", context)
