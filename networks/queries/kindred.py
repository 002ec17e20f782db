"""Networks that name what somebody else names: by words, and each with the words shared."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import log

from networks.models import Network, OurValue
from networks.queries.finding import Card, cards_of
from networks.wording import words_by_stem
from solidarity.people.models import Person, Viewer
from values.queries.naming import said_by

MOST_SOUGHT = 60  # stems of one text that are looked for
MOST_HELD = 2000  # values that are held against them
MOST_SHOWN = 30
MOST_VALUES = 3  # of one network that are shown

Stems = Mapping[str, str]  # what is shared by the forms of a word, and the word as it was written


def her_words(person: Person) -> Stems:
    """What she says on her profile: her statement and her own values. Nothing that is sealed."""
    said = [text for each in said_by(person) for text in (each.name, each.meaning, each.story)]
    return words_by_stem(*said, person.moves_me)


def words_in_values(values: Iterable[OurValue]) -> Stems:
    """The words of these values: of a network, as far as the viewer reads them."""
    return words_by_stem(*(text for v in values for text in (v.name, v.meaning, v.story)))


@dataclass(frozen=True)
class Kindred:
    """A network with words in common: which, and in which of its values."""

    card: Card
    values: list[OurValue]
    words: list[str]

    @property
    def network(self) -> Network:
        """The network itself."""
        return self.card.network

    @property
    def as_card(self) -> Card:
        """Its card, with what is shared."""
        return replace(self.card, words=self.words, named=self.values)


def kindred_by_words(
    viewer: Viewer, words: Stems, *, but: Network | None = None, most: int = MOST_SHOWN
) -> list[Kindred]:
    """Networks whose named values share words with these, the most telling first.

    A word that few use tells more than one that many do. Four queries at most.
    """
    sought = list(words)[:MOST_SOUGHT]
    if not sought:
        return []
    found = OurValue.objects.visible_to(viewer).filter(
        stems__overlap=sought, network__unlisted_at=None
    )
    if but is not None:
        found = found.exclude(network=but)
    held = list(found.values_list("pk", "network_id", "stems")[:MOST_HELD])
    chosen = _most_telling(held, set(sought))[:most]
    return _shown(viewer, chosen, words)


Held = tuple[int, int, list[str]]  # a value, its network, its stems
Chosen = tuple[int, dict[int, set[str]]]  # a network; of its values that share: the stems


def _most_telling(held: list[Held], sought: set[str]) -> list[Chosen]:
    """The networks in order: what they share counts the more, the fewer share it."""
    by_network: dict[int, dict[int, set[str]]] = defaultdict(dict)
    for value, network, stems in held:
        by_network[network][value] = sought.intersection(stems)
    shared = {pk: set().union(*values.values()) for pk, values in by_network.items()}
    users = Counter(part for parts in shared.values() for part in parts)
    tells = {part: log(1 + len(shared) / count) for part, count in users.items()}

    def telling(pk: int) -> tuple[float, int]:
        return (-sum(tells[part] for part in shared[pk]), -pk)

    return [(pk, by_network[pk]) for pk in sorted(by_network, key=telling)]


def _shown(viewer: Viewer, chosen: list[Chosen], words: Stems) -> list[Kindred]:
    """These networks as cards, with the values and the words that are shared."""
    best = {
        pk: sorted(values, key=lambda value: (-len(values[value]), value))[:MOST_VALUES]
        for pk, values in chosen
    }
    values = OurValue.objects.defer("stems").in_bulk([pk for pks in best.values() for pk in pks])
    networks = Network.objects.visible_to(viewer).filter(unlisted_at=None).in_bulk(best.keys())
    cards = {card.network.pk: card for card in cards_of(list(networks.values()))}
    return [
        Kindred(
            card=cards[pk],
            values=[_within(values[v], networks[pk]) for v in best[pk] if v in values],
            words=sorted(words[part] for part in set().union(*parts.values())),
        )
        for pk, parts in chosen
        if pk in cards
    ]


def _within(value: OurValue, network: Network) -> OurValue:
    value.network = network
    return value
