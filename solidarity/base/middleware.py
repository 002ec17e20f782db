"""What every answer goes through before the apps see the question, and after."""

import time
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from solidarity.base.limits import TooOften, wait_now
from solidarity.base.logs import is_unrecorded

Answer = Callable[[HttpRequest], HttpResponse]
log = structlog.get_logger("web")

UNUSED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen",
    "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb",
)  # fmt: skip
REFUSED_FORM, BROKEN = 422, 500
PERMISSIONS = ", ".join(f"{name}=()" for name in UNUSED)


class Recorded:
    """One log line a request: which page, how it went, how long; never who or what was typed."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        if match and is_unrecorded(match.func) and response.status_code < BROKEN:
            return response
        log.info(
            "answered",
            method=request.method,
            page=match.view_name if match else None,
            status=response.status_code,
            ms=round((time.perf_counter() - began) * 1000, 1),
        )
        return response


class NotTooOften:
    """Too much at once is a 429, which says when to come back.

    So is a form that says it above what was typed; HTMX takes that in as any refused form.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wait_now.set(0)
        response = self.get_response(request)
        seconds = wait_now.get()
        if seconds and response.status_code == REFUSED_FORM:
            response["Retry-After"] = str(seconds)
            if "HX-Request" not in request.headers:
                response.status_code = 429
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Django asks here before it makes a 500 of what a view raised."""
        if isinstance(error, TooOften):
            response = render(request, "429.html", status=429)
            response["Retry-After"] = str(error.seconds)
            return response
        return None


class KnownMethods:
    """Pages are asked for and forms are sent; whoever asks in another way is told so."""

    METHODS = ("GET", "HEAD", "POST")

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in self.METHODS:
            return HttpResponseNotAllowed(self.METHODS)
        return self.get_response(request)


class ReadableCookies:
    """A cookie with a NUL in it is none: no browser sends it, and no database takes it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if any("\0" in value for value in request.COOKIES.values()):
            kept = {name: value for name, value in request.COOKIES.items() if "\0" not in value}
            request.COOKIES = kept
        return self.get_response(request)


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
