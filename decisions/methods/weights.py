"""How many voices an elector has: one each, by the size of a network, or shares of her own."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from decisions.methods.tally import Exact


class Band(NamedTuple):
    """Networks of `least` people or more have this many voices, until a higher band begins."""

    least: int
    voices: Exact


def by_band(people: int, bands: Sequence[Band]) -> Exact:
    """The voices of a network of so many people; 0 where it is smaller than every band.

    bands: in rising order of `least`, as `why_not_bands` checks.
    """
    voices: Exact = 0
    for band in bands:
        if people >= band.least:
            voices = band.voices
    return voices


def why_not_bands(bands: Sequence[Band]) -> str:
    """What is wrong with these bands, as a code; "" where nothing is."""
    if not bands:
        return "empty"
    least = [band.least for band in bands]
    if any(lower >= higher for lower, higher in pairwise(least)):
        return "order"
    return "negative" if least[0] < 0 or any(band.voices < 0 for band in bands) else ""
