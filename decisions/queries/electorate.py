"""Who would hold a voice in a question, were it opened at a moment."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from decisions.methods.tally import Exact
from decisions.methods.weights import by_band
from decisions.models import Decision, OwnVoices, TouchedState, Who
from decisions.records.electors import Voices, read_voices
from decisions.rules.customs import customs_of
from networks.models import Affiliation, AffiliationPath, Kind, Membership, Network, NetworkState, State
from networks.queries import readers_of, shut_out_of
from networks.queries.bound import keepers_of
from solidarity.people.models import Person

TAKEN_IN = (TouchedState.NAMED, TouchedState.TAKEN_IN)
NOBODY = Q(pk__in=[])
LOOKED_AFTER = (NetworkState.ACTIVE, NetworkState.SEEKING)
# Those who belong to each network, themselves or by a network that is in it.
BEHIND = """
    SELECT body.id, count(DISTINCT person.id)
    FROM unnest(%s::bigint[]) body(id)
    LEFT JOIN networks_affiliationpath path ON path.ancestor_id = body.id
    JOIN networks_membership held
        ON held.state = 'active' AND held.network_id IN (body.id, path.descendant_id)
    JOIN people_person person
        ON person.id = held.person_id AND person.is_active AND person.resting_since IS NULL
    GROUP BY body.id
"""


class Voice(NamedTuple):
    """One voice: of a person, or of a network through its spoke; the people behind it."""

    person: Person | None
    network: Network | None
    people: int
    voices: Exact


def electorate_of(decision: Decision, *, at: datetime) -> list[Voice]:
    """Everybody who would hold a voice in `decision`, in no order. Six queries at most.

    Newcomers have none until they are members as long as the body asks; who is paused has one,
    who may not return has none. A network has one whether or not it has a spoke by now.
    """
    voices = read_voices(decision.voices)
    found: list[Voice] = []
    if decision.who in (Who.NETWORKS, Who.BOTH):
        found += _of_networks(decision.network, voices)
    if decision.who != Who.NETWORKS:
        weight = 1 if isinstance(voices, str) else by_band(1, voices)
        people = people_asked(decision, at=at).only("pk", "handle", "display_name")
        found += [Voice(person, None, 1, weight) for person in people]
    return found


def people_asked(decision: Decision, *, at: datetime) -> QuerySet[Person]:
    """The people who would hold a voice of their own."""
    network = decision.network
    if decision.who == Who.AFFECTED:
        touched = decision.touched.filter(state__in=TAKEN_IN).values("person")
        return Person.objects.here().filter(pk__in=touched)
    if decision.who == Who.CIRCLE and decision.circle is not None:
        return readers_of(network).filter(pk__in=decision.circle.members.values("person"))
    since = at - timedelta(days=customs_of(network).waiting_days)
    if decision.who == Who.BOTH:
        return _members_since(Q(network=network), network, since)
    below = AffiliationPath.objects.filter(ancestor=network).values("descendant")
    sooner = _sooner(network, at=at) if network.kind == Kind.COALITION else NOBODY
    return _members_since(Q(network=network) | Q(network__in=below), network, since, sooner)


def _sooner(body: Network, *, at: datetime) -> Q:
    """Members of networks that have not consented to a longer wait: the shorter one is theirs."""
    by_days: dict[int, list[int]] = {}
    for network, days in keepers_of(body, "waiting_days").items():
        by_days.setdefault(int(days or 0), []).append(network)
    found = NOBODY
    for days, networks in by_days.items():
        below = AffiliationPath.objects.filter(ancestor__in=networks).values("descendant")
        theirs = Q(network__in=networks) | Q(network__in=below)
        found |= theirs & Q(came__lte=at - timedelta(days=days))
    return found


def networks_asked(body: Network) -> QuerySet[Network]:
    """The networks in `body` that people look after."""
    inside = Affiliation.objects.filter(body=body, state="active").values("member")
    return Network.objects.filter(pk__in=inside, state__in=LOOKED_AFTER).order_by("pk")


def shares_of(body: Network) -> dict[str, str]:
    """How many voices each network in `body` has of its own, by the name of its field. Two queries.

    One, where nobody has written down anything else.
    """
    kept = dict(OwnVoices.objects.filter(body=body).values_list("network", "voices"))
    return {
        f"of_{pk}": kept.get(pk, "1") for pk in networks_asked(body).values_list("pk", flat=True)
    }


def behind(networks: Sequence[Network]) -> dict[int, int]:
    """How many people belong to each of `networks`, by key; none where nobody does. One query."""
    with connection.cursor() as cursor:
        cursor.execute(BEHIND, [[network.pk for network in networks]])
        return dict(cursor.fetchall())


def _members_since(
    where: Q, network: Network, since: datetime, sooner: Q = NOBODY
) -> QuerySet[Person]:
    """Those who belong since then, or `sooner`; a founder, whom nobody let in, since she came."""
    held = Membership.objects.filter(where, state=State.ACTIVE)
    held = held.annotate(came=Coalesce(F("answered_at"), F("asked_at"))).filter(Q(came__lte=since) | sooner)
    shut = shut_out_of(network).values("person")
    return Person.objects.here().filter(pk__in=held.values("person")).exclude(pk__in=shut)


def _of_networks(body: Network, voices: Voices) -> list[Voice]:
    networks = list(networks_asked(body).only("pk", "slug", "name"))
    people = behind(networks)
    own: dict[int, str] = {}
    if voices == "own":
        own = dict(OwnVoices.objects.filter(body=body).values_list("network", "voices"))
    found = []
    for network in networks:
        number = people.get(network.pk, 0)
        weight: Exact = 1
        if not isinstance(voices, str):
            weight = by_band(number, voices)
        elif network.pk in own:
            weight = exact_of(own[network.pk])
        found.append(Voice(None, network, number, weight))
    return found


def exact_of(written: str) -> Exact:
    """A number as columns keep it: “2”, “5/2”."""
    number = Fraction(written)
    return number.numerator if number.denominator == 1 else number
