"""Secret ballots: cast once, changed with the code alone, and nobody's once they are counted."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import now

from decisions.actions.balloting import burn, cast, shuffle
from decisions.codes import digest_of, new_code, tag_of, tidied
from decisions.models import Ballot, Elector, ElectorState, Round
from decisions.rules.balloting import why_not_secret
from solidarity.base.refused import Refused
from tests.decisions.secret import CLOSES, open_secretly, question
from tests.fixtures.people import NOON
from tests.racing import at_once

races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def nine(make_person):
    return [make_person(f"elector-{number}") for number in range(9)]


@pytest.fixture
def round(garden, cleo, nine):
    return open_secretly(question(garden, cleo, is_secret=True), nine)


def choices(round):
    return sorted(ballot.choice for ballot in round.ballots.all())


def has_balloted(round, person):
    return Elector.objects.get(round=round, person=person).has_balloted


def test_a_ballot_is_kept_without_its_elector_time_or_order(round, nine):
    code = cast(round.pk, by=nine[0], choice="yes", at=NOON)

    ballot = round.ballots.get()
    assert {field.name for field in Ballot._meta.get_fields()} == {
        "id", "round", "tag", "digest", "choice",
    }  # fmt: skip
    assert ballot.tag == tag_of(code)
    assert bytes(ballot.digest) == digest_of(code, round_id=round.pk)
    assert code not in str(ballot.__dict__)
    assert has_balloted(round, nine[0])


def test_one_casts_one_ballot(round, nine):
    cast(round.pk, by=nine[0], choice="yes", at=NOON)

    with pytest.raises(Refused, match="whole code"):
        cast(round.pk, by=nine[0], choice="no", at=NOON)

    assert choices(round) == ["yes"]


def test_with_its_code_it_is_changed(round, nine):
    code = cast(round.pk, by=nine[0], choice="yes", at=NOON)

    again = cast(round.pk, by=nine[0], choice="no", code=code.lower().replace("-", " "), at=NOON)

    assert again == code
    assert choices(round) == ["no"]


def test_with_another_code_it_is_not(round, nine):
    cast(round.pk, by=nine[0], choice="yes", at=NOON)
    of_another = cast(round.pk, by=nine[1], choice="yes", at=NOON)
    half_right = of_another[:-1] + ("0" if of_another[-1] != "0" else "1")

    for code in (new_code(), half_right, "K7QF-2M9X"):
        with pytest.raises(Refused):
            cast(round.pk, by=nine[0], choice="no", code=code, at=NOON)

    assert choices(round) == ["yes", "yes"]


def test_the_same_form_sent_twice_is_one_ballot_with_one_code(round, nine):
    drawn = new_code()

    first = cast(round.pk, by=nine[0], choice="yes", code=drawn, at=NOON)
    second = cast(round.pk, by=nine[0], choice="yes", code=drawn, at=NOON)

    assert first == second == drawn
    assert choices(round) == ["yes"]


def test_a_tag_that_is_taken_leads_to_a_fresh_code(round, nine):
    taken = cast(round.pk, by=nine[0], choice="yes", at=NOON)

    code = cast(round.pk, by=nine[1], choice="no", code=taken, at=NOON)

    assert tag_of(code) != tag_of(taken)
    assert choices(round) == ["no", "yes"]


def test_only_electors_cast(round, ana):
    with pytest.raises(Refused, match="no voice"):
        cast(round.pk, by=ana, choice="yes", at=NOON)


def test_who_has_left_casts_none(round, nine):
    Elector.objects.filter(person=nine[0]).update(state=ElectorState.WITHDRAWN)

    with pytest.raises(Refused, match="gave your voice back"):
        cast(round.pk, by=nine[0], choice="yes", at=NOON)


@pytest.mark.parametrize("at", [NOON - timedelta(seconds=1), CLOSES, CLOSES + timedelta(days=1)])
def test_only_while_it_is_open(round, nine, at):
    with pytest.raises(Refused):
        cast(round.pk, by=nine[0], choice="yes", at=at)

    assert not round.ballots.exists()


@pytest.mark.parametrize("choice", ["maybe", None, 3, {"approve": ["yes"]}])
def test_what_the_method_does_not_count_is_refused(round, nine, choice):
    with pytest.raises(Refused, match="none of the choices"):
        cast(round.pk, by=nine[0], choice=choice, at=NOON)

    assert not has_balloted(round, nine[0])


def test_by_name_nobody_ballots(garden, cleo, nine):
    open_one = open_secretly(question(garden, cleo), nine, is_secret=False)

    with pytest.raises(Refused, match="by name"):
        cast(open_one.pk, by=nine[0], choice="yes", at=NOON)


@pytest.mark.parametrize(
    "fields",
    [{"who": "networks"}, {"who": "both"}, {"voices": {"bands": []}}, {"in_room": True}],
)
def test_secret_goes_only_with_one_voice_each_for_people(garden, cleo, fields):
    assert why_not_secret(question(garden, cleo, is_secret=True, **fields))
    assert not why_not_secret(question(garden, cleo, is_secret=True))
    assert not why_not_secret(question(garden, cleo, **fields))


def test_codes_are_read_as_people_write_them():
    code = new_code()

    assert tidied(f"  {code.lower()} ") == code
    assert tidied(code.replace("-", "")) == code
    assert tidied(code.replace("0", "O").replace("1", "l")) == code
    assert tidied(code[:-1]) == tidied("") == tidied("ünder") == ""


def test_counting_writes_all_rows_anew_and_changes_nothing(round, nine):
    for number, person in enumerate(nine[:7]):
        cast(round.pk, by=person, choice="no" if number % 3 else "yes", at=NOON)
    before = set(round.ballots.values_list("id", "tag", "choice"))
    electors = set(round.electors.values_list("id", "number", "person", "has_balloted"))

    shuffle(round)

    assert set(round.ballots.values_list("id", "tag", "choice")) == before
    assert set(round.electors.values_list("id", "number", "person", "has_balloted")) == electors


@races
def test_after_counting_no_row_tells_when_it_was_written(garden, cleo, nine):
    round = open_secretly(question(garden, cleo, is_secret=True), nine)
    for person in nine[:8]:
        cast(round.pk, by=person, choice="yes", at=NOON)
    assert len(set(written_by("ballot", round))) == 8

    with transaction.atomic():
        shuffle(round)

    assert len({*written_by("ballot", round), *written_by("elector", round)}) == 1


@races
def test_two_tabs_at_once_are_one_ballot(garden, cleo, nine):
    round = open_secretly(question(garden, cleo, is_secret=True), nine)

    results = at_once(
        *(lambda: cast(round.pk, by=nine[0], choice="yes", at=NOON) for _ in range(4))
    )

    assert sum(isinstance(each, str) for each in results) == 1
    assert round.ballots.count() == 1


def test_the_order_is_drawn_by_chance(round, nine):
    for person in nine:
        cast(round.pk, by=person, choice="yes", at=NOON)
    orders = set()
    for _ in range(6):
        shuffle(round)
        orders.add(tuple(lying("ballot", round)))
        orders.add(tuple(lying("elector", round)))

    assert len(orders) > 8


def test_a_counted_ballot_stays_as_it_is(round, nine):
    code = cast(round.pk, by=nine[0], choice="yes", at=NOON)
    Round.objects.update(counted_at=CLOSES)

    for act in (
        lambda: Ballot.objects.update(choice="no"),
        lambda: Ballot.objects.update(tag="X"),
        lambda: run("DELETE FROM decisions_ballot"),
        lambda: run("TRUNCATE decisions_ballot"),
        lambda: Ballot.objects.create(
            id="6f1f5c1e-7b1c-4c4e-9d8f-0a4d3a2b1c0d", round=round, tag="more", digest=b"",
            choice="no",
        ),
    ):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            act()

    assert choices(round) == ["yes"]
    with pytest.raises(Refused, match="closed"):
        cast(round.pk, by=nine[0], choice="no", code=code, at=NOON)


def test_while_it_runs_the_web_changes_a_choice_and_nothing_else(round, nine):
    cast(round.pk, by=nine[0], choice="yes", at=NOON)

    for statement in (
        "UPDATE decisions_ballot SET tag = 'X'",
        "UPDATE decisions_ballot SET digest = ''",
        "DELETE FROM decisions_ballot",
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            run(statement)


def test_ballots_of_what_is_called_off_are_burned_and_of_what_is_counted_never(round, nine):
    cast(round.pk, by=nine[0], choice="yes", at=NOON)
    burn(round)
    assert round.ballots.count() == 1

    Round.objects.update(voided_at=now())
    burn(round)
    assert round.ballots.count() == 0


def test_burning_leaves_counted_ballots_alone(round, nine):
    cast(round.pk, by=nine[0], choice="yes", at=NOON)
    Round.objects.update(counted_at=now(), voided_at=now())

    burn(round)

    assert round.ballots.count() == 1


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def written_by(table, round):
    """The transactions that wrote the rows of a round, as the database keeps them."""
    found = run(f"SELECT xmin::text FROM decisions_{table} WHERE round_id = %s", round.pk)
    return [each for (each,) in found]


def lying(table, round):
    """The rows of a round in the order in which they lie in the table's file."""
    found = run(f"SELECT id FROM decisions_{table} WHERE round_id = %s ORDER BY ctid", round.pk)
    return [each for (each,) in found]
