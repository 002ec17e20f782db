"""Choosing: how a proposed group meets the mix, the mix itself, and the lottery."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cohorts.actions import choosing
from cohorts.forms.choosing import GroupForm, QuotaForm
from cohorts.models import Answered, Application, DrawState
from cohorts.queries.choosing import (
    counts_in,
    departures_of,
    draw_of,
    how_met,
    needs_lottery,
    quotas_of,
    to_choose_from,
    value_words,
    values_to_choose,
)
from cohorts.queries.gathering import gathering_of
from cohorts.queries.together import together_in_words
from cohorts.rules.choosing import why_not_draw, why_not_mix, why_not_propose
from cohorts.views.body import Met, facilitated, programme_for
from decisions.views.writing import saved_or_refused, sent
from solidarity.people.models import PersonRequest
from solidarity.ui.pressing import pressed

MOST_SHOWN = 100


@require_http_methods(["GET", "POST"])
def choosing_page(request: PersonRequest, slug: str) -> HttpResponse:
    """The group as it is proposed; participants read how it came to be."""
    met = programme_for(request, slug)
    if not met.body.standing.belongs or (request.method == "POST" and not met.facilitates):
        raise Http404
    draw = draw_of(met.cohort)
    if not met.facilitates:
        shown = {"draw": draw, "departures": departures_of(draw), "how": gathering_of(met.cohort)}
        return render(request, "cohorts/chosen.html", met.context() | shown)
    return _group_page(request, met)


def _group_page(request: PersonRequest, met: Met) -> HttpResponse:
    applications = list(to_choose_from(met.cohort))
    draw = draw_of(met.cohort)
    is_lottery = needs_lottery(met.cohort)
    is_drawn = is_lottery and draw is not None and draw.state == DrawState.DRAWN
    like, found = _sought(request, met, applications)
    chosen = [str(each.pk) for each in found if each.is_proposed]
    form = GroupForm(
        sent(request), applications=found[:MOST_SHOWN], is_drawn=is_drawn,
        initial={"chosen": chosen, "was": " ".join(chosen)},
    )  # fmt: skip
    if form.is_valid():
        act = partial(
            choosing.propose, met.body.network.slug, by=request.user, at=now(),
            chosen=form.keys("chosen"), was=form.keys("was") if "was" in form.data else None,
            reason=form.cleaned_data.get("reason", ""),
        )  # fmt: skip
        if saved_or_refused(form, act) is not None:
            messages.success(request, _("Kept. Below is how this group meets the mix."))
            return redirect(request.get_full_path())
    context = (
        met.context()
        | _facts(met, applications)
        | {
            "form": form,
            "like": like,
            "sought": len(found),
            "most": MOST_SHOWN,
            "draw": draw,
            "departures": departures_of(draw),
            "together": _together(request, met, applications),
            "why_not_propose": why_not_propose(
                met.body.standing, met.cohort, draw, is_lottery=is_lottery, reason="-"
            ),
        }
    )
    status = 422 if form.errors else 200
    return render(request, "cohorts/choosing.html", context, status=status)


def _together(request: PersonRequest, met: Met, applications: Sequence[Application]) -> str:
    """Whether all of the mix can be met at once; "" unless the page is asked for that."""
    if "together" not in request.GET:
        return ""
    can_come = [each for each in applications if each.state != Answered.DECLINED]
    return together_in_words(can_come, quotas_of(met.cohort), met.cohort.seats)


def _sought(
    request: PersonRequest, met: Met, applications: Sequence[Application]
) -> tuple[str, list[Application]]:
    """Whom the page is asked for, in words, and who they are: the group first, all of it.

    ?like=region:europe leaves those who count for this part of the mix.
    """
    feature, _colon, value = request.GET.get("like", "").partition(":")
    quota = next(
        (q for q in quotas_of(met.cohort) if (q.feature, q.value) == (feature, value)), None
    )
    can_come = [each for each in applications if each.state != Answered.DECLINED]
    group = [each for each in can_come if each.is_proposed]
    others = [each for each in can_come if not each.is_proposed]
    if quota is None:
        return "", group + others
    return value_words(feature, value), [
        *group,
        *(each for each in others if counts_in(each, quota)),
    ]


def _facts(met: Met, applications: list[Application]) -> dict[str, Any]:
    """How the group meets the mix, and what can be done."""
    how, draw = gathering_of(met.cohort), draw_of(met.cohort)
    group = sum(each.is_proposed for each in applications)
    free = met.cohort.seats - group
    can_come = sum(each.state != Answered.DECLINED for each in applications)
    return {
        "how": how,
        "met": how_met(quotas_of(met.cohort), applications),
        "group": group,
        "applied": len(applications),
        "seats_words": _seats_words(free),
        "can_draw": not why_not_draw(met.body.standing, met.cohort, how, draw, applied=can_come),
        "can_mix": not why_not_mix(met.body.standing, met.cohort, how, draw),
    }


def _seats_words(free: int) -> str:
    if free > 0:
        return ngettext("%(n)s seat is free.", "%(n)s seats are free.", free) % {"n": free}
    if free < 0:
        return ngettext(
            "There is %(n)s more than there are seats.",
            "There are %(n)s more than there are seats.",
            -free,
        ) % {"n": -free}
    return _("Every seat is filled.")


@require_http_methods(["GET", "POST"])
def mix_page(request: PersonRequest, slug: str) -> HttpResponse:
    """State the mix, one wish after the other."""
    met = facilitated(request, slug)
    how = gathering_of(met.cohort)
    values = values_to_choose(met.cohort, how)
    form = QuotaForm(sent(request), values=values, initial={"at_most": met.cohort.seats})
    why_not = why_not_mix(met.body.standing, met.cohort, how, draw_of(met.cohort))
    if not why_not and form.is_valid():
        act = partial(choosing.want, slug, by=request.user, at=now(), **form.cleaned_data)
        if saved_or_refused(form, act):
            messages.success(request, _("Saved."))
            return redirect("cohorts:mix", slug)
    applications = list(to_choose_from(met.cohort))
    context = met.context() | {
        "form": form, "why_not": why_not, "met": how_met(quotas_of(met.cohort), applications),
        "applied": len(applications),
    }  # fmt: skip
    return render(
        request, "cohorts/mix.html", context, status=422 if request.method == "POST" else 200
    )


@require_POST
def drop_quota(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Want this no more."""
    facilitated(request, slug)
    act = partial(choosing.let_go, slug, pk, by=request.user, at=now())
    return pressed(request, act, done=_("Taken out."), to=reverse("cohorts:mix", args=[slug]))


@require_POST
def draw_lottery(request: PersonRequest, slug: str) -> HttpResponse:
    """Have the lottery drawn."""
    facilitated(request, slug)
    act = partial(choosing.have_drawn, slug, by=request.user, at=now())
    done = _("The lottery is being drawn. Look here again in a minute.")
    return pressed(request, act, done=done, to=reverse("cohorts:choosing", args=[slug]))
