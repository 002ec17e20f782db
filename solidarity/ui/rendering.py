"""Whole pages for browsers, parts of them for htmx."""

from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

Context = dict[str, Any]


def render_part(
    request: HttpRequest, name: str, context: Context, status: int = 200
) -> HttpResponse:
    """The page of `name` ("page.html#part"), or only its part when htmx asks to put it in place.

    htmx asks for a part by aiming at the element that has the part's name as its id. Messages
    that wait for the reader travel with it.
    """
    page, _, part = name.partition("#")
    if part and wanted_part(request) == part:
        html = render_to_string(name, context, request) + _messages(request)
    else:
        html = render_to_string(page, context, request)
    response = HttpResponse(html, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def wanted_part(request: HttpRequest) -> str:
    """The name of the part that htmx asks for; "" when a whole page is wanted."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    if not htmx or htmx.boosted or htmx.history_restore_request:
        return ""
    return htmx.target or ""


def _messages(request: HttpRequest) -> str:
    if not (waiting := get_messages(request)):
        return ""
    return render_to_string("ui/messages.html", {"messages": waiting, "out_of_band": True})
