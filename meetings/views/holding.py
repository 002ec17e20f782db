"""Agenda and turns of a meeting, its tasks, and the word at the end."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from decisions.actions import tasks
from decisions.forms.tasks import TaskForm
from decisions.views.tasks import answered, tasks_shown
from decisions.views.writing import saved_or_refused, sent
from meetings.actions import holding, turns
from meetings.forms.holding import CheckOutForm, ItemAnewForm, ItemForm, TurnForm
from meetings.models import CheckOut, Duty, Item, Meeting, Turn
from meetings.queries.holding import item_words
from meetings.rules.keeping import why_not_add_item, why_not_change_item
from meetings.rules.taking_part import why_not_take_part, why_not_was_there
from meetings.rules.turns import why_not_offer_turn
from meetings.views.body import gathering_for, inner
from meetings.views.writing import Page, wants_more, written
from solidarity.base.refused import Refused
from solidarity.people.models import PersonRequest
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part


@require_http_methods(["GET", "POST"])
def item_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Put something on the agenda."""
    met = inner(request, slug, number)
    form = ItemForm(sent(request))
    page = Page(
        title=_("Put something on the agenda"),
        button=_("Put it there"),
        more=_("Put it there, and another"),
        back=met.meeting.get_absolute_url(),
        back_words=met.meeting.title_words,
        why_not=why_not_add_item(met.standing, met.meeting, met.meeting.agenda.count()),
    )
    if not page.why_not and form.is_valid():
        act = partial(
            holding.add_item, met.meeting.pk, by=request.user, at=now(), **form.cleaned_data
        )
        if saved_or_refused(form, act):
            messages.success(request, _("It is on the agenda."))
            if wants_more(request):
                return redirect(request.path)
            return redirect(f"{met.meeting.get_absolute_url()}#agenda")
    return written(request, met, page, form)


