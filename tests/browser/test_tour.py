"""The list of pages that audits and pictures go by is whole."""

from tests.tour import ACTS, ALL_STOPS, pages, visited


def test_every_page_is_a_stop_of_the_tour():
    assert set(pages()) - visited() - ACTS == set()


def test_what_is_left_out_of_the_tour_is_there():
    assert set(pages()) >= ACTS


def test_every_stop_has_a_name_of_its_own():
    names = [str(stop) for stop in ALL_STOPS]
    assert len(names) == len(set(names))
