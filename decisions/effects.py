"""What adopting a decision sets in motion: apps above fill it in at start-up, as networks does."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from decisions.models import Decision, Subject
from networks.models import Network
from solidarity.people.models import Viewer

About = Mapping[str, Any]  # keys and codes, never words


def _nothing_else(_about: About) -> Collection[int]:
    return ()


def _no_more_to_say(_network: Network, _about: About, _viewer: Viewer) -> list[str]:
    return []


@dataclass(frozen=True)
class Effect:
    """One thing that a decision can do. All are called inside the closing transaction.

    subject: the kind of question that it is: its usual method, or a stricter one, decides.
    why_not: why it cannot be done (any more), or ""; asked when it is proposed, opened and done.
    carry_out: does it, safe to meet twice; returns what stands on the outcome (codes and keys).
    in_words: what it will do, in the reader's language, for the page of the decision.
    details: what exactly that is, line by line, as far as a viewer may know; the text of a question
    is its author's, and could say something else.
    touches: the networks (keys) that it changes, where there are others than the one that decides:
    all of them are held in the order of their keys before anything else is, so that two that
    close at once cannot wait for each other.
    after_the_end: a body that has ended can still decide it.
    """

    kind: str
    label: str | Promise
    subject: Subject
    why_not: Callable[[Network, About], str]
    carry_out: Callable[[Decision, datetime], dict[str, Any]]
    in_words: Callable[[Network, About], str]
    touches: Callable[[About], Collection[int]] = _nothing_else
    details: Callable[[Network, About, Viewer], list[str]] = _no_more_to_say
    after_the_end: bool = False


_effects: dict[str, Effect] = {}
FollowNo = Callable[[Decision, datetime], object]
_followers: list[FollowNo] = []


def follow_no(act: FollowNo) -> None:
    """Let `act` follow, in the closing transaction, when a decision has ended and did nothing.

    Not where it is talked about again, nor where it was called off.
    """
    _followers.append(act)


def came_to_nothing(decision: Decision, *, at: datetime) -> None:
    """Tell those who wait for it that what this decision was about is not done."""
    for act in _followers:
        act(decision, at)


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
