"""What looks like a secret is refused; names, addresses and numbers of accounts are not."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalitions.secrecy import is_iban, looks_secret, names_secret


@pytest.mark.parametrize(
    "text",
    [
        "Password: hunter2", "the password is: rose", "PIN = 4711", "contraseña: rosa",
        "كلمة المرور: وردة", "API key: abc", "recovery codes: 1 2 3", "Tr0ub4dor&3",
        "Garden2027!!x9", "ghp_16C7e42F292c6912E7", "-----BEGIN PRIVATE KEY-----",
        "https://example.org/?token=abc", "AKIAIOSFODNN7EXAMPLE",
    ],
)  # fmt: skip
def test_what_is_a_secret_is_seen(text):
    assert looks_secret(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "Bank account", "DE89370400440532013000", "https://social.example/@garden2027",
        "kitchen2027@example.org", "Garden2027", "Ask Ana for the password.", "حساب البنك",
        "open-collective.example/kitchen", "Phone +49 30 1234567", "Newsletter (since 2024-05-01)",
        "We changed the pass words of the song.",
    ],
)  # fmt: skip
def test_what_is_none_passes(text):
    assert not looks_secret(text)


@given(st.binary(min_size=16, max_size=40))
def test_no_token_of_a_machine_passes(seed):
    digits = "".join(f"{byte % 10}{chr(97 + byte % 26)}" for byte in seed)
    assert looks_secret(f"It is {digits} for all")


def test_fresh_tokens_are_seen_nearly_always():
    seen = [looks_secret(secrets.token_urlsafe(24)) for _ in range(200)]
    assert sum(seen) >= 180


@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz ", min_size=1, max_size=12), max_size=12))
def test_words_without_digits_always_pass(words):
    assert not looks_secret(" ".join(words))


def test_pages_are_searched_for_what_is_named_alone():
    assert names_secret("The login is kitchen, password: rose")
    assert not names_secret("Room Tr0ub4dor&3 is upstairs")


def test_a_bank_account_has_its_check_digits():
    assert is_iban("DE89370400440532013000")
    assert not is_iban("DE88370400440532013000")
