"""What htmx needs to hear when it asked for a part and a whole page comes back."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from solidarity.ui.rendering import wanted_part

Answer = Callable[[HttpRequest], HttpResponse]
TAKEN_IN = (200, 422)


class WholePages:
    """A whole page takes the window, whatever element htmx sent the request from.

    So an act may lead to any page by a plain redirect. Other statuses are left alone: what was
    typed stays where it is, and a message says what happened.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if wanted_part(request) and response.status_code in TAKEN_IN and _is_whole(response):
            response["HX-Retarget"] = "body"
            response["HX-Reswap"] = "innerHTML show:window:top"
            response["HX-Push-Url"] = request.get_full_path()
        return response


def _is_whole(response: HttpResponse) -> bool:
    return not response.streaming and response.content[:15].lower() == b"<!doctype html>"
