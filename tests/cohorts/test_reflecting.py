"""Looking back: who asks, who answers, who reads; what is frozen, shared and deleted."""

from datetime import timedelta

import pytest
from django.db import connection

from cohorts.actions import questioning, reflecting
from cohorts.models import Moment, Question, Reflection, Round, Shared
from cohorts.queries.reflecting import answers_in, own_reflections, questions_of
from cohorts.queries.reporting import shared_answers
from networks.actions.joining import leave
from networks.models import Network
from solidarity.base.refused import Refused
from solidarity.base.resealing import reseal_all
from solidarity.base.stale import fingerprint
from solidarity.inbox.models import Notice
from tests.cohorts.seeing import answer, closed, opened, prepared, question
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
SECRET = "I am tired of meetings about meetings."


@pytest.fixture
def felipe(make_person):
    return make_person("felipe")


@pytest.fixture
def cohort(make_cohort, felipe, ana, ben):
    return make_cohort(name="Bridges", facilitators=[felipe], participants=[ana, ben])


@pytest.fixture
def network(cohort, felipe):
    return prepared(cohort, felipe)


def test_only_those_who_facilitate_prepare_and_once(cohort, felipe, ana):
    with pytest.raises(Refused, match="Those who facilitate"):
        reflecting.prepare(cohort.network.slug, by=ana, at=NOON)
    prepared(cohort, felipe)
    with pytest.raises(Refused, match="already"):
        reflecting.prepare(cohort.network.slug, by=felipe, at=NOON)

    assert set(Round.objects.values_list("moment", flat=True)) == set(Moment.values)


def test_each_dimension_begins_with_open_questions_and_has_two_or_three_steps(network):
    asked: dict[str, list[bool]] = {}
    for each in questions_of(network):
        asked.setdefault(each.dimension, []).append(each.is_open)

    assert len(asked) == 4
    for kinds in asked.values():
        assert kinds == sorted(kinds, reverse=True)
        assert 2 <= kinds.count(False) <= 3 <= len(kinds)


def test_a_participant_words_a_question_anew_and_both_wordings_are_kept(network, ana):
    found = question(network, "place_belong")
    before = next(each for each in questions_of(network) if each.pk == found.pk).text
    questioning.word_question(
        network.slug, found.place, by=ana, fields={"words": "We belong.", "why": "Shorter"},
        seen=fingerprint({"words": before}), at=NOON,
    )  # fmt: skip

    assert list(found.versions.order_by("number").values_list("words", flat=True)) == [
        before, "We belong.",
    ]  # fmt: skip


def test_once_the_first_round_opens_no_question_changes(network, felipe, ana):
    opened(network, felipe, "start")

    with pytest.raises(Refused, match="so that answers compare"):
        questioning.leave_out(network.slug, 1, by=ana, is_out=True, at=NOON)
    with pytest.raises(Refused, match="so that answers compare"):
        questioning.add_question(
            network.slug, by=ana, dimension="place", is_open=True, words="And?", why="", at=NOON
        )


def test_a_round_opens_on_its_day_once_and_participants_alone_are_told(network, felipe, ana, ben):
    reflecting.set_days(network.slug, {"start": NOON.date()}, by=felipe, at=NOON)

    assert reflecting.open_due(at=NOON - timedelta(days=1)) == 0
    assert reflecting.open_due(at=NOON) == 1
    assert reflecting.open_due(at=NOON) == 0
    told = Notice.objects.filter(kind="cohorts.reflect").values_list("person", flat=True)
    assert set(told) == {ana.pk, ben.pk}


def test_rounds_are_opened_one_after_the_other(network, felipe):
    opened(network, felipe, "middle")

    with pytest.raises(Refused, match="later"):
        opened(network, felipe, "start")
    with pytest.raises(Refused, match="Close it first"):
        opened(network, felipe, "end")


def test_with_the_database_in_hand_nobody_reads_an_answer(network, felipe, ana):
    opened(network, felipe, "start")
    answer(network, ana, "start", {"place_now": SECRET, "place_belong": 4})

    with connection.cursor() as cursor:
        cursor.execute("SELECT r::text FROM cohorts_reflection r")
        rows = "".join(row[0] for row in cursor.fetchall())
    assert "tired" not in rows
    assert shared_answers(network) == []


def test_how_long_an_answer_is_does_not_show(network, felipe, ana, ben):
    opened(network, felipe, "start")
    short = answer(network, ana, "start", {"place_now": "Here."})
    longer = answer(network, ben, "start", {"place_now": SECRET * 5, "place_belong": 2})

    assert len(short.sealed) == len(longer.sealed)


def test_sealed_answers_of_one_cannot_be_read_as_those_of_another(network, felipe, ana, ben):
    opened(network, felipe, "start")
    hers = answer(network, ana, "start", {"place_now": SECRET})
    his = answer(network, ben, "start", {"place_now": "Fine."})
    his.sealed = hers.sealed

    with pytest.raises(ValueError, match="not for"):
        answers_in(his)


def test_answers_are_sealed_anew_with_a_new_key(network, felipe, ana, settings):
    opened(network, felipe, "start")
    kept = answer(network, ana, "start", {"place_now": SECRET})
    settings.VAULT_KEYS = ["a new key that is long enough"]
    tallies = dict(reseal_all())
    kept.refresh_from_db()
    settings.SECRET_KEY = "another one"

    assert tallies["what people answered in reflections"].anew == 1
    assert SECRET in answers_in(kept).values()


