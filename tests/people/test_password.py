"""A password is a choice: setting, changing and resetting it."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.people.letters import code_for, letters_to
from tests.people.proving import at_home

pytestmark = pytest.mark.django_db
SET = reverse("account_set_password")
CHANGE = reverse("account_change_password")
WORDS, OTHER = "four green bicycles sing", "seven quiet lamps travel"


def test_a_first_password_is_set_and_signs_in(client, ana):
    at_home(ana, client=client)

    answer = client.post(SET, {"password1": WORDS}, follow=True)

    assert "Your password is set." in answer.content.decode()
    assert answer.context["user"] == ana, "still signed in"
    ana.refresh_from_db()
    assert ana.password.startswith("argon2")
    (letter,) = letters_to(ana.email)
    assert letter.subject == "Your account has a password now"
    assert "127.0.0.1:" not in letter.body.replace("http://127.0.0.1", "")
    sign_in = {"login": ana.email, "password": WORDS}
    assert Client().post(f"{reverse('account_login')}?by=password", sign_in)["Location"] == "/"


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short", "at least 15"),
        ("1qaz2wsx3edc4rfv", "too common"),
        ("ana@example.org", "too similar"),
        ("", "Write your password."),
    ],
)
def test_a_weak_one_is_refused_with_the_reason(client, ana, password, words):
    at_home(ana, client=client)

    answer = client.post(SET, {"password1": password})

    assert words in answer.content.decode()
    ana.refresh_from_db()
    assert not ana.has_usable_password()


@pytest.mark.parametrize(
    "password", ["aaaa bbbb cccc dddd", "خبز وورود للجميع هنا", " fifteen signs "]
)
def test_any_long_one_will_do(client, ana, password):
    at_home(ana, client=client)

    client.post(SET, {"password1": password})

    ana.refresh_from_db()
    assert ana.check_password(password)


class TestChanging:
    """By the one in use."""

    @pytest.fixture(autouse=True)
    def _has_one(self, client, ana):
        ana.set_password(WORDS)
        ana.save()
        at_home(ana, client=client)

    def test_other_sessions_end_and_this_one_goes_on(self, client, ana):
        elsewhere = Client()
        elsewhere.force_login(ana)

        answer = client.post(CHANGE, {"oldpassword": WORDS, "password1": OTHER}, follow=True)

        assert answer.context["user"] == ana
        assert "Everywhere else you are signed out" in answer.content.decode()
        assert elsewhere.get(reverse("people:account")).status_code == 302
        assert letters_to(ana.email)[0].subject == "Your password was changed"

    def test_the_old_one_must_be_right(self, client, ana):
        answer = client.post(CHANGE, {"oldpassword": "x", "password1": OTHER})

        assert "This is not your password." in answer.content.decode()
        ana.refresh_from_db()
        assert ana.check_password(WORDS)

    def test_setting_a_first_one_leads_here(self, client):
        assert client.get(SET).url == CHANGE


def test_a_forgotten_one_is_reset_by_a_code(client, ana):
    ana.set_password(WORDS)
    ana.save()
    elsewhere = Client()
    elsewhere.force_login(ana)

    answer = client.post(reverse("account_reset_password"), {"email": ana.email})
    answer = client.post(answer.url, {"code": code_for(ana.email)})
    assert "15 letters or more" in client.get(answer.url).content.decode()
    answer = client.post(answer.url, {"password1": OTHER}, follow=True)

    assert "Your password is set" in answer.content.decode()
    ana.refresh_from_db()
    assert ana.check_password(OTHER)
    assert elsewhere.get(reverse("people:account")).status_code == 302


def test_no_reset_without_the_code(client, ana):
    client.post(reverse("account_reset_password"), {"email": ana.email})

    answer = client.post(reverse("account_complete_password_reset"), {"password1": OTHER})

    assert answer.url == reverse("account_confirm_password_reset_code")
    ana.refresh_from_db()
    assert not ana.has_usable_password()
