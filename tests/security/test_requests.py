"""Requests that no browser makes: a clear refusal, never a failure of ours."""

import pytest
from django.conf import settings

from tests.pages.reading import Page, visit
from tests.security.markup import assert_harmless

pytestmark = pytest.mark.django_db
BOUNDARY = "multipart/form-data; boundary=b"


def clear(response, *statuses):
    """The answer is one of these, with a page of words."""
    assert response.status_code in statuses, response.status_code
    if response.status_code not in {204, 301, 302, 405}:
        assert Page(response).heading
    return response


@pytest.mark.parametrize(
    "method", ["TRACE", "OPTIONS", "PATCH", "CONNECT", "PROPFIND", "FOO", "x" * 300, "G\u00c9T"]
)
@pytest.mark.parametrize("path", ["/", "/networks/garden/join/", "/account/login/", "/desk/"])
def test_methods_that_nobody_serves(garden, ana, method, path):
    assert visit(ana).generic(method, path).status_code == 405


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "127.0.0.1.evil.example", "evil.example#127.0.0.1", "127.0.0.1:x", "[::1",
        "a b", "", ".", "127.0.0.1/..", "x" * 3000, "127.0.0.1\\@evil.example", "<script>",
    ],
)  # fmt: skip
def test_hosts_that_are_not_ours(host):
    response = visit().get("/networks/", headers={"Host": host})

    if response.status_code != 200:  # an empty one is none: the server's own name counts
        clear(response, 400)
        assert_harmless(response)
    assert b"evil.example" not in response.content


def test_no_address_is_made_of_the_host(ana):
    response = visit(ana).get("/account/email/", headers={"X-Forwarded-Host": "evil.example"})

    assert b"evil.example" not in response.content


