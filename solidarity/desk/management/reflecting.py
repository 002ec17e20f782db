"""What the demo's cohorts see when they look back: done again by the real actions."""

from collections.abc import Mapping, Sequence
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
    network = cohort.network
    people = list(participants_of(network))
    reflecting.prepare(network.slug, by=by, at=at - 9 * WEEK)
    _round(network, by, people, Moment.START, said, at - 8 * WEEK)
    _round(network, by, people, Moment.MIDDLE, said, at - 4 * WEEK)
    if cohort.stage == Stage.ENDED:
        _round(network, by, people, Moment.END, said, at - 2 * WEEK)
    reporting.make_edition(network.slug, by=by, at=at - WEEK)
    if cohort.stage == Stage.RUNNING:
        reflecting.open_round(network.slug, Moment.END, by=by, at=at - WEEK / 2)


def _facilitator(network: Network) -> Person | None:
    held = Membership.objects.filter(network=network, state=State.ACTIVE).exclude(role=Role.MEMBER)
    found = held.order_by("role", "pk").select_related("person").first()
    return found.person if found else None


def _round(
    network: Network, by: Person, people: Sequence[Person], moment: Moment,
    said: Sequence[Said], at: datetime,
) -> None:  # fmt: skip
    slug = network.slug
    reflecting.open_round(slug, moment, by=by, at=at)
    for number, person in enumerate(people):
        _answer(network, person, moment, said[number % len(said)], at)
        if moment == Moment.MIDDLE:
            continue
        ties = {
            each.pk: (number + place) % 5 for place, each in enumerate(people) if each != person
        }
        connecting.keep_connections(
            slug, moment, by=person, people=ties, beyond=[("Water for all", 2)],
            may_name=number == 0, at=at,
        )  # fmt: skip
    reflecting.close_round(slug, moment, by=by, at=at + WEEK)


def _answer(network: Network, person: Person, moment: Moment, said: Said, at: datetime) -> None:
    questions = {each.ready: each for each in Question.objects.filter(body=network)}
    answers: dict[int, Any] = {
        questions[key].pk: words for key, words in said.items() if isinstance(words, str)
    }
    shared = dict.fromkeys(answers, Quoting.NAMELESS.value)
    answers |= {
        questions[key].pk: step for key, step in zip(STEPS, said[_when(moment)], strict=True)
    }
    reflecting.keep_answers(
        network.slug, moment, answers, by=person, is_done=True, at=at + timedelta(days=2)
    )
    reflecting.share(network.slug, moment, shared, by=person, at=at + timedelta(days=3))


def _when(moment: Moment) -> str:
    return "start" if moment == Moment.START else "end"
