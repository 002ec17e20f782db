"""Opening a question, giving it more time, closing it when all are heard, calling it off."""

from datetime import timedelta
from functools import partial

from django import forms
from django.http import Http404, HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from decisions.actions.closing import cancel, close_early, extend
from decisions.actions.opening import open_round
from decisions.forms.steering import CancelForm, ExtendForm
from decisions.models import Decision, Round, Stage, Who
from decisions.names import method_in_words, quorum_in_words
from decisions.queries.electorate import electorate_of
from decisions.queries.page import newest_round
from decisions.queries.voices import silent
from decisions.rules.opening import why_not_close_early, why_not_open_round
from decisions.rules.writing import why_not_ready
from decisions.views.parts import TAB, Question
from decisions.views.writing import editable, sent, url_of
from networks.views.asking import Question as Asked
from networks.views.asking import ask
from solidarity.people.models import PersonRequest
from solidarity.ui.moments import deadline_in_words


@require_http_methods(["GET", "POST"])
def open_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Let positions be taken, once she has seen what that settles."""
    question = editable(request, slug, number)
    decision, at = question.decision, now()
    standing = question.body.standing
    why_not = why_not_open_round(standing, decision, request.user) or why_not_ready(decision)
    asked = Asked(
        title=_("Let positions be taken?"),
        button=_("Open it"),
        back=url_of(decision),
        done=_("Open. All who decide are told."),
        notes=[] if why_not else _settled(decision),
        quote=decision.title,
        why_not=why_not,
    )
    act = partial(open_round, decision.pk, by=request.user, at=at)
    return ask(request, asked, forms.Form(sent(request)), act, body=question.body, tab=TAB)


def _settled(decision: Decision) -> list[str]:
    """What opening settles, a sentence each."""
    at = now()
    electors = len(electorate_of(decision, at=at))
    until = deadline_in_words(at + timedelta(days=decision.days_open))
    who = _("%(who)s: %(number)s as of now. Who comes later has no voice in this round.")
    found = [
        who % {"who": Who(decision.who).label, "number": electors},
        f"{method_in_words(decision.method)} {quorum_in_words(decision.quorum)}".strip(),
        _("Positions are taken until %(until)s.") % {"until": until},
        _("Text and rules stay as they are until then."),
    ]
    if decision.urgent_reason:
        found.append(_("Urgent: %(reason)s") % {"reason": decision.urgent_reason})
    return found


def _open_round(question: Question) -> Round:
    """The round that is open by its stage; Http404 where none is."""
    round = newest_round(question.decision)
    if round is None or question.decision.stage != Stage.ROUND:
        raise Http404
    return round


@require_http_methods(["GET", "POST"])
def extend_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Give an open round more time."""
    question = editable(request, slug, number)
    round = _open_round(question)
    form = ExtendForm(sent(request))

    def act() -> Round:
        until = round.closes_at + timedelta(days=form.cleaned_data["days"])
        return extend(round.pk, until=until, by=request.user, at=now())

    asked = Asked(
        title=_("Give it more time?"),
        button=_("Give it more time"),
        back=url_of(question.decision),
        done=_("It is open for longer. All who decide are told."),
        notes=[
            _("Now it closes %(when)s.") % {"when": deadline_in_words(round.closes_at)},
            _("That can be done until it closes, and not after."),
        ],
    )
    return ask(request, asked, form, act, body=question.body, tab=TAB)


@require_http_methods(["GET", "POST"])
def close_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Close a round before its time, when everybody has taken a position."""
    question = editable(request, slug, number)
    round = _open_round(question)
    missing = 0 if round.is_secret else silent(round).count()
    why_not = why_not_close_early(
        question.body.standing, round, request.user, missing=missing, at=now()
    )
    asked = Asked(
        title=_("Close it now?"),
        button=_("Close and count"),
        back=url_of(question.decision),
        done=_("Closed and counted."),
        notes=[_("Everybody has taken a position. Nobody can change hers after this.")],
        why_not=why_not,
    )
    act = partial(close_early, round.pk, by=request.user, at=now())
    form = forms.Form(sent(request))
    return ask(request, asked, form, act, body=question.body, tab=TAB)


@require_http_methods(["GET", "POST"])
def cancel_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Call it off, with a reason."""
    question = editable(request, slug, number)
    decision = question.decision
    if decision.stage not in (Stage.DISCUSSION, Stage.ROUND):
        raise Http404
    form = CancelForm(sent(request))

    def act() -> Decision:
        reason = form.cleaned_data["reason"]
        return cancel(decision.pk, by=request.user, reason=reason, at=now())

    asked = Asked(
        title=_("Call this question off?"),
        button=_("Call it off"),
        back=url_of(decision),
        done=_("Called off. Your reason stands on its page."),
        notes=[_("It is not decided then, and cannot be opened again.")],
        quote=decision.title,
        is_grave=True,
    )
    return ask(request, asked, form, act, body=question.body, tab=TAB)
