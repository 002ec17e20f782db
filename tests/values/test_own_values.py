"""Values of one's own: sealed, or said on one's profile; on the map or not."""

import pytest
from django.db import IntegrityError, connection, transaction

from solidarity.base.refused import Refused
from solidarity.base.resealing import reseal_all
from solidarity.base.stale import Stale, fingerprint
from tests.fixtures.people import NOON
from values.actions.naming import change_own, forget_own, name_own, own_words
from values.models import OwnValue
from values.queries.naming import own_value, own_values_of, said_by
from values.rules.naming import MOST_OWN

pytestmark = pytest.mark.django_db
BREAD = {
    "name": "Sobremesa",
    "meaning": "Nobody leaves the table first.",
    "story": "My aunt kept a chair free.",
    "places": ["BE", "TR"],
    "is_said": False,
}


def name(person, **said):
    return name_own(by=person, said=BREAD | said, at=NOON)


def test_what_she_keeps_to_herself_stands_nowhere_in_the_open(ana):
    value = name(ana)

    with connection.cursor() as cursor:
        cursor.execute("SELECT v::text FROM values_ownvalue v WHERE id = %s", [value.pk])
        (row,) = cursor.fetchone()
    assert not any(words in row for words in ("Sobremesa", "table", "aunt"))
    [read] = own_values_of(ana)
    assert (read.name, read.meaning, read.places) == ("Sobremesa", BREAD["meaning"], ["TR", "BE"])


def test_it_is_hers_alone_even_where_it_is_said(ana, ben):
    sealed, said = name(ana), name(ana, is_said=True)

    assert own_value(ben, sealed.pk) is None
    assert own_value(ben, said.pk) is None
    assert list(said_by(ana)) == [said]


def test_what_she_says_can_be_sealed_again_and_leaves_nothing_behind(ana):
    value = name(ana, is_said=True)
    seen = fingerprint(own_words(value))

    change_own(value.pk, by=ana, said=BREAD | {"story": "Another."}, seen=seen, at=NOON)

    kept = OwnValue.objects.get(pk=value.pk)
    assert (kept.name, kept.meaning, kept.story, kept.places) == ("", "", "", [])
    assert own_value(ana, value.pk).story == "Another."
    assert not said_by(ana).exists()


def test_a_second_tab_is_told_and_nothing_is_lost(ana):
    value = name(ana)
    seen = fingerprint(own_words(own_value(ana, value.pk)))
    change_own(value.pk, by=ana, said=BREAD | {"name": "Table"}, seen=seen, at=NOON)

    with pytest.raises(Stale):
        change_own(value.pk, by=ana, said=BREAD | {"name": "Chair"}, seen=seen, at=NOON)

    assert own_value(ana, value.pk).name == "Table"


def test_not_on_this_map_is_an_answer_and_excludes_places(ana):
    value = name(ana, places=["off"], is_said=True)

    assert (value.is_off_map, value.places) == (True, [])
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnValue.objects.filter(pk=value.pk).update(places=["UN"])


def test_the_database_refuses_words_in_the_open_that_are_not_said(ana):
    value = name(ana)

    with pytest.raises(IntegrityError), transaction.atomic():
        OwnValue.objects.filter(pk=value.pk).update(name="Sobremesa")


def test_nobody_elses_words_can_be_put_in_their_place(ana, ben):
    value = name(ana)

    OwnValue.objects.filter(pk=value.pk).update(person=ben)

    with pytest.raises(ValueError, match="not ours"):
        own_values_of(ben)


def test_twenty_are_enough(ana):
    for _number in range(MOST_OWN):
        name(ana)

    with pytest.raises(Refused, match="Let go of one"):
        name(ana)


def test_she_deletes_her_own_and_nobody_elses(ana, ben):
    value = name(ana)

    with pytest.raises(OwnValue.DoesNotExist):
        forget_own(value.pk, by=ben)
    forget_own(value.pk, by=ana)

    assert not OwnValue.objects.exists()


def test_what_is_sealed_is_sealed_anew_with_a_new_key_and_read_still(ana, settings):
    value = name(ana)
    settings.VAULT_KEYS = ["a key of the vault's own, long enough for production"]

    tallies = dict(reseal_all())

    assert tallies["what people keep to themselves of values they named"].anew == 1
    assert OwnValue.objects.get(pk=value.pk).sealed != value.sealed
    assert own_value(ana, value.pk).name == "Sobremesa"
