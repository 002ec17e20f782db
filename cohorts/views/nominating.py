"""Thinking of somebody, and answering: here, or as whoever holds the mail."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.actions import nominating
from cohorts.forms.applying import NominatedForm, NominateForm
from cohorts.models import Nomination
from cohorts.queries.applying import nomination_held, nomination_of
from cohorts.rules.applying import why_not_answer_nomination, why_not_nominate
from cohorts.views.body import TAB, of_hers, programme_for
from decisions.views.writing import sent
from networks.actions.answering import Over
from networks.views.asking import Question, ask
from networks.views.tokens import exchanged, over
from solidarity.people.models import Person, PersonRequest, ViewerRequest

HELD = "nomination"


@require_http_methods(["GET", "POST"])
def nominate_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Think of somebody for this cohort."""
    met = programme_for(request, slug)
    form = NominateForm(sent(request), initial={"language": request.user.interface_language})
    question = Question(
        title=_("Nominate somebody"),
        button=_("Ask this person"),
        back=reverse(TAB, args=[slug]),
        back_words=_("Programme"),
        done=_("If this person can be asked, she is asked now. She alone decides."),
        notes=[
            _(
                "We ask the person first, and say that it was you. Nobody else learns of it, and"
                " you are not told of the answer: no one has to explain a no."
            ),
            _("Somebody who is not here yet gets one mail, and can say no without signing up."),
        ],
        why_not=why_not_nominate(met.cohort, at=now()),
    )

    def act() -> None:
        nominating.nominate(slug, by=request.user, at=now(), **form.cleaned_data)

    return ask(request, question, form, act, body=met.body, tab=TAB)


@require_http_methods(["GET", "POST"])
def nominated_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Answer whoever thought of one."""
    met = of_hers(request, slug)
    nomination = nomination_of(met.cohort, request.user)
    if nomination is None:
        raise Http404
    form = NominatedForm(sent(request))
    name = nomination.by.display_name if nomination.by else _("Somebody")
    question = Question(
        title=_("Somebody thought of you"),
        button=_("Answer"),
        back=met.back,
        back_words=met.back_words,
        done=_("Answered. Nobody else is told."),
        notes=[_("%(name)s thinks that this cohort could be for you.") % {"name": name}],
        quote=nomination.words,
        why_not=why_not_answer_nomination(nomination),
    )

    def act() -> None:
        said = form.cleaned_data["answer"]
        nominating.answer(slug, by=request.user, yes=said == "yes", never=said == "never", at=now())

    wants = request.method == "POST" and request.POST.get("answer") == "yes"
    to = reverse("cohorts:apply", args=[slug]) if wants else ""
    return ask(request, question, form, act, body=met.body, tab=TAB, to=to)


@require_safe
@login_not_required
def open_nomination(request: ViewerRequest, token: str) -> HttpResponse:
    """Take the token out of the address and into the session."""
    held = nominating.hidden_token(token)
    is_good = nomination_held(held, at=now()) is not None
    return exchanged(request, held, kept_as=HELD, is_good=is_good, to="cohorts:nomination")


@require_http_methods(["GET", "POST"])
@login_not_required
def nomination_page(request: ViewerRequest) -> HttpResponse:
    """Who thought of one, for what; yes, no, or never: a no takes no account."""
    nomination = nomination_held(request.session.get(HELD, ""), at=now())
    if nomination is None:
        return over(request, kept_as=HELD)
    if request.method == "POST":
        return _answered(request, nomination)
    cohort = nomination.cohort
    context = {"nomination": nomination, "cohort": cohort, "network": cohort.network}
    return render(request, "cohorts/nomination.html", context)


def _answered(request: ViewerRequest, nomination: Nomination) -> HttpResponse:
    person = request.user if isinstance(request.user, Person) else None
    says = request.POST.get("answer", "")
    is_no = says in {"no", "never"}
    if not is_no and person is None:
        after = urlencode({"next": reverse("cohorts:nomination")})
        return redirect(f"{reverse('account_signup')}?{after}")
    act = partial(nominating.answer_held, request.session[HELD], by=person, at=now())
    try:
        act(yes=not is_no, never=says == "never")
    except Over:
        return over(request, kept_as=HELD)
    del request.session[HELD]
    if is_no:
        messages.success(request, _("Thank you for saying so. Nobody else is told."))
        return redirect("home")
    return redirect("cohorts:apply", nomination.cohort.network.slug)
