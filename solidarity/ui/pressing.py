"""What a button alone asks for: no form to fill in, nothing to ask once more."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from solidarity.base.refused import Refused


def pressed(
    request: HttpRequest, act: Callable[[], Any], *, done: str | Callable[[Any], str], to: Any
) -> HttpResponse:
    """Do `act` and go to `to`, where a message says `done`, or why it was refused.

    Http404 where what it is about went away since the page was drawn.

    done: the words, or what makes them of what `act` returned; to: as for `redirect`.
    """
    try:
        result = act()
    except Refused as refusal:
        messages.warning(request, str(refusal))
    except ObjectDoesNotExist as gone:
        raise Http404 from gone
    else:
        messages.success(request, done if isinstance(done, str) else done(result))
    return redirect(to)
