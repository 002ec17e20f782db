"""What the demo's cohorts see when they look back: done again by the real actions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cohorts.actions import connecting, reflecting, reporting
from cohorts.models import Cohort, Moment, Question, Quoting, Stage
from cohorts.queries.people import participants_of
from cohorts.queries.reflecting import rounds_of
from networks.models import Membership, Network, Role, State
from solidarity.people.models import Person

Said = Mapping[str, Any]
STEPS = ("place_belong", "connections_trust", "barriers_speak", "daring_act")
WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Told:
    """What somebody tells at one moment; questions by what they are called among ours.

    words: with how they may be quoted, or "" where nobody reads them. ties: by a person's key.
    """

    steps: Mapping[str, int]
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    ties: Mapping[int, int] = field(default_factory=dict)
    beyond: Sequence[tuple[str, int]] = ()
    may_name: bool = False


def look_back(content: Said, *, at: datetime) -> None:
    """Cohorts under way looked back twice, and look back once more; those that ended are done.

    Where there is no such cohort, or nobody facilitates it, nothing is done; nor a second time.
    """
    for cohort in Cohort.objects.filter(stage__in=[Stage.RUNNING, Stage.ENDED]):
        network = cohort.network
        facilitator = _facilitator(network)
        if facilitator is not None and not rounds_of(network):
            _look_back(cohort, facilitator, content["said"], at)


def _look_back(cohort: Cohort, by: Person, said: Sequence[Said], at: datetime) -> None:
    slug = cohort.network.slug
    people = list(participants_of(cohort.network))
    reflecting.prepare(slug, by=by, at=at - 9 * WEEK)
    rounds = [(Moment.START, 8), (Moment.MIDDLE, 4), (Moment.END, 2)]
    for moment, weeks in rounds if cohort.stage == Stage.ENDED else rounds[:2]:
        told = {
            person: _told(people, number, moment, said[number % len(said)])
            for number, person in enumerate(people)
        }
        reflect(cohort.network, moment, told, by=by, at=at - weeks * WEEK)
    reporting.make_edition(slug, by=by, at=at - WEEK)
    if cohort.stage == Stage.RUNNING:
        reflecting.open_round(slug, Moment.END, by=by, at=at - WEEK / 2)


def _facilitator(network: Network) -> Person | None:
    held = Membership.objects.filter(network=network, state=State.ACTIVE).exclude(role=Role.MEMBER)
    found = held.order_by("role", "pk").select_related("person").first()
    return found.person if found else None


def _told(people: Sequence[Person], number: int, moment: Moment, said: Said) -> Told:
    """What the one at this place tells."""
    mine = said[moment.value]
    ties = {
        each.pk: (number + place) % 5 for place, each in enumerate(people) if place != number
    }  # fmt: skip
    return Told(
        steps=dict(zip(STEPS, mine["steps"], strict=True)),
        words={
            key: (words, Quoting.NAMELESS.value)
            for key, words in mine.items() if isinstance(words, str)
        },
        ties=ties, beyond=[("Water for all", 2)], may_name=number == 0,
    )  # fmt: skip


def reflect(
    network: Network, moment: Moment, told: Mapping[Person, Told], *, by: Person, at: datetime
) -> None:
    """Open a round, let everybody who tells something answer and share, and close it."""
    questions = dict(Question.objects.filter(body=network).values_list("ready", "pk"))
    reflecting.open_round(network.slug, moment, by=by, at=at)
    for person, mine in told.items():
        _answer(network.slug, moment, person, mine, questions, at)
        if mine.ties and moment in {Moment.START, Moment.END}:
            connecting.keep_connections(
                network.slug, moment, by=person, people=mine.ties, beyond=mine.beyond,
                may_name=mine.may_name, at=at,
            )  # fmt: skip
    reflecting.close_round(network.slug, moment, by=by, at=at + WEEK)


def _answer(
    slug: str, moment: Moment, person: Person, told: Told, questions: Mapping[str, int],
    at: datetime,
) -> None:  # fmt: skip
    answers: dict[int, Any] = {questions[key]: step for key, step in told.steps.items()}
    answers |= {questions[key]: words for key, (words, _quoting) in told.words.items()}
    reflecting.keep_answers(
        slug, moment, answers, by=person, is_done=True, at=at + timedelta(days=2)
    )
    shared = {questions[key]: quoting for key, (_words, quoting) in told.words.items() if quoting}
    if shared:
        reflecting.share(slug, moment, shared, by=person, at=at + timedelta(days=3))
