"""A network's values in its own words: proposed, kept, worded anew, placed, let go of."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from networks.actions.naming import (
    decline_words,
    keep_words,
    let_go,
    place_value,
    propose_words,
    show_value,
    take_words_back,
    words_of_value,
)
from networks.models import OurValue, PlaceIdea, ReadBy, Role, Verb, Wording
from networks.queries import (
    counted_on_the_map,
    ideas_for,
    value_of,
    values_of,
    values_off_the_map,
    wordings_waiting,
)
from networks.rules import MOST_VALUES, standing_of
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale, fingerprint
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
MINGA = {
    "name": "Minga",
    "meaning": "Work that all do together, and then eat.",
    "story": "The day we carried the roof.",
    "language": "es",
}


def propose(network, by, value=None, seen=None, **words):
    """`by` proposes Minga, or other words for `value`."""
    return propose_words(
        network.slug, by=by, words=MINGA | words, why="So it was.", at=NOON,
        value_id=value.pk if value else None,
        seen=seen or (fingerprint(words_of_value(value)) if value else ""),
    )  # fmt: skip


@pytest.fixture
def member(garden, ana, make_member):
    """Ana, a member of the garden."""
    make_member(garden, ana)
    return ana


@pytest.fixture
def minga(garden, cleo):
    """A value that cleo, the steward, named."""
    return propose(garden, cleo).value


def seen_by(person, network):
    return [each.name for each in values_of(network, standing_of(person, network))]


def test_what_a_member_proposes_waits_until_a_steward_keeps_it(garden, member, cleo, logged, told):
    wording = propose(garden, member)

    assert not OurValue.objects.exists()
    assert list(wordings_waiting(garden)) == [wording]
    assert told(cleo) == ["networks.words_proposed"]

    value = keep_words(garden.slug, wording.pk, by=cleo, read_by=ReadBy.ALL, at=NOON)

    assert (value.name, value.number, value.by) == ("Minga", 1, member)
    assert not wordings_waiting(garden).exists()
    assert logged(garden) == [(Verb.VALUE_KEPT, cleo, member)]
    assert told(member) == ["networks.words_kept"]


def test_what_a_steward_writes_holds_at_once_and_leaves_a_trace(garden, cleo, logged):
    wording = propose(garden, cleo)

    assert (wording.number, wording.value.name) == (1, "Minga")
    assert logged(garden) == [(Verb.VALUE_KEPT, cleo, None)]


def test_who_does_not_belong_names_nothing(garden, ben):
    with pytest.raises(Refused, match="members of this network"):
        propose(garden, ben)


def test_who_is_paused_names_nothing(garden, member):
    garden.memberships.filter(person=member).update(paused_until=NOON + timedelta(days=4000))

    with pytest.raises(Refused, match="pause"):
        propose(garden, member)


def test_only_stewards_keep_decline_show_and_let_go(garden, member, minga):
    wording = propose(garden, member, name="Ubuntu")
    slug, pk = garden.slug, wording.pk

    for act in (
        lambda: keep_words(slug, pk, by=member, read_by=ReadBy.ALL, at=NOON),
        lambda: decline_words(slug, pk, by=member, words="No.", at=NOON),
        lambda: show_value(slug, minga.pk, by=member, read_by=ReadBy.MEMBERS, at=NOON),
        lambda: let_go(slug, minga.pk, by=member, words="No.", at=NOON),
    ):
        with pytest.raises(Refused, match="stewards"):
            act()


def test_a_no_has_a_reason_and_the_proposal_goes(garden, member, cleo, told, logged):
    wording = propose(garden, member)

    decline_words(garden.slug, wording.pk, by=cleo, words="We say it with Minga.", at=NOON)

    assert not Wording.objects.exists()
    assert told(member) == ["networks.words_declined"]
    assert logged(garden) == [(Verb.VALUE_NOT_KEPT, cleo, member)]


def test_who_proposed_takes_it_back_and_nobody_else(garden, member, ben, make_member, cleo):
    wording = propose(garden, member)
    make_member(garden, ben)

    with pytest.raises(Refused, match="Only who proposed it"):
        take_words_back(garden.slug, wording.pk, by=ben)
    take_words_back(garden.slug, wording.pk, by=member)

    assert not wordings_waiting(garden).exists()
    with pytest.raises(Refused, match="answered already"):
        keep_words(garden.slug, wording.pk, by=cleo, read_by=ReadBy.ALL, at=NOON)


def test_each_wording_keeps_its_number_and_its_author(garden, member, cleo, minga):
    wording = propose(garden, member, minga, meaning="Work shared.")
    keep_words(garden.slug, wording.pk, by=cleo, read_by="", at=NOON)

    minga.refresh_from_db()
    kept = Wording.objects.filter(value=minga).order_by("number")
    assert [(each.number, each.by, each.meaning) for each in kept] == [
        (1, cleo, MINGA["meaning"]), (2, member, "Work shared."),
    ]  # fmt: skip
    assert (minga.number, minga.meaning, minga.by) == (2, "Work shared.", cleo)
    assert minga.read_by == ReadBy.ALL


def test_two_who_write_at_once_see_both(garden, cleo, minga):
    seen = fingerprint(words_of_value(minga))
    propose(garden, cleo, minga, meaning="Work shared.")
    minga.refresh_from_db()

    with pytest.raises(Stale):
        propose(garden, cleo, minga, meaning="Bread shared.", seen=seen)


def test_the_same_words_are_no_new_wording(garden, cleo, minga):
    with pytest.raises(Refused, match="Nothing is changed"):
        propose(garden, cleo, minga)


def test_a_network_names_two_dozen_at_most(garden, cleo):
    OurValue.objects.bulk_create(
        OurValue(network=garden, name=f"Value {n}", number=1, at=NOON) for n in range(MOST_VALUES)
    )

    with pytest.raises(Refused, match="Let go of one"):
        propose(garden, cleo)


def test_what_is_for_members_is_read_by_those_who_belong(garden, member, cleo, ben, minga, logged):
    show_value(garden.slug, minga.pk, by=cleo, read_by=ReadBy.MEMBERS, at=NOON)

    assert seen_by(member, garden) == ["Minga"]
    assert seen_by(ben, garden) == []
    assert value_of(garden, standing_of(ben, garden), minga.pk) is None
    assert logged(garden)[-1] == (Verb.VALUE_SHOWN, cleo, None)


def test_a_place_is_an_idea_until_a_steward_or_the_author_says_so(garden, member, cleo, minga):
    place_value(garden.slug, minga.pk, by=member, ticked=["BE", "TR"], at=NOON)

    minga.refresh_from_db()
    assert not minga.is_placed
    assert [(idea.words, idea.people) for idea in ideas_for(minga)] == [
        ("Tradition and Benevolence", 1)
    ]

    place_value(garden.slug, minga.pk, by=cleo, ticked=["UN", "BE"], at=NOON)

    minga.refresh_from_db()
    assert minga.places == ["BE", "UN"]


def test_who_named_it_says_where_it_stands(garden, member, cleo, logged):
    wording = propose(garden, member)
    value = keep_words(garden.slug, wording.pk, by=cleo, read_by=ReadBy.ALL, at=NOON)

    place_value(garden.slug, value.pk, by=member, ticked=["off"], at=NOON)

    value.refresh_from_db()
    assert value.is_off_map
    assert logged(garden)[-1] == (Verb.VALUE_PLACED, member, None)


def test_a_place_can_be_taken_back_and_so_can_an_idea(garden, member, cleo, minga):
    place_value(garden.slug, minga.pk, by=cleo, ticked=["off"], at=NOON)
    place_value(garden.slug, minga.pk, by=cleo, ticked=[], at=NOON)
    place_value(garden.slug, minga.pk, by=member, ticked=["HE"], at=NOON)
    place_value(garden.slug, minga.pk, by=member, ticked=[], at=NOON)

    minga.refresh_from_db()
    assert not minga.is_placed
    assert not PlaceIdea.objects.exists()


def test_not_on_this_map_is_counted_over_all_networks_that_show_it(
    garden, cleo, minga, make_network, make_person
):
    hidden = make_network(visibility="hidden", steward=make_person("hana"))
    OurValue.objects.create(network=hidden, name="Secret", number=1, at=NOON, is_off_map=True)
    shy = OurValue.objects.create(
        network=garden, name="Shy", number=1, at=NOON, is_off_map=True, read_by=ReadBy.MEMBERS
    )
    assert (counted_on_the_map().named, counted_on_the_map().off) == (1, 0)

    place_value(garden.slug, minga.pk, by=cleo, ticked=["off"], at=NOON)

    counted = counted_on_the_map()
    assert (counted.named, counted.placed, counted.off, counted.open) == (1, 0, 1, 0)
    assert list(values_off_the_map()) == [minga]
    assert shy not in values_off_the_map()


def test_the_database_refuses_a_value_on_the_map_and_off_it(minga):
    with pytest.raises(IntegrityError), transaction.atomic():
        OurValue.objects.filter(pk=minga.pk).update(places=["BE"], is_off_map=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        OurValue.objects.filter(pk=minga.pk).update(places=["XX"])


def test_letting_go_leaves_the_reason_in_the_log(garden, cleo, minga, logged):
    let_go(garden.slug, minga.pk, by=cleo, words="We grew out of it.", at=NOON)

    assert not Wording.objects.exists()
    assert logged(garden)[-1] == (Verb.VALUE_GONE, cleo, None)


@races
def test_of_two_stewards_who_answer_at_once_the_first_counts(garden, cleo, ben, ana, make_member):
    make_member(garden, ben, role=Role.STEWARD)
    make_member(garden, ana)
    wording = propose(garden, ana)

    results = at_once(
        lambda: keep_words(garden.slug, wording.pk, by=cleo, read_by=ReadBy.ALL, at=NOON),
        lambda: keep_words(garden.slug, wording.pk, by=ben, read_by=ReadBy.ALL, at=NOON),
    )

    assert len(raised(results, Refused)) == 1
    assert OurValue.objects.count() == 1
