"""The page of all components, and the pages for when something is wrong."""

import gzip
from pathlib import Path

import django_htmx
import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.template.loader import render_to_string
from django.test import RequestFactory

from solidarity.ui.views import components_page, csrf_failure

ROOT = Path(__file__).resolve().parents[2]
HTMX = Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js"
FIRST_VISIT = 60_000
SCRIPTS = 20_000


def zipped(content: bytes) -> int:
    return len(gzip.compress(content, 6))


@pytest.fixture
def request_of_a_stranger():
    request = RequestFactory().get("/dev/ui/")
    request.user = AnonymousUser()
    return request


def test_the_page_of_all_components_is_light_with_all_that_it_needs(request_of_a_stranger):
    page = components_page(request_of_a_stranger).content
    script = zipped(HTMX.read_bytes()) + zipped((ROOT / "static/js/ui.js").read_bytes())
    style = zipped((ROOT / "static/css/solidarity.css").read_bytes())
    picture = (ROOT / "static/img/favicon.svg").stat().st_size

    assert b"htmx-2.min.js" in page
    assert script <= SCRIPTS
    assert zipped(page) + script + style + picture <= FIRST_VISIT


def test_the_skip_link_comes_first_and_leads_to_the_content(request_of_a_stranger):
    page = components_page(request_of_a_stranger).content.decode()
    body = page[page.index("<body") :]

    assert body.index('href="#main"') == body.index("href=")
    assert '<main id="main"' in page


def test_a_page_with_a_faulty_form_says_so_in_its_title(request_of_a_stranger):
    class Faulty:
        errors = {"name": ["Write a name."]}

    html = render_to_string("404.html", {"form": Faulty()}, request_of_a_stranger)

    assert "<title>Error: " in html


@pytest.mark.parametrize(
    "name", ["400.html", "413.html", "429.html", "500.html", "503.html", "ui/csrf.html"]
)
def test_a_page_for_trouble_needs_neither_request_nor_database(name, monkeypatch):
    def fail(*args, **options):
        raise AssertionError("asked the database")

    monkeypatch.setattr(connection, "cursor", fail)

    html = render_to_string(name)

    assert "<h1>" in html
    assert "css/solidarity" in html


def test_what_is_not_there_tells_nothing_of_why(request_of_a_stranger):
    hidden = render_to_string(
        "404.html", {"exception": "hidden", "request_path": "/a/"}, request_of_a_stranger
    )
    missing = render_to_string(
        "404.html", {"exception": "", "request_path": "/b/"}, request_of_a_stranger
    )

    assert strip(hidden) == strip(missing)
    assert "/a/" not in hidden


def strip(html: str) -> list[str]:
    """The lines of a page but for those with a fresh token."""
    return [line for line in html.splitlines() if "csrfmiddlewaretoken" not in line]


def test_a_form_without_its_token_is_refused_kindly(request_of_a_stranger):
    response = csrf_failure(request_of_a_stranger, reason="CSRF cookie not set.")

    assert response.status_code == 403
    assert b"open for too long" in response.content
    assert b"CSRF" not in response.content
