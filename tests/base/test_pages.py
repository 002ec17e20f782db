from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from solidarity.base.models import Counter
from solidarity.base.pages import keyset_page, page_in
from tests.fixtures.people import NOON

pytestmark = pytest.mark.django_db
RANKS = [3, 1, 1, 2, 1, 3, 1, 2, 2, 1, 0]


@pytest.fixture
def rows():
    return [
        Counter.objects.create(key=f"{n}", starts_at=NOON, ends_at=NOON + timedelta(1), count=rank)
        for n, rank in enumerate(RANKS)
    ]


def newest():
    return Counter.objects.order_by("-pk")


def by_pk(after, size):
    return keyset_page(newest(), after=after, size=size)


def by_rank(after, size):
    order = [(row.count / 3.0, row.pk) for row in Counter.objects.all()]
    order.sort(reverse=True)
    return page_in(Counter.objects.in_bulk, order, after=after, size=size, ranked=True)


def by_known_order(after, size):
    order = [(0.0, row.pk) for row in newest()]
    return page_in(Counter.objects.in_bulk, order, after=after, size=size)


def by_day(after, size):
    order = [(float(NOON.date().toordinal() + row.count), row.pk) for row in Counter.objects.all()]
    order.sort(reverse=True)
    return page_in(Counter.objects.in_bulk, order, after=after, size=size, dated=True)


WAYS = [by_pk, by_rank, by_known_order, by_day]
LISTS = {
    by_pk: lambda: list(newest()),
    by_rank: lambda: list(Counter.objects.order_by("-count", "-pk")),
    by_known_order: lambda: list(newest()),
    by_day: lambda: list(Counter.objects.order_by("-count", "-pk")),
}


def walk(way, *, size):
    pages, after = [], ""
    while True:
        page = way(after, size)
        pages.append([row.pk for row in page.rows])
        if not page.older:
            return pages
        after = page.older


@pytest.mark.parametrize("size", [1, 2, 3, 5, 10, 11, 12])
@pytest.mark.parametrize("way", WAYS)
def test_who_turns_all_pages_sees_every_row_once_and_in_order(rows, size, way):
    pages = walk(way, size=size)

    assert [pk for page in pages for pk in page] == [row.pk for row in LISTS[way]()]
    assert all(len(page) == size for page in pages[:-1])
    assert pages[-1]


def test_what_comes_in_meanwhile_shifts_nothing(rows):
    first = keyset_page(newest(), after="", size=4)
    Counter.objects.create(key="new", starts_at=NOON, ends_at=NOON)

    second = keyset_page(newest(), after=first.older, size=4)

    assert [row.key for row in second.rows] == ["6", "5", "4", "3"]


def test_an_empty_list_is_one_empty_page():
    page = keyset_page(newest(), after="", size=4)

    assert (page.rows, page.older, page.is_first) == ([], "", True)


def test_only_the_first_page_says_that_it_is_the_first(rows):
    first = keyset_page(newest(), after="", size=4)

    assert first.is_first
    assert not keyset_page(newest(), after=first.older, size=4).is_first


def test_a_page_asks_the_database_once(rows, django_assert_num_queries):
    with django_assert_num_queries(1):
        keyset_page(newest(), after="7", size=4)


@pytest.mark.parametrize("key", ["x", "-1", "1.5", "1~", "~1", "١٢", "1 ", "1\n", "9" * 30, "1;2"])
def test_a_key_that_cannot_be_read_is_the_first_page(rows, key):
    for way in WAYS:
        page = way(key, 4)

        assert page.is_first
        assert page.rows == LISTS[way]()[:4]


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(
    st.one_of(st.text(max_size=40), st.from_regex(r"\A[0-9.e~+-]{0,24}\Z")), st.sampled_from(WAYS)
)
@example("9e999~1", by_rank)
@example("0e-999~999999999999999999", by_rank)
@example("\x00", by_pk)
def test_no_key_breaks_a_page(rows, key, way):
    assert len(way(key, 4).rows) <= 4


def test_who_is_gone_meanwhile_is_left_out(rows):
    order = [(0.0, row.pk) for row in newest()]
    rows[-1].delete()

    page = page_in(Counter.objects.in_bulk, order, after="", size=4)

    assert [row.key for row in page.rows] == ["9", "8", "7"]
