"""My values: my circle, what it is made of, and what else there is to do."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from solidarity.people.models import PersonRequest, ViewerRequest
from solidarity.ui.rendering import render_part
from values.forms import CompareForm
from values.leads import leads_for
from values.models import Sheet
from values.names import MEANINGS, NAMES
from values.queries import consent_of, own_sheets, pair_of, portrait_of, result_of
from values.science.instruments import instrument
from values.screens import screens
from values.wordings import NEWEST

MOST = 30
SOURCES = (
    "Schwartz, S. H. (1992). Universals in the content and structure of values.",
    "Schwartz, S. H. (2012). An overview of the Schwartz theory of basic values.",
    "Bilsky, W., & Koch, M. (2000). On the content and structure of values.",
    "Maio, G. R., and others (2009). Changing, priming, and acting on values.",
    "Common Cause Foundation (2016). Perceptions matter.",
    "Witte, E. H., Stanciu, A., & Boehnke, K. (2020). Frontiers in Psychology 11:1723.",
)


@require_safe
def values_page(request: PersonRequest) -> HttpResponse:
    """My circle, or what comes before it."""
    given = consent_of(request.user)
    sheets = list(own_sheets(request.user)[:MOST]) if given else []
    done = [sheet for sheet in sheets if sheet.is_finished]
    context: dict[str, Any] = {
        "given": given,
        "is_current": given is not None and given.wording == NEWEST,
        "open": next((sheet for sheet in sheets if not sheet.is_finished), None),
        "done": done,
        "minutes": 5,
        "leads": leads_for(request.user, has_consented=given is not None),
    }
    return render_part(request, "values/values.html", context | _newest(done) | _progress(context))


def _newest(done: list[Sheet]) -> dict[str, Any]:
    """What her newest finished sheet shows; if nothing, why, and the last that counts."""
    if not done:
        return {}
    profile, reason = result_of(done[0])
    shown = done[0]
    for earlier in done[1:]:
        if profile is not None:
            break
        shown, (profile, _reason) = earlier, result_of(earlier)
    portrait = None if profile is None else portrait_of(profile)
    return {"sheet": done[0], "shown": shown, "portrait": portrait, "reason": reason}


def _progress(context: dict[str, Any]) -> dict[str, Any]:
    sheet: Sheet | None = context["open"]
    if sheet is None:
        return {}
    numbers = [item.number for item in instrument(sheet.instrument).items]
    return {"screens": len(screens(numbers, sheet.order))}


@require_safe
@login_not_required
def theory_page(request: ViewerRequest) -> HttpResponse:
    """Whose theory this is, where it was tested, what it leaves out, what a circle cannot say."""
    ten = [{"name": NAMES[code], "meaning": MEANINGS[code]} for code in NAMES]
    return render_part(request, "values/theory.html", {"ten": ten, "sources": SOURCES})


@require_safe
def compare_page(request: PersonRequest) -> HttpResponse:
    """Two of my sheets side by side: the newest and the one before it, or those I choose."""
    sheets = [sheet for sheet in own_sheets(request.user) if sheet.is_finished]
    shown = {sheet.pk: result_of(sheet)[0] for sheet in sheets[:MOST]}
    known = [sheet for sheet in sheets if shown.get(sheet.pk) is not None]
    days = [(sheet.pk, _day(sheet)) for sheet in known]
    first = {"before": known[1].pk, "after": known[0].pk} if len(known) > 1 else {}
    form = CompareForm(request.GET if "before" in request.GET else None, days=days, initial=first)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else first
    pair = None
    if chosen:
        pair = pair_of(shown[chosen["before"]], shown[chosen["after"]])  # type: ignore[arg-type]
    named = dict(days)
    context = {
        "form": form, "pair": pair, "count": len(known),
        "before": named.get(chosen.get("before", 0)), "after": named.get(chosen.get("after", 0)),
    }  # fmt: skip
    return render_part(request, "values/compare.html", context, 422 if form.errors else 200)


def _day(sheet: Sheet) -> str:
    return date_format(localtime(sheet.finished_at or sheet.began_at), "DATETIME_FORMAT")
