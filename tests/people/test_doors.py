"""Which of the account's pages are open to those who have not signed in."""

import pytest
from django.urls import reverse

from tests.people.proving import at_home

pytestmark = pytest.mark.django_db
OPEN = ("login", "request_login_code", "signup", "reset_password", "inactive",
        "password_reset_completed")  # fmt: skip
# These show nothing before one has asked for a code.
ON_THE_WAY = {
    "confirm_login_code": "request_login_code",
    "email_verification_sent": "login",
    "confirm_password_reset_code": "login",
    "complete_password_reset": "reset_password",
}
CLOSED = ("email", "change_password", "set_password", "reauthenticate")
OURS = (
    "account",
    "profile",
    "settings",
    "security",
    "app",
    "passkeys",
    "codes",
    "friends_link",
    "freeze",
)
SHOWN = (
    "account_email",
    "account_set_password",
    "account_logout",
    *(f"people:{page}" for page in OURS),
)


@pytest.mark.parametrize("page", OPEN)
def test_open(client, page):
    assert client.get(reverse(f"account_{page}")).status_code == 200


@pytest.mark.parametrize("page", ON_THE_WAY)
def test_on_the_way(client, page):
    answer = client.get(reverse(f"account_{page}"))

    assert answer.url == reverse(f"account_{ON_THE_WAY[page]}")


@pytest.mark.parametrize(
    "page", [f"account_{page}" for page in CLOSED] + [f"people:{page}" for page in OURS]
)
def test_closed(client, page):
    address = reverse(page)

    assert client.get(address).url == f"{reverse('account_login')}?next={address}"


@pytest.mark.parametrize("page", ["login", "signup", "request_login_code"])
def test_who_is_in_need_not_come_in(client, ana, page):
    client.force_login(ana)

    assert client.get(reverse(f"account_{page}")).status_code == 302


@pytest.mark.parametrize("page", SHOWN)
def test_signed_in(client, ana, page):
    at_home(ana, client=client)

    html = client.get(reverse(page)).content.decode()

    assert html.count("<h1>") == 1
    assert " style=" not in html
    assert "<script>" not in html


def test_too_much_is_said_kindly_and_with_a_time(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    form = {"login": "nobody@example.org"}
    client.post(reverse("account_login"), form)
    client.cookies.clear()

    answer = client.post(reverse("account_login"), form)

    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"
    assert "That was a lot at once" in answer.content.decode()
