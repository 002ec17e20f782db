"""Mails that come back: told by the mail server at once, or by a report that comes later."""

import io
import smtplib
from email import message_from_string

import pytest
from django.core import mail as sent
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solidarity.inbox.actions import came_back, release_moved, take_bounce, works_again
from solidarity.inbox.models import Bounce, Mail, MailState
from solidarity.inbox.queries import bounce_of
from solidarity.outbox.actions import carry_out, write_letter
from solidarity.outbox.mail import AddressRefused, send
from solidarity.outbox.models import Job, Letter
from tests.fixtures.inbox import HERS
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db

REPORT = """\
From: MAILER-DAEMON@mx.example.org
To: {to}
Subject: Undelivered Mail
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

This is the mail system. Words in any language: 5.1.1.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}

--b
Content-Type: {kind}

Message-ID: {message_id}
Subject: Welcome
{end}
--b--
"""


def report(message_id="<x@here>", *, to="bounces@here", action="failed", status="5.1.1",
           kind="message/rfc822", address="ana@example.org"):  # fmt: skip
    end = "\nHello" if kind == "message/rfc822" else ""
    return REPORT.format(to=to, action=action, status=status, kind=kind, end=end,
                         message_id=message_id, address=address)  # fmt: skip


@pytest.fixture
def mailed(tell, ana):
    """A mail that went to ana at once."""
    tell(ana, kind=HERS)
    carry_out(Job.objects.get().pk, at=NOON)
    return ana.mails.get()


def taken(text):
    return take_bounce(message_from_string(text), at=NOON)


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_a_report_names_the_mail_by_its_message_id(mailed, ana, kind):
    assert taken(report(mailed.message_id, kind=kind))

    assert (ana.bounce.address, ana.bounce.code) == (ana.email, "5.1.1")
    mailed.refresh_from_db()
    assert mailed.state == MailState.BOUNCED


def test_a_report_names_the_mail_by_the_address_it_comes_back_to(mailed, ana):
    assert taken(report(to=f"bounces+{mailed.token}@here"))
    assert bounce_of(ana)


@pytest.mark.parametrize(
    ("action", "status"),
    [("delayed", "4.4.7"), ("failed", "4.4.7"), ("delivered", "2.0.0"), ("failed", "")],
)
def test_a_delay_or_a_success_changes_nothing(mailed, ana, action, status):
    assert not taken(report(mailed.message_id, action=action, status=status))
    assert not Bounce.objects.exists()


def test_a_report_about_no_mail_of_ours_changes_nothing(mailed, ana):
    made_up = "<00000000-0000-4000-8000-000000000000@here>"
    assert not taken(report(made_up, address=ana.email))
    assert not taken(report("<x@elsewhere>", address=ana.email))
    assert not Bounce.objects.exists()


def test_what_did_not_arrive_waits_for_a_digest(mailed, ana):
    taken(report(mailed.message_id))

    notice = ana.notices.get()
    assert notice.mail is None
    assert notice.mail_due_at is not None


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=300))
def test_no_mail_whatever_breaks_the_reading(text):
    taken(text)
    taken(report().replace("Status: 5.1.1", text, 1))


def test_the_command_reads_a_mail_from_its_input(mailed, ana, monkeypatch, capsys):
    def run(text):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        call_command("take_bounce")
        return capsys.readouterr().out.strip()

    assert run("no mail at all") == "nothing to note"
    assert run(report(mailed.message_id)) == "noted"
    assert bounce_of(ana)


# Refused at once -----------------------------------------------------------------------------


@pytest.fixture
def refusing(monkeypatch):
    """`refusing(550, b"...")` lets the mail server refuse every address in these words."""

    def refuse(code, words):
        def send_messages(self, messages):
            raise smtplib.SMTPRecipientsRefused({messages[0].to[0]: (code, words)})

        monkeypatch.setattr(EmailBackend, "send_messages", send_messages)

    return refuse


@pytest.mark.parametrize(
    ("code", "words", "is_final"),
    [
        (550, b"5.1.1 no such user", True),
        (550, b"no such user", True),
        (552, b"5.2.2 full", True),
        (554, b"5.4.4 no host", True),
        (550, b"5.7.1 policy", False),
        (451, b"4.3.0 later", False),
        (452, b"later", False),
    ],
)
def test_only_what_is_wrong_with_the_address_is_final(refusing, code, words, is_final):
    refusing(code, words)
    expected = AddressRefused if is_final else smtplib.SMTPRecipientsRefused
    with pytest.raises(expected):
        send("ana@example.org", "Hello", "Hello", message_id="<1@here>")


