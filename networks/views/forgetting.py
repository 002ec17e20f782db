"""How long the conversations of a network are kept: for its stewards."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from networks.actions import forgetting
from networks.forms.forgetting import ForgettingForm
from networks.views.asking import Question, ask
from networks.views.body import stewards_only
from solidarity.base.stale import Stale
from solidarity.people.models import PersonRequest

TAB = "networks:settings"


@require_http_methods(["GET", "POST"])
def forgetting_page(request: PersonRequest, slug: str) -> HttpResponse:
    """After how many months silent conversations go."""
    body = stewards_only(request, slug)
    network = body.network
    sent = request.POST if request.method == "POST" else None
    form = ForgettingForm(sent, initial=forgetting.keeping_of(network))
    question = Question(
        title=_("How long conversations are kept"),
        button=_("Save"),
        back=reverse(TAB, args=[slug]),
        done=_("Saved."),
        notes=[
            _(
                "A conversation in which nobody has written for so long is deleted for good, with"
                " all that was said in it. What is objected to the ways of working stays."
            ),
            _("Everybody who reads here is told now, and it begins in 14 days."),
        ],
        is_grave=False,
    )

    def act() -> Any:
        months = form.cleaned_data["threads_kept_months"]
        seen = form.cleaned_data["seen"]
        try:
            forgetting.keep_threads(network.pk, by=request.user, months=months, seen=seen, at=now())
        except Stale as stale:
            form.show_stale(stale)
            raise

    return ask(request, question, form, act, body=body, tab=TAB)
