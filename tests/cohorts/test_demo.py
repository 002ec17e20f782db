"""The demo's cohorts look back by the real actions, and once."""

import tomllib
from pathlib import Path

import pytest

from cohorts.models import Connections, Edition, Reflection, Round, Stage
from cohorts.queries.reporting import changes_in, shared_answers
from solidarity import desk
from solidarity.desk.management.reflecting import look_back
from tests.fixtures.people import NOON

pytestmark = pytest.mark.django_db
SAID = Path(desk.__file__ or "").parent / "demo" / "reflecting.toml"


@pytest.fixture
def content():
    return tomllib.loads(SAID.read_text(encoding="utf-8"))


def test_a_cohort_under_way_has_looked_back_twice_and_is_asked_once_more(
    make_cohort, make_person, ana, ben, content
):
    make_cohort(facilitators=[make_person("felipe")], participants=[ana, ben])
    look_back(content, at=NOON)
    look_back(content, at=NOON)

    assert Reflection.objects.count() == 4
    assert Connections.objects.count() == 2
    assert Edition.objects.count() == 1
    assert [each.moment for each in Round.objects.all() if each.is_open] == ["end"]


def test_one_that_ended_has_a_report(make_cohort, make_person, content):
    people = [make_person(f"person-{number}") for number in range(6)]
    make_cohort(
        stage=Stage.ENDED, facilitators=[make_person("felipe")], participants=people
    )  # fmt: skip
    look_back(content, at=NOON)

    lines = [line for group in changes_in(Edition.objects.get()) for line in group.questions]
    assert [line.change.people for line in lines if line.change] == [6] * 8


def test_nobody_says_the_same_twice_nor_what_another_said(make_cohort, make_person, content):
    people = [make_person(f"person-{number}") for number in range(8)]
    cohort = make_cohort(
        stage=Stage.ENDED, facilitators=[make_person("felipe")], participants=people
    )  # fmt: skip
    look_back(content, at=NOON)

    words = [said.words for said in shared_answers(cohort.network)]
    assert len(words) == len(set(words)) == 3 * len(people)


def test_without_a_cohort_nothing_is_done(content, db):
    look_back(content, at=NOON)

    assert not Reflection.objects.exists()
