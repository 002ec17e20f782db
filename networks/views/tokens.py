"""A token that came by mail: once in an address, and then, as a digest, in the session."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from solidarity.people.models import ViewerRequest


def exchanged(
    request: ViewerRequest, held: str, *, kept_as: str, is_good: bool, to: str
) -> HttpResponse:
    """Keep the digest `held` in the session and send the browser on to `to`; 410 if it is no good.

    kept_as: under which name the session keeps it. to: the name of a page without a token in it.
    """
    if not is_good:
        return over(request, kept_as=kept_as)
    request.session[kept_as] = held
    return _unreferred(redirect(to))


def over(request: ViewerRequest, *, kept_as: str) -> HttpResponse:
    """The same page for a token that was used, ran out, was taken back, or never was."""
    request.session.pop(kept_as, None)
    return _unreferred(render(request, "networks/invitation_over.html", status=410))


def _unreferred(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    return response
