"""A text in versions, as whoever keeps one uses it: here the ways of working of a network."""

import pytest
from django.http import Http404, QueryDict

from networks.models import WaysVersion
from solidarity.base import versions
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale, fingerprint
from solidarity.ui.versions import compare_context, version_context
from tests.fixtures.people import NOON

TEXTS = ["We ask.", "We ask.\nWe listen.", "We listen."]
SAVED = {"title": "Bread", "words": "We ask."}


@pytest.fixture
def rows(garden, cleo):
    """Three versions of the garden's ways."""
    for words in TEXTS:
        versions.add(garden.ways, by=cleo, words=words, why="", at=NOON)
    return WaysVersion.objects.filter(network=garden).order_by("-number")


@pytest.mark.django_db
def test_versions_are_numbered_from_one_and_rendered(rows):
    assert list(rows.values_list("number", flat=True)) == [3, 2, 1]
    assert rows.get(number=1).words_html == "<p>We ask.</p>\n"


@pytest.mark.django_db
def test_each_text_counts_for_itself(rows, make_network, cleo):
    other = make_network()

    assert versions.next_number(other.ways) == 1
    assert versions.add(other.ways, by=cleo, words="We", why="", at=NOON, number=7).number == 7


@pytest.mark.django_db
def test_a_version_is_held_against_the_one_before(rows):
    found = versions.compared(rows, 3)

    assert (found.before.number, found.change.added, found.change.removed) == (2, 0, 1)
    assert (found.is_newest, list(found.earlier)) == (True, [2, 1])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("since", "held_against"), [("1", 1), ("2", 2), ("3", 2), ("9", 2), ("x", 2), ("", 2)]
)
def test_or_against_any_earlier_one_that_the_address_names(rows, since, held_against):
    found = version_context(QueryDict(f"since={since}"), rows, 3)

    assert found["before"].number == held_against


@pytest.mark.django_db
def test_the_first_one_changes_nothing_and_one_that_is_not_there_is_not_found(rows):
    assert versions.compared(rows, 1).change is None
    with pytest.raises(Http404):
        version_context(QueryDict(), rows, 4)


@pytest.mark.django_db
def test_any_two_are_put_side_by_side(rows):
    newest = compare_context(QueryDict(), rows)
    asked = compare_context(QueryDict("older=1&newer=3"), rows)
    foreign = compare_context(QueryDict("older=1&newer=8"), rows)

    assert (newest["older"].number, newest["newer"].number) == (2, 3)
    assert (asked["older"].number, asked["newer"].number) == (1, 3)
    assert (foreign["older"].number, foreign["newer"].number) == (2, 3)


@pytest.mark.django_db
def test_nothing_is_compared_where_there_is_nothing(garden):
    with pytest.raises(Http404):
        compare_context(QueryDict(), garden.ways.all())


def test_whoever_saves_second_sees_both():
    with pytest.raises(Stale):
        versions.begun_anew(SAVED, {"words": "We"}, seen="something else")


def test_a_version_changes_something():
    with pytest.raises(Refused, match="Nothing is changed"):
        versions.begun_anew(SAVED, {"words": "We ask."}, seen=fingerprint(SAVED))

    versions.begun_anew(SAVED, {"words": "We ask and listen."}, seen=fingerprint(SAVED))
