"""The log says what happened, and nothing about who did it or what they wrote."""

import io
import json
import logging

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError
from django.test import Client
from django.urls import include, path

from solidarity.base.logs import JsonFormatter

pytestmark = pytest.mark.django_db
BACKEND = django_settings.AUTHENTICATION_BACKENDS[0]
MARKERS = [
    "203.0.113.77", "marker-query", "marker-path", "marker-typed", "marker@example.org",
    "Marker Name", "marker-token", "marker-agent", "marker-referer", "marker-host", "marker-raised",
]  # fmt: skip


def raising(error):
    @login_not_required
    def view(request):
        raise error

    return view


class Urls:
    """Our addresses, and some where things go wrong."""

    handler500 = "solidarity.base.views.failed"
    urlpatterns = [
        path("broken", raising(ValueError("marker-raised"))),
        path("strange", raising(SuspiciousOperation("marker-raised"))),
        path("double", raising(IntegrityError("Key (email)=(marker@example.org) exists"))),
        path("", include("solidarity.urls")),
    ]


@pytest.fixture
def lines():
    """What the log's own handler writes during the test."""
    handler = next(
        each for each in logging.getLogger().handlers if isinstance(each.formatter, JsonFormatter)
    )
    assert isinstance(handler, logging.StreamHandler)
    buffer = io.StringIO()
    before = handler.setStream(buffer)
    yield lambda: buffer.getvalue().splitlines()
    handler.setStream(before)


@pytest.fixture
def visitor(settings):
    settings.ROOT_URLCONF = Urls
    headers = {
        "user-agent": "marker-agent",
        "referer": "http://testserver/marker-referer",
        "x-forwarded-for": "203.0.113.77",
    }
    client = Client(raise_request_exception=False, REMOTE_ADDR="203.0.113.77", headers=headers)
    client.cookies["other"] = "marker-token"
    return client


def tell_much(client):
    """Requests of every outcome, each with something that nobody should find in a log."""
    client.get("/networks/?q=marker-query&token=marker-token")
    client.get("/marker-path/?q=marker-query")
    client.get("/networks/marker-path/")
    client.get("/people/marker-path/?next=marker-query")
    client.get("/inbox/?after=marker-query")
    client.post("/networks/marker-path/join/", {"answer_1": "marker-typed"})
    client.post("/account/login/", {"login": "marker@example.org", "password": "marker-typed"})
    client.post("/account/login/code/", {"email": "marker@example.org"})
    client.get("/broken?q=marker-query")
    client.get("/strange?q=marker-query")
    client.get("/double?q=marker-query")
    client.get("/", headers={"host": "marker-host.example"})
    Client(enforce_csrf_checks=True).post("/account/login/?q=marker-query", {"login": "marker"})
    Client(enforce_csrf_checks=True).post(
        "/account/login/",
        headers={"referer": "https://marker-referer/", "origin": "https://marker-host"},
    )


def test_every_line_is_json_with_a_time_and_a_level(visitor, lines):
    tell_much(visitor)

    written = [json.loads(line) for line in lines()]
    assert len(written) >= 14
    assert all({"event", "level", "timestamp"} <= set(line) for line in written)


def test_no_line_tells_who_it_was_or_what_they_wrote(visitor, lines, make_person):
    marked = make_person("marker-path", display_name="Marker Name")
    tell_much(visitor)
    visitor.force_login(marked, backend=BACKEND)
    tell_much(visitor)

    written = "\n".join(lines())
    assert written
    assert [marker for marker in MARKERS if marker.lower() in written.lower()] == []


def test_each_request_leaves_one_line_with_its_page_and_outcome(visitor, lines):
    visitor.get("/networks/marker-path/")

    (line,) = [line for line in map(json.loads, lines()) if line["event"] == "answered"]
    assert (line["method"], line["page"], line["status"]) == ("GET", "networks:about", 404)
    assert line["ms"] > 0


def test_an_error_is_named_by_its_kind_and_its_place(visitor, lines):
    visitor.get("/broken")

    (line,) = [line for line in map(json.loads, lines()) if "error" in line]
    assert line["error"] == "ValueError"
    assert line["where"].startswith("raising.<locals>.view:")
    assert line["event"] == "Internal Server Error"


def test_an_error_in_a_worker_is_named_without_its_words(lines):
    try:
        raise ValueError("marker-raised")
    except ValueError as error:
        logging.getLogger("celery.app.trace").error(
            "Task %(name)s[%(id)s] %(description)s: %(exc)s",
            {"name": "outbox.sweep", "id": 1, "description": "raised unexpected", "exc": error},
            exc_info=True,
        )

    (line,) = map(json.loads, lines())
    assert line["error"] == "ValueError"
    assert "outbox.sweep" in line["event"]
    assert "marker" not in str(line)
