"""Each person reads in her own language and her own time, and leaves nothing behind.

And nobody sends us more than we would read.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from solidarity.people import sessions
from solidarity.people.models import Person
from solidarity.people.queries import has_second_step

FRAME = 64 * 1024  # what a browser writes around the fields of a form


class InTheirWords:
    """Sets language and time zone for the signed-in; LocaleMiddleware serves the others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Herself: through Django's proxy each of the hundreds of looks at her would take longer.
        person = request.user = get_user(request)
        if not isinstance(person, Person):
            return self.get_response(request)
        sessions.note_use(request.session, at=timezone.now())
        translation.activate(person.interface_language)
        request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(person.zone):
            response = self.get_response(request)
        if not request.user.is_authenticated:
            # She has signed out: the next to sit at this browser finds nothing of hers.
            response.headers.setdefault("Clear-Site-Data", '"cache", "storage"')
        return response


class AsksAgain:
    """Before what guards an account, and at the admins' desk, one shows once more who one is.

    Who came to a page in time may also take some while to fill it in. The desk opens only to
    admins who have a second step.
    """

    GUARDED = frozenset({
        "account_email",
        "account_set_password",
        "people:app",
        "people:codes",
        "people:codes_file",
        "people:data",
        "people:depart",
        "people:fetch_export",
        "people:friends_link",
        "people:passkeys",
        "people:remove_step",
    })  # fmt: skip
    BACK: ClassVar[dict[str, str]] = {"people:fetch_export": "people:data"}  # it is only pressed
    DESK = frozenset({"desk", "desk_reports"})

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Lead on to where she shows it; None when she need not."""
        person, match = request.user, request.resolver_match
        if not isinstance(person, Person) or match is None:
            return None
        if match.view_name in self.GUARDED:
            is_asked = request.method in {"GET", "HEAD"}
            back = reverse(self.BACK[match.view_name]) if match.view_name in self.BACK else ""
            within = sessions.FRESH if is_asked else sessions.TO_FINISH
            return _unless_proven(request, within, back=back)
        if person.is_admin and self.DESK & set(match.namespaces):
            if not has_second_step(person):
                messages.warning(request, _("The desk opens when you have set up a second step."))
                return redirect("people:security")
            return _unless_proven(request, sessions.AT_THE_DESK)
        return None


def _unless_proven(
    request: HttpRequest, within: timedelta, *, back: str = ""
) -> HttpResponse | None:
    if sessions.is_proven(request.session, within, at=timezone.now()):
        return None
    query = urlencode({"next": back or request.get_full_path()})
    return redirect(f"{reverse('account_reauthenticate')}?{query}")


class NotTooLarge:
    """What is too large is a 413 before any of it is read; where admins send files, theirs may be.

    Django itself counts what stands in the fields of a form, not in the files that come with it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE + FRAME:
            most = settings.LARGE_FILES.get(request.path, 0)
            person = request.user if most else None
            is_admin = isinstance(person, Person) and person.is_admin
            if not is_admin or _length(request) > most + FRAME:
                return render(request, "413.html", status=413)
        return self.get_response(request)


# What somebody can open whose account rests: waking up, her data, and the way out.
RESTING_PAGES = frozenset({
    "account_logout", "account_reauthenticate", "dev:mailbox", "dev:sign_in", "healthz", "help",
    "mfa_reauthenticate", "people:ask_export", "people:data", "people:depart",
    "people:fetch_export", "people:kept", "people:resting", "readyz", "set_language",
})  # fmt: skip


class Resting:
    """Whoever signs in to an account that rests is asked first whether she comes back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Lead her to the page that asks, from every other."""
        match = request.resolver_match
        if match is None or match.view_name in RESTING_PAGES:
            return None
        person = request.user
        if isinstance(person, Person) and person.resting_since:
            return redirect("people:resting")
        return None


def _length(request: HttpRequest) -> int:
    sent = str(request.META.get("CONTENT_LENGTH") or "")
    return int(sent) if sent.isdecimal() else 0
