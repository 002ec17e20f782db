"""Common ground: sides that networks fill in, marks that both confirm, and what falls back."""

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from hypothesis import given
from hypothesis import strategies as st

from coalitions.actions import ground
from coalitions.actions.ground import confirm_mark, dismiss_mark, rewrite_point, withdraw_point
from coalitions.models import Mark, Point, Relation
from coalitions.queries import ground as sides
from coalitions.queries.kindred import kindred_pairs
from coalitions.rules.ground import MOST_POINTS
from networks.models import LogEntry, Verb
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale, fingerprint
from solidarity.inbox.models import Notice
from tests.coalitions.grounding import mark, point
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def table(make_network, make_person, make_affiliation, garden):
    """A coalition of the garden (cleo) and the kitchen (kim), which dora looks after."""
    table = make_network("Table", kind="coalition", steward=make_person("dora"))
    kitchen = make_network("Kitchen", steward=make_person("kim"))
    for each in (garden, kitchen):
        make_affiliation(each, table)
    table.kitchen, table.kim = kitchen, kitchen.memberships.get().person
    table.dora = table.memberships.get().person
    return table


@pytest.fixture
def pair(table, garden, cleo):
    """What the garden and the kitchen say of the same value."""
    return (
        point(table, garden, cleo, "Equality", meaning="The same work for all."),
        point(table, table.kitchen, table.kim, "Equality", meaning="The same bread for all."),
    )


def rewritten(made, by, words, at=NOON):
    seen = fingerprint(ground.words_of_point(made))
    fields = {"words": words, "meaning": made.meaning}
    return rewrite_point(made.pk, by=by, fields=fields, seen=seen, at=at)


def test_who_acts_for_a_network_says_things_on_its_side(table, garden, cleo):
    made = point(table, garden, cleo, "Bread")

    assert (made.network, made.by, made.topic) == (garden, cleo, "values")


def test_nobody_says_things_for_another_network(table, garden):
    with pytest.raises(Refused, match="in its name"):
        point(table, garden, table.kim)

    assert not Point.objects.exists()


def test_the_same_words_sent_twice_stand_once(table, garden, cleo):
    assert point(table, garden, cleo) == point(table, garden, cleo)


def test_a_topic_has_room_for_twelve_points_of_a_network(table, garden, cleo):
    for number in range(MOST_POINTS):
        point(table, garden, cleo, f"Value {number}")

    with pytest.raises(Refused, match="Twelve"):
        point(table, garden, cleo, "One more")


def test_two_who_write_one_point_anew_see_both_texts(table, pair, cleo):
    seen = fingerprint(ground.words_of_point(pair[0]))
    rewritten(pair[0], cleo, "Equal work")

    with pytest.raises(Stale):
        rewrite_point(
            pair[0].pk, by=cleo, fields={"words": "Other", "meaning": ""}, seen=seen, at=NOON
        )


def test_whoever_belongs_marks_and_both_networks_are_asked(table, pair, cleo):
    made = mark(table, pair[1], pair[0], table.dora, Relation.WORD)

    assert (made.one, made.other) == pair  # the smaller key first, however it was chosen
    asked = Notice.objects.filter(kind="coalitions.marked")
    assert {each.person for each in asked} == {cleo, table.kim}
    assert sides.state_of(made) == "Neither network has said yet whether it is so."


def test_a_stranger_does_not_mark(table, pair, ana):
    with pytest.raises(Refused, match="belong"):
        mark(table, *pair, ana)


def test_two_points_of_one_network_are_no_pair(table, garden, cleo):
    one, other = point(table, garden, cleo, "A value"), point(table, garden, cleo, "Another")

    with pytest.raises(Refused, match="different networks"):
        mark(table, one, other, cleo)


def test_a_mark_counts_when_both_networks_confirm_it(table, garden, pair, cleo):
    made = mark(table, *pair, table.dora)

    confirm_mark(made.pk, garden, by=cleo, at=NOON)
    made.refresh_from_db()
    assert not made.is_confirmed
    assert sides.state_of(made) == "One of the two networks confirms it."

    confirm_mark(made.pk, table.kitchen, by=table.kim, at=NOON)
    made.refresh_from_db()
    assert made.is_confirmed
    assert LogEntry.objects.filter(network=garden, verb=Verb.CHANGED, by=cleo).exists()


def test_nobody_confirms_for_another_network(table, garden, pair):
    made = mark(table, *pair, table.dora)

    with pytest.raises(Refused):
        confirm_mark(made.pk, garden, by=table.kim, at=NOON)


def test_a_third_network_has_no_say(table, pair, make_network, make_affiliation, ana):
    third = make_network("Third", steward=ana)
    make_affiliation(third, table)
    made = mark(table, *pair, table.dora)

    with pytest.raises(Refused, match="two other"):
        confirm_mark(made.pk, third, by=ana, at=NOON)


