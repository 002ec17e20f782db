"""The demo's cohorts: founded, opened and brought together by the real actions."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from cohorts.actions import answering, applying, choosing, founding, noting
from cohorts.actions import gathering as actions
from cohorts.models import Answered, Application, Cohort, Stage
from cohorts.notices.letters import first_words
from networks.models import Network
from solidarity.people.models import Person

People = Mapping[str, Person]
Said = Mapping[str, Any]
DAY = timedelta(days=1)
HOLDS = "felipe"


def gather_cohorts(content: Said, people: People, *, at: datetime) -> None:
    """One cohort is open for applications, one is under way."""
    _open(content["open"], people, at=at)
    _run(content["running"], people, at=at)


def _found(said: Said, people: People, *, first: datetime, apply_by: datetime) -> Network:
    fields = dict(said["said"])
    fields.pop("facilitator", "")
    fields["days_a_month"] = Decimal(fields["days_a_month"])
    fields |= {
        "starts_on": (apply_by + 14 * DAY).date(), "ends_on": (apply_by + 200 * DAY).date(),
        "apply_by": apply_by.date(), "answers_by": (apply_by + 10 * DAY).date(),
        "keeps_months": said.get("keeps_months", 6),
    }  # fmt: skip
    return founding.found(by=people[HOLDS], fields=fields, at=first)


def _open(said: Said, people: People, *, at: datetime) -> None:
    first, felipe = at - 20 * DAY, people[HOLDS]
    network = _found(said, people, first=first, apply_by=at + said["apply_in"] * DAY)
    for each in said["mix"]:
        choosing.want(
            network.slug, wanted=each["wanted"], at_least=each["least"], at_most=each["most"],
            by=felipe, at=first,
        )  # fmt: skip
    actions.move(network.slug, to=Stage.OPEN, by=felipe, at=first + DAY)
    for each in said["application"]:
        _apply(network, each, people, at=at)


def _apply(network: Network, said: Said, people: People, *, at: datetime) -> None:
    when = at - said["ago"] * DAY
    answers = dict(enumerate(said["answers"], start=1))
    application = applying.apply(
        network.slug, by=people[said["who"]], said=said["said"], answers=answers, at=when
    )
    for number, (who, words) in enumerate(said.get("talk", []), start=1):
        applying.say(
            network.slug, application.pk, by=people[who], words=words, key=f"demo-{number}",
            at=when + number * DAY / 2,
        )  # fmt: skip
    if "talked" in said:
        on = at - said["talked"] * DAY
        noting.note_talk(network.slug, application.pk, by=people[HOLDS], on=on.date(), at=on)


def _run(said: Said, people: People, *, at: datetime) -> None:
    """Seven applied, all were talked with, and every one of them takes part."""
    begun, felipe = at - said["ago"] * DAY, people[HOLDS]
    first, closed = begun - 50 * DAY, begun - 14 * DAY
    network = _found(said, people, first=first, apply_by=closed - DAY)
    slug, helper = network.slug, people[said["said"]["facilitator"]]
    actions.ask_to_facilitate(slug, handle=helper.handle, by=felipe, at=first)
    actions.answer_offer(slug, by=helper, yes=True, at=first + DAY)
    actions.move(slug, to=Stage.OPEN, by=felipe, at=first + 2 * DAY)
    for number, each in enumerate(said["application"], start=3):
        applying.apply(
            slug, by=people[each["who"]], said={}, answers={1: each["answer"]},
            at=first + number * DAY,
        )  # fmt: skip
    actions.move(slug, to=Stage.CHOOSING, by=felipe, at=closed + DAY)
    _bring_together(Cohort.objects.get(network=network), network, felipe, at=closed + 2 * DAY)
    actions.move(slug, to=Stage.RUNNING, by=felipe, at=begun)


def _bring_together(cohort: Cohort, network: Network, felipe: Person, *, at: datetime) -> None:
    applications = list(Application.objects.filter(cohort=cohort).select_related("person"))
    for each in applications:
        noting.note_talk(network.slug, each.pk, by=felipe, on=at.date(), at=at)
    chosen = [each.pk for each in applications]
    choosing.propose(network.slug, chosen=chosen, reason="", by=felipe, at=at)
    for each in applications:
        cohort.network = network
        each.cohort = cohort
        letter = first_words(each, Answered.ACCEPTED, by=felipe.display_name)
        answering.answer(
            network.slug, each.pk, state=Answered.ACCEPTED, letter=letter, by=felipe, at=at + DAY
        )