@require_http_methods(["GET", "POST"])
def item_change_page(request: PersonRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Write something on the agenda anew."""
    met = inner(request, slug, number)
    item = get_object_or_404(Item.objects.select_related("holder"), pk=pk, meeting=met.meeting)
    item.meeting = met.meeting
    form = ItemAnewForm(sent(request), initial=item_words(item))
    back = f"{met.meeting.get_absolute_url()}#agenda"
    page = Page(
        title=_("Change what is on the agenda"), button=_("Save"), back=back,
        back_words=met.meeting.title_words,
        why_not=why_not_change_item(met.standing, item, request.user),
    )  # fmt: skip
    if not page.why_not and form.is_valid():
        act = partial(holding.change_item, item.pk, by=request.user, at=now(), **form.cleaned_data)
        if saved_or_refused(form, act):
            messages.success(request, _("Saved."))
            return redirect(back)
    return written(request, met, page, form)


@require_POST
def item_act(request: PersonRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Move an item up, take it off, lead it no more, or bring it to a decision."""
    met = inner(request, slug, number)
    item = get_object_or_404(Item, pk=pk, meeting=met.meeting)
    act, to = request.POST.get("act", ""), f"{met.meeting.get_absolute_url()}#agenda"
    if act == "decide":
        return _decide(request, item, to)
    acts: dict[str, Any] = {
        "up": holding.move_up, "drop": holding.drop_item, "lay_down": holding.lay_item_down,
    }  # fmt: skip
    if act not in acts:
        raise Http404
    acting = partial(acts[act], item.pk, by=request.user, at=now())
    return pressed(request, acting, done=_("Noted."), to=to)


def _decide(request: PersonRequest, item: Item, to: str) -> HttpResponse:
    try:
        question = holding.bring_to_decision(item.pk, by=request.user, at=now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect(to)
    messages.success(request, _("Here is a draft of yours: say what is to be decided."))
    return redirect(f"{question.get_absolute_url()}edit/")


@require_POST
def turn(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Take a duty on, give it back, or say yes or no to one that I am asked to take on."""
    met = inner(request, slug, number)
    act, _dash, duty = request.POST.get("act", "").partition("-")
    acts: dict[str, Any] = {
        "take": turns.take_turn,
        "leave": turns.give_back_turn,
        "yes": partial(turns.answer_turn, takes=True),
        "no": partial(turns.answer_turn, takes=False),
        "unask": turns.take_offer_back,
    }
    if act not in acts or duty not in Duty.values:
        raise Http404
    acting = partial(acts[act], met.meeting.pk, by=request.user, duty=duty, at=now())
    to = f"{met.meeting.get_absolute_url()}#turns"
    return pressed(request, acting, done=_("Noted."), to=to)


@require_http_methods(["GET", "POST"])
def turn_page(request: PersonRequest, slug: str, number: int, duty: str) -> HttpResponse:
    """Ask a member to take a duty on."""
    met = inner(request, slug, number)
    if duty not in Duty.values:
        raise Http404
    meeting = met.meeting
    held = Turn.objects.filter(meeting=meeting, duty=duty).first()
    is_asked = meeting.turn_offers.filter(duty=duty).exists()
    form = TurnForm(sent(request))
    page = Page(
        title=_("Ask somebody"),
        lead=_("%(duty)s: whoever you ask says yes or no, and no needs no reason.")
        % {"duty": Duty(duty).label},
        button=_("Ask"),
        back=meeting.get_absolute_url(),
        back_words=meeting.title_words,
        why_not=why_not_offer_turn(
            met.standing, meeting, held, request.user, is_asked=is_asked, at=now()
        ),
    )
    if not page.why_not and form.is_valid():
        handle = form.cleaned_data["handle"]
        act = partial(
            turns.offer_turn, meeting.pk, by=request.user, duty=duty, handle=handle, at=now()
        )
        if saved_or_refused(form, act):
            messages.success(request, _("Asked. Until there is a yes it stays as it is."))
            return redirect(f"{meeting.get_absolute_url()}#turns")
    return written(request, met, page, form)


@require_http_methods(["GET", "POST"])
def tasks_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """What is to be done because of a meeting; a form adds to it."""
    met = inner(request, slug, number)
    form = TaskForm(sent(request))
    if form.is_valid():
        act = partial(
            tasks.add_for, Meeting, met.meeting.pk, by=request.user, at=now(), **form.cleaned_data
        )
        if saved_or_refused(form, act):
            messages.success(request, _("Written down."))
            return redirect("meetings:tasks", slug, number)
    shown = tasks_shown(request.user, met.meeting, met.standing)
    context = met.context() | {"form": form, "part": shown}
    status = 422 if form.errors else 200
    return render_part(request, "meetings/tasks.html#add", context, status)


@require_POST
def answer_task(request: PersonRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Take a task on, give it back, say that it is done."""
    met = inner(request, slug, number)
    to = reverse("meetings:tasks", args=[slug, number])
    return answered(request, met.meeting, pk, to=to)


@require_http_methods(["GET", "POST"])
def check_out_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Answer the question at the end."""
    met = gathering_for(request, slug, number)
    meeting = met.meeting
    if not met.is_inside:
        raise Http404
    mine = CheckOut.objects.filter(meeting=meeting, person=request.user).first()
    form = CheckOutForm(
        sent(request),
        question=holding.check_out_question(meeting),
        initial={"words": mine.words if mine else ""},
    )
    why_not = why_not_take_part(met.standing, meeting, request.user, is_guest=met.is_guest)
    page = Page(
        title=_("A word at the end"),
        button=_("Share it"),
        back=meeting.get_absolute_url(),
        back_words=meeting.title_words,
        why_not=why_not or why_not_was_there(meeting, at=now()),
    )
    if not page.why_not and form.is_valid():
        words = form.cleaned_data["words"]
        act: Any = lambda: (  # noqa: E731 nothing comes back where a word is taken back
            holding.say_check_out(meeting.pk, by=request.user, words=words, at=now()) or True
        )
        if saved_or_refused(form, act):
            messages.success(request, _("Saved."))
            return redirect(f"{meeting.get_absolute_url()}#check-out")
    return written(request, met, page, form)
