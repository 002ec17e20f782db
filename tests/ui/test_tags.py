"""Icons, moments and the menu's sign for "you are here"."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation
from lucide import IconDoesNotExist

from solidarity.ui.templatetags.ui import icon, signed, when

NOON = datetime(2026, 7, 3, 12, 0, tzinfo=UTC)


def test_an_icon_is_hidden_from_those_who_hear_the_page():
    html = icon("users")

    assert html.startswith("<svg")
    assert 'aria-hidden="true"' in html
    assert 'class="icon"' in html
    assert "style" not in html
    assert "xmlns" not in html


def test_an_arrow_that_points_along_the_line_is_mirrored():
    assert 'class="icon -pointing"' in icon("arrow-right")


def test_an_unknown_icon_is_a_mistake_of_ours():
    with pytest.raises(IconDoesNotExist):
        icon("no-such-thing")


def test_a_moment_is_exact_for_machines_and_local_for_people():
    with timezone.override("America/Mexico_City"):
        html = when(NOON)

    assert html.startswith('<time datetime="2026-07-03T12:00:00Z">')
    assert "06:00" in html or "6 a.m." in html


def test_a_deadline_names_the_zone_and_says_it_in_utc():
    with timezone.override("America/Mexico_City"):
        html = when(NOON, "deadline")

    assert "Friday" in html
    assert "Mexico City time" in html
    assert "12:00 UTC" in html


def test_a_deadline_on_another_day_in_utc_says_which():
    late = datetime(2026, 7, 4, 3, 30, tzinfo=UTC)
    with timezone.override("America/Mexico_City"):
        html = when(late, "deadline")

    assert "Friday" in html
    assert "4 Jul" in html or "07/04" in html


def test_a_deadline_in_utc_says_it_once():
    with timezone.override("UTC"):
        html = when(NOON, "deadline")

    assert html.count("12:00") == 2  # once for machines, once for people
    assert "12:00 UTC" in html


def test_a_day_is_a_day():
    assert when(date(2026, 7, 3)).startswith('<time datetime="2026-07-03">')


def test_what_is_not_there_has_no_words():
    assert when(None) == ""


def test_a_change_has_its_sign_unless_there_is_none():
    assert [signed(each) for each in (0.5, -0.0712, -0.001, 0)] == [
        "+0.50",
        "−0.07",
        "0.00",
        "0.00",
    ]


def test_how_long_ago():
    assert "3\xa0days ago" in when(timezone.now() - timedelta(days=3, hours=2), "since")
    assert "just now" in when(timezone.now(), "since")


def test_moments_follow_the_language():
    with translation.override("es"), timezone.override("UTC"):
        assert "julio" in when(NOON, "day")


@pytest.mark.parametrize(
    ("path", "mark"),
    [("/networks/", ' aria-current="page"'), ("/networks/a/", ' aria-current="true"'), ("/", "")],
)
def test_a_menu_shows_where_one_is(path, mark):
    context = Context({"request": RequestFactory().get(path)})

    assert Template('{% here "/networks/" %}').render(context) == mark
