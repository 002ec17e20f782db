"""What stands above the statements: of whom they are answered, and where one goes when done.

Whoever lets people answer about others says so here; sheets about oneself are this app's own.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class Frame:
    """The words above a sheet's screens."""

    title: Words
    lead: Words
    then: str = ""  # the address to go to when it is finished; "" is the sheet's own page
    back: str = ""  # where one leaves to, and comes back from; "" is /values/
    done: Words = ""  # the message when it is finished


Framing = Callable[[models.Model], Frame]
_framings: dict[str, Framing] = {}
USUAL = {
    "self": Frame(
        _("Your circle"),
        _("How much does each of these matter to you, as a guide in your life?"),
        done=_("Done. This is your circle."),
    ),
    "member": Frame(
        _("A typical member"),
        _("How much does each of these matter to a typical member? Guess: nobody can know."),
        done=_("Thank you. Your guess is kept."),
    ),
    "country": Frame(
        _("A typical person in your country"),
        _("How much does each of these matter to a typical person there? Guess: nobody can know."),
        done=_("Thank you. Your guess is kept."),
    ),
}


def frame_by(about: str, framing: Framing) -> None:
    """Let `framing` say what stands above sheets about that; it is given the sheet."""
    _framings[about] = framing


def frame_of(sheet: models.Model, about: str) -> Frame:
    """What stands above the screens of a sheet."""
    return _framings[about](sheet) if about in _framings else USUAL[about]