@pytest.mark.parametrize(
    "query",
    [
        "q=%ff%fe", "q=%ED%A0%80", "q=%", "q=%zz", "q=%00", "%00=%00", "q=" + "a" * 100_000,
        "&".join(f"k{n}={n}" for n in range(300)), "q=a&q=b&q=c", "q[]=a", "q[a][b]=c", "=", "&&&",
        "q=%C0%80", "q=%F4%90%80%80", "cause=%ff", "after=%ff", "after=1~%ff", "next=%ff", "\xff",
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/networks/", "/inbox/", "/account/email/", "/dev/mailbox/"])
def test_queries_that_cannot_be_read(ana, path, query):
    response = clear(visit(ana).get(path, QUERY_STRING=query), 200, 302, 400)

    assert_harmless(response)


@pytest.mark.parametrize(
    "path",
    [
        "/networks/%00/", "/networks/%ff/", "/people/%00/", "/inbox/%D9%A3/read/",
        "/inbox/99999999999999999999999999/read/", "/inbox/-1/read/", "/desk/9e9/bury/",
        "/desk/9999999999999999999999/bury/",
        "/networks/garden/requests/99999999999999999999/admit/",
        "/networks/garden/requests/9223372036854775808/decline/",
        "/account/drafts/" + "x" * 500 + "/",
        "/networks/" + "x" * 3000 + "/", "/../../etc/passwd", "/%2e%2e/",
        "/networks/..%2fdesk/", "/static/../solidarity/settings.py", "/static/%2e%2e/manage.py",
        "/static/..%5cmanage.py", "/networks/garden/%0d%0aSet-Cookie:a=b/", "/networks/<script>/",
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["get", "post"])
def test_addresses_that_lead_nowhere(garden, make_person, path, method):
    client = visit(make_person("root", is_admin=True))
    response = clear(getattr(client, method)(path), 301, 400, 404, 405)

    assert "Set-Cookie" not in response.headers
    assert b"SECRET" not in response.content
    assert_harmless(response, "/networks/<script>/")
    if response.status_code == 301:
        assert not response.headers["Location"].startswith("//")


def test_a_path_that_looks_like_a_host_leads_to_none():
    for path in ("//evil.example/networks", "//evil.example/networks/", "/\\evil.example/help"):
        response = clear(visit().get("/", PATH_INFO=path), 301, 404)
        assert not response.headers.get("Location", "/x").startswith(("//", "/\\", "http"))


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=", b"x"),
        ("multipart/form-data; boundary=\xff", b"x"),
        (BOUNDARY, b"--b\r\nContent-Disposition: form-data; name=\"answer_1\"\r\n\r\nhalf"),
        (BOUNDARY, b"--b\r\n\r\n\r\n--b--"),
        (BOUNDARY, b"--b\r\nContent-Disposition: form-data; name=\"answer_1\"; "
                   b"filename=\"../x\"\r\nContent-Type: text/html\r\n\r\n"
                   b"<script>alert(1)</script>\r\n--b--\r\n"),
        (BOUNDARY, b"--b\r\nContent-Disposition: form-data; name=\"answer_1\"\r\n"
                   b"Content-Transfer-Encoding: base64\r\n\r\n!!!\r\n--b--\r\n"),
        ("application/x-www-form-urlencoded; charset=utf-7", b"answer_1=+ADw-"),
        ("application/x-www-form-urlencoded; charset=nonsense", b"answer_1=x"),
        ("application/x-www-form-urlencoded", b"answer_1=%ff%fe%00"),
        ("application/x-www-form-urlencoded", b"\xff\xfe\x00"),
        ("application/x-www-form-urlencoded", b"a=1&" * 500),
        ("application/x-www-form-urlencoded", b"answer_1=" + b"x" * (1024 * 1024 + 1)),
        ("application/json", b'{"answer_1": "x"}'),
        ("application/json", b'{"answer_1": ' + b"[" * 50_000),
        ("text/xml", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'),
        ("", b"answer_1=x"),
        ("\x00", b"answer_1=x"),
        ("text/plain", b"answer_1=x"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/networks/garden/join/", "/networks/new/", "/account/drafts/x/"])
def test_bodies_that_are_no_forms(garden, ana, path, kind, body):
    response = visit(ana).generic("POST", path, body, content_type=kind)

    clear(response, 204, 302, 400, 413, 422)
    assert b"root:" not in response.content
    assert_harmless(response, "<script>alert(1)</script>")


@pytest.mark.parametrize(
    "value",
    [
        "", "x", "x" * 5000, "abcdefgh\x7f", '"abcdefgh\\000"', "é" * 32, "../../etc/passwd",
        "' OR 1=1",
        "%00" * 32, "<script>", '"\\377\\376abcdefgh"', "a=b=c", "null",
    ],
)  # fmt: skip
@pytest.mark.parametrize("cookie", ["session", "csrf", "language", "messages", "nonsense"])
def test_cookies_that_were_made_up(value, cookie):
    names = {
        "session": settings.SESSION_COOKIE_NAME,
        "csrf": settings.CSRF_COOKIE_NAME,
        "language": settings.LANGUAGE_COOKIE_NAME,
    }
    sent = f"{names.get(cookie, cookie)}={value}"
    for path in ("/", "/account/login/", "/inbox/"):
        client = visit()
        response = clear(client.get(path, headers={"Cookie": sent}), 200, 302)
        assert_harmless(response, value)
    strict = visit(enforce_csrf_checks=True)
    assert strict.post("/language/", headers={"Cookie": sent}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept-Language": "x" * 5000},
        {"Accept-Language": "en;q=9,*;q=nan,\x00"},
        {"HX-Request": "true", "HX-Target": "<script>alert(1)</script>"},
        {"HX-Request": "true", "HX-Target": "../../etc/passwd#results"},
        {"HX-Request": "nonsense", "HX-Current-URL": "javascript:alert(1)"},
        {"HX-Current-URL-URI-AutoEncoded": "true", "HX-Current-URL": "%ff%zz"},
        {"Referer": "https://evil.example/<script>"},
        {"User-Agent": "\x00<script>"},
        {"X-Forwarded-For": "' OR 1=1, <script>, ::1"},
        {"X-Forwarded-Proto": "https"},
        {"If-Modified-Since": "never", "If-None-Match": "*", "Range": "bytes=9-1"},
        {"Content-Length": "-1"},
        {"Content-Length": "x"},
        {"Accept": "application/json", "X-Requested-With": "XMLHttpRequest"},
        {"X-HTTP-Method-Override": "DELETE"},
        {"Authorization": "Basic \xff"},
    ],
)
@pytest.mark.parametrize("path", ["/", "/networks/?q=x", "/networks/garden/", "/account/login/"])
def test_headers_that_were_made_up(garden, headers, path):
    response = clear(visit().get(path, headers=headers), 200)

    assert_harmless(response, "<script>alert(1)</script>")
    assert b"evil.example" not in response.content


def test_json_is_no_way_around_allauths_forms(ana):
    answer = visit().generic(
        "POST",
        "/account/login/code/",
        b'{"email": "ana@example.org"}',
        content_type="application/json",
        headers={"X-Requested-With": "XMLHttpRequest", "Accept": "application/json"},
    )

    assert answer.status_code in {200, 302, 400, 422}
