"""Networks with common ground with one: by what their members hold, other causes first."""

from dataclasses import dataclass, replace

import numpy as np
from django.db import connection
from django.utils.translation import gettext as _

from networks.models import Network, NetworkState, PublishedCircle
from networks.queries.circle import circles_of, shown_circle_of
from networks.queries.finding import ON_A_CARD, Card, cards_of
from solidarity.people.models import Viewer
from values.queries.comparing import norm_in_words, shared_in_words
from values.science.norms import norm

LOOKED_AT = 200  # the nearest, of which some may not be hers to know of
LEAST = 0.2  # likeness beyond the norm: strangers have 0, with a spread of .4
MOST = 12
LIVING = (NetworkState.ACTIVE, NetworkState.SEEKING)


@dataclass(frozen=True)
class Near:
    """A network with common ground: what both stress, and how far its work lies from ours."""

    card: Card
    shared: list[str]
    is_elsewhere: bool
    other_causes: bool

    @property
    def network(self) -> Network:
        """The network itself."""
        return self.card.network

    @property
    def as_card(self) -> Card:
        """Its card, with what is shared and how far its work lies."""
        return replace(self.card, shared=self.shared, note=self._how_far())

    def _how_far(self) -> str:
        if self.other_causes and self.is_elsewhere:
            return _("another cause, another country")
        if self.other_causes:
            return _("another cause")
        return _("another country") if self.is_elsewhere else ""


@dataclass(frozen=True)
class Ground:
    """Networks with common ground, and whose answers they were all held against."""

    near: list[Near]
    norm: str


def common_ground_of(viewer: Viewer, network: Network) -> Ground | None:
    """Networks that show a circle near to that of `network`; None where it shows none itself.

    First those of other causes and other countries, then of either, then the rest; in each the
    nearest first. Six queries at most.
    """
    own = None if network.map_off else shown_circle_of(network)
    if own is None:
        return None
    likeness = _nearest(own, network)
    seen = Network.objects.visible_to(viewer).filter(
        pk__in=sorted(likeness), unlisted_at=None, state__in=LIVING
    )
    found = list(seen.only(*ON_A_CARD, "country"))
    found.sort(key=lambda each: (*_far(each, network), -likeness[each.pk], -each.pk))
    return Ground(_shown(own, network, found), norm_in_words(norm(own.norm)))


def _nearest(own: PublishedCircle, network: Network) -> dict[int, float]:
    """The likeness of the nearest, by their keys: asked of the database, both being public."""
    vector = "[" + ",".join(str(number) for number in own.beyond) + "]"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT network_id, likeness FROM networks_near(%s, %s, %s)",
            [vector, own.instrument, LOOKED_AT],
        )
        rows = cursor.fetchall()
    return {pk: near for pk, near in rows if near >= LEAST and pk != network.pk}


def _far(other: Network, network: Network) -> tuple[bool, bool]:
    """What stands first: neither its causes nor its country are the same."""
    same_cause = bool(set(other.causes) & set(network.causes))
    same_country = not other.country or other.country == network.country
    return same_cause and same_country, same_cause or same_country


def _shown(own: PublishedCircle, network: Network, found: list[Network]) -> list[Near]:
    """The first of them that stress something that the network stresses, too."""
    mean, held = np.array(own.vector, np.float64), circles_of(found)
    shared = {
        each.pk: shared_in_words(mean, held[each.pk][0], norm(own.norm))
        for each in found
        if each.pk in held
    }
    chosen = [each for each in found if shared.get(each.pk)][:MOST]
    return [
        Near(
            card,
            shared[card.network.pk],
            is_elsewhere=bool(card.network.country) and card.network.country != network.country,
            other_causes=not set(card.network.causes) & set(network.causes),
        )
        for card in cards_of(chosen)
    ]
