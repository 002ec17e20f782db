"""Nothing tells a stranger whether an address has an account (S4)."""

import re
import statistics
import time

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.people.letters import letters_to

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
VARYING = {"Set-Cookie", "Expires", "Content-Length"}  # by the token, the clock, the address
KNOWN, UNKNOWN = "ana@example.org", "nobody@example.org"
WAYS = {
    "sign in": ("account_login", "login", {}),
    "sign in at the other address": ("account_request_login_code", "email", {}),
    "sign up": ("account_signup", "email", {"display_name": "Dora"}),
    "forgotten password": ("account_reset_password", "email", {}),
}


def told(way: str, address: str, *, then: dict[str, str] | None = None) -> list[str]:
    """All that a stranger sees on this way with this address, but for the address itself."""
    page, field, rest = WAYS[way]
    client = Client()
    answer = client.post(reverse(page), {field: address, **rest})
    onward = answer["Location"]
    seen = [str(answer.status_code), onward]
    shown = client.post(onward, then) if then else client.get(onward)
    headers = [str(pair) for pair in sorted(shown.headers.items()) if pair[0] not in VARYING]
    html = TOKEN.sub("", shown.content.decode()).replace(address, "…")
    return [*seen, str(shown.status_code), *headers, html]


@pytest.mark.parametrize("way", WAYS)
def test_the_pages_are_the_same(ana, way):
    assert told(way, KNOWN) == told(way, UNKNOWN)


@pytest.mark.parametrize("way", WAYS)
def test_a_wrong_code_is_answered_the_same(ana, way):
    assert told(way, KNOWN, then={"code": "1"}) == told(way, UNKNOWN, then={"code": "1"})


@pytest.mark.parametrize("way", ["sign in", "sign up"])
def test_asking_for_another_code_is_answered_the_same(ana, way):
    again = {"action": "resend"}
    assert told(way, KNOWN, then=again) == told(way, UNKNOWN, then=again)


def test_only_the_mails_differ(ana):
    told("sign in", KNOWN)
    told("sign in", UNKNOWN)

    assert letters_to(KNOWN)[0].subject == "Your code for signing in"
    assert letters_to(UNKNOWN)[0].subject == "This address has no account"
    assert reverse("account_signup") in letters_to(UNKNOWN)[0].body


@pytest.mark.parametrize("way", WAYS)
def test_the_answers_take_the_same_time(ana, settings, monkeypatch, way):
    settings.ACCOUNT_RATE_LIMITS = False
    monkeypatch.setattr("solidarity.people.forms.entering.count_code_for", lambda _address: None)
    page, field, rest = WAYS[way]
    times: dict[bool, list[float]] = {True: [], False: []}

    for number in range(40):
        for known in (True, False) if number % 2 else (False, True):
            address = KNOWN if known else f"nobody{number}@example.org"
            client = Client()
            began = time.perf_counter()
            client.post(reverse(page), {field: address, **rest})
            times[known].append(time.perf_counter() - began)
    cache.clear()

    apart = abs(statistics.median(times[True]) - statistics.median(times[False]))
    assert apart < 0.010
