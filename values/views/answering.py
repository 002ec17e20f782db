"""Filling in a sheet, screen by screen: about oneself, or about others."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from solidarity.base.limits import SAVING, count_against
from solidarity.base.refused import Refused
from solidarity.people.models import PersonRequest
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part
from values.actions import begin, finish, go_on, keep_screen, throw_away
from values.forms import AnswersForm
from values.forms.answering import initial_answers
from values.framing import Frame, frame_of
from values.models import About, Sheet
from values.queries import answers_in, consent_of, portrait_of, result_of
from values.rules import why_not_answer
from values.science.instruments import Instrument, instrument
from values.screens import screens


def _sheet(request: PersonRequest, pk: int) -> Sheet:
    """Her sheet; to everybody else there is none."""
    return get_object_or_404(Sheet.objects.visible_to(request.user), pk=pk)


def _numbers(of: Instrument) -> list[int]:
    return [item.number for item in of.items]


@require_POST
def begin_sheet(request: PersonRequest) -> HttpResponse:
    """Begin a sheet about oneself, or go on with the one that is begun."""
    try:
        sheet = begin(request.user, at=now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("values:values" if consent_of(request.user) else "values:consent")
    return redirect(sheet)


@require_safe
def sheet_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Where one is on a sheet; or, when it is finished, what it shows."""
    sheet = _sheet(request, pk)
    if sheet.is_finished:
        return _finished_page(request, sheet)
    count = len(screens(_numbers(instrument(sheet.instrument)), sheet.order))
    if sheet.screen >= count:
        return redirect("values:end", sheet.pk)
    return redirect("values:screen", sheet.pk, sheet.screen + 1)


def _finished_page(request: PersonRequest, sheet: Sheet) -> HttpResponse:
    frame = frame_of(sheet, sheet.about)
    if sheet.about != About.SELF:
        return redirect(frame.then or "values:values")
    profile, reason = result_of(sheet)
    portrait = None if profile is None else portrait_of(profile)
    context = {"sheet": sheet, "portrait": portrait, "reason": reason}
    return render_part(request, "values/sheet.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def screen_page(request: PersonRequest, pk: int, screen: int) -> HttpResponse:
    """One screen of statements, counted from 1; whatever button is pressed, answers are kept."""
    sheet = _sheet(request, pk)
    if (why_not := why_not_answer(consent_of(request.user))) or sheet.is_finished:
        if why_not:
            messages.warning(request, why_not)
        return redirect("values:consent" if why_not else sheet)
    of = instrument(sheet.instrument)
    shown = screens(_numbers(of), sheet.order)
    if not 1 <= screen <= len(shown):
        raise Http404
    words, numbers = of.words(get_language() or "en"), shown[screen - 1]
    form = AnswersForm(
        request.POST if request.method == "POST" else None,
        initial=initial_answers(numbers, answers_in(sheet)),
        of=of, words=words, numbers=numbers,
    )  # fmt: skip
    if form.is_valid():
        try:
            return _kept(request, sheet, form, screen, len(shown))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "sheet": sheet, "form": form, "words": words, "screen": screen, "screens": len(shown),
        "frame": frame_of(sheet, sheet.about),
    }  # fmt: skip
    return render_part(request, "values/screen.html", context, 422 if form.errors else 200)


def _kept(
    request: PersonRequest, sheet: Sheet, form: AnswersForm, screen: int, count: int
) -> HttpResponse:
    """Keep a screen, and go where the pressed button leads."""
    at = now()
    count_against(SAVING, what="answer", who=str(request.user.pk), at=at)
    to, answers = request.POST.get("to", ""), form.answers
    is_done = to not in {"back", "stop"} or None not in answers.values()
    keep_screen(sheet.pk, screen - 1, by=request.user, answers=answers, is_done=is_done)
    if to == "back" and screen > 1:
        return redirect("values:screen", sheet.pk, screen - 1)
    if to == "stop":
        messages.success(request, _("Kept. Go on whenever you like, on any device."))
        return redirect(frame_of(sheet, sheet.about).back or "values:values")
    if screen < count:
        return redirect("values:screen", sheet.pk, screen + 1)
    return redirect("values:end", sheet.pk)


@require_http_methods(["GET", "POST"])
def end_page(request: PersonRequest, pk: int) -> HttpResponse:
    """What was skipped, with a way back to it; and the button with which one is done."""
    sheet = _sheet(request, pk)
    if sheet.is_finished:
        return redirect(sheet)
    frame, problem = frame_of(sheet, sheet.about), ""
    if request.method == "POST":
        try:
            finish(sheet.pk, by=request.user, at=now())
        except Refused as refusal:
            problem = str(refusal)
        else:
            return _done(request, sheet, frame)
    context = {"sheet": sheet, "frame": frame, "problem": problem} | _left_out(sheet)
    return render_part(request, "values/end.html", context, 422 if problem else 200)


def _done(request: PersonRequest, sheet: Sheet, frame: Frame) -> HttpResponse:
    if frame.done:
        messages.success(request, str(frame.done))
    return redirect(frame.then or "values:values")


def _left_out(sheet: Sheet) -> dict[str, Any]:
    """How many statements are answered, and on which screens some are not."""
    of = instrument(sheet.instrument)
    answered = set(answers_in(sheet))
    shown = screens(_numbers(of), sheet.order)
    gaps = [at for at, numbers in enumerate(shown, start=1) if set(numbers) - answered]
    return {"count": len(of.items), "skipped": len(of.items) - len(answered), "gaps": gaps}


@require_POST
def go_on_with(request: PersonRequest, pk: int) -> HttpResponse:
    """Go back to a finished sheet that shows nothing, to answer more of it."""
    sheet = _sheet(request, pk)
    return pressed(
        request, lambda: go_on(sheet.pk, by=request.user),
        done=_("Here you are. What you answered is still there."), to=sheet,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def throw_away_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask once whether one sheet shall go; then it is gone."""
    sheet = _sheet(request, pk)
    if request.method == "POST":
        act, done = lambda: throw_away(sheet.pk, by=request.user), _("It is deleted.")
        return pressed(request, act, done=done, to="values:values")
    return render_part(request, "values/throw_away.html", {"sheet": sheet})
