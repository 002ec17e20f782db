"""Looking back: the rounds, answering one, what became of one's answers."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts.actions import reflecting as actions
from cohorts.changes import FEWEST
from cohorts.forms.reflecting import AGREE, AnswersForm, DaysForm, SharingForm
from cohorts.models import Reflection, Round
from cohorts.queries import reflecting as queries
from cohorts.queries.reporting import newest_edition
from cohorts.rules import reflecting as rules
from cohorts.rules.people import facilitates, takes_part
from cohorts.views.within import TAB, led, round_in, within
from decisions.views.writing import saved_or_refused, sent
from networks.views.body import Body
from solidarity.people.models import PersonRequest
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part

STEP_WORDS = dict(AGREE)


@require_safe
def reflections_page(request: PersonRequest, slug: str) -> HttpResponse:
    """All rounds, and how she stands in each."""
    body = within(request, slug)
    rounds = queries.rounds_of(body.network)
    counts = queries.how_many_answered(body.network)
    own = queries.own_reflections(request.user, body.network)
    context = body.context(TAB) | {
        "rounds": [
            {"round": each, "own": own.get(each.moment), "many": _many(counts, each)}
            for each in rounds
        ],
        "is_frozen": rules.is_frozen(rounds),
        "facilitates": facilitates(body.standing),
        "takes_part": takes_part(body.standing),
        "can_prepare": not rules.why_not_prepare(body.standing, rounds),
        "edition": newest_edition(body.network, published=False),
    }
    return render(request, "cohorts/reflections.html", context)


def _many(counts: dict[str, int], found: Round) -> int:
    """How many have answered; 0 of fewer than five, so that nobody is found by counting."""
    many = counts.get(found.moment, 0)
    return many if many >= FEWEST else 0


@require_POST
def prepare(request: PersonRequest, slug: str) -> HttpResponse:
    """Lay out the rounds and our questions."""
    led(request, slug)
    act = partial(actions.prepare, slug, by=request.user, at=now())
    done = _("Prepared. Until the first reflection begins, all of you can change the questions.")
    return pressed(request, act, done=done, to=reverse("cohorts:questions", args=[slug]))


@require_http_methods(["GET", "POST"])
def days_page(request: PersonRequest, slug: str) -> HttpResponse:
    """On which days rounds open by themselves."""
    body = led(request, slug)
    form = DaysForm(sent(request), rounds=queries.rounds_of(body.network))
    if form.is_valid():
        act = partial(actions.set_days, slug, form.cleaned_data, by=request.user, at=now())
        if saved_or_refused(form, lambda: [act()]):
            messages.success(request, _("Saved. On its day, a reflection opens by itself."))
            return redirect(reverse("cohorts:reflections", args=[slug]))
    status = 422 if form.errors else 200
    context = body.context(TAB) | {"form": form}
    return render_part(request, "cohorts/reflection_days.html#days", context, status)


@require_POST
def turn(request: PersonRequest, slug: str, moment: str) -> HttpResponse:
    """Open a round, close it, or remind those who have not finished."""
    round_in(led(request, slug), moment)
    done = {
        "open": _("It is open, and those who take part are told."),
        "close": _("It is closed. What was answered stays with those who answered."),
        "remind": _("Those who have not finished are reminded. Nobody sees who they are."),
    }
    act = request.POST.get("act", "")
    if act not in done:
        raise Http404
    acts = {"open": actions.open_round, "close": actions.close_round, "remind": actions.remind}
    here = reverse("cohorts:reflections", args=[slug])
    doing = partial(acts[act], slug, moment, by=request.user, at=now())
    return pressed(request, doing, done=done[act], to=here)


@require_http_methods(["GET", "POST"])
def reflection_page(request: PersonRequest, slug: str, moment: str) -> HttpResponse:
    """Answer a round; after that, one's answers beside those from before."""
    body = within(request, slug)
    found = round_in(body, moment)
    own = queries.own_reflections(request.user, body.network)
    this = own.get(moment)
    is_done = this is not None and this.finished_at is not None
    why_not = rules.why_not_answer(body.standing, found)
    if request.method == "GET" and is_done and ("change" not in request.GET or why_not):
        return _answered(request, body, found, own)
    questions = queries.questions_of(body.network)
    form = AnswersForm(sent(request), questions=questions, said=queries.answers_in(this))
    if not why_not and form.is_valid():
        wants_later = "later" in request.POST and not is_done
        act = partial(
            actions.keep_answers, slug, moment, form.answers(), by=request.user,
            is_done=not wants_later, at=now(),
        )  # fmt: skip
        if saved_or_refused(form, act):
            messages.success(request, _kept_words(is_draft=wants_later))
            return redirect(found)
    groups = queries.by_dimension([_Asked(each, form) for each in questions])
    context = body.context(TAB) | {
        "round": found, "form": form, "groups": groups, "why_not": why_not, "own": this,
        "is_done": is_done,
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render_part(request, "cohorts/reflection.html#answer", context, status)


def _kept_words(*, is_draft: bool) -> str:
    if is_draft:
        return _("Kept as a draft, sealed. Come back as long as the reflection is open.")
    return _("Thank you. Below are your answers. They are yours alone until you share one.")


class _Asked:
    """A question with its field."""

    def __init__(self, question: Any, form: AnswersForm) -> None:
        self.dimension = question.dimension
        self.field = form[f"q{question.pk}"]


def _answered(
    request: PersonRequest, body: Body, found: Round, own: dict[str, Reflection],
    form: SharingForm | None = None,
) -> HttpResponse:  # fmt: skip
    """Her answers beside her earlier ones, and who may read which."""
    order = queries.ORDER
    shown = [
        own[moment] for moment in order
        if moment in own and own[moment].finished_at and order[moment] <= order[found.moment]
    ]  # fmt: skip
    opened = [(str(row.round), queries.answers_in(row)) for row in shown]
    questions = queries.questions_of(body.network)
    rows = [_Row(each, opened) for each in questions]
    this = own[found.moment]
    shared = queries.shared_in([this])
    answered = queries.answers_in(this)
    open_ones = [each for each in questions if each.is_open and each.pk in answered]
    chosen = {question: row.quoting for (_reflection, question), row in shared.items()}
    form = form or SharingForm(questions=open_ones, chosen=chosen)
    context = body.context(TAB) | {
        "round": found, "groups": queries.by_dimension([row for row in rows if row.said]),
        "form": form, "own": this, "can_change": not rules.why_not_answer(body.standing, found),
        "many": len(shown),
    }  # fmt: skip
    return render(request, "cohorts/reflected.html", context, status=422 if form.errors else 200)


class _Row:
    """A question, and what she answered each time."""

    def __init__(self, question: Any, opened: Any) -> None:
        self.dimension, self.text = question.dimension, question.text
        self.is_open = question.is_open
        self.said = [
            (moment, said[question.pk] if self.is_open else STEP_WORDS.get(said[question.pk], ""))
            for moment, said in opened if question.pk in said
        ]  # fmt: skip


@require_POST
def share(request: PersonRequest, slug: str, moment: str) -> HttpResponse:
    """Say who may read which answer."""
    body = within(request, slug)
    found = round_in(body, moment)
    own = queries.own_reflections(request.user, body.network)
    if moment not in own or own[moment].finished_at is None:
        raise Http404
    answered = queries.answers_in(own[moment])
    questions = [
        each for each in queries.questions_of(body.network) if each.is_open and each.pk in answered
    ]
    form = SharingForm(request.POST, questions=questions, chosen={})
    if not form.is_valid():
        return _answered(request, body, found, own, form)
    act = partial(actions.share, slug, moment, form.choices(), by=request.user, at=now())
    done = _("Saved. You can take each of them back at any time, and it is gone at once.")
    return pressed(request, act, done=done, to=found)


@require_http_methods(["GET", "POST"])
def withdraw_page(request: PersonRequest, slug: str, moment: str) -> HttpResponse:
    """Ask once more, then delete her answers."""
    body = within(request, slug)
    found = round_in(body, moment)
    if moment not in queries.own_reflections(request.user, body.network):
        raise Http404
    if request.method == "POST":
        act = partial(actions.withdraw, slug, moment, by=request.user)
        to = reverse("cohorts:reflections", args=[slug])
        return pressed(request, act, done=_("Your answers are deleted."), to=to)
    context = body.context(TAB) | {"round": found, "back_url": found.get_absolute_url()}
    return render(request, "cohorts/reflection_withdraw.html", context)
