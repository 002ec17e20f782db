"""Agreeing, answering, finishing, taking back: what is kept, and what is gone."""

import numpy as np
import pytest
from django.db import IntegrityError, connection, transaction

from solidarity.base.refused import Refused
from tests.fixtures.people import NOON
from values.actions import begin, consent, finish, go_on, keep_screen, throw_away, withdraw
from values.actions.consenting import leave_by
from values.answers import opened_answers, sealed_answers
from values.models import Consent, Pool, Sheet
from values.queries import answers_in, consent_of, profile_of, result_of
from values.science.instruments import instrument
from values.screens import screens
from values.wordings import NEWEST

pytestmark = pytest.mark.django_db


def answer(person, rating, *, sheet=None, at=NOON, finishes=True):
    """A sheet on which `rating(item)` was answered; None skips."""
    sheet = sheet or begin(person, at=at)
    of = instrument(sheet.instrument)
    wanted = {item.number: rating(item) for item in of.items}
    for index, numbers in enumerate(screens([item.number for item in of.items], sheet.order)):
        keep_screen(sheet.pk, index, by=person, answers={each: wanted[each] for each in numbers})
    return finish(sheet.pk, by=person, at=at) if finishes else sheet


def caring(item):
    return {"UN": 6, "BE": 5, "PO": 1, "AC": 2}.get(item.value, 3 + item.number % 2)


@pytest.fixture
def agreed(ana):
    """Ana, who agreed to be asked."""
    consent(ana, wording=NEWEST, at=NOON)
    return ana


def test_nothing_is_asked_without_consent(ana):
    with pytest.raises(Refused, match="before you have agreed"):
        begin(ana, at=NOON)


def test_an_older_wording_is_not_a_yes_to_the_newest(ana):
    Consent.objects.create(person=ana, wording=0, given_at=NOON)

    with pytest.raises(Refused, match="new text"):
        begin(ana, at=NOON)
    with pytest.raises(Refused):
        consent(ana, wording=0, at=NOON)
    consent(ana, wording=NEWEST, at=NOON)

    assert begin(ana, at=NOON)
    assert Consent.objects.filter(person=ana).count() == 2


def test_agreeing_twice_is_agreeing_once(agreed):
    consent(agreed, wording=NEWEST, at=NOON)

    assert Consent.objects.filter(person=agreed).count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(person=agreed, wording=NEWEST, given_at=NOON)


def test_a_sheet_that_is_begun_is_gone_on_with(agreed):
    first = begin(agreed, at=NOON)

    assert begin(agreed, at=NOON) == first


def test_answers_are_kept_screen_by_screen_and_stand_nowhere_but_sealed(agreed):
    sheet = begin(agreed, at=NOON)
    first, second = screens(range(1, 31), sheet.order)[:2]
    keep_screen(sheet.pk, 1, by=agreed, answers={second[0]: 6, second[1]: None})
    keep_screen(sheet.pk, 0, by=agreed, answers=dict.fromkeys(first, 2))
    keep_screen(sheet.pk, 0, by=agreed, answers={first[0]: None})

    sheet.refresh_from_db()
    assert answers_in(sheet) == dict.fromkeys(first[1:], 2) | {second[0]: 6}
    assert sheet.screen == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM values_sheet WHERE id = %s", [sheet.pk])
        assert cursor.fetchone()[0].startswith("gAAAA")


def test_nobody_elses_answers_can_be_put_in_the_place_of_hers(ana, ben):
    sealed = sealed_answers(ana.pk, {1: 6})

    assert opened_answers(ana.pk, sealed) == {1: 6}
    with pytest.raises(ValueError, match="not ours"):
        opened_answers(ben.pk, sealed)


def test_how_long_a_seal_is_tells_nothing_of_how_much_was_answered(ana):
    few, all_of_them = (dict.fromkeys(range(1, count), 6) for count in (2, 31))

    assert len(sealed_answers(ana.pk, few)) == len(sealed_answers(ana.pk, all_of_them))


@pytest.mark.parametrize("answers", [{99: 3}, {0: 3}])
def test_only_what_stands_on_the_screen_is_kept(agreed, answers):
    sheet = begin(agreed, at=NOON)

    with pytest.raises(ValueError, match="not asked for"):
        keep_screen(sheet.pk, 0, by=agreed, answers=answers)


