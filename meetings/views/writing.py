"""A page with one form on it, that belongs to a meeting."""

from dataclasses import dataclass

from django import forms
from django.http import HttpResponse

from meetings.views.body import Gathering
from solidarity.people.models import PersonRequest
from solidarity.ui.rendering import render_part


@dataclass(frozen=True)
class Page:
    """What such a page says."""

    title: str
    button: str
    back: str
    back_words: str
    lead: str = ""
    why_not: str = ""
    draft: str = ""  # what its words are kept under while one types
    more: str = ""  # a second button: the same, and the page anew for another


MORE = "more"


def wants_more(request: PersonRequest) -> bool:
    """Whether the second button was pressed."""
    return MORE in request.POST


def written(request: PersonRequest, met: Gathering, page: Page, form: forms.Form) -> HttpResponse:
    """The page: 422 where something was sent, and refused."""
    context = met.context() | {"page": page, "form": form}
    status = 422 if request.method == "POST" else 200
    return render_part(request, "meetings/write.html#write", context, status)