def test_one_network_can_say_that_it_is_not_so_and_then_it_can_be_marked_anew(
    table, garden, pair, cleo
):
    made = mark(table, *pair, table.dora)

    dismiss_mark(made.pk, garden, by=cleo, at=NOON)

    assert not sides.marks_seen(cleo, table).exists()
    assert mark(table, *pair, table.kim, Relation.WORD).pk != made.pk


def test_a_pair_is_marked_once(table, pair, cleo):
    mark(table, *pair, table.dora)

    with pytest.raises(Refused, match="already"):
        mark(table, *pair, cleo, Relation.CLASH)


def test_when_a_point_is_written_anew_its_confirmed_marks_fall_back(table, garden, pair, cleo):
    made = mark(table, *pair, table.dora)
    confirm_mark(made.pk, garden, by=cleo, at=NOON)
    confirm_mark(made.pk, table.kitchen, by=table.kim, at=NOON)

    assert rewritten(pair[0], cleo, "Equal work") == 1

    made.refresh_from_db()
    assert not made.is_confirmed
    assert "words changed" in sides.state_of(made)


def test_a_point_that_is_taken_back_takes_its_marks_from_the_page(table, pair, cleo):
    mark(table, *pair, table.dora)

    withdraw_point(pair[0].pk, by=cleo, at=NOON)

    assert not sides.marks_seen(cleo, table).exists()


def test_what_a_hidden_network_says_is_there_for_its_own_people_alone(
    table, pair, make_network, make_affiliation, ana, cleo
):
    hidden = make_network("Hidden", visibility="hidden", steward=ana)
    make_affiliation(hidden, table)
    secret = point(table, hidden, ana, "Shelter")
    with pytest.raises(Refused, match="hidden network"):
        mark(table, pair[0], secret, ana)
    # It may be marked from before, when everybody could find it.
    Mark.objects.create(body=table, one=pair[0], other=secret, relation="clash", at=NOON)

    assert sides.point_seen(ana, table, secret.pk)
    assert sides.point_seen(cleo, table, secret.pk) is None
    assert not sides.marks_seen(cleo, table).exists()
    topics, counts = sides.topics_of(cleo, table)
    assert next(each for each in topics if each.topic == "values").sides == 2
    assert sides.summed(counts) == []
    assert sides.waiting_for(cleo, table, [pair[0].network]) == []


def test_what_is_marked_is_said_in_sentences_and_never_as_a_score(table, garden, pair, cleo):
    made = mark(table, *pair, table.dora)
    others = (
        point(table, garden, cleo, "Speed"), point(table, table.kitchen, table.kim, "Patience"),
    )  # fmt: skip
    mark(table, *others, cleo, Relation.CLASH)
    for network, by in ((garden, cleo), (table.kitchen, table.kim)):
        confirm_mark(made.pk, network, by=by, at=NOON)

    assert sides.summed(sides.topics_of(cleo, table)[1]) == [
        "1 overlap is confirmed by both networks.",
        "1 clash is open: talk about it.",
    ]


def test_fifty_sides_cost_as_many_queries_as_two(
    table, garden, cleo, make_network, make_affiliation, django_assert_max_num_queries, client
):
    for number in range(48):
        network = make_network(f"Member {number:02}")
        make_affiliation(network, table)
        Point.objects.create(
            body=table, network=network, topic="values", words=f"Value {number} of bread", at=NOON
        )
    client.force_login(cleo)

    for page in ("topics/values/", "", "topics/values/kindred/"):
        with django_assert_max_num_queries(16):
            answer = client.get(f"/networks/table/common-ground/{page}")
        assert answer.status_code == 200
        assert len(answer.content) < 60_000


@races
def test_two_who_mark_one_pair_at_the_same_moment_make_one_mark(table, pair, cleo):
    results = at_once(
        lambda: mark(table, *pair, cleo), lambda: mark(table, *pair, table.kim, Relation.WORD)
    )

    assert len(raised(results, Refused)) == 1
    assert Mark.objects.count() == 1


def test_the_web_cannot_change_a_common_text():
    with pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute("UPDATE coalitions_commontext SET words = 'else'")


words = st.lists(
    st.tuples(st.integers(1, 4), st.lists(st.sampled_from(["bread", "water", "seeds", "tools"]))),
    max_size=12,
)


@given(words)
def test_software_pairs_points_of_two_networks_that_share_a_word_and_are_not_marked(said):
    points = [
        Point(pk=pk, network_id=network, words=" ".join(used))
        for pk, (network, used) in enumerate(said, start=1)
    ]
    whole = kindred_pairs(points, (), most=1000)
    for found in whole:
        assert found.one.pk < found.other.pk
        assert found.one.network_id != found.other.network_id
        assert found.words
        assert set(found.words) <= set(found.one.words.split())
    marked = {(found.one.pk, found.other.pk) for found in whole[:3]}
    rest = kindred_pairs(points, marked, most=1000)
    assert {(each.one.pk, each.other.pk) for each in rest} == {
        (each.one.pk, each.other.pk) for each in whole
    } - marked