@pytest.mark.parametrize("code", [0, 7])
def test_only_what_stands_on_the_scale_is_kept(agreed, code):
    sheet = begin(agreed, at=NOON)
    number = screens(range(1, 31), sheet.order)[0][0]

    with pytest.raises(ValueError, match="not asked for"):
        keep_screen(sheet.pk, 0, by=agreed, answers={number: code})


def test_nobody_else_writes_on_her_sheet(agreed, ben):
    sheet = begin(agreed, at=NOON)
    consent(ben, wording=NEWEST, at=NOON)

    for act in (
        lambda: keep_screen(sheet.pk, 0, by=ben, answers={}),
        lambda: finish(sheet.pk, by=ben, at=NOON),
        lambda: throw_away(sheet.pk, by=ben),
    ):
        with pytest.raises(Sheet.DoesNotExist):
            act()


def test_a_sheet_without_answers_cannot_be_finished(agreed):
    sheet = begin(agreed, at=NOON)

    with pytest.raises(Refused, match="without answers"):
        finish(sheet.pk, by=agreed, at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.filter(pk=sheet.pk).update(finished_at=NOON)


def test_a_finished_sheet_stays_as_it_is(agreed):
    sheet = answer(agreed, caring)

    with pytest.raises(Refused, match="finished"):
        keep_screen(sheet.pk, 0, by=agreed, answers={})
    with pytest.raises(Refused, match="done"):
        go_on(sheet.pk, by=agreed)


def test_her_profile_is_of_the_last_sheet_that_counts(agreed):
    assert profile_of(agreed) is None
    answer(agreed, caring)
    first = profile_of(agreed)
    assert first is not None
    assert first[9] > 1.5
    assert first[4] < 0

    same = answer(agreed, lambda item: 4)
    assert result_of(same) == (None, "identical")
    np.testing.assert_array_equal(profile_of(agreed), first)

    answer(agreed, lambda item: 6 if item.value == "PO" else 2 + item.number % 2)
    assert profile_of(agreed)[4] > 2


def test_a_withheld_sheet_can_be_gone_on_with(agreed):
    sheet = answer(agreed, lambda item: 4 if item.number < 9 else None)
    assert result_of(sheet)[1] == "missing"

    go_on(sheet.pk, by=agreed)
    answer(agreed, caring, sheet=sheet)

    assert profile_of(agreed) is not None


def test_a_sheet_about_others_is_none_about_herself(agreed):
    pool = Pool.objects.create(began_at=NOON)
    about = begin(agreed, about="member", pool=pool, at=NOON)
    answer(agreed, caring, sheet=about)
    answer(agreed, caring, sheet=begin(agreed, about="country", at=NOON))

    assert profile_of(agreed) is None
    with pytest.raises(IntegrityError), transaction.atomic():
        begin(agreed, about="member", at=NOON)


def test_taking_it_back_deletes_all_answers_at_once(agreed, ben):
    consent(ben, wording=NEWEST, at=NOON)
    answer(ben, caring)
    answer(agreed, caring)
    begin(agreed, about="country", at=NOON)
    left = []
    leave_by("test", lambda person, at: left.append((person, Sheet.objects.count())))

    try:
        assert withdraw(agreed, at=NOON) == 2
    finally:
        leave_by("test", lambda person, at: None)

    assert left == [(agreed, 3)]
    assert not Sheet.objects.filter(person=agreed).exists()
    assert Sheet.objects.filter(person=ben).exists()
    assert consent_of(agreed) is None
    assert Consent.objects.get(person=agreed).withdrawn_at == NOON
    with pytest.raises(Refused):
        begin(agreed, at=NOON)


def test_what_cannot_be_left_keeps_everything(agreed):
    """One transaction: where leaving a pool fails, nothing is half done."""
    answer(agreed, caring)

    def fail(person, at):
        raise RuntimeError

    leave_by("test", fail)
    try:
        with pytest.raises(RuntimeError):
            withdraw(agreed, at=NOON)
    finally:
        leave_by("test", lambda person, at: None)

    assert consent_of(agreed)
    assert Sheet.objects.filter(person=agreed).exists()


def test_taking_back_what_was_never_given_is_harmless(ana):
    assert withdraw(ana, at=NOON) == 0
