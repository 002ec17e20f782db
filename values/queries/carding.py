"""What somebody did with the cards: opened here, for as long as a page takes."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from solidarity.people.models import Person, Viewer
from values.cards import Sorting, dealt, opened_cards
from values.figures import Dot, Wheel, dots, wheel
from values.leads import Lead
from values.models import CardSort
from values.names import NAMES, value_names
from values.queries.portraying import family_of
from values.science.circle import VALUES, index
from values.science.instruments import Instrument, Words, instrument

DECK = "map58"  # the cards that everybody is dealt


def own_card_sorts(viewer: Viewer) -> QuerySet[CardSort]:
    """The times that she sorted cards, the newest first."""
    return CardSort.objects.visible_to(viewer).order_by("-began_at", "-pk")


def cards_in(sort: CardSort) -> Sorting:
    """What she did so far."""
    return opened_cards(sort.person_id, sort.sealed)


def screens_of(sort: CardSort) -> list[list[int]]:
    """Which cards are dealt on which screen."""
    numbers = [item.number for item in instrument(sort.instrument).items]
    return dealt(numbers, sort.order)


@dataclass(frozen=True)
class Card:
    """A card with what she wrote to it."""

    name: str
    note: str
    meaning: str
    is_keyed: bool


@dataclass(frozen=True)
class Place:
    """A value of the circle, and the cards that she chose beside it."""

    number: int
    family: str
    name: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Pile:
    """A pile and the names of its cards."""

    label: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """Her cards: where the few stand on the map, and all piles, what matters most first."""

    wheel: Wheel
    dots: tuple[Dot, ...]
    places: tuple[Place, ...]
    piles: tuple[Pile, ...]


def picture_of(sort: CardSort, language: str) -> Picture:
    """What she did, to look at; nothing of it is counted or scored."""
    of, sorting = instrument(sort.instrument), cards_in(sort)
    words = of.words(language)
    places = tuple(_places(of, sorting, words))
    drawn = {place.number - 1: (place.family, len(place.cards)) for place in places}
    piles = (_pile(code, of, sorting, words) for code in reversed(of.codes))
    return Picture(
        wheel([float("nan")] * 10, names=value_names()),
        dots(drawn),
        places,
        tuple(pile for pile in piles if pile.names),
    )


def _places(of: Instrument, sorting: Sorting, words: Words) -> list[Place]:
    """The values beside which a chosen card stands, in the order of the circle."""
    found: dict[str, list[Card]] = {}
    for item in of.items:
        number = item.number
        if number in sorting.chosen:
            card = Card(
                words.statements[number], words.notes.get(number, ""),
                sorting.meanings.get(number, ""), bool(item.value),
            )  # fmt: skip
            found.setdefault(item.group, []).append(card)
    return [
        Place(index(value) + 1, family_of(value), str(NAMES[value]), tuple(found[value]))
        for value in VALUES
        if value in found
    ]


def _pile(code: int, of: Instrument, sorting: Sorting, words: Words) -> Pile:
    names = [words.statements[number] for number, put in sorting.piles.items() if put == code]
    return Pile(words.labels[code - of.low], tuple(sorted(names)))


def lead_to_cards(_person: Person, has_consented: bool) -> Lead | None:
    """The way to the cards, on her page of values."""
    if not has_consented:
        return None
    return Lead(
        reverse("values:cards"),
        _("Cards of values"),
        _("58 cards for your hands: piles, the few that matter most, what they mean to you."),
    )
