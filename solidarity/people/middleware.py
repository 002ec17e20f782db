"""Each person reads in her own language and her own time, and leaves nothing behind."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from solidarity.people.models import Person


class InTheirWords:
    """Sets language and time zone for the signed-in; LocaleMiddleware serves the others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        if not isinstance(person, Person):
            return self.get_response(request)
        translation.activate(person.interface_language)
        request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(person.zone):
            response = self.get_response(request)
        if not request.user.is_authenticated:
            # She has signed out: the next to sit at this browser finds nothing of hers.
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response
