"""Changing one's mail address: the new one counts once its code is typed."""

from urllib.parse import quote

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from tests.people.letters import code_for, letters_to
from tests.people.proving import at_home

pytestmark = pytest.mark.django_db
PAGE = reverse("account_email")
NEW = "ana@new.example.org"
WORDS = "four green bicycles sing"


def ask(client, address=NEW):
    return client.post(PAGE, {"action_add": "1", "email": address})


def test_the_new_address_takes_the_place_of_the_old(client, ana):
    at_home(ana, client=client)
    answer = ask(client)
    ana.refresh_from_db()
    assert ana.email == "ana@example.org", "nothing changes before the code"

    answer = client.post(answer.url, {"code": code_for(NEW)}, follow=True)

    assert f"Your mail address is {NEW} now." in answer.content.decode()
    ana.refresh_from_db()
    assert ana.email == NEW
    assert list(EmailAddress.objects.values_list("email", "verified")) == [(NEW, True)]
    (told,) = letters_to("ana@example.org")
    assert NEW in told.body


def test_an_address_of_somebody_else_is_not_given_away(client, ana, ben):
    at_home(ana, client=client)

    answer = ask(client, ben.email)
    answer = client.post(answer.url, {"code": "000-000-000"})

    assert "This is not the code" in answer.content.decode()
    ana.refresh_from_db()
    assert ana.email == "ana@example.org"


def test_one_s_own_address_is_no_new_one(client, ana):
    at_home(ana, client=client)

    answer = ask(client, ana.email)

    assert "This is your address already." in answer.content.decode()


def test_who_sits_at_a_browser_left_open_is_asked_first(client, ana):
    ana.set_password(WORDS)
    ana.save()
    client.force_login(ana)

    answer = ask(client)
    assert answer.url == f"{reverse('account_reauthenticate')}?next={quote(PAGE, safe='')}"
    wrong = client.post(answer.url, {"password": "x"})
    assert "This is not your password." in wrong.content.decode()
    assert client.post(answer.url, {"password": WORDS}).url == PAGE

    ask(client)
    assert letters_to(NEW)


def test_other_browsers_are_signed_out(client, ana):
    elsewhere = at_home(ana)
    at_home(ana, client=client)
    answer = ask(client)

    client.post(answer.url, {"code": code_for(NEW)})

    assert client.get("/").context["user"] == ana
    assert not elsewhere.get("/").context["user"].is_authenticated


def test_the_only_address_stays(client, ana):
    at_home(ana, client=client)

    client.post(PAGE, {"action_remove": "1", "email": ana.email})

    assert EmailAddress.objects.get().email == ana.email
