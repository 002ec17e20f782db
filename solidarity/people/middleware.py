"""Each person reads in her own language and her own time."""

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from solidarity.people.models import Person


class InTheirWords:
    """Sets language and time zone for the signed-in; LocaleMiddleware serves the others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not isinstance(request.user, Person) and not request.user.is_authenticated:
            return self.get_response(request)
        person = request.user
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            translation.activate(person.interface_language)
            request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(zoneinfo.ZoneInfo(person.time_zone)):
            return self.get_response(request)
