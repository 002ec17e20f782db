"""How far a programme has travelled; beginning with it; what changed there; what becomes of us."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts.actions import spreading as actions
from cohorts.carrying.becoming import BECOME
from cohorts.forms.spreading import BeginForm, ShareForm
from cohorts.models import SharedProgramme
from cohorts.queries import spreading as queries
from cohorts.queries.cohort import cohort_of
from cohorts.queries.materials import materials_of
from cohorts.rules.materials import reads_materials
from cohorts.rules.spreading import INTO, why_not_become, why_not_share, why_not_take_over
from cohorts.views.inside import TAB, cohort_for, facilitated, inside
from decisions.actions.moving import bring
from decisions.rules.customs import customs_of
from decisions.rules.writing import why_not_propose
from decisions.views.writing import saved_or_refused, sent
from networks.views.body import Body
from solidarity.base.refused import Refused
from solidarity.base.secrets import new_token
from solidarity.people.models import PersonRequest, ViewerRequest
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part


@require_safe
@login_not_required
def forks_page(request: ViewerRequest, slug: str) -> HttpResponse:
    """How far the programme has travelled, and the way to begin with it."""
    body = cohort_for(request, slug)
    shared = queries.shared_programme(body.network)
    if not reads_materials(body.standing, body.network, is_shared=shared is not None):
        raise Http404
    return _shown(request, body, shared)


def _shown(
    request: ViewerRequest | PersonRequest, body: Body, shared: SharedProgramme | None, *,
    form: ShareForm | None = None,
) -> HttpResponse:  # fmt: skip
    network, is_inside = body.network, body.standing.is_member
    can_share = not why_not_share(body.standing, network)
    begun = {"summary": shared.summary} if shared else {}
    offers = queries.offers_for(network) if not why_not_take_over(body.standing) else []
    context = body.context(TAB) | {
        "shared": shared,
        "travelled": queries.travelled(network),
        "earlier": queries.earlier_of(network),
        "offers": len(offers),
        "form": (form or ShareForm(initial=begun)) if can_share else None,
        "is_inside": is_inside,
        "ways": _ways(body) if is_inside else [],
        "key": new_token(),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "cohorts/forks.html", context, status=status)


def _ways(body: Body) -> list[str]:
    """What an ended cohort can become by a decision of the viewer's bringing."""
    cohort = cohort_of(body.network)
    if why_not_propose(body.standing, body.network, customs_of(body.network)):
        return []
    return [each for each in INTO if not why_not_become(body.network, cohort, each)]


@require_POST
def share(request: PersonRequest, slug: str) -> HttpResponse:
    """Share the programme, or share it no more."""
    body = facilitated(request, slug)
    here = reverse("cohorts:forks", args=[slug])
    if "stop" in request.POST:
        stop = partial(actions.unshare, body.network.pk, by=request.user, at=now())
        return pressed(request, stop, done=_("It is shared no more."), to=here)
    form = ShareForm(request.POST)
    if form.is_valid():
        summary = form.cleaned_data["summary"]
        act = partial(actions.share, body.network.pk, summary=summary, by=request.user, at=now())
        return pressed(request, act, done=_("Others can begin with it now."), to=here)
    return _shown(request, body, queries.shared_programme(body.network), form=form)


@require_http_methods(["GET", "POST"])
def begin_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Begin a cohort with this programme."""
    body = cohort_for(request, slug)
    shared = queries.shared_programme(body.network)
    if shared is None or not reads_materials(body.standing, body.network, is_shared=True):
        raise Http404
    form = BeginForm(sent(request))
    if form.is_valid():
        said = dict(form.cleaned_data)
        act = partial(
            actions.begin_elsewhere, body.network.pk, fields=said, by=request.user, at=now(),
            key=said.pop("key"),
        )  # fmt: skip
        if made := saved_or_refused(form, act):
            messages.success(request, _("Your cohort is there, with the materials. Make it yours."))
            return redirect("cohorts:materials", made.slug)
    pieces = materials_of(body.network).count()
    context = body.context(TAB) | {"form": form, "shared": shared, "pieces": pieces}
    status = 422 if request.method == "POST" else 200
    return render_part(request, "cohorts/begin.html#write", context, status)


@require_safe
def offers_page(request: PersonRequest, slug: str) -> HttpResponse:
    """What changed in the programme that this one began with, piece by piece."""
    body = facilitated(request, slug)
    earlier = queries.earlier_of(body.network)
    context = body.context(TAB) | {"offers": queries.offers_for(body.network), "earlier": earlier}
    return render(request, "cohorts/offers.html", context)


@require_POST
def answer_offer(request: PersonRequest, slug: str, number: int, version: int) -> HttpResponse:
    """Take a change over, or leave it."""
    body = facilitated(request, slug)
    takes = "take" in request.POST
    act = partial(
        actions.answer_offer, body.network.pk, number=number, version=version, takes=takes,
        by=request.user, at=now(),
    )  # fmt: skip
    done = _("Taken over. What stood here before stays as an earlier version.") if takes else _(
        "Left as it is here."
    )  # fmt: skip
    return pressed(request, act, done=done, to=reverse("cohorts:offers", args=[slug]))


@require_POST
def become(request: PersonRequest, slug: str) -> HttpResponse:
    """Bring the question what becomes of the cohort to a decision: a draft of hers."""
    body = inside(request, slug)
    into = request.POST.get("into", "")
    if into not in INTO:
        raise Http404
    try:
        made = bring(
            body.network, kind=BECOME.kind, about={"into": into, "steward": request.user.pk},
            by=request.user, key=request.POST.get("key", "")[:64], at=now(),
        )  # fmt: skip
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("cohorts:forks", slug)
    return redirect(f"{made.get_absolute_url()}edit/")
