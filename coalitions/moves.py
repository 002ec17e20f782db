"""What a coalition can decide about its own life, by one code each."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Move(models.TextChoices):
    """One step. `INTO` and `OUT_OF` need a yes of each side."""

    REST = "rest", _("Rest for a while")
    WAKE = "wake", _("Go on after resting")
    FRIENDS = "friends", _("Part as friends: end it well, and say what goes on")
    END = "end", _("End it")
    INTO = "into", _("Go on in another coalition, or divide into several")
    OUT_OF = "out_of", _("Say yes to being what another coalition grows into")
    REOPEN = "reopen", _("Open it again")


NAMES_OTHERS = (Move.INTO, Move.OUT_OF)
EFFECT = "coalitions.move_on"
