"""R18: whoever does very much at once is told to wait, and nobody else notices.

The limits are counted in PostgreSQL: they hold while Valkey is away.
"""

from datetime import timedelta

import pytest
import redis
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.test.client import FakePayload
from django.test.utils import CaptureQueriesContext

from networks.models import Invitation
from solidarity.base.limits import INVITING, Limit
from solidarity.base.models import Counter
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
MUCH = 10 * 1024 * 1024
ELSEWHERE = {"REMOTE_ADDR": "203.0.113.9"}
FORM = "application/x-www-form-urlencoded"
PASSWORD = "a long and quiet river"
BY_PASSWORD = "/account/login/?by=password"
PARTS = "multipart/form-data; boundary=b"
FIELD = b'--b\r\nContent-Disposition: form-data; name="answer_1"\r\n\r\n'
FILE = (
    b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n'
    b"Content-Type: text/csv\r\n\r\n"
)


@pytest.fixture(params=["Valkey is there", "Valkey is away"])
def valkey(request, monkeypatch):
    """Limits hold either way."""
    if request.param == "Valkey is there":
        return

    def away(self):
        raise redis.ConnectionError

    monkeypatch.setattr(redis.Connection, "connect", away)
    monkeypatch.setattr(redis.UnixDomainSocketConnection, "connect", away)


class Counted(FakePayload):
    """What is sent, and how much of it was read."""

    taken = 0

    def read(self, *size):
        piece = super().read(*size)
        self.taken += len(piece)
        return piece


def waits(response):
    """It is refused for now, in words, and says for how long."""
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert "wait a little" in Page(response).main


def test_a_thousand_tries_to_sign_in(ana, ben, valkey):
    client, inbox = visit(), visit(ben)
    with CaptureQueriesContext(connection) as before:
        assert inbox.get("/inbox/").status_code == 200
    last = [client.post("/account/login/", {"login": ana.email}) for _try in range(1000)][-1]

    waits(last)
    assert visit().post("/account/login/", {"login": ben.email}, **ELSEWHERE).status_code == 302
    with CaptureQueriesContext(connection) as after:
        assert inbox.get("/inbox/").status_code == 200
    assert len(after) == len(before)
    # Nor is she locked out herself, from where she is.
    assert visit().post("/account/login/", {"login": ana.email}, **ELSEWHERE).status_code == 302


def test_guesses_at_a_password_are_stopped_and_lock_nobody_out(make_person, valkey):
    ana, client = make_person("ana"), visit()
    ana.set_password(PASSWORD)
    ana.save()
    for guess in range(40):
        last = client.post(BY_PASSWORD, {"login": ana.email, "password": f"guess {guess}"})

    waits(last)
    right = client.post(BY_PASSWORD, {"login": ana.email, "password": PASSWORD})
    assert right.status_code == 429
    assert SESSION_KEY not in client.session
    # Where her password is not taken for now, a code is.
    assert visit().post("/account/login/", {"login": ana.email}, **ELSEWHERE).status_code == 302


def test_two_hundred_invitations_a_day(garden, cleo, valkey):
    client = visit(cleo)
    path = "/networks/garden/invitations/mail/"
    for start in range(0, INVITING.times, 50):
        mails = "\n".join(f"p{number}@example.org" for number in range(start, start + 50))
        answer = client.post(path, {"addresses": mails, "language": "en", "act": "send"})
        assert answer.status_code in {200, 302, 422}
    if Invitation.objects.count() < INVITING.times:
        pytest.fail(f"only {Invitation.objects.count()} were sent: {Page(answer).main[:400]}")

    sent = {"addresses": "one-more@example.org", "language": "en", "act": "send"}
    waits(client.post(path, sent))
    assert not Invitation.objects.filter(address="one-more@example.org").exists()


def test_a_hundred_downloads_of_the_directory(garden, valkey):
    client = visit()
    answers = [client.get("/networks/directory.csv") for _each in range(100)]

    waits(answers[-1])
    assert visit().get("/networks/directory.csv", **ELSEWHERE).status_code == 200
    assert client.get("/networks/").status_code == 200


@pytest.mark.parametrize("who", ["nobody", "a member", "an admin"])
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (FORM, b"answer_1=" + b"x" * MUCH),
        (PARTS, FIELD + b"x" * MUCH + b"\r\n--b--\r\n"),
        (PARTS, FILE + b"x" * MUCH + b"\r\n--b--\r\n"),
    ],
    ids=["a form", "a form in parts", "a file"],
)
@pytest.mark.parametrize("path", ["/networks/garden/join/", "/account/login/", "/language/"])
def test_ten_megabytes_are_refused_early(garden, ana, make_person, path, kind, body, who):
    people = {"a member": ana, "an admin": make_person("root", is_admin=True)}
    sent = Counted(body)
    answer = visit(people.get(who)).generic(
        "POST", path, body, content_type=kind, **{"wsgi.input": sent}
    )

    assert answer.status_code in {400, 413}
    assert Page(answer).heading
    assert sent.taken < MUCH / 3, "it was refused before it was read"


def test_an_admin_sends_a_directory_of_ten_megabytes(make_person):
    row = b"Lark Bakery,Leeds\n"
    body = FILE + b"name,town\n" + row * (MUCH // len(row)) + b"\r\n--b--\r\n"
    admin, other = make_person("root", is_admin=True), make_person("olu")

    answer = visit(admin).generic("POST", "/desk/imports/", body, content_type=PARTS)

    assert answer.status_code == 302
    assert (
        visit(other).generic("POST", "/desk/imports/", body, content_type=PARTS).status_code == 413
    )


def test_a_form_that_is_sent_too_often_keeps_what_was_typed(garden, ana, monkeypatch):
    monkeypatch.setattr("networks.actions.reporting.REPORTING", Limit(0, timedelta(days=1)))
    client, path = visit(ana), "/networks/garden/report/"
    form = Page(client.get(path)).form("words")
    typed = form.filled(harm="other", words="Look at this.")

    answer = client.post(path, typed)

    waits(answer)
    assert Page(answer).form("words").fields["words"][0].strip() == "Look at this."
    swapped = client.post(path, typed, headers={"HX-Request": "true"})
    assert swapped.status_code == 422
    assert int(swapped["Retry-After"]) > 0


def test_limits_are_no_lists_of_people(ana):
    visit().post("/account/login/", {"login": ana.email})

    for counter in Counter.objects.all():
        assert "ana" not in counter.key
        assert "127.0.0.1" not in counter.key
