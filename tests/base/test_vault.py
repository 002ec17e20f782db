"""What is sealed is read again with our keys alone, and only for what it was sealed for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.base.vault import seal, unseal


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_what_is_sealed_is_read_again(words):
    assert unseal(seal(words, purpose="app"), purpose="app") == words


def test_it_tells_nothing_and_differs_each_time():
    first, second = seal("JBSWY3DP", purpose="app"), seal("JBSWY3DP", purpose="app")

    assert "JBSWY3DP" not in first
    assert first != second


def test_for_another_purpose_it_stays_shut():
    with pytest.raises(ValueError, match="not ours"):
        unseal(seal("words", purpose="app"), purpose="other")


def test_an_old_key_still_opens_and_a_strange_one_does_not(settings):
    settings.SECRET_KEY = "old"
    kept = seal("words", purpose="app")

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", ["old"]
    assert unseal(kept, purpose="app") == "words"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(ValueError, match="not ours"):
        unseal(kept, purpose="app")


@pytest.mark.parametrize("junk", ["", "x", "gAAAA"])
def test_what_was_changed_on_the_way_is_not_read(junk):
    with pytest.raises(ValueError, match="not ours"):
        unseal(junk, purpose="app")
