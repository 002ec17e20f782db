"""Signing in: by a mailed code first, by a password for those who set one."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext, override

from tests.people.letters import code_for, letters_to

pytestmark = pytest.mark.django_db
SIGN_IN = reverse("account_login")
CODE_PAGE = reverse("account_confirm_login_code")
WORDS = "four green bicycles sing"


def test_an_address_and_the_mailed_code_are_enough(client, ana):
    answer = client.post(SIGN_IN, {"login": "ANA@example.org"})
    assert answer.url == CODE_PAGE

    answer = client.post(CODE_PAGE, {"code": code_for(ana.email)}, follow=True)

    assert answer.redirect_chain[-1][0] == reverse("home")
    assert answer.context["user"] == ana


def test_the_first_page_asks_for_no_password(client):
    html = client.get(SIGN_IN).content.decode()

    assert 'type="password"' not in html
    assert "Send me a code" in html
    assert "by=password" in html


def test_she_goes_on_to_where_she_was_going(client, ana):
    page = reverse("people:account")
    answer = client.get(page)
    assert answer.url == f"{SIGN_IN}?next={page}"

    answer = client.post(answer.url, {"login": ana.email})
    answer = client.post(answer.url, {"code": code_for(ana.email)})

    assert answer.url == page


def test_the_way_to_sign_up_keeps_where_she_was_going(client):
    html = client.get(f"{SIGN_IN}?next=/networks/garden/join/").content.decode()

    assert "/account/signup/?next=%2Fnetworks%2Fgarden%2Fjoin%2F" in html
    assert "by=password" in html
    assert html.count("next=%2Fnetworks%2Fgarden%2Fjoin%2F") >= 2


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_sign_in_leads_nowhere_else(client, ana, away):
    answer = client.post(f"{SIGN_IN}?next={away}", {"login": ana.email})

    answer = client.post(answer.url, {"code": code_for(ana.email)})

    assert answer.url == reverse("home")


def test_three_wrong_codes_end_the_try(client, ana):
    client.post(SIGN_IN, {"login": ana.email})
    code = code_for(ana.email)

    for _try in range(2):
        answer = client.post(CODE_PAGE, {"code": "000-000-000"})
        assert "This is not the code" in answer.content.decode()
    answer = client.post(CODE_PAGE, {"code": "000-000-000"}, follow=True)

    assert "did not work several times" in answer.content.decode()
    assert client.post(CODE_PAGE, {"code": code}).url == reverse("account_request_login_code")
    assert not answer.context["user"].is_authenticated


def test_a_code_is_good_for_ten_minutes(client, ana):
    client.post(SIGN_IN, {"login": ana.email})
    code = code_for(ana.email)

    with time_machine.travel(now() + timedelta(minutes=11)):
        answer = client.post(CODE_PAGE, {"code": code}, follow=True)

    assert not answer.context["user"].is_authenticated


def test_a_code_signs_in_once(client, ana):
    client.post(SIGN_IN, {"login": ana.email})
    code = code_for(ana.email)
    client.post(CODE_PAGE, {"code": code})
    client.post(reverse("account_logout"))

    answer = client.post(CODE_PAGE, {"code": code}, follow=True)

    assert not answer.context["user"].is_authenticated


def test_a_code_is_no_use_in_another_browser(client, ana):
    client.post(SIGN_IN, {"login": ana.email})

    answer = Client().post(CODE_PAGE, {"code": code_for(ana.email)}, follow=True)

    assert not answer.context["user"].is_authenticated


def test_another_code_takes_the_place_of_the_first(client, ana):
    client.post(SIGN_IN, {"login": ana.email})
    first = code_for(ana.email)

    answer = client.post(CODE_PAGE, {"action": "resend"})

    assert answer.url == CODE_PAGE
    assert code_for(ana.email) != first
    assert client.post(CODE_PAGE, {"code": first}).status_code == 200
    assert client.post(CODE_PAGE, {"code": code_for(ana.email)}).url == reverse("home")


def test_a_stranger_asking_for_many_codes_does_not_lock_her_out(client, ana):
    for _try in range(5):
        client.post(SIGN_IN, {"login": ana.email})
        client.cookies.clear()
    answer = client.post(SIGN_IN, {"login": ana.email})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0

    answer = client.post(SIGN_IN, {"login": ana.email}, REMOTE_ADDR="203.0.113.9")

    assert answer.url == CODE_PAGE


def test_the_mail_speaks_the_language_of_its_reader(client, make_person):
    reader = make_person("noor", interface_language="ar")

    client.post(SIGN_IN, {"login": reader.email}, headers={"accept-language": "es"})

    (letter,) = letters_to(reader.email)
    with override("ar"):
        assert letter.subject == gettext("Your code for signing in")


def test_the_pages_speak_her_language_whatever_the_browser_kept(client, make_person):
    reader = make_person("noor", interface_language="ar")
    client.post(reverse("set_language"), {"language": "es"})
    client.force_login(reader)

    answer = client.get(reverse("people:account"))

    assert '<html lang="ar" dir="rtl">' in answer.content.decode()


class TestByPassword:
    """The second way."""

    @pytest.fixture
    def secret(self, ana):
        ana.set_password(WORDS)
        ana.save()
        return WORDS

    def test_it_signs_in(self, client, ana, secret):
        page = f"{SIGN_IN}?by=password&next=/inbox/"
        assert 'autocomplete="current-password"' in client.get(page).content.decode()

        answer = client.post(page, {"login": ana.email, "password": secret})

        assert answer.url == "/inbox/"
        assert client.get("/inbox/").context["user"] == ana

    @pytest.mark.parametrize("address", ["ana@example.org", "nobody@example.org"])
    def test_a_wrong_one_is_answered_in_the_same_words(self, client, secret, address):
        answer = client.post(f"{SIGN_IN}?by=password", {"login": address, "password": "x" * 15})

        assert "do not go together" in answer.content.decode()

    def test_whoever_has_none_cannot_use_it(self, client, ben):
        answer = client.post(f"{SIGN_IN}?by=password", {"login": ben.email, "password": ""})
        assert "Write your password." in answer.content.decode()

        answer = client.post(f"{SIGN_IN}?by=password", {"login": ben.email, "password": "!"})
        assert "do not go together" in answer.content.decode()

    def test_many_tries_are_stopped_and_the_code_still_works(self, client, ana, secret):
        wrong = {"login": ana.email, "password": "wrong wrong wrong"}
        for _try in range(5):
            client.post(f"{SIGN_IN}?by=password", wrong)

        answer = client.post(f"{SIGN_IN}?by=password", wrong | {"password": secret})
        assert "did not work several times" in answer.content.decode()

        client.post(SIGN_IN, {"login": ana.email})
        assert client.post(CODE_PAGE, {"code": code_for(ana.email)}).url == reverse("home")
