"""What tests about looking back share: a cohort of eight, prepared, and answered as told."""

from datetime import timedelta

from cohorts.actions import connecting, reflecting, reporting
from cohorts.models import Question
from tests.fixtures.people import NOON

DAY = timedelta(days=1)
OPEN = ("start", "middle", "end", "later")


def prepared(cohort, by):
    reflecting.prepare(cohort.network.slug, by=by, at=NOON)
    return cohort.network


def question(network, ready):
    return Question.objects.get(body=network, ready=ready)


def opened(network, by, moment, *, at=NOON):
    return reflecting.open_round(network.slug, moment, by=by, at=at)


def closed(network, by, moment, *, at=NOON):
    return reflecting.close_round(network.slug, moment, by=by, at=at)


def answer(network, person, moment, said, *, is_done=True, at=NOON):
    """Answer `said`: what our questions are called, and a step or words."""
    keys = {question(network, ready).pk: each for ready, each in said.items()}
    return reflecting.keep_answers(network.slug, moment, keys, by=person, is_done=is_done, at=at)


def whole_round(network, by, moment, people, steps, *, ready="place_belong"):
    """Open a round, let each answer one step, close it."""
    opened(network, by, moment)
    for person, step in zip(people, steps, strict=True):
        answer(network, person, moment, {ready: step})
    closed(network, by, moment)


def tie(network, person, moment, people, *, beyond=(), may_name=False):
    return connecting.keep_connections(
        network.slug, moment, by=person, people={p.pk: s for p, s in people.items()},
        beyond=list(beyond), may_name=may_name, at=NOON,
    )  # fmt: skip


def report(network, by, *, at=NOON):
    return reporting.make_edition(network.slug, by=by, at=at)


def change_of(edition, ready="place_belong", moment="end"):
    key = question(edition.body, ready).pk
    return next(
        each["change"] for each in edition.figures["changes"]
        if each["question"] == key and each["moment"] == moment
    )  # fmt: skip
