"""Three networks and a coalition, for tests of councils: what they do again and again."""

from datetime import timedelta

from decisions.actions import councils
from decisions.actions.closing import close_if_due
from decisions.actions.taking import take_position
from decisions.models import Mandate
from networks.models import Spoke
from solidarity.base.stale import fingerprint
from tests.fixtures.people import NOON

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def asked(round, *, at=NOON + MINUTE):
    """All networks of this round have been asked, as the jobs would."""
    for elector in round.electors.filter(is_network=True).order_by("pk"):
        councils.ask_network(elector.pk, at=at)


def mandate(round, network):
    return Mandate.objects.select_related("inner", "elector").get(
        elector__round=round, elector__network=network
    )


def inner_round(round, network):
    return mandate(round, network).inner.rounds.get()


def say_inside(round, network, person, choice, *, at=NOON + 2 * MINUTE, **words):
    """A member of a network takes a position in its own round."""
    inner = inner_round(round, network)
    key = f"inner-{inner.pk}-{person.pk}-{at.timestamp()}"
    return take_position(inner.pk, by=person, choice=choice, key=key, at=at, **words)


def settled(round, network):
    """The network's own round is counted; its mandate."""
    inner = inner_round(round, network)
    close_if_due(inner.pk, at=inner.closes_at)
    return mandate(round, network)


def speak(round, person, network, choice, *, at=None, **words):
    """A spoke takes a position for her network in the council."""
    at = at or round.closes_at - DAY
    key = f"spoke-{network.pk}-{at.timestamp()}"
    return take_position(
        round.pk, by=person, choice=choice, for_network=network, key=key, at=at, **words
    )


def free(round, network, by, freedom, *, at=NOON + MINUTE, **more):
    """How free the spoke of a network is."""
    found = mandate(round, network)
    saved = councils.terms_of(found)
    return councils.write_mandate(
        found.inner_id, by=by, fields=saved | {"freedom": freedom} | more,
        seen=fingerprint(saved), at=at,
    )  # fmt: skip


def spoke_for(affiliation, person, *, stands_in=False):
    """She speaks for her network there."""
    return Spoke.objects.create(
        affiliation=affiliation, person=person, is_alternate=stands_in, since=NOON.date()
    )
