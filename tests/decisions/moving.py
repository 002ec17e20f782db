"""Decisions as they stand when they are adopted, for tests of what they set in motion."""

from datetime import timedelta

from decisions.effects import effect_of
from decisions.models import Decision, Round, Stage, Subject, Version
from tests.fixtures.people import NOON

LATER = NOON + timedelta(days=20)
MAJORITY = {"name": "majority"}


def new_decision(network, by, *, subject=Subject.PEOPLE, words="We want it.", **fields):
    number = Decision.objects.filter(network=network).count() + 1
    wanted = {
        "title": f"Question {number}", "stage": Stage.ROUND, "subject": subject,
        "method": MAJORITY, "voices": "one_each", "quorum": "1/2",
    }  # fmt: skip
    decision = Decision.objects.create(
        network=network, number=number, by=by, made_at=NOON, staged_at=NOON, **wanted | fields
    )
    Version.objects.create(
        decision=decision, number=1, words=words, words_html=f"<p>{words}</p>", by=by, at=NOON
    )
    return decision


def new_round(decision, *, number=1, **fields):
    wanted = {
        "version": decision.versions.order_by("-number")[0], "method": decision.method,
        "voices": decision.voices, "quorum": decision.quorum,
        "opens_at": NOON, "closes_at": NOON + timedelta(days=14),
    }  # fmt: skip
    return Round.objects.create(decision=decision, number=number, **wanted | fields)


def carried(decision, *, at=LATER):
    """What adopting it does, as closing does it."""
    return effect_of(decision).carry_out(decision, at)


def why_not(decision):
    return effect_of(decision).why_not(decision.network, decision.effect_about)


def in_words(decision):
    return effect_of(decision).in_words(decision.network, decision.effect_about)
