"""Looking for a date together; saying that one comes, that one was there, what one needs."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from decisions.views.writing import saved_or_refused, sent
from meetings.actions import taking_part
from meetings.forms.taking_part import NeedForm, TimeForm, TimesForm
from meetings.models import Comes, Meeting, Need, Slot
from meetings.queries.coming import are_few, are_needs_at_once, are_needs_open
from meetings.queries.finding import ShownSlot, slots_shown
from meetings.rules.meetings import why_not_change
from meetings.rules.taking_part import (
    why_not_drop_time,
    why_not_look_for_date,
    why_not_propose_time,
    why_not_take_part,
)
from meetings.views.body import Gathering, gathering_for, inner, tended
from meetings.views.writing import Page, wants_more, written
from solidarity.people.models import PersonRequest
from solidarity.ui.pressing import pressed


def _url(page: str, met: Gathering) -> str:
    return reverse(f"meetings:{page}", args=[met.network.slug, met.meeting.number])


@require_http_methods(["GET", "POST"])
def date_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """The times that are proposed: what clocks show then, and what I say to each."""
    met = _looking(request, slug, number)
    slots = slots_shown(request.user, met.meeting)
    form = TimesForm(sent(request), slots=slots)
    if form.is_valid():
        act = partial(
            taking_part.answer_times, met.meeting.pk, by=request.user, says=form.says(), at=now()
        )
        if saved_or_refused(form, act):
            messages.success(request, _("Saved. You can change it until the date is chosen."))
            return redirect(_url("date", met))
    why_not = why_not_take_part(met.standing, met.meeting, request.user, is_guest=met.is_guest)
    context = met.context() | {
        "slots": [(shown, _may_drop(request, met, shown)) for shown in slots],
        "form": form,
        "why_not": why_not,
        "can_choose": not why_not_change(met.standing, met.meeting, request.user),
        "can_propose": not _why_not_propose(request, met, slots),
    }
    status = 422 if form.errors else 200
    return render(request, "meetings/date.html", context, status=status)


def _looking(request: PersonRequest, slug: str, number: int) -> Gathering:
    """A meeting whose date is looked for, for those who are asked."""
    met = gathering_for(request, slug, number)
    if why_not_look_for_date(met.meeting) or not met.is_inside:
        raise Http404
    return met


def _may_drop(request: PersonRequest, met: Gathering, shown: ShownSlot) -> bool:
    shown.slot.meeting = met.meeting
    return not why_not_drop_time(
        met.standing, shown.slot, request.user, others_said=shown.others_said
    )


def _why_not_propose(request: PersonRequest, met: Gathering, slots: list[ShownSlot]) -> str:
    own = sum(shown.slot.by_id == request.user.pk for shown in slots)
    return why_not_propose_time(met.standing, met.meeting, request.user, times=len(slots), own=own)


def _last_of(request: PersonRequest, slots: list[ShownSlot]) -> Slot | None:
    own = [shown.slot for shown in slots if shown.slot.by_id == request.user.pk]
    return max(own, key=lambda slot: slot.pk, default=None)


@require_http_methods(["GET", "POST"])
def time_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Propose a time."""
    met = inner(request, slug, number)
    slots = slots_shown(request.user, met.meeting)
    form = TimeForm(sent(request), zone=get_current_timezone_name(), like=_last_of(request, slots))
    back = _url("date", met)
    page = Page(
        title=_("Propose a time"),
        lead=_("It counts as your yes, until you say something else."),
        button=_("Propose it"),
        more=_("Propose it, and another"),
        back=back,
        back_words=met.meeting.title_words,
        why_not=_why_not_propose(request, met, slots),
    )
    if not page.why_not and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("starts_at", "ends_at")}
        act = partial(taking_part.propose_time, met.meeting.pk, by=request.user, at=now(), **said)
        if saved_or_refused(form, act):
            messages.success(request, _("Proposed."))
            slots = slots_shown(request.user, met.meeting)
            again = wants_more(request) and not _why_not_propose(request, met, slots)
            return redirect(request.path if again else back)
    return written(request, met, page, form)


@require_POST
def time_act(request: PersonRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Choose a time as the date, or take it off the list."""
    met = inner(request, slug, number)
    slot = get_object_or_404(Slot, pk=pk, meeting=met.meeting)
    if request.POST.get("act") == "choose":
        act: Any = partial(taking_part.choose_time, slot.pk, by=request.user, at=now())
        done = _("The date is found. All who were asked are told.")
        return pressed(request, act, done=done, to=met.meeting)
    if request.POST.get("act") != "drop":
        raise Http404
    act = partial(taking_part.drop_time, slot.pk, by=request.user, at=now())
    return pressed(request, act, done=_("Taken off the list."), to=_url("date", met))


@require_POST
def coming(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Say that I come, may come, or cannot; or that I was there, or was not."""
    met = gathering_for(request, slug, number)
    act = request.POST.get("act", "")
    if act in Comes.values:
        say: Any = partial(
            taking_part.say_coming, met.meeting.pk, by=request.user, says=act, at=now()
        )
    elif act in {"was-there", "was-not"}:
        say = partial(
            taking_part.say_was_there, met.meeting.pk, by=request.user,
            was_there=act == "was-there", at=now(),
        )  # fmt: skip
    else:
        raise Http404
    return pressed(request, say, done=_("Noted."), to=met.meeting)


def _who_reads_it(meeting: Meeting) -> str:
    """What somebody knows before she says what she needs."""
    said, at = [_("Those who prepare this meeting read it, and nobody else.")], now()
    if are_needs_at_once(meeting, at=at):
        said.append(_("It is near, so they read it at once, and might guess that it is you."))
    else:
        said.append(_("They read what is new once a day: so the moment hardly tells who said it."))
        if are_few(meeting):
            said.append(_("Few come so far: when they read it, they might guess that it is you."))
            if not are_needs_open(meeting, at=at):
                said.append(
                    _("They read it once five come, or two weeks before, whichever is first.")
                )
    return " ".join([*said, _("It is deleted a day after the meeting.")])


@require_http_methods(["GET", "POST"])
def need_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Say what I need, without my name."""
    met = gathering_for(request, slug, number)
    form = NeedForm(sent(request))
    meeting: Meeting = met.meeting
    page = Page(
        title=_("Say what you need"),
        lead=_who_reads_it(meeting),
        button=_("Pass it on"),
        back=meeting.get_absolute_url(),
        back_words=meeting.title_words,
        why_not=why_not_take_part(met.standing, meeting, request.user, is_guest=met.is_guest),
    )
    if not page.why_not and form.is_valid():
        words = form.cleaned_data["words"]
        act = partial(taking_part.say_need, meeting.pk, by=request.user, words=words, at=now())
        if saved_or_refused(form, act):
            messages.success(request, _("Passed on, without your name."))
            return redirect(meeting)
    return written(request, met, page, form)


@require_POST
def see_to(request: PersonRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Say that a need is seen to."""
    met = tended(request, slug, number)
    need = get_object_or_404(Need, pk=pk, meeting=met.meeting)
    if request.POST.get("act") not in {"seen-to", "not-yet"}:
        raise Http404
    is_seen_to = request.POST["act"] == "seen-to"
    act: Any = partial(
        taking_part.see_to, need.pk, by=request.user, is_seen_to=is_seen_to, at=now()
    )
    return pressed(request, act, done=_("Noted."), to=met.meeting)
