"""Whole pages and parts of them."""

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.http import HttpResponse
from django.template import engines
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from solidarity.ui.middleware import WholePages
from solidarity.ui.rendering import render_part

PAGE = (
    "<!doctype html><p>around</p>"
    "{% load partials %}{% partialdef join inline %}<p id=join>{{ word }}</p>{% endpartialdef %}"
)


@pytest.fixture(autouse=True)
def page(tmp_path, monkeypatch):
    """A page of its own, beside the real ones."""
    (tmp_path / "page.html").write_text(PAGE)
    engine = engines["django"].engine
    monkeypatch.setattr(engine, "dirs", [*engine.dirs, tmp_path])
    monkeypatch.setattr(
        engine.template_loaders[0].loaders[0].loaders[0], "dirs", [tmp_path, *engine.dirs]
    )


def asking(**headers: str):
    request = RequestFactory().get("/somewhere/?page=2", headers=headers)
    request.htmx = HtmxDetails(request)  # type: ignore[attr-defined]
    return request


def answer(request, status=200) -> HttpResponse:
    return WholePages(lambda got: render_part(got, "page.html#join", {"word": "bread"}, status))(
        request
    )


def test_a_browser_gets_the_whole_page():
    response = answer(asking())

    assert b"around" in response.content
    assert b"<p id=join>bread</p>" in response.content
    assert "HX-Request" in response["Vary"]
    assert "HX-Retarget" not in response


def test_htmx_gets_the_part_that_it_aims_at_with_the_status():
    response = answer(asking(hx_request="true", hx_target="join"), status=422)

    assert response.content == b"<p id=join>bread</p>"
    assert response.status_code == 422


def test_messages_travel_with_the_part():
    request = asking(hx_request="true", hx_target="join")
    request._messages = [Message(constants.SUCCESS, "You are in.")]

    content = answer(request).content.decode()

    assert 'hx-swap-oob="innerHTML:#messages"' in content
    assert "You are in." in content


@pytest.mark.parametrize(
    "headers",
    [
        {"hx_request": "true", "hx_target": "join", "hx_boosted": "true"},
        {"hx_request": "true", "hx_target": "join", "hx_history_restore_request": "true"},
    ],
)
def test_htmx_gets_the_whole_page_where_it_wants_one(headers):
    response = answer(asking(**headers))

    assert b"around" in response.content
    assert "HX-Retarget" not in response


def test_a_whole_page_takes_the_window_when_htmx_followed_a_redirect_to_it():
    response = answer(asking(hx_request="true", hx_target="found"))

    assert b"around" in response.content
    assert response["HX-Retarget"] == "body"
    assert response["HX-Push-Url"] == "/somewhere/?page=2"
