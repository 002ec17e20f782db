"""Points of different networks that use the same words: a hint, which people judge."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

from coalitions.models import Point
from networks.wording import words_by_stem

MOST_USING = 20  # points that share a word: of more, it tells nothing


@dataclass(frozen=True)
class Pair:
    """Two points with words in common; `one` is the one with the smaller key."""

    one: Point
    other: Point
    words: tuple[str, ...]


def kindred_pairs(
    points: Sequence[Point], marked: Collection[tuple[int, int]], *, most: int
) -> list[Pair]:
    """Pairs of two networks that share words and are not marked, the most telling first.

    A word that few use tells more than one that many do.
    """
    by_key = {point.pk: point for point in points}
    words = {pk: words_by_stem(point.words, point.meaning) for pk, point in by_key.items()}
    using: dict[str, list[int]] = defaultdict(list)
    for pk in sorted(by_key):
        for stem in words[pk]:
            using[stem].append(pk)
    shared: dict[tuple[int, int], list[str]] = defaultdict(list)
    for stem, keys in using.items():
        if len(keys) > MOST_USING:
            continue
        for pair in combinations(keys, 2):
            one, other = (by_key[pk] for pk in pair)
            if one.network_id != other.network_id and pair not in marked:
                shared[pair].append(stem)

    def telling(pair: tuple[int, int]) -> tuple[float, tuple[int, int]]:
        return -sum(log(1 + len(points) / len(using[stem])) for stem in shared[pair]), pair

    return [
        Pair(by_key[one], by_key[other], tuple(sorted(words[one][s] for s in shared[one, other])))
        for one, other in sorted(shared, key=telling)[:most]
    ]
