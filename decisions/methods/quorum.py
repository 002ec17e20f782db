"""How many must take a position before a decision counts."""

from fractions import Fraction

from decisions.methods.tally import Exact


def quorum(*, electors: int, share: Exact) -> int:
    """Positions that must be taken, rounded up; electors are counted, not their voices.

    electors: those entitled; a count, at least 0.
    share: part of them that must take a position; 0 to 1.
    Raises ValueError outside those ranges: a bug in the caller, never shown to people.
    In fractions, since 100 * 0.07 > 7 in floats.
    """
    if electors < 0 or not 0 <= share <= 1:
        raise ValueError(f"quorum of {share} of {electors} electors")
    part = Fraction(share)
    return -(-electors * part.numerator // part.denominator)
