"""Challenges: whom they reach, making one, the conversation, and what was changed."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts.actions import challenging as actions
from cohorts.forms.challenges import ChallengeForm, CloseForm, SayForm, TrustForm
from cohorts.queries import challenges as queries
from cohorts.queries.people import participants_of
from cohorts.rules.challenges import MOST_TRUSTED, why_not_challenge, why_not_propose
from cohorts.rules.people import takes_part
from cohorts.views.inside import TAB, inside
from decisions.views.writing import saved_or_refused, sent
from networks.views.asking import Question, ask
from networks.views.body import Body
from solidarity.people.models import PersonRequest
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part


@require_safe
def challenges_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Whom challenges reach, what was changed, and for those who take part their own."""
    return shown(request, inside(request, slug))


def shown(request: PersonRequest, body: Body, *, form: TrustForm | None = None) -> HttpResponse:
    """The page; `form` that was refused stands in it."""
    network, viewer = body.network, request.user
    is_part = takes_part(body.standing)
    reached = queries.reached_in(network)
    proposed = queries.proposed_in(network, viewer) if is_part else []
    can_propose = is_part and not why_not_propose(body.standing, len(proposed))
    context = body.context(TAB) | {
        "reached": reached,
        "missing": MOST_TRUSTED - len(reached),
        "is_part": is_part,
        "proposed": proposed,
        "participants": participants_of(network).count() if is_part else 0,
        "form": (form or TrustForm()) if can_propose else None,
        "can_challenge": is_part and any(each != viewer for each in reached),
        "hers": queries.hers_in(network, viewer) if is_part else [],
        "trusted_with": queries.trusted_with(network, viewer) if viewer in reached else [],
        "told": queries.told_in(network),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "cohorts/challenges.html", context, status=status)


@require_http_methods(["GET", "POST"])
def new_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Challenge those who facilitate."""
    body = inside(request, slug)
    if not takes_part(body.standing):
        raise Http404
    reached = [each for each in queries.reached_in(body.network) if each != request.user]
    why_not = why_not_challenge(body.standing, len(reached))
    form = ChallengeForm(sent(request))
    if not why_not and form.is_valid():
        act = partial(
            actions.challenge, body.network.pk, by=request.user, at=now(), **form.cleaned_data
        )
        if made := saved_or_refused(form, act):
            messages.success(
                request, _("It reached those whom participants trust, and nobody else.")
            )
            return redirect(made)
    context = body.context(TAB) | {"form": form, "why_not": why_not, "reached": reached}
    status = 422 if request.method == "POST" else 200
    return render_part(request, "cohorts/challenge_new.html#write", context, status)


def seen_for(request: PersonRequest, key: str) -> queries.Seen:
    """A challenge; Http404 for everybody but whoever made it and those it reaches."""
    seen = queries.challenge_for(request.user, key)
    if seen is None:
        raise Http404
    return seen


@require_http_methods(["GET", "POST"])
def challenge_page(request: PersonRequest, key: str) -> HttpResponse:
    """What was said, and room to say more."""
    seen = seen_for(request, key)
    form = SayForm(sent(request))
    if form.is_valid():
        act = partial(actions.say, key, by=request.user, at=now(), **form.cleaned_data)
        if saved_or_refused(form, act):
            messages.success(request, _("Said. Nobody else reads it."))
            return redirect(seen.challenge)
    challenge = seen.challenge
    context = {
        "challenge": challenge,
        "is_hers": seen.is_hers,
        "words": queries.words_in(challenge),
        "reached": queries.reached_in(challenge.body),
        "form": form,
        "inside": request.user.memberships.filter(network=challenge.body, state="active").exists(),
    }
    status = 422 if form.errors else 200
    return render(request, "cohorts/challenge.html", context, status=status)


@require_http_methods(["GET", "POST"])
def close_page(request: PersonRequest, key: str) -> HttpResponse:
    """Say what was changed, and close it: for those who are trusted."""
    seen = seen_for(request, key)
    if seen.is_hers:
        raise Http404
    form = CloseForm(sent(request))
    question = Question(
        title=_("What was changed?"), button=_("Close it"), back=seen.challenge.get_absolute_url(),
        done=_("Closed. Whoever challenged says whether all in the cohort read this."),
        quote=seen.challenge.about, back_words=seen.challenge.about,
        why_not=_("This was closed.") if seen.challenge.closed_at else "",
    )  # fmt: skip
    act = lambda: actions.close(  # noqa: E731 asked for when the form is filled in
        key, changed=form.cleaned_data["changed"], by=request.user, at=now()
    )
    return ask(request, question, form, act)


@require_POST
def tell(request: PersonRequest, key: str) -> HttpResponse:
    """Let all in the cohort read what was changed, or no more."""
    seen = seen_for(request, key)
    if not seen.is_hers:
        raise Http404
    is_shown = "hide" not in request.POST
    done = _("All in the cohort can read what was changed.") if is_shown else _(
        "Only you and those who are trusted read it."
    )  # fmt: skip
    act = partial(actions.tell, key, shown=is_shown, by=request.user, at=now())
    return pressed(request, act, done=done, to=reverse("cohorts:challenge", args=[key]))
