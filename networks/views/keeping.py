"""A member as those who belong see her; removing and pausing; what was done and its answers."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from networks.actions import keeping
from networks.forms.keeping import PauseForm, RemoveForm, ReplyForm, SettleForm
from networks.models import Measure, Membership, State
from networks.queries import measures_about, measures_of
from networks.rules import (
    why_not_lift,
    why_not_pause,
    why_not_remove,
    why_not_reopen,
    why_not_reply,
    why_not_uphold,
)
from networks.views.asking import Question, ask
from networks.views.body import Body, body_for, stewards_only
from solidarity.base.pages import keyset_page
from solidarity.base.refused import Refused
from solidarity.people.models import PersonRequest

PER_PAGE = 25
MEMBERS, MEASURES = "networks:members", "networks:measures"


def member_for(request: PersonRequest, slug: str, handle: str) -> tuple[Body, Membership]:
    """A member of this network, for one who belongs; Http404 for anybody else, or anybody gone."""
    body = body_for(request, slug)
    if not body.standing.belongs:
        raise Http404
    members = Membership.objects.filter(
        network=body.network, person__is_active=True, person__resting_since=None
    )
    found = members.filter(state=State.ACTIVE).select_related("person")
    return body, get_object_or_404(found, person__handle=handle)


@require_safe
def member_page(request: PersonRequest, slug: str, handle: str) -> HttpResponse:
    """One member: her role, and what the viewer can do."""
    body, member = member_for(request, slug, handle)
    shown = body.standing
    context = body.context(MEMBERS) | {
        "member": member,
        "is_me": member.person_id == request.user.pk,
        "is_paused": member.is_paused_at(now()),
        "can_remove": not why_not_remove(shown, request.user, member),
        "can_pause": not why_not_pause(shown, request.user, member),
    }
    return render(request, "networks/member.html", context)


@require_http_methods(["GET", "POST"])
def remove_member(request: PersonRequest, slug: str, handle: str) -> HttpResponse:
    """Remove a member, with a reason."""
    stewards_only(request, slug)
    body, member = member_for(request, slug, handle)
    form = RemoveForm(request.POST if request.method == "POST" else None)
    name = member.person.display_name
    question = Question(
        title=_("Remove %(person)s") % {"person": name},
        button=_("Remove with this reason"),
        back=reverse("networks:member", args=[slug, handle]),
        done=_("%(person)s is no member any more, and has been told why.") % {"person": name},
        notes=[
            _("This person is told at once, reads your reason and can answer it."),
            _("Open invitations of this person are taken back."),
        ],
        why_not=why_not_remove(body.standing, request.user, member),
        is_grave=True,
    )

    def act() -> Measure:
        return keeping.remove(
            member.pk, reason=form.cleaned_data["reason"], bars=form.bars, days=form.days,
            by=request.user, at=now(),
        )  # fmt: skip

    to = reverse(MEASURES, args=[slug])
    return ask(request, question, form, act, body=body, tab=MEMBERS, to=to)


@require_http_methods(["GET", "POST"])
def pause_member(request: PersonRequest, slug: str, handle: str) -> HttpResponse:
    """Let a member read but not write for a time, with a reason."""
    stewards_only(request, slug)
    body, member = member_for(request, slug, handle)
    form = PauseForm(request.POST if request.method == "POST" else None)
    name = member.person.display_name
    question = Question(
        title=_("Pause %(person)s") % {"person": name},
        button=_("Pause with this reason"),
        back=reverse("networks:member", args=[slug, handle]),
        done=_("%(person)s is paused, and has been told why.") % {"person": name},
        notes=[
            _("This person reads, but does not write or invite. It ends by itself."),
            _("This person is told at once, reads your reason and can answer it."),
        ],
        why_not=why_not_pause(body.standing, request.user, member),
        is_grave=True,
    )

    def act() -> Measure:
        return keeping.pause(member.pk, **form.cleaned_data, by=request.user, at=now())

    to = reverse(MEASURES, args=[slug])
    return ask(request, question, form, act, body=body, tab=MEMBERS, to=to)


@require_safe
def measures_page(request: PersonRequest, slug: str) -> HttpResponse:
    """What the stewards did to members; answers that wait come first."""
    body = stewards_only(request, slug)
    found = measures_of(body.network)
    waiting = found.filter(state="answered")[:PER_PAGE]
    others = found.exclude(state="answered").order_by("-pk")
    page = keyset_page(others, after=request.GET.get("after", ""), size=PER_PAGE)
    context = body.context(MEASURES) | {"page": page, "waiting": waiting if page.is_first else []}
    return render(request, "networks/measures.html", context)


@require_http_methods(["GET", "POST"])
def measure_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """One of them, for the stewards: the reason, the answer, and what to make of it."""
    body = stewards_only(request, slug)
    measure = get_object_or_404(measures_of(body.network), pk=pk)
    form = SettleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        act = ACTS.get(request.POST.get("act", ""), keeping.uphold)
        try:
            act(measure.pk, words=form.cleaned_data["words"], by=request.user, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            words = _("Done. %(person)s has been told, with your words.")
            messages.success(request, words % {"person": measure.person.display_name})
            return redirect("networks:measure", slug, pk)
    can = {
        "uphold": not why_not_uphold(body.standing, measure),
        "lift": not why_not_lift(body.standing, measure),
        "reopen": not why_not_reopen(body.standing, measure),
    }
    context = body.context(MEASURES) | {"measure": measure, "form": form, "can": can}
    status = 422 if form.errors else 200
    return render(request, "networks/measure.html", context, status=status)


ACTS = {"uphold": keeping.uphold, "lift": keeping.lift, "reopen": keeping.reopen}


@require_http_methods(["GET", "POST"])
def my_measure_page(request: PersonRequest, pk: int) -> HttpResponse:
    """What was done to me, why, and my answer; Http404 for anybody else."""
    measure = get_object_or_404(measures_about(request.user), pk=pk)
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            keeping.reply(pk, words=form.cleaned_data["words"], by=request.user, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your answer is with the stewards. They write to you."))
            return redirect(measure)
    why_not = why_not_reply(request.user, measure) if request.method == "GET" else ""
    context = {"measure": measure, "form": form, "why_not": why_not}
    status = 422 if form.errors else 200
    return render(request, "networks/my_measure.html", context, status=status)
