"""Secret rounds as opening leaves them, for tests of ballots."""

from datetime import timedelta

from decisions.models import Decision, Elector, Round, Stage, Version
from tests.fixtures.people import NOON

MAJORITY = {"name": "majority"}
CLOSES = NOON + timedelta(days=14)


def question(network, by, *, method=MAJORITY, stage=Stage.ROUND, **fields):
    """A question with one version of its text."""
    number = Decision.objects.filter(network=network).count() + 1
    wanted = {
        "title": "Who holds the money?", "made_at": NOON, "staged_at": NOON, "voices": "one_each",
    }  # fmt: skip
    decision = Decision.objects.create(
        network=network, number=number, by=by, method=method, stage=stage, **wanted | fields
    )
    Version.objects.create(
        decision=decision, number=1, words="We choose.", words_html="<p>We choose.</p>", by=by,
        at=NOON,
    )  # fmt: skip
    return decision


def open_secretly(decision, people, *, opens_at=NOON, closes_at=CLOSES, is_secret=True):
    """A round that is open from noon on, with these people as electors."""
    round = Round.objects.create(
        decision=decision, number=decision.rounds.count() + 1, version=decision.versions.get(),
        method=decision.method, options=decision.options, voices=decision.voices,
        is_secret=is_secret, opens_at=opens_at, closes_at=closes_at, opened_by=decision.by,
    )  # fmt: skip
    Elector.objects.bulk_create(
        Elector(round=round, number=number, person=person)
        for number, person in enumerate(people, start=1)
    )
    return round
