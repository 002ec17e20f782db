"""Tabs: the first in a row, the others behind a button where a screen is narrow."""

import pytest
from django.template.loader import render_to_string

from solidarity.ui.moments import city_of
from solidarity.ui.views import Tab


@pytest.fixture
def shown():
    def shown(count, *, current=0, apart=0):
        tabs = [Tab(f"Page {n}", f"/{n}/", current=n == current) for n in range(count)]
        care = [Tab(f"Care {n}", f"/care/{n}/") for n in range(apart)]
        return render_to_string("ui/tabs.html", {"tabs": tabs, "apart": care})

    return shown


def test_few_tabs_need_no_button(shown):
    assert "<summary>" not in shown(7)


def test_many_tabs_stand_once_each_and_most_follow_the_button(shown):
    page = shown(12)

    first, rest = page.split("<details")
    assert first.count("<li") == 5
    assert rest.count("<li") == 7
    assert "<summary>More</summary>" in rest


def test_what_stewards_do_waits_behind_the_button_too(shown):
    _first, rest = shown(5, apart=3).split("<details")
    assert rest.count("/care/") == 3


def test_the_current_tab_is_marked_wherever_it_stands(shown):
    _first, rest = shown(12, current=9).split("<details")

    assert rest.count('class="-current"') == 1
    assert '<li class="-current"><a href="/9/" aria-current="page">' in rest


def test_a_zone_is_named_by_its_city():
    assert city_of("America/Mexico_City") == "Mexico City"
    assert city_of("UTC") == "UTC"
