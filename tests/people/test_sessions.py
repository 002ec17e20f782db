"""What a session is, what ends it, and what is kept of it (S3, S5)."""

from base64 import b64decode
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from solidarity.people.models import Session
from solidarity.people.sessions import SessionStore
from tests.people.letters import code_for

pytestmark = pytest.mark.django_db
SIGN_IN = reverse("account_login")
CODE_PAGE = reverse("account_confirm_login_code")
ACCOUNT = reverse("people:account")


def everything_stored() -> str:
    """All sessions and all of the cache, readable."""
    sessions = [str(SessionStore(row.session_key).load()) for row in Session.objects.all()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM base_cache")
        cached = [f"{key} {b64decode(value)!r}" for key, value in cursor.fetchall()]
        cursor.execute("SELECT key FROM base_counter")
        counted = [row[0] for row in cursor.fetchall()]
    return "\n".join([*sessions, *cached, *counted])


def test_the_session_gets_another_name_at_sign_in(client, ana):
    client.post(SIGN_IN, {"login": ana.email})
    before = client.session.session_key

    client.post(CODE_PAGE, {"code": code_for(ana.email)})

    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_signing_out_ends_it_and_clears_the_browser(client, ana):
    client.force_login(ana)
    key = client.session.session_key

    answer = client.post(reverse("account_logout"))

    assert answer.url == "/"
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert not Session.objects.filter(pk=key).exists()
    assert "You are signed out." in client.get("/").content.decode()


def test_signing_out_needs_a_form(client, ana):
    client.force_login(ana)

    answer = client.get(reverse("account_logout"))

    assert "Do you want to sign out" in answer.content.decode()
    assert client.get(ACCOUNT).status_code == 200


def test_a_closed_account_is_signed_out_everywhere(client, ana):
    client.force_login(ana)
    ana.is_active = False
    ana.save()

    assert client.get(ACCOUNT).status_code == 302


def test_nobody_signs_in_to_a_closed_account(client, make_person):
    closed = make_person("eva", is_active=False)

    client.post(SIGN_IN, {"login": closed.email})
    answer = client.post(CODE_PAGE, {"code": "000-000-000"})

    assert not answer.context["user"].is_authenticated


def test_a_code_is_nowhere_but_in_its_mail(client, ana):
    for page, field in (("account_login", "login"), ("account_reset_password", "email")):
        client.post(reverse(page), {field: ana.email})
        code = code_for(ana.email)
        stored = everything_stored()
        assert code not in stored
        assert code.replace("-", "") not in stored
    client.post(reverse("account_signup"), {"display_name": "Dora", "email": "dora@example.org"})
    assert code_for("dora@example.org") not in everything_stored()


def test_the_limits_keep_no_address_of_anybody(client, ana):
    client.post(SIGN_IN, {"login": ana.email}, REMOTE_ADDR="203.0.113.9")
    Session.objects.all().delete()

    stored = everything_stored()

    assert "203.0.113.9" not in stored
    assert ana.email not in stored


def test_what_a_visitor_typed_is_forgotten_in_minutes(client, ana):
    client.post(SIGN_IN, {"login": "nobody@example.org"})
    assert client.session.get_expiry_age() <= 15 * 60

    client = Client()
    client.post(SIGN_IN, {"login": ana.email})
    client.post(CODE_PAGE, {"code": code_for(ana.email)})
    assert client.session.get_expiry_age() > 13 * 24 * 3600


def test_the_session_of_a_visitor_is_forgotten_to_the_minute(client, ana):
    """Only that of somebody signed in ends at a full hour, since its end tells when it was used."""
    with time_machine.travel("2026-03-05 09:14:00+00:00", tick=False):
        client.post(SIGN_IN, {"login": ana.email})

    assert Session.objects.get().expire_date < datetime(2026, 3, 5, 9, 45, tzinfo=UTC)


def test_private_pages_are_kept_nowhere(client, ana):
    client.force_login(ana)

    assert "no-store" in client.get(ACCOUNT)["Cache-Control"]