def test_a_draft_is_sealed_and_is_gone_when_the_round_closes(network, felipe, ana, ben):
    opened(network, felipe, "start")
    draft = answer(network, ana, "start", {"place_now": SECRET}, is_done=False)
    answer(network, ben, "start", {"place_now": "Fine."})
    assert "tired" not in draft.sealed

    closed(network, felipe, "start")
    assert list(Reflection.objects.values_list("person", flat=True)) == [ben.pk]


def test_those_who_facilitate_do_not_answer(network, felipe):
    opened(network, felipe, "start")

    with pytest.raises(Refused, match="Participants answer"):
        answer(network, felipe, "start", {"place_belong": 3})


@pytest.mark.parametrize("said", [6, 0, "words"])
def test_what_is_no_step_is_not_kept(network, felipe, ana, said):
    opened(network, felipe, "start")

    with pytest.raises(ValueError, match="not asked"):
        answer(network, ana, "start", {"place_belong": said})


def test_a_facilitator_reads_what_was_shared_and_nothing_else(network, felipe, ana):
    opened(network, felipe, "start")
    answer(network, ana, "start", {"place_now": SECRET, "place_role": "Shared words."})
    key = question(network, "place_role").pk
    reflecting.share(network.slug, "start", {key: "no"}, by=ana, at=NOON)

    html = Page(visit(felipe).get(f"/networks/{network.slug}/what-changed/strands/")).html
    assert "Shared words." in html
    assert "tired" not in html
    assert ana.display_name not in html


def test_taking_back_and_withdrawing_take_effect_at_once(network, felipe, ana):
    opened(network, felipe, "start")
    answer(network, ana, "start", {"place_now": SECRET})
    key = question(network, "place_now").pk
    reflecting.share(network.slug, "start", {key: "nameless"}, by=ana, at=NOON)
    assert shared_answers(network, quoted=True)

    reflecting.share(network.slug, "start", {key: ""}, by=ana, at=NOON)
    assert not shared_answers(network)
    reflecting.withdraw(network.slug, "start", by=ana)
    assert not Reflection.objects.exists()
    assert not Shared.objects.exists()


def test_whoever_leaves_the_cohort_takes_her_answers_with_her(network, felipe, ana):
    opened(network, felipe, "start")
    answer(network, ana, "start", {"place_now": SECRET})

    leave(network.pk, by=ana, at=NOON)
    assert not Reflection.objects.filter(person=ana).exists()


def test_she_sees_what_she_answered_earlier_only_after_answering(network, felipe, ana):
    opened(network, felipe, "start")
    answer(network, ana, "start", {"place_now": SECRET})
    closed(network, felipe, "start")
    opened(network, felipe, "end")
    here = f"/networks/{network.slug}/reflections/end/"

    assert "tired" not in Page(visit(ana).get(here)).html
    answer(network, ana, "end", {"place_now": "Rested."})
    html = Page(visit(ana).get(here)).html
    assert "tired" in html
    assert "Rested." in html


def test_answering_in_a_browser_keeps_what_was_typed_when_nothing_is_said(network, felipe, ana):
    opened(network, felipe, "start")
    here = f"/networks/{network.slug}/reflections/start/"
    key = question(network, "place_now").pk

    assert visit(ana).post(here, {}).status_code == 422
    done = visit(ana).post(here, {f"q{key}": SECRET})
    assert done.status_code == 302
    assert answers_in(own_reflections(ana, network)["start"]) == {key: SECRET}


def test_a_draft_in_a_browser_is_there_again(network, felipe, ana):
    opened(network, felipe, "start")
    here = f"/networks/{network.slug}/reflections/start/"
    key = question(network, "place_now").pk
    visit(ana).post(here, {f"q{key}": SECRET, "later": "1"})

    assert "tired" in Page(visit(ana).get(here)).html
    assert Reflection.objects.get().finished_at is None


def test_reminding_reaches_those_who_have_not_finished_and_not_twice(network, felipe, ana, ben):
    opened(network, felipe, "start")
    answer(network, ana, "start", {"place_belong": 2})
    later = NOON + timedelta(days=4)
    reflecting.remind(network.slug, "start", by=felipe, at=later)

    told = Notice.objects.filter(kind="cohorts.reflect", told_at=later)
    assert [each.person for each in told] == [ben]
    with pytest.raises(Refused, match="three days"):
        reflecting.remind(network.slug, "start", by=felipe, at=later + timedelta(days=1))


def test_strangers_find_nothing(network, make_person):
    stranger = visit(make_person("sam"))

    for page in ("reflections/", "reflections/questions/", "connections/", "what-changed/"):
        assert stranger.get(f"/networks/{network.slug}/{page}").status_code == 404


def test_a_question_of_another_cohort_is_not_answered_here(network, felipe, ana, make_cohort):
    other = prepared(make_cohort(name="Other", facilitators=[felipe]), felipe)
    opened(network, felipe, "start")
    foreign = Question.objects.filter(body=other, is_open=False).first()

    with pytest.raises(ValueError, match="not asked"):
        reflecting.keep_answers(
            network.slug, "start", {foreign.pk: 3}, by=ana, is_done=True, at=NOON
        )


def test_who_is_not_in_the_cohort_cannot_act_by_its_address(network, make_person):
    with pytest.raises(Network.DoesNotExist):
        reflecting.withdraw(network.slug, "start", by=make_person("sam"))


def test_other_words_are_not_shared_because_the_first_ones_were(network, felipe, ana):
    opened(network, felipe, "start")
    answer(network, ana, "start", {"place_now": "Here."})
    key = question(network, "place_now").pk
    reflecting.share(network.slug, "start", {key: "no"}, by=ana, at=NOON)
    answer(network, ana, "start", {"place_now": SECRET})

    assert shared_answers(network) == []
