"""Two at once: one file, one deletion, and whoever stays in time has stayed."""

from datetime import timedelta

import pytest

from networks.models import NetworkState
from solidarity.base.refused import Refused
from solidarity.base.vault import seal_bytes
from solidarity.people.actions import exporting, leaving
from solidarity.people.models import Export, Person
from tests.fixtures.people import NOON
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def list_outside(settings, tmp_path):
    settings.ERASURES_FILE = str(tmp_path / "erasures.txt")


def test_the_file_is_given_to_one_of_two_windows(ana):
    Export.objects.create(
        person=ana,
        asked_at=NOON,
        ready_at=NOON,
        content=seal_bytes(b"hers", purpose=f"export.{ana.pk}"),
    )
    got = at_once(*[lambda: exporting.fetch_export(ana, at=NOON)] * 4)

    assert sorted(got, key=bool) == [None, None, None, b"hers"]


def test_two_workers_delete_her_once(garden, cleo):
    departure = leaving.depart(cleo.pk, leaves_words=False, at=NOON)
    done = at_once(*[lambda: leaving.erase_departed(departure.pk, at=NOON + WEEK)] * 3)

    assert sorted(map(str, done)) == ["False", "False", "True"]
    garden.refresh_from_db()
    assert garden.state == NetworkState.SEEKING
    assert garden.log.filter(verb="left").count() == 1


@pytest.mark.parametrize("turn", range(4))
def test_who_stays_at_the_last_moment_has_stayed_or_is_gone_and_nothing_between(ana, turn):
    departure = leaving.depart(ana.pk, leaves_words=False, at=NOON)
    stayed, gone = at_once(
        lambda: leaving.come_back(ana.pk, at=NOON + WEEK - timedelta(microseconds=1)),
        lambda: leaving.erase_departed(departure.pk, at=NOON + WEEK),
    )

    if gone is True:
        assert isinstance(stayed, Person.DoesNotExist | Refused)
        assert not Person.objects.filter(pk=ana.pk).exists()
    else:
        assert (stayed, gone) == (None, False)
        assert Person.objects.get(pk=ana.pk).is_here


def test_asking_twice_at_once_is_one_departure(ana):
    first, second = at_once(
        lambda: leaving.depart(ana.pk, leaves_words=False, at=NOON),
        lambda: leaving.depart(ana.pk, leaves_words=True, at=NOON),
    )

    assert first == second
