"""Which statements stand on which screen: shuffled, and for one sheet always the same way."""

import hashlib
from collections.abc import Sequence

MOST = 6


def shuffled(numbers: Sequence[int], order: int) -> list[int]:
    """The numbers in an order that belongs to `order`, on every machine and for ever."""
    return sorted(numbers, key=lambda number: hashlib.sha256(f"{order}:{number}".encode()).digest())


def screens(numbers: Sequence[int], order: int) -> list[list[int]]:
    """The shuffled numbers, five or six to a screen; the first screens hold the longer rows.

    numbers: of the statements, each once. order: what a sheet's order is made of.
    """
    left = shuffled(numbers, order)
    count = -(-len(left) // MOST)
    least, more = divmod(len(left), max(count, 1))
    found = []
    for index in range(count):
        size = least + (index < more)
        found.append(left[:size])
        left = left[size:]
    return found
