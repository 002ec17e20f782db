"""What is asked of newcomers is asked of every network that is in."""

import pytest

from coalitions.models import PresentAnswer
from networks.actions.approaching import set_terms
from solidarity.inbox.models import Notice
from tests.fixtures.people import NOON
from tests.pages.reading import visit

pytestmark = pytest.mark.django_db
HERE = "/networks/table/present/"


@pytest.fixture
def dora(make_person):
    return make_person("dora")


@pytest.fixture
def table(make_coalition, garden, dora):
    return make_coalition(garden, name="Table", steward=dora)


def terms(table, by, *questions):
    set_terms(
        table.pk, by=by, questions=[(each, True) for each in questions], prerequisites=[], at=NOON
    )


def test_a_new_question_asks_those_who_act_for_each_network(table, dora, cleo, jobs_done):
    terms(table, dora, "Who cooks?")
    jobs_done("coalitions.ask_presents")
    kinds = Notice.objects.filter(person=cleo).values_list("kind", "asks")
    assert ("coalitions.asked_present", True) in kinds


def test_what_was_asked_before_asks_nobody_again_and_keeps_its_answers(
    table, garden, dora, cleo, jobs_done
):
    terms(table, dora, "Who cooks?", "Who eats?")
    question = table.affiliation_questions.get(words="Who cooks?")
    visit(cleo).post(f"{HERE}garden/", {f"answer_{question.pk}": "All of us."})
    jobs_done("coalitions.ask_presents")
    told = Notice.objects.filter(kind="coalitions.asked_present").count()

    terms(table, dora, "Who eats?", "Who cooks?")
    jobs_done("coalitions.ask_presents")

    assert PresentAnswer.objects.get().words == "All of us."
    assert Notice.objects.filter(kind="coalitions.asked_present").count() == told
    assert list(
        table.affiliation_questions.order_by("position").values_list("words", flat=True)
    ) == ["Who eats?", "Who cooks?"]


def test_stewards_read_the_answers_and_members_what_is_open(
    table, garden, dora, cleo, ana, make_member
):
    make_member(garden, ana)
    terms(table, dora, "Who cooks?", "Who eats?")
    question = table.affiliation_questions.get(words="Who cooks?")
    visit(cleo).post(f"{HERE}garden/", {f"answer_{question.pk}": "All of us."})

    assert "All of us." in visit(dora).get(HERE).content.decode()
    assert "Not answered yet: 1" in visit(cleo).get(HERE).content.decode()
    assert "All of us." not in visit(ana).get(HERE).content.decode()
    assert visit(ana).get(f"{HERE}garden/").status_code == 404


def test_an_answer_can_be_taken_away(table, dora, cleo):
    terms(table, dora, "Who cooks?")
    question = table.affiliation_questions.get()
    visit(cleo).post(f"{HERE}garden/", {f"answer_{question.pk}": "All of us."})
    visit(cleo).post(f"{HERE}garden/", {f"answer_{question.pk}": ""})
    assert not PresentAnswer.objects.exists()


def test_strangers_find_nothing(table, ben):
    assert visit(ben).get(HERE).status_code == 404
