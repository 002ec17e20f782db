"""What makes it hard: what each network says, where support is wanted, and what is promised."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalitions.actions import hard as actions
from coalitions.forms.hard import CommitForm, HardForm
from coalitions.models import Hard, Hardship
from coalitions.queries.absent import newest_asking
from coalitions.queries.hard import eased_in, hard_in, hard_words, hardship_for
from coalitions.rules.hard import why_not_change_hard, why_not_say_hard
from coalitions.views.body import inside
from coalitions.views.calls import spoken_for
from decisions.actions.tasks import add_for
from decisions.views.tasks import answered, tasks_shown
from decisions.views.writing import saved_or_refused, sent
from networks.views.body import Body
from solidarity.people.models import PersonRequest
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part

TAB = "coalitions:ground"
QUESTIONS = {
    Hard.TRUST: (
        gettext_lazy("Do our people ever meet those of the others? What would it take?"),
        gettext_lazy("Is there anything one of us does that others are wary of?"),
        gettext_lazy("Who speaks for those who cannot be there?"),
    ),
    Hard.DIFFERENCE: (
        gettext_lazy("Who has paid people, rooms or money, and who has none of it?"),
        gettext_lazy("Whose words are listened to first? Who is spoken about, and not with?"),
        gettext_lazy("If somebody lends something, what does nobody owe for it?"),
    ),
    Hard.ACCESS: (
        gettext_lazy("What do we take for granted that not everybody has or can do?"),
        gettext_lazy("Which hours, places, languages or costs shut people out?"),
        gettext_lazy("What would those say who have never come?"),
    ),
}


@require_safe
def hard_page(request: PersonRequest, slug: str) -> HttpResponse:
    """All of it, by kind, with the questions that lead to it."""
    body = inside(request, slug)
    why_not = why_not_say_hard(body.standing, spoken_for(request.user, body))
    context = body.context(TAB) | {
        "kinds": [
            {"of": each, "questions": QUESTIONS[each.kind]}
            for each in hard_in(request.user, body.network)
        ],
        "eased": eased_in(request.user, body.network),
        "why_not": why_not,
        "asking": newest_asking(body.network),
    }
    return render(request, "coalitions/hard.html", context)


def _written(request: PersonRequest, body: Body, form: HardForm, **more: Any) -> HttpResponse:
    kinds = [{"kind": kind, "questions": asked} for kind, asked in QUESTIONS.items()]
    context = body.context(TAB) | {"form": form, "kinds": kinds} | more
    status = 422 if request.method == "POST" else 200
    return render_part(request, "coalitions/hard_write.html#write", context, status)


@require_http_methods(["GET", "POST"])
def new_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Say what is hard for one's network."""
    body = inside(request, slug)
    spoken = spoken_for(request.user, body)
    why_not = why_not_say_hard(body.standing, spoken)
    chosen = request.GET.get("kind", "")
    initial = {"kind": chosen if chosen in Hard.values else "", "words": "", "wants_support": False}
    form = HardForm(sent(request), networks=spoken, initial=initial)
    if not why_not and form.is_valid():
        said = form.cleaned_data
        said.pop("seen")
        network = said.pop("network")
        act = partial(
            actions.say_hard, slug, by=request.user, network=network, fields=said, at=now()
        )
        if made := saved_or_refused(form, act):
            messages.success(request, _("Said. Thank you: that takes courage."))
            return redirect(made)
    return _written(request, body, form, why_not=why_not)


def _hardship(request: PersonRequest, slug: str, pk: int) -> tuple[Body, Hardship]:
    body = inside(request, slug)
    hardship = hardship_for(request.user, body.network, pk)
    if hardship is None:
        raise Http404
    return body, hardship


@require_http_methods(["GET", "POST"])
def hardship_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """One of them, and what is done about it; a form adds a promise."""
    body, hardship = _hardship(request, slug, pk)
    form = CommitForm(sent(request))
    if form.is_valid():
        act = partial(
            add_for, Hardship, hardship.pk, by=request.user, at=now(), **form.cleaned_data
        )
        if saved_or_refused(form, act):
            messages.success(request, _("Written down, with who holds it and until when."))
            return redirect(hardship)
    spoken = spoken_for(request.user, body)
    context = body.context(TAB) | {
        "hardship": hardship,
        "form": form,
        "part": tasks_shown(request.user, hardship, body.standing),
        "can_change": not why_not_change_hard(hardship, spoken),
    }
    return render_part(
        request, "coalitions/hardship.html#add", context, 422 if form.errors else 200
    )


def _own(request: PersonRequest, slug: str, pk: int) -> tuple[Body, Hardship]:
    """One that her network said; Http404 for what others said."""
    body, hardship = _hardship(request, slug, pk)
    if why_not_change_hard(hardship, spoken_for(request.user, body)):
        raise Http404
    return body, hardship


@require_http_methods(["GET", "POST"])
def change_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Say it in other words."""
    body, hardship = _own(request, slug, pk)
    form = HardForm(sent(request), initial=hard_words(hardship))
    if form.is_valid():
        said = form.cleaned_data
        seen = said.pop("seen")
        act = partial(actions.change_hard, pk, by=request.user, fields=said, seen=seen, at=now())
        if saved_or_refused(form, act):
            messages.success(request, _("Saved."))
            return redirect(hardship)
    return _written(request, body, form, hardship=hardship)


@require_POST
def ease(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Say that it has eased, or that it is hard again."""
    _body, hardship = _own(request, slug, pk)
    is_eased = request.POST.get("act") == "eased"
    act = partial(actions.ease, pk, by=request.user, is_eased=is_eased, at=now())
    done = _("Good to hear.") if is_eased else _("It stands among the others again.")
    return pressed(request, act, done=done, to=hardship)


@require_POST
def answer_task(request: PersonRequest, slug: str, pk: int, task: int) -> HttpResponse:
    """Take a promise on, give it back, or say that it is kept."""
    _body, hardship = _hardship(request, slug, pk)
    return answered(request, hardship, task, to=hardship.get_absolute_url())
