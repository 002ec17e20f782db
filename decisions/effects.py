"""What adopting a decision sets in motion: apps above fill it in at start-up, as networks does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from decisions.models import Decision, Subject
from networks.models import Network

About = Mapping[str, Any]  # keys and codes, never words


@dataclass(frozen=True)
class Effect:
    """One thing that a decision can do. All are called inside the closing transaction.

    subject: the kind of question that it is: its usual method, or a stricter one, decides.
    why_not: why it cannot be done (any more), or ""; asked when it is proposed, opened and done.
    carry_out: does it, safe to meet twice; returns what stands on the outcome (codes and keys).
    in_words: what it will do, in the reader's language, for the page of the decision.
    after_the_end: a body that has ended can still decide it.
    """

    kind: str
    label: str | Promise
    subject: Subject
    why_not: Callable[[Network, About], str]
    carry_out: Callable[[Decision, datetime], dict[str, Any]]
    in_words: Callable[[Network, About], str]
    after_the_end: bool = False


_effects: dict[str, Effect] = {}


def set_in_motion(effect: Effect) -> None:
    """Let decisions have this effect."""
    _effects[effect.kind] = effect


def effect_of(decision: Decision) -> Effect | None:
    """What adopting `decision` does; None: it stands for itself."""
    return _effects[decision.effect] if decision.effect else None


def effects() -> list[Effect]:
    """All that there are, in the order in which they were filled in."""
    return list(_effects.values())


def effect_called(kind: str) -> Effect:
    """The effect of this kind; raises KeyError where there is none."""
    return _effects[kind]
