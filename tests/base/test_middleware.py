"""What every answer carries, whatever became of the question."""

from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DatabaseError, DataError, InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from solidarity.base.limits import TooOften

pytestmark = pytest.mark.django_db
BACKEND = django_settings.AUTHENTICATION_BACKENDS[0]


def raising(error):
    @login_not_required
    def view(request):
        raise error

    return view


@login_not_required
def losing_the_session(request):
    """As Django's own middleware does when it cannot save a session."""
    try:
        raise OperationalError("server closed the connection")
    except OperationalError:
        raise SessionInterrupted("deleted before the request completed") from None


@login_not_required
def fine(request):
    return HttpResponse("fine")


class Urls:
    """Our addresses, and some where things go wrong."""

    handler400 = "solidarity.base.views.misread"
    handler500 = "solidarity.base.views.failed"
    urlpatterns = [
        path("fine", fine),
        path("broken", raising(ValueError("x"))),
        path("forbidden", raising(PermissionDenied())),
        path("strange", raising(SuspiciousOperation())),
        path("away", raising(OperationalError("server closed the connection"))),
        path("cut", raising(DatabaseError("no message from the libpq"))),
        path("wrong", raising(DataError("value too long"))),
        path("session", losing_the_session),
        path("closed", raising(InterfaceError("connection already closed"))),
        path("often", raising(TooOften(timedelta(seconds=90)))),
        path("", include("solidarity.urls")),
    ]


@pytest.fixture
def visitor(settings):
    settings.ROOT_URLCONF = Urls
    return Client(raise_request_exception=False)


class Away:
    """The database, as if it were gone: each statement fails as it would then."""

    def __call__(self, execute, sql, params, many, context):
        raise OperationalError("could not connect to server")


@pytest.fixture
def no_database(db):
    """A function: `with no_database():` nobody reaches the database."""
    return lambda: connection.execute_wrapper(Away())


EVERY_KIND = [
    ("get", "/fine", 200),
    ("get", "/", 200),
    ("get", "/networks/", 200),
    ("get", "/healthz", 200),
    ("get", "/readyz", 200),
    ("get", "/account/login/", 200),
    ("get", "/inbox/", 302),
    ("get", "/networks", 301),
    ("get", "/nothing-here/", 404),
    ("get", "/networks/nothing-here/", 404),
    ("post", "/networks/", 405),
    ("get", "/forbidden", 403),
    ("get", "/strange", 400),
    ("get", "/broken", 500),
    ("get", "/away", 503),
    ("get", "/often", 429),
]


@pytest.mark.parametrize(("method", "address", "status"), EVERY_KIND)
def test_every_kind_of_answer_carries_the_headers_that_protect(visitor, method, address, status):
    answer = getattr(visitor, method)(address)

    assert answer.status_code == status
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert "no-store" in answer["Cache-Control"]


def test_a_form_from_elsewhere_is_answered_with_all_headers(settings):
    settings.ROOT_URLCONF = Urls

    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"email": "x@example.org"})

    assert answer.status_code == 403
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


def test_a_wrong_host_is_answered_with_a_400_and_all_headers(visitor):
    answer = visitor.get("/", headers={"host": "evil.example"})

    assert answer.status_code == 400
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_too_much_at_once_is_a_429_that_says_when_to_come_back(visitor):
    answer = visitor.get("/often")

    assert answer["Retry-After"] == "90"
    assert "Please wait a little" in answer.content.decode()


@pytest.mark.parametrize("address", ["/away", "/closed", "/cut", "/session"])
def test_a_view_that_loses_the_database_is_a_503_that_says_when_to_come_back(visitor, address):
    answer = visitor.get(address)

    assert answer.status_code == 503
    assert int(answer["Retry-After"]) <= 5
    assert "back in a moment" in answer.content.decode()


PAGES = ["/", "/networks/", "/networks/garden/", "/account/login/", "/inbox/", "/people/ana/"]


@pytest.mark.parametrize("address", PAGES)
def test_while_the_database_is_away_strangers_see_a_kind_page(visitor, no_database, address):
    with no_database():
        answer = visitor.get(address)

    # A page that needs no row may be shown, as may the way to sign in.
    assert answer.status_code in {200, 302, 503}
    if answer.status_code == 503:
        assert answer["Retry-After"]
        assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("address", PAGES)
def test_while_the_database_is_away_those_signed_in_see_a_kind_page(
    visitor, no_database, ana, address
):
    visitor.force_login(ana, backend=BACKEND)

    with no_database():
        answer = visitor.get(address)

    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "back in a moment" in answer.content.decode()
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "session" not in answer.cookies, "nobody is signed out by it"


def test_what_is_sent_while_the_database_is_away_gets_a_kind_answer(visitor, no_database, ana):
    visitor.force_login(ana, backend=BACKEND)

    with no_database():
        answer = visitor.post("/networks/garden/join/", {"answer_1": "Bread"})

    assert answer.status_code == 503


@pytest.mark.parametrize("address", ["/broken", "/wrong"])
def test_a_plain_mistake_of_ours_is_a_500_and_no_invitation_to_retry(visitor, address):
    answer = visitor.get(address)

    assert answer.status_code == 500
    assert "Retry-After" not in answer
    assert "ValueError" not in answer.content.decode()


def test_signing_out_clears_what_the_browser_kept(visitor, ana):
    visitor.force_login(ana, backend=BACKEND)

    answer = visitor.post("/account/logout/")

    assert answer["Clear-Site-Data"] == '"cache", "storage"'


def test_other_answers_do_not_clear_the_browser(visitor, ana):
    visitor.force_login(ana, backend=BACKEND)

    assert "Clear-Site-Data" not in visitor.get("/")
    assert "Clear-Site-Data" not in Client().get("/")
