from datetime import timedelta

import pytest
from django.db.models import F, FloatField
from django.db.models.functions import Cast
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from solidarity.base.models import Counter
from solidarity.base.pages import keyset_page
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


def best():
    rank = Cast(F("count"), FloatField()) / 3.0
    return Counter.objects.annotate(rank=rank).order_by("-rank", "-pk")


def walk(found, *, size, ranked=False):
    pages, after = [], ""
    while True:
        page = keyset_page(found, after=after, size=size, ranked=ranked)
        pages.append([row.pk for row in page.rows])
        if not page.older:
            return pages
        after = page.older


@pytest.mark.parametrize("size", [1, 2, 3, 5, 10, 11, 12])
@pytest.mark.parametrize("ranked", [False, True])
def test_who_turns_all_pages_sees_every_row_once_and_in_order(rows, size, ranked):
    found = best() if ranked else newest()

    pages = walk(found, size=size, ranked=ranked)

    assert [pk for page in pages for pk in page] == [row.pk for row in found]
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
    for found, ranked in [(newest(), False), (best(), True)]:
        page = keyset_page(found, after=key, size=4, ranked=ranked)

        assert page.is_first
        assert page.rows == list(found[:4])


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(st.one_of(st.text(max_size=40), st.from_regex(r"\A[0-9.e~+-]{0,24}\Z")), st.booleans())
@example("9e999~1", True)
@example("0e-999~999999999999999999", True)
@example("\x00", False)
def test_no_key_breaks_a_page(rows, key, ranked):
    found = best() if ranked else newest()

    page = keyset_page(found, after=key, size=4, ranked=ranked)

    assert len(page.rows) <= 4
