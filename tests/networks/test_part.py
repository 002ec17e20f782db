from datetime import timedelta

import pytest

from networks.actions.affiliating import affiliate, part
from networks.models import Affiliation, AffiliationPath, AffiliationState, LogEntry
from solidarity.base.refused import Refused
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
LATER = NOON + timedelta(days=1)


def pairs():
    rows = AffiliationPath.objects.values_list("descendant__name", "ancestor__name")
    return set(rows)


def test_an_affiliation_ends_and_the_log_says_so(garden, coalition, ana, make_affiliation):
    make_affiliation(garden, coalition)

    part(garden, coalition, by=ana, at=LATER)

    affiliation = Affiliation.objects.get()
    assert (affiliation.state, affiliation.since) == (AffiliationState.ENDED, LATER)
    assert pairs() == set()
    entry = LogEntry.objects.filter(network=coalition).order_by("-pk").first()
    assert (entry.network, entry.verb, entry.other, entry.by) == (
        coalition, "parted", garden, ana,
    )  # fmt: skip


def test_what_stood_below_goes_with_it(make_network, make_affiliation):
    a, b, c, d = (make_network(name) for name in "ABCD")
    for member, body in [(a, b), (b, c), (c, d)]:
        make_affiliation(member, body)

    part(b, c, by=None, at=LATER)

    assert pairs() == {("A", "B"), ("C", "D")}


def test_who_is_in_by_another_way_stays_in(make_network, make_affiliation):
    a, b, c, d = (make_network(name) for name in "ABCD")
    for member, body in [(a, b), (b, d), (a, c), (c, d)]:
        make_affiliation(member, body)

    part(b, d, by=None, at=LATER)

    assert ("A", "D") in pairs()
    assert ("B", "D") not in pairs()


@pytest.mark.parametrize("state", [None, AffiliationState.ASKED, AffiliationState.ENDED])
def test_what_is_not_affiliated_cannot_part(garden, coalition, state):
    if state:
        Affiliation.objects.create(member=garden, body=coalition, state=state, since=NOON)

    with pytest.raises(Refused, match="not affiliated"):
        part(garden, coalition, by=None, at=LATER)

    assert not LogEntry.objects.exists()


def test_an_affiliation_is_ended_from_its_own_side(garden, coalition, make_affiliation):
    make_affiliation(garden, coalition)

    with pytest.raises(Refused, match="not affiliated"):
        part(coalition, garden, by=None, at=LATER)


@races
def test_parting_and_joining_elsewhere_at_once_leaves_the_right_paths(make_network):
    a, b, c, d = (make_network(name) for name in "ABCD")
    for member, body in [(a, b), (b, c)]:
        affiliate(member, body, by=None, at=NOON)

    results = at_once(
        lambda: part(b, c, by=None, at=LATER),
        lambda: affiliate(c, d, by=None, at=LATER),
        lambda: affiliate(b, d, by=None, at=LATER),
    )

    assert raised(results, Exception) == []
    assert pairs() == {("A", "B"), ("A", "D"), ("B", "D"), ("C", "D")}


@races
def test_parting_twice_at_once_leaves_one_trace(garden, coalition, make_affiliation):
    make_affiliation(garden, coalition)

    results = at_once(*[lambda: part(garden, coalition, by=None, at=LATER)] * 5)

    assert len(raised(results, Refused)) == 4
    assert LogEntry.objects.filter(network=coalition, verb="parted").count() == 1