def test_a_mail_at_once_that_is_refused_is_not_tried_again(tell, ana, refusing):
    refusing(550, b"5.1.1 no such user")
    notice = tell(ana, kind=HERS)
    job = Job.objects.get()

    assert carry_out(job.pk, at=NOON)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 1)
    assert bounce_of(ana)
    notice.refresh_from_db()
    assert notice.mail_due_at


def test_a_letter_that_is_refused_is_forgotten_and_its_owner_told(ana, refusing):
    refusing(550, b"5.1.1 no such user")
    job = write_letter("Ana@Example.org", "Your code", "123", at=NOON)

    assert carry_out(job.pk, at=NOON)
    assert not Letter.objects.exists()
    assert bounce_of(ana)


def test_codes_that_she_asks_for_go_also_to_an_address_that_came_back(ana):
    came_back(ana, "5.1.1", at=NOON)
    carry_out(write_letter(ana.email, "Your code", "123", at=NOON).pk, at=NOON)

    assert len(sent.outbox) == 1


def test_while_mails_come_back_none_is_sent(tell, ana):
    came_back(ana, "5.1.1", at=NOON)
    notice = tell(ana, kind=HERS)
    carry_out(Job.objects.get().pk, at=NOON)

    notice.refresh_from_db()
    assert sent.outbox == []
    assert notice.mail_due_at


# What she finds ------------------------------------------------------------------------------


def test_she_is_told_on_her_next_visit_whatever_page_it_is(ana, garden, ben):
    came_back(ana, "5.1.1", at=NOON)

    for path in ("/", "/networks/garden/", "/inbox/"):
        page = Page(visit(ana).get(path))
        assert "Mails to your address come back" in page.main
        assert "/inbox/address/" in page.links
        assert "come back" not in Page(visit(ben).get(path)).main


def test_she_says_that_it_works_and_mails_go_again(tell, ana):
    came_back(ana, "5.1.1", at=NOON)
    client = visit(ana)
    page = Page(client.get("/inbox/address/"))
    assert ana.email in page.main
    response = client.post("/inbox/address/")

    assert response.headers["Location"] == "/inbox/"
    assert not Bounce.objects.exists()
    assert "arrive, as far as we know" in Page(client.get("/inbox/address/")).main


def test_with_another_address_it_is_over_by_itself(ana):
    came_back(ana, "5.1.1", at=NOON)
    ana.email = "ana@elsewhere.example"
    ana.save()

    assert bounce_of(ana) is None
    assert "come back" not in Page(visit(ana).get("/inbox/")).main


def test_what_was_kept_leaves_to_another_address(ana, ben):
    for person in (ana, ben):
        came_back(person, "5.1.1", at=NOON)
        Mail.objects.create(
            person=person, day=NOON.date(), state="bounced", made_at=NOON, due_at=NOON, attempts=3
        )
    ana.email = "ana@elsewhere.example"
    ana.save()

    assert release_moved(at=NOON) == 1
    assert (ana.mails.get().state, ben.mails.get().state) == ("waiting", "bounced")
    assert list(Bounce.objects.values_list("person", flat=True)) == [ben.pk]
    assert release_moved(at=NOON) == 0


def test_a_new_address_that_comes_back_too_is_noted_anew(ana):
    came_back(ana, "5.1.1", at=NOON)
    ana.email = "ana@elsewhere.example"
    ana.save()
    came_back(ana, "5.2.2", at=NOON)

    assert bounce_of(ana).code == "5.2.2"


def test_works_again_touches_nobody_else(ana, ben):
    came_back(ana, "5.1.1", at=NOON)
    came_back(ben, "5.1.1", at=NOON)
    works_again(ana, at=NOON)

    assert bounce_of(ben)


def test_the_address_it_comes_back_to_says_which_mail_it_was(tell, ana, settings):
    settings.MAIL_BOUNCES = "bounces@example.org"
    tell(ana, kind=HERS)
    job = Job.objects.get()
    carry_out(job.pk, at=NOON)

    (message,) = sent.outbox
    assert message.from_email == f"bounces+{job.token}@example.org"
    assert message.message()["From"] == settings.MAIL_FROM
