"""Cards put into piles: what is kept of it, sealed, and how the cards are dealt.

Nothing of it is a score. It is a picture of her own, to look at and to talk about.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from solidarity.base.vault import seal, unseal
from values.answers import purpose_of
from values.screens import shuffled

MOST_ON_A_SCREEN = 10
MOST_CHOSEN = 10
MOST_WORDS = 600  # characters, on one card
ENOUGH = 5  # so many cards in the last pile, and the few are chosen from it alone
ROOM = 2048  # how long it is tells nobody how much was written


@dataclass(frozen=True)
class Sorting:
    """What she did with the cards so far, by their numbers.

    piles: the pile of each card that she put into one. chosen: the few that matter most to her.
    meanings: what she wrote to some of those.
    """

    piles: Mapping[int, int] = field(default_factory=dict)
    chosen: tuple[int, ...] = ()
    meanings: Mapping[int, str] = field(default_factory=dict)


def sealed_cards(person_id: int, sorting: Sorting) -> str:
    """As it is kept; only `opened_cards` for the same person reads it."""
    words = json.dumps(asdict(sorting), ensure_ascii=False)
    room = -(-len(words) // ROOM) * ROOM
    return seal(words.ljust(room), purpose=purpose_of(person_id))


def opened_cards(person_id: int, sealed: str) -> Sorting:
    """What she did; ValueError when it is not hers, or sealed with a key that is gone."""
    if not sealed:
        return Sorting()
    kept = json.loads(unseal(sealed, purpose=purpose_of(person_id)))
    return Sorting(
        piles={int(number): pile for number, pile in kept["piles"].items()},
        chosen=tuple(kept["chosen"]),
        meanings={int(number): words for number, words in kept["meanings"].items()},
    )


def dealt(numbers: Sequence[int], order: int) -> list[list[int]]:
    """The cards, shuffled, ten or nearly ten to a screen; for one `order` always the same way."""
    left = shuffled(numbers, order)
    count = -(-len(left) // MOST_ON_A_SCREEN)
    return [left[at * len(left) // count : (at + 1) * len(left) // count] for at in range(count)]


def to_choose_from(sorting: Sorting, highest: int) -> list[int]:
    """The cards among which the few are chosen: those in the highest pile; where these are not
    many, those in the next one, too; and what was chosen before. In the order of their numbers."""
    for pile in range(highest, 0, -1):
        found = {number for number, put in sorting.piles.items() if put >= pile}
        if len(found) >= ENOUGH:
            break
    return sorted(found | set(sorting.chosen))
