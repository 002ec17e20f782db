"""What cohorts hold of somebody: hers to read and to delete, wherever she stands to them now."""

import pytest

from cohorts.actions import reflecting
from cohorts.models import Connections, Edition, Entry, Reflection, SharedWith
from cohorts.queries.kept import kept_by
from cohorts.queries.reporting import shared_answers
from cohorts.sealing import sealed_for
from networks.models import State, Visibility
from tests.cohorts.seeing import answer, change_of, closed, opened, prepared, question, report, tie
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
HERE = "/cohorts/kept/"


@pytest.fixture
def felipe(make_person):
    return make_person("felipe")


@pytest.fixture
def people(make_person):
    return [make_person(f"person-{number}") for number in range(7)]


@pytest.fixture
def network(make_cohort, felipe, people):
    """Seven looked back at the start and half-way; the first said words and ties, and shared."""
    network = prepared(
        make_cohort(name="Bridges", facilitators=[felipe], participants=people), felipe
    )
    for moment, step, apart in (("start", 2, 2), ("middle", 4, 3)):
        opened(network, felipe, moment)
        for number, person in enumerate(people):
            said = {"place_belong": step - number % apart} | (
                {"place_now": "Worn out."} if person == people[0] else {}
            )
            answer(network, person, moment, said)
        if moment == "start":
            for person in people[:6]:
                tie(network, person, moment, {people[6]: 3}, beyond=[("Bakery", 4)])
        closed(network, felipe, moment)
    key = question(network, "place_now").pk
    reflecting.share(network.slug, "start", {key: "nameless"}, by=people[0], at=NOON)
    Entry.objects.create(
        body=network, person=people[0], at=NOON, changed_at=NOON, key="one",
        shared=SharedWith.NOBODY,
        sealed=sealed_for(people[0].pk, {"words": "A long day."}),
    )  # fmt: skip
    return network


@pytest.fixture
def removed(network, people):
    """The first was removed, and the cohort is hidden: she sees nothing of it any more."""
    network.memberships.filter(person=people[0]).update(state=State.BANNED)
    type(network).objects.filter(pk=network.pk).update(visibility=Visibility.HIDDEN)
    return people[0]


def delete(person, kind, row):
    return visit(person).post(f"{HERE}{kind}/{row.pk}/")


def test_whoever_was_removed_reads_what_is_held_of_her(network, removed):
    assert visit(removed).get(f"/networks/{network.slug}/reflections/").status_code == 404

    page = Page(visit(removed).get(HERE)).main
    for words in ("Worn out.", "Bakery", "A long day.", network.name):
        assert words in page


def test_what_she_withdraws_is_gone_everywhere_and_from_the_next_report(network, removed, felipe):
    assert change_of(report(network, felipe), moment="middle")["people"] == 6
    first = Edition.objects.get()
    for row in Reflection.objects.filter(person=removed):
        assert delete(removed, "reflection", row).status_code == 302
    for row in Connections.objects.filter(person=removed):
        assert delete(removed, "ties", row).status_code == 302
    for row in Entry.objects.filter(person=removed):
        assert delete(removed, "entry", row).status_code == 302

    assert kept_by(removed) == []
    assert shared_answers(network) == []
    first.refresh_from_db()
    assert first.pictures == ""
    second = report(network, felipe)
    assert change_of(second, moment="middle")["people"] == 6
    assert second.figures["people"] == 6


def test_nobody_reads_or_deletes_what_is_held_of_another(network, people, felipe):
    hers = Reflection.objects.filter(person=people[0]).first()

    for other in (people[1], felipe):
        assert "Worn out." not in Page(visit(other).get(HERE)).html
        assert visit(other).get(f"{HERE}reflection/{hers.pk}/").status_code == 404
        assert delete(other, "reflection", hers).status_code == 404
    assert Reflection.objects.filter(pk=hers.pk).exists()


def test_what_is_no_kind_is_not_there(network, people):
    hers = Reflection.objects.filter(person=people[0]).first()

    assert visit(people[0]).get(f"{HERE}edition/{hers.pk}/").status_code == 404


def test_she_is_asked_once_more_and_told_what_stays(network, people):
    hers = Reflection.objects.filter(person=people[0]).first()
    page = Page(visit(people[0]).get(f"{HERE}reflection/{hers.pk}/")).main

    assert "You are in no later one." in page
    assert Reflection.objects.filter(pk=hers.pk).exists()
