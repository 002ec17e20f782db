"""S1: what every answer says to the browser, of whatever kind it is; in production too."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from tests.pages.reading import visit
from tests.servers import ROOT, database_settings

pytestmark = pytest.mark.django_db
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "font-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
UNUSED = ("camera", "geolocation", "microphone", "payment", "usb")


def policy_in(value):
    """The directives of a Content-Security-Policy."""
    parts = (part.strip().partition(" ") for part in value.split(";") if part.strip())
    return {name: words for name, _space, words in parts}


def assert_guarded(headers, *, production=False):
    """Every header that must be there is, and none that says too much."""
    policy = policy_in(headers["Content-Security-Policy"])
    assert policy == POLICY | ({"upgrade-insecure-requests": ""} if production else {})
    assert "unsafe" not in headers["Content-Security-Policy"]
    for name, value in ALWAYS.items():
        assert headers.get(name) == value, name
    for name in UNUSED:
        assert f"{name}=()" in headers["Permissions-Policy"]
    for name in ("Server", "X-Powered-By", "Access-Control-Allow-Origin"):
        assert name not in headers
    if production:
        seconds = headers["Strict-Transport-Security"].split(";")[0].split("=")[1]
        assert int(seconds) >= 365 * 24 * 3600
        assert "includeSubDomains" in headers["Strict-Transport-Security"]


ASKED = {
    "a page": ("get", "/networks/", 200),
    "a part": ("get", "/networks/?q=a", 200),
    "a redirect": ("get", "/inbox/", 302),
    "a redirect to the slash": ("get", "/networks", 301),
    "not there": ("get", "/nothing/", 404),
    "not allowed": ("post", "/networks/", 405),
    "another method": ("put", "/networks/", 405),
    "a method nobody knows": ("trace", "/networks/", 405),
    "plain text": ("get", "/healthz", 200),
    "JSON": ("get", "/readyz", 200),
    "a style": ("get", "/static/css/solidarity.css", 200),
    "a script": ("get", "/static/js/ui.js", 200),
    "a picture": ("get", "/static/img/favicon.svg", 200),
    "no such file": ("get", "/static/nothing.css", 404),
}


@pytest.mark.parametrize("kind", ASKED)
def test_every_kind_of_answer_is_guarded(kind):
    method, path, status = ASKED[kind]
    headers = {"HX-Request": "true", "HX-Target": "results"} if kind == "a part" else {}
    response = getattr(visit(), method)(path, headers=headers)

    assert response.status_code == status
    assert_guarded(response.headers)


def test_a_form_without_its_token_and_a_host_that_is_not_ours_are_guarded():
    assert_guarded(visit(enforce_csrf_checks=True).post("/language/").headers)
    assert_guarded(visit().get("/", headers={"Host": "evil.example"}).headers)


def test_an_error_of_ours_is_guarded_and_tells_nothing(monkeypatch):
    def broken(*_arguments, **_options):
        raise RuntimeError("the inside of things")

    monkeypatch.setattr("networks.views.directory.page_of", broken)
    response = visit().get("/networks/")

    assert response.status_code == 500
    assert b"inside of things" not in response.content
    assert b"Traceback" not in response.content
    assert_guarded(response.headers)


def test_a_database_that_is_away_is_guarded(monkeypatch):
    from django.db import OperationalError

    def broken(*_arguments, **_options):
        raise OperationalError("at 10.0.0.1")

    monkeypatch.setattr("networks.views.directory.page_of", broken)
    response = visit().get("/networks/")

    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert b"10.0.0.1" not in response.content
    assert_guarded(response.headers)


@pytest.mark.parametrize(
    "path", ["/", "/inbox/", "/networks/", "/networks/garden/", "/account/", "/nothing/"]
)
def test_private_pages_stay_nowhere(garden, cleo, path):
    control = visit(cleo).get(path).headers["Cache-Control"]

    assert "no-store" in control
    assert "private" in control
    assert "public" not in control


def test_static_files_may_be_kept_and_are_what_they_say():
    response = visit().get("/static/css/solidarity.css")

    assert "no-store" not in response.headers.get("Cache-Control", "")
    assert response.headers["Content-Type"].startswith("text/css")


def test_signing_out_clears_what_the_browser_kept(ana):
    client = visit(ana)
    response = client.post("/account/logout/")

    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/inbox/").status_code == 302


@pytest.mark.parametrize("kind", ["a page", "not there", "plain text", "JSON"])
def test_text_says_in_which_letters_it_is_written(kind):
    _method, path, _status = ASKED[kind]
    content_type = visit().get(path).headers["Content-Type"]

    assert content_type == "application/json" or "charset=utf-8" in content_type


@pytest.fixture(scope="module")
def in_production(django_db_setup, tmp_path_factory):
    """What production answers, as tests/security/production.py asks it."""
    production = {
        "DEVELOPMENT": "",
        "MAILBOX_DIR": "",
        "SITE_URL": "https://example.org",
        "ALLOWED_HOSTS": "example.org",
        "STATIC_ROOT": str(tmp_path_factory.mktemp("static")),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.security.production"],
        cwd=ROOT,
        env=os.environ | production | database_settings(connection.settings_dict["NAME"]),
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.returncode, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("kind", ["page", "not there", "style", "sign-in", "wrong host", "healthz"])
def test_production_guards_every_kind_of_answer(in_production, kind):
    assert_guarded(in_production[kind]["headers"], production=True)


def test_production_sends_everybody_to_https(in_production):
    answer = in_production["plain http"]

    assert answer["status"] == 301
    assert answer["headers"]["Location"] == "https://example.org/help/"
    assert in_production["plain http to healthz"]["status"] == 200


def test_cookies_of_production_are_for_this_host_alone(in_production):
    cookies = in_production["sign-in"]["cookies"] | in_production["language"]["cookies"]

    assert set(cookies) >= {"__Host-csrf", "__Host-language"}
    for name, cookie in cookies.items():
        assert name.startswith("__Host-")
        assert cookie["secure"], name
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name
        assert (cookie["path"], cookie["domain"]) == ("/", ""), name


def test_files_of_production_are_named_for_what_is_in_them_and_kept(in_production):
    assert "immutable" in in_production["style"]["headers"]["Cache-Control"]


def test_a_default_secret_stops_production():
    for secret in ("", "short", "change-me-" * 8):
        done = subprocess.run(
            [sys.executable, "-c", "import solidarity.settings"],
            cwd=ROOT,
            env=os.environ
            | {"DEVELOPMENT": "", "SITE_URL": "https://example.org", "SECRET_KEY": secret},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode
        assert "SECRET_KEY" in done.stderr


def test_cookies_of_development_are_closed_to_scripts():
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_HTTPONLY
    assert settings.LANGUAGE_COOKIE_HTTPONLY
