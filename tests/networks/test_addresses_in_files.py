"""Reading mail addresses out of files of any making."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networks.addresses import address_in, candidates_in, words_in

TABLE = 'Name;Mail\nÉva;eva@example.org\n"Doe, Nia";nia@example.org\n'


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso-8859-2"]
)
def test_whatever_wrote_it(encoding):
    assert candidates_in(words_in(TABLE.encode(encoding))) == ["eva@example.org", "nia@example.org"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", " ", ", ", '","', "\n", "\r\n", "\r"])
def test_any_separator_and_any_column(separator):
    text = separator.join(["1", "Nia", "nia@example.org", "Leeds", "<olu@example.org>."])

    assert candidates_in(text) == ["nia@example.org", "olu@example.org"]


def test_a_link_and_signs_that_nobody_sees():
    text = "mailto:nia@example.org \u200eolu@example.org\u200f (ada@example.org)"

    assert candidates_in(text) == ["nia@example.org", "olu@example.org", "ada@example.org"]


def test_an_apostrophe_belongs_to_a_name_and_not_around_it():
    assert candidates_in("'nia@example.org','O'Brien@example.org'") == [
        "nia@example.org", "O'Brien@example.org",
    ]  # fmt: skip


def test_what_only_looks_like_one_is_shown_too():
    assert candidates_in("nia@example, @, @nia and a@b@c") == ["nia@example", "@nia", "a@b@c"]


@pytest.mark.parametrize("content", [b"PK\x03\x04\0\0xl/a@b.org", b"\x89PNG\0\0\0a@b.org", b""])
def test_what_is_no_text_is_not_guessed_at(content):
    assert words_in(content) == ""


@given(st.binary(max_size=400))
def test_no_file_breaks_it(content):
    for word in candidates_in(words_in(content)):
        assert "@" in word
        assert "\n" not in word


@given(
    st.lists(st.emails(domains=st.just("example.org")), max_size=8),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_each_address_of_a_list_is_found(addresses, encoding):
    plain = [each for each in addresses if address_in(each) and not set(each) & set("|'")]
    content = "".join(f"{each}\n" for each in plain).encode(encoding)

    assert candidates_in(words_in(content)) == plain
