"""What every answer goes through before the apps see the question, and after."""

import time
from collections.abc import Callable

import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from solidarity.base.limits import TooOften

Answer = Callable[[HttpRequest], HttpResponse]
log = structlog.get_logger("web")

UNUSED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen",
    "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb",
)  # fmt: skip
PERMISSIONS = ", ".join(f"{name}=()" for name in UNUSED)


class Recorded:
    """One log line a request: which page, how it went, how long; never who or what was typed."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        log.info(
            "answered",
            method=request.method,
            page=match.view_name if match else None,
            status=response.status_code,
            ms=round((time.perf_counter() - began) * 1000, 1),
        )
        return response


class Unavailable:
    """A database that is away is a 503 with a kind page, not a 500; too much at once is a 429."""

    RETRY_AFTER = 5

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        except (OperationalError, InterfaceError):
            return self.away(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Django asks here before it makes a 500 of what a view raised."""
        if isinstance(error, OperationalError | InterfaceError):
            return self.away(request)
        if isinstance(error, TooOften):
            response = render(request, "429.html", status=429)
            response["Retry-After"] = str(error.seconds)
            return response
        return None

    def away(self, request: HttpRequest) -> HttpResponse:
        """The page for now, which needs no database."""
        from django.template.loader import (
            render_to_string,
        )  # no context processors: they ask it

        response = HttpResponse(render_to_string("503.html"), status=503)
        response["Retry-After"] = str(self.RETRY_AFTER)
        return response


class Guarded:
    """The headers that Django and django-csp do not set."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        signed_out = settings.SESSION_COOKIE_NAME in response.cookies and not (
            response.cookies[settings.SESSION_COOKIE_NAME].value
        )
        if signed_out:
            response.headers.setdefault("Clear-Site-Data", '"cache", "storage"')
        # A page for one person must not stay behind in a shared browser or in between.
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response
