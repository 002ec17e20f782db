"""What the acts of decisions have in common."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from decisions.effects import Effect
from decisions.models import Decision
from decisions.rules.moving import why_not_move_by
from solidarity.base.refused import refuse_if


def gone() -> str:
    """What is said of something that a decision was about."""
    return _("What this is about is not there any more.")


def key_in(about: Mapping[str, Any], name: str) -> int:
    """The key under this name; 0, which nothing has, where there is none."""
    found = about.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) else 0


def refuse_part(decision: Decision, effect: Effect) -> None:
    """Raise Refused where only a part of the network decides, or where nobody decided here."""
    refuse_if(why_not_move_by(decision, effect))
