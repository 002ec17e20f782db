"""Every form needs its token; one from elsewhere is no use (CVE-2023-47635: CSRF on a preview)."""

import pytest

from tests.pages.reading import Page, visit
from tests.roles.addresses import SENT, addresses, things
from tests.roles.world import make_world

pytestmark = pytest.mark.django_db
ADDRESSES = addresses()


@pytest.fixture
def strict(cleo):
    """cleo's browser, on a site that looks for the token as it does in earnest."""
    return visit(cleo, enforce_csrf_checks=True)


# A mail program that ends mails has no token; what it may do is in a signed address (RFC 8058).
SIGNED = {"unsubscribe"}


def test_nothing_is_done_without_the_token():
    world = make_world()
    member, nobody = (
        visit(who, enforce_csrf_checks=True) for who in (world.people["steward"], None)
    )
    before = {name: network.memberships.count() for name, network in world.networks.items()}
    for address in ADDRESSES:
        if address.name in SIGNED:
            continue
        for thing in things(address, world, "steward"):
            path = address.path(thing.values)
            for client in (member, nobody):
                response = client.post(path, SENT.get(address.name, {}))
                assert response.status_code == 403, path
                assert response.content.lower().startswith(b"<!doctype html>")

    after = {name: network.memberships.count() for name, network in world.networks.items()}
    assert after == before


@pytest.mark.parametrize("path", ["/networks/garden/settings/", "/networks/garden/leave/"])
@pytest.mark.parametrize("token", ["", "x", "a" * 32, "A" * 64, "é" * 64, "\x00" * 32])
def test_a_token_that_was_made_up_is_refused(strict, garden, path, token):
    strict.get(path)

    assert strict.post(path, {"csrfmiddlewaretoken": token}).status_code == 403


def test_a_token_of_another_browser_is_refused(strict, garden):
    other = visit(enforce_csrf_checks=True)
    page = Page(other.get("/account/login/"))
    (token,) = page.forms[-1].fields["csrfmiddlewaretoken"]
    strict.get("/networks/garden/leave/")

    sent = {"csrfmiddlewaretoken": token}
    assert strict.post("/networks/garden/leave/", sent).status_code == 403


def test_the_own_token_works_and_not_from_another_site(strict, garden):
    page = Page(strict.get("/networks/garden/leave/"))
    (token,) = page.forms[-1].fields["csrfmiddlewaretoken"]
    sent = {"csrfmiddlewaretoken": token}

    for origin in ("https://evil.example", "null", "http://127.0.0.1.evil.example"):
        headers = {"Origin": origin}
        answer = strict.post("/networks/garden/leave/", sent, headers=headers)
        assert answer.status_code == 403
    assert strict.post("/networks/garden/leave/", sent).status_code == 302


def test_the_refusal_says_what_to_do(strict):
    page = Page(strict.post("/inbox/read/"))

    assert page.status == 403
    assert page.heading


def test_no_form_of_another_site_carries_the_session():
    from django.conf import settings

    assert settings.SESSION_COOKIE_SAMESITE == settings.CSRF_COOKIE_SAMESITE == "Lax"
    assert "*" not in settings.CSRF_TRUSTED_ORIGINS


def test_no_page_leaves_the_check_out():
    from django.urls import resolve, reverse

    for address in ADDRESSES:
        if not address.parameters:
            view = resolve(reverse(address.name)).func
            assert not getattr(view, "csrf_exempt", False), address.route
    exempt = resolve(reverse("unsubscribe", args=["x"])).func
    assert exempt.csrf_exempt
    assert {"unsubscribe"} == SIGNED
