"""What a button alone asks for: no form to fill in, nothing to ask once more."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from solidarity.base.refused import Refused


def pressed(
    request: HttpRequest, act: Callable[[], Any], *, done: str | Callable[[Any], str], to: Any
) -> HttpResponse:
    """Do `act` and go to `to`, where a message says `done`, or why it was refused.

    done: the words, or what makes them of what `act` returned; to: as for `redirect`.
    """
    try:
        result = act()
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, done if isinstance(done, str) else done(result))
    return redirect(to)
