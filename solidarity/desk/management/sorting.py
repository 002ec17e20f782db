"""The cards of the demo's people: one who has a picture of them, one who has begun."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from solidarity.people.models import Person
from values.actions import begin_cards, choose_few, keep_meanings, keep_piles
from values.queries import screens_of

DONE, BEGUN = "amina", "felipe"
# By the numbers of the cards; all others go where chance puts them, always the same.
MEANT = {
    1: "At our table nobody eats last because of where she was born.",
    28: "Three in the morning, and she came with soup.",
    31: "",
    38: "The stream behind the bakery. I want my daughter to swim in it.",
    53: "Asking the old ones how they baked before there was electricity.",
}


def let_them_sort(people: Mapping[str, Person], *, at: datetime) -> None:
    """Let one sort all cards, and another only the first screen."""
    _through(people[DONE], at=at - timedelta(days=20))
    sort = begin_cards(people[BEGUN], at=at - timedelta(days=2))
    first = screens_of(sort)[0]
    keep_piles(sort.pk, 0, by=people[BEGUN], piles={number: number % 4 + 1 for number in first})


def _through(person: Person, *, at: datetime) -> None:
    sort = begin_cards(person, at=at)
    for screen, numbers in enumerate(screens_of(sort)):
        piles = {number: 4 if number in MEANT else number * 7 % 4 + 1 for number in numbers}
        keep_piles(sort.pk, screen, by=person, piles=piles)
    choose_few(sort.pk, by=person, chosen=list(MEANT))
    keep_meanings(sort.pk, by=person, meanings=MEANT, at=at + timedelta(minutes=16), is_done=True)
