"""Common ground for tests: what networks say, and a decision of a body that adopts something."""

from datetime import timedelta

from coalitions.actions.ground import add_point, mark_pair
from coalitions.actions.texts import words_of_text, write_text
from decisions.actions.closing import close_if_due
from decisions.actions.moving import bring
from decisions.actions.opening import open_round
from decisions.actions.taking import take_position
from decisions.actions.writing import put_to_discussion
from decisions.models import Decision
from networks.models import Network
from solidarity.base.stale import fingerprint
from tests.fixtures.people import NOON


def point(body, network, by, words="Equality", *, topic="values", meaning="", at=NOON):
    return add_point(
        body.pk, network, by=by, topic=topic, words=words, meaning=meaning, at=at
    )  # fmt: skip


def mark(body, one, other, by, relation="overlap", *, words="Both say so.", at=NOON):
    return mark_pair(body.pk, one.pk, other.pk, by=by, relation=relation, words=words, at=at)


def write(body, by, words="We feed each other.", closeness=3, *, why="", at=NOON):
    seen = fingerprint(words_of_text(body))
    return write_text(
        body.pk, by=by, words=words, closeness=closeness, why=why, seen=seen, at=at
    )  # fmt: skip


def decided(body, by, kind, about, *, at=NOON, choice="yes"):
    """The outcome of a decision of this body that does this; its one member takes a position."""
    made = bring(body, kind=kind, about=about, by=by, key="", at=at, words="As we said.")
    Decision.objects.filter(pk=made.pk).update(
        method={"name": "majority"}, days_open=14, who="people"
    )
    put_to_discussion(made.pk, by=by, at=at)
    round = open_round(made.pk, by=by, at=at)
    for elector in round.electors.filter(person__isnull=False):
        take_position(
            round.pk, by=elector.person, choice=choice, key=str(elector.pk), at=at
        )  # fmt: skip
    return close_if_due(round.pk, at=at + timedelta(days=15))


def fresh(network):
    return Network.objects.get(pk=network.pk)
