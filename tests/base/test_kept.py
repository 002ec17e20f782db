"""Queries that are put into words once, whoever asks for them with whatever."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection

from networks.models import Membership, Network
from solidarity.base.kept import Kept, one_of
from tests.fixtures.people import NOON

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def held(*, person):
    return Membership.objects.filter(person=person).select_related("network").order_by("pk")


def test_it_finds_what_the_queryset_finds_for_each_who_asks(garden, make_network, ana, cleo):
    make_network("Broth", steward=ana)
    kept = Kept(held)

    for person in (ana, cleo, ana):
        assert kept(person=person.pk) == list(held(person=person.pk))


def test_what_stands_beside_comes_with_it_in_one_query(garden, cleo, django_assert_num_queries):
    kept = Kept(held)
    kept(person=cleo.pk)

    with django_assert_num_queries(1):
        assert [row.network.name for row in kept(person=cleo.pk)] == ["Garden"]


def test_words_days_and_any_number_of_keys_are_parameters(make_network):
    soup, broth, bread = (make_network(name) for name in ("Soup", "Broth", "Bread"))
    named = Kept(lambda *, name, at: Network.objects.filter(name=name, founded_at__lte=at))
    among = Kept(lambda *, keys: Network.objects.filter(one_of("pk", keys)).order_by("pk"))

    late, early = NOON + timedelta(days=900), NOON - timedelta(days=9000)
    assert named(name="Soup", at=late) == [soup]
    assert named(name="Broth", at=late) == [broth]
    assert named(name="Broth", at=early) == []
    assert among(keys=[soup.pk, bread.pk]) == [soup, bread]
    assert among(keys=[broth.pk]) == [broth]
    assert among(keys=[]) == []


def test_what_changes_the_statement_makes_another_one(make_network):
    soup, broth = make_network("Soup"), make_network("Broth")

    def newest(most, *, last=None):
        found = Network.objects.order_by("-pk")
        return (found if last is None else found.filter(pk__lt=last))[:most]

    kept = Kept(newest)

    assert kept(1) == [broth]
    assert kept(2) == [broth, soup]
    assert kept(2, last=broth.pk) == [soup]


def test_a_parameter_that_the_statement_does_not_hold_as_it_was_given_is_refused():
    kept = Kept(lambda *, name: Network.objects.filter(name__startswith=name))

    with pytest.raises(ValueError, match="name do not stand in the statement"):
        kept(name="Soup")


@races
def test_threads_ask_each_on_their_own_connection(make_network, ana, cleo):
    make_network("Broth", steward=ana)
    make_network("Soup", steward=cleo)
    kept, found = Kept(held), {}

    def ask(person):
        found[person.pk] = [row.network.name for row in kept(person=person.pk)]
        connection.close()

    threads = [Thread(target=ask, args=[person]) for person in (ana, cleo)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == {ana.pk: ["Broth"], cleo.pk: ["Soup"]}
