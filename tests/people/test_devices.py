"""Of what a browser says of itself only its kind is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.people.devices import kind_of, words_for

SAYS = {
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0": "Firefox on Linux",
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/140.0.0.0 Mobile Safari/537.36": "Chrome on Android",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
    " Edg/140.0": "Edge on Windows",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0"
    " Mobile/15E148 Safari/604.1": "Safari on iPhone, iPad",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Safari/605.1.15":
        "Safari on Mac",
    "curl/8.5.0": "A browser that we do not know",
    "": "A browser that we do not know",
}  # fmt: skip


@pytest.mark.parametrize("agent", SAYS)
def test_it_is_named_in_words(agent):
    assert words_for(kind_of(agent)) == SAYS[agent]


@given(st.text())
def test_whatever_it_says_the_kind_is_short_and_one_of_few(agent):
    assert len(kind_of(agent)) <= 24
    assert words_for(kind_of(agent))
