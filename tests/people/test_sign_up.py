"""Signing up: a name, an address, the code that was mailed to it."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse
from django.utils.timezone import now

from solidarity.outbox.actions import carry_out
from solidarity.outbox.models import Job, Letter
from solidarity.people.actions import forget_given_up
from solidarity.people.models import Person, UsedHandle
from tests.people.letters import code_for, letters_to

pytestmark = pytest.mark.django_db
SIGN_UP = reverse("account_signup")
CODE_PAGE = reverse("account_email_verification_sent")
DORA = {"display_name": "Dora", "email": "dora@example.org"}


def test_a_newcomer_comes_in_with_the_code_of_the_mail(client):
    answer = client.post(SIGN_UP, DORA)
    assert answer.url == CODE_PAGE

    answer = client.post(CODE_PAGE, {"code": code_for("dora@example.org")}, follow=True)

    assert answer.redirect_chain[-1][0] == reverse("home")
    assert "Welcome, Dora!" in answer.content.decode()
    person = Person.objects.get(email="dora@example.org")
    assert answer.context["user"] == person
    assert not person.has_usable_password()
    assert EmailAddress.objects.get(user=person).verified


def test_the_mail_leaves_by_the_outbox_with_the_code_on_its_own_line(client):
    client.post(SIGN_UP, DORA)
    code = code_for("dora@example.org")

    assert carry_out(Job.objects.get().pk, at=now())

    (sent,) = mail.outbox
    assert sent.to == ["dora@example.org"]
    assert sent.subject == "Your code for signing up"
    assert f"\n\n{code}\n\n" in sent.body
    assert "valid for 10 minutes" in sent.body
    assert "&" not in sent.body
    assert "/account/" not in sent.body, "no link that signs in"
    assert not Letter.objects.exists()


def test_she_goes_on_to_where_she_was_going(client):
    answer = client.post(f"{SIGN_UP}?next=/networks/garden/join/", DORA)

    answer = client.post(answer.url, {"code": code_for("dora@example.org")})

    assert answer.url == "/networks/garden/join/"


def test_sign_up_leads_nowhere_else(client):
    answer = client.post(f"{SIGN_UP}?next=https://evil.example/", DORA)

    answer = client.post(answer.url, {"code": code_for("dora@example.org")})

    assert answer.url == reverse("home")


def test_her_handle_tells_nothing_and_is_kept_for_ever(client):
    client.post(SIGN_UP, DORA)

    person = Person.objects.get(email="dora@example.org")
    assert re.fullmatch(r"p-[a-z2-9]{8}", person.handle)
    assert UsedHandle.objects.filter(pk=person.handle).exists()


def test_she_reads_on_in_the_language_in_which_she_came(client):
    client.post(reverse("set_language"), {"language": "es", "next": SIGN_UP})

    client.post(SIGN_UP, DORA)

    assert Person.objects.get(email="dora@example.org").interface_language == "es"


def test_the_digits_may_be_typed_as_arabic_keyboards_write_them(client):
    client.post(SIGN_UP, DORA)
    code = code_for("dora@example.org").translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    answer = client.post(CODE_PAGE, {"code": code.replace("-", " ")})

    assert answer.url == reverse("home")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"display_name": ""}, "Write the name that others will see."),
        ({"display_name": "…"}, "Use at least one letter or number."),
        ({"email": ""}, "Write your mail address."),
        ({"email": "dora"}, "Write an address with an @"),
        ({"email": "d" * 250 + "@example.org"}, "254"),
        ({"email": "dora\0@example.org"}, "hidden sign in this text"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(client, typed, words):
    answer = client.post(SIGN_UP, DORA | typed)

    html = answer.content.decode()
    assert "There is a problem" in html
    assert words in html
    assert (DORA | typed)["display_name"] in html
    assert not Person.objects.exists()


def test_an_address_that_is_known_gets_another_mail_and_no_second_account(client, ana):
    answer = client.post(SIGN_UP, {"display_name": "Dora", "email": ana.email})

    assert answer.url == CODE_PAGE
    (letter,) = letters_to(ana.email)
    assert letter.subject == "You have an account already"
    assert reverse("account_login") in letter.body
    assert Person.objects.get() == ana
    assert Person.objects.get().display_name == "Ana"


def test_whoever_stopped_before_the_code_goes_on_where_she_stopped(client, make_person):
    client.post(SIGN_UP, DORA)
    first = code_for("dora@example.org")

    client.cookies.clear()
    client.post(SIGN_UP, DORA | {"display_name": "Dorothea"})

    assert code_for("dora@example.org") != first
    assert client.post(CODE_PAGE, {"code": first}).status_code == 200
    client.post(CODE_PAGE, {"code": code_for("dora@example.org")})
    assert Person.objects.get().display_name == "Dorothea"
    assert Person.objects.get().last_login


def test_the_same_form_sent_twice_at_once_makes_one_account(client, monkeypatch):
    client.post(SIGN_UP, DORA)
    # The second request looked before the first one wrote.
    looked = "allauth.account.forms.flows.manage_email.email_already_exists"
    monkeypatch.setattr(looked, lambda email, **_options: (email, False))

    answer = client.post(SIGN_UP, DORA)

    assert answer.url == CODE_PAGE
    assert Person.objects.count() == 1
    assert client.post(CODE_PAGE, {"code": code_for("dora@example.org")}).url == reverse("home")


def test_who_never_types_the_code_is_forgotten_after_a_week(client, ana):
    client.post(SIGN_UP, DORA)

    assert forget_given_up(at=now() + timedelta(days=6)) == 0
    assert forget_given_up(at=now() + timedelta(days=8)) == 1

    assert Person.objects.get() == ana


def test_the_page_says_that_a_made_up_name_is_fine(client):
    assert "A made-up name is fine." in client.get(SIGN_UP).content.decode()
