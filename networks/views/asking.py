"""A page that asks, with a form, before something is done: refused is 422 and keeps the words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from networks.views.body import Body
from solidarity.base.refused import Refused
from solidarity.people.models import PersonRequest
from solidarity.ui.rendering import render_part


@dataclass(frozen=True)
class Question:
    """What such a page says; `done` is the message when it is done.

    back_words: where the way back leads; instead: an address and its name, for whoever may not
    do it now.
    """

    title: str
    button: str
    back: str
    done: str
    notes: Sequence[str] = ()
    back_words: str = ""
    quote: str = ""
    why_not: str = ""
    instead: tuple[str, str] | None = None
    is_grave: bool = False


def ask(
    request: PersonRequest, question: Question, form: forms.Form, act: Callable[[], Any], *,
    body: Body | None = None, tab: str = "", to: str = "",
) -> HttpResponse:  # fmt: skip
    """Ask `question` with `form`; when it is well filled in, `act` and go to `to`, or back."""
    is_sent = request.method == "POST"
    if is_sent and not question.why_not and form.is_valid():
        try:
            act()
        except Refused as refusal:
            if not form.errors:  # a form that knows more has said so itself
                form.add_error(None, str(refusal))
        else:
            messages.success(request, question.done)
            return redirect(to or question.back)
    context = {"question": question, "form": form} | (body.context(tab) if body else {})
    is_refused = is_sent and bool(form.errors or question.why_not)
    page = "networks/ask.html#ask" if body else "networks/ask_alone.html#ask"
    return render_part(request, page, context, 422 if is_refused else 200)
