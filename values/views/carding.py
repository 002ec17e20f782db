"""Sorting the cards of the map: piles, the few that matter most, what they mean to her."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
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
from values.actions import begin_cards, choose_few, keep_meanings, keep_piles, throw_cards_away
from values.cards import MOST_CHOSEN, to_choose_from
from values.forms import FewForm, MeaningsForm, PilesForm
from values.forms.carding import initial_piles
from values.models import CardSort
from values.queries import cards_in, consent_of, own_card_sorts, picture_of, screens_of
from values.rules import why_not_answer, why_not_choose, why_not_write
from values.science.instruments import Words, instrument

MOST = 30


@require_safe
def cards_page(request: PersonRequest) -> HttpResponse:
    """What the cards are for; those she has begun, and those she has been through."""
    why_not = why_not_answer(consent_of(request.user))
    sorts = list(own_card_sorts(request.user)[:MOST])
    context = {
        "why_not": why_not,
        "open": next((sort for sort in sorts if not sort.is_finished), None),
        "done": [sort for sort in sorts if sort.is_finished],
    }
    return render_part(request, "values/cards/cards.html", context)


@require_POST
def begin_sorting(request: PersonRequest) -> HttpResponse:
    """Begin, or go on with what is begun."""
    try:
        sort = begin_cards(request.user, at=now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("values:consent")
    return redirect(sort)


@require_safe
def card_sort_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Her picture; or, before that, the step where she is."""
    sort = _sort(request, pk)
    if not sort.is_finished:
        return redirect(_step(sort, sort.step))
    context = {"sort": sort, "picture": picture_of(sort, _language())}
    return render_part(request, "values/cards/picture.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def piles_page(request: PersonRequest, pk: int, screen: int) -> HttpResponse:
    """One screen of cards, counted from 1; whatever button is pressed, the piles are kept."""
    sort = _sort(request, pk)
    shown = screens_of(sort)
    if not 1 <= screen <= len(shown):
        raise Http404
    of = instrument(sort.instrument)
    form = PilesForm(
        _data(request), initial=initial_piles(cards_in(sort).piles),
        of=of, words=_words(sort), numbers=shown[screen - 1],
    )  # fmt: skip
    return _stepped(
        request, sort, form, screen,
        lambda: keep_piles(sort.pk, screen - 1, by=request.user, piles=form.piles),
        {"title": _("Piles"), "lead": _words(sort).question, "has_keys": True},
    )  # fmt: skip


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def few_page(request: PersonRequest, pk: int) -> HttpResponse:
    """The few cards that matter most."""
    sort = _sort(request, pk)
    sorting, step = cards_in(sort), len(screens_of(sort)) + 1
    if why_not := why_not_choose(sorting):
        messages.warning(request, why_not)
        return redirect(_step(sort, 0))
    if request.POST.get("to") in {"back", "stop"} and not request.POST.getlist("chosen"):
        return _onward(request, sort, step)
    numbers = to_choose_from(sorting, instrument(sort.instrument).high)
    form = FewForm(
        _data(request), initial={"chosen": list(sorting.chosen)},
        words=_words(sort), numbers=numbers,
    )  # fmt: skip
    lead = _("Tick the few that you would keep if all others had to go: %(most)s at most.")
    return _stepped(
        request, sort, form, step,
        lambda: choose_few(sort.pk, by=request.user, chosen=form.cleaned_data["chosen"]),
        {"title": _("The few"), "lead": lead % {"most": MOST_CHOSEN}},
    )  # fmt: skip


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def meanings_page(request: PersonRequest, pk: int) -> HttpResponse:
    """What the few mean to her; the last step."""
    sort = _sort(request, pk)
    sorting, step = cards_in(sort), len(screens_of(sort)) + 2
    if why_not := why_not_write(sorting):
        messages.warning(request, why_not)
        return redirect(_step(sort, step - 2))
    written = {f"m{number}": words for number, words in sorting.meanings.items()}
    form = MeaningsForm(_data(request), initial=written, words=_words(sort), numbers=sorting.chosen)
    lead = _("What does each mean to you? When did you last live by it? Write it for yourself.")
    return _stepped(
        request, sort, form, step,
        lambda: keep_meanings(
            sort.pk, by=request.user, meanings=form.meanings, at=now(),
            is_done=request.POST.get("to", "") == "next",
        ),
        {"title": _("What they mean to you"), "lead": lead},
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def throw_cards_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask once whether what she did with the cards shall go; then it is gone."""
    sort = _sort(request, pk)
    if request.method == "POST":
        act, done = lambda: throw_cards_away(sort.pk, by=request.user), _("It is deleted.")
        return pressed(request, act, done=done, to="values:cards")
    return render_part(request, "values/cards/throw_away.html", {"sort": sort})


def _stepped(
    request: PersonRequest,
    sort: CardSort,
    form: forms.Form,
    step: int,
    keep: Callable[[], Any],
    words: dict[str, Any],
) -> HttpResponse:
    """A step's page; what is sent is kept, and the pressed button says where one goes."""
    if why_not := why_not_answer(consent_of(request.user)):
        messages.warning(request, why_not)
        return redirect("values:consent")
    if form.is_valid():
        count_against(SAVING, what="cards", who=str(request.user.pk), at=now())
        try:
            keep()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _onward(request, sort, step)
    steps = len(screens_of(sort)) + 2
    context = {"sort": sort, "form": form, "step": step, "steps": steps} | words
    return render_part(request, "values/cards/step.html", context, 422 if form.errors else 200)


def _onward(request: PersonRequest, sort: CardSort, step: int) -> HttpResponse:
    to = request.POST.get("to", "")
    if to == "stop":
        messages.success(request, _("Kept. Go on whenever you like, on any device."))
        return redirect("values:cards")
    return redirect(_step(sort, step - 2 if to == "back" else step))


def _step(sort: CardSort, behind: int) -> str:
    """The address of the step that comes after so many."""
    screens = len(screens_of(sort))
    if behind < screens:
        return reverse("values:piles", args=[sort.pk, max(behind, 0) + 1])
    names = {screens: "values:few", screens + 1: "values:meanings"}
    return reverse(names.get(behind, "values:card_sort"), args=[sort.pk])


def _sort(request: PersonRequest, pk: int) -> CardSort:
    """Hers; to everybody else there is none."""
    return get_object_or_404(CardSort.objects.visible_to(request.user), pk=pk)


def _data(request: PersonRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _language() -> str:
    return get_language() or "en"


def _words(sort: CardSort) -> Words:
    return instrument(sort.instrument).words(_language())
