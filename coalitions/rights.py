"""What a network may do, and what holds for it, whatever it has consented to. Plain Python.

Nobody loses her voice for not consenting: rights come with belonging, and the list is the same for
all. What differs is which settings a network is bound by: those about one network at a time are
its own as it consented to them last.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Right(StrEnum):
    """What every network in a coalition may do."""

    READS = "reads"
    TALKS = "talks"
    DRAFTS = "drafts"
    DECIDES = "decides"
    PROPOSES = "proposes"
    CONSENTS = "consents"
    LEAVES = "leaves"


@dataclass(frozen=True)
class Applies:
    """One setting for one network. is_kept: as it was before, since it has not consented."""

    name: str
    value: Any
    is_kept: bool


@dataclass(frozen=True)
class Bond:
    """How one network stands to the agreement: what it may do, and what holds for it."""

    consented: int  # the newest version that it said yes to; 0: to none yet
    missing: tuple[int, ...]  # those that came in force since, to which it has said nothing
    rights: tuple[Right, ...]
    applies: tuple[Applies, ...]

    @property
    def is_behind(self) -> bool:
        """Whether the version in force is one of those."""
        return bool(self.missing)


def rights_of(consented: int, in_force: int) -> tuple[Right, ...]:
    """What a network may do that said yes to version `consented` while `in_force` holds.

    All of it, always; only saying yes is over where it was said.
    """
    every = tuple(Right)
    if consented >= in_force:
        return tuple(right for right in every if right != Right.CONSENTS)
    return every


def bond(
    *, consented: Collection[int], versions: Sequence[int], settings: Mapping[str, Any],
    kept: Mapping[str, Any],
) -> Bond:  # fmt: skip
    """How a network stands to an agreement.

    consented: the numbers of versions it said yes to; versions: all there are, rising; settings:
    what the version in force sets; kept: what still holds for this network alone.
    """
    newest = max(consented, default=0)
    in_force = versions[-1] if versions else 0
    return Bond(
        consented=newest,
        missing=tuple(number for number in versions if number > newest),
        rights=rights_of(newest, in_force),
        applies=tuple(
            Applies(name, kept.get(name, value), is_kept=name in kept and kept[name] != value)
            for name, value in settings.items()
        ),
    )
