"""How a mail is written and handed over: the same as Django's, in fewer steps."""

import email
import email.policy
import smtplib
import uuid

import pytest
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import BadHeaderError
from hypothesis import example, given, settings
from hypothesis import strategies as st

from solidarity.outbox.line import as_bytes, hand_over
from tests.robustness.mails import Sink, serving

LINES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=90)
WORDS = st.lists(LINES | st.just(".") | st.just("..x") | st.just("From here"), max_size=6)
OUT = "https://example.org/unsubscribe/" + "x" * 120 + "/"


def a_mail(subject, words, html="", sender="Solidarity <hello@example.org>", to="ana@example.org"):
    headers = {
        "Message-ID": f"<{uuid.uuid4()}@example.org>", "Auto-Submitted": "auto-generated",
        "From": sender, "List-Unsubscribe": f"<{OUT}>",
    }  # fmt: skip
    mail = EmailMultiAlternatives(subject, words, "bounces@example.org", [to], headers=headers)
    if html:
        mail.attach_alternative(html, "text/html")
    return mail


def read(raw):
    found = email.message_from_bytes(raw, policy=email.policy.default)
    headers = {
        name.lower(): str(value).strip() for name, value in found.items()
        if name.lower() not in {"date", "content-type", "content-transfer-encoding"}
    }  # fmt: skip
    parts = [
        (part.get_content_type(), part.get_content().replace("\r\n", "\n").rstrip("\n"))
        for part in found.walk()
        if not part.is_multipart()
    ]
    return headers, parts


@settings(deadline=None, max_examples=150)
@given(subject=LINES, words=WORDS, html=WORDS)
@example(
    subject="أخبار من حديقة، ومن مطبخ الميناء الكبير الذي على الرصيف", words=["سلام"], html=["<p>"]
)
@example(subject="News " * 25, words=["x" * 2000], html=[])
@example(subject="é", words=["\u2028", "."], html=["\x85"])
def test_it_is_the_mail_that_django_would_have_sent(subject, words, html):
    subject = " ".join(subject.split())
    mail = a_mail(subject, "\n".join(words), "\n".join(html))

    ours, theirs = read(as_bytes(mail)), read(mail.message().as_bytes(linesep="\r\n"))

    assert ours == theirs
    assert as_bytes(mail).isascii() or b"8bit" in as_bytes(mail)
    assert all(len(part) <= 998 for part in as_bytes(mail).split(b"\r\n"))
    assert b"\n" not in as_bytes(mail).replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "sender", ["Solidaridad ñ <a@example.org>", "a@example.org", '"A, B" <a@b.org>']
)
def test_names_of_senders_arrive_as_they_are(sender):
    mail = a_mail("Hello", "Hello", sender=sender)

    assert read(as_bytes(mail)) == read(mail.message().as_bytes(linesep="\r\n"))


@pytest.mark.parametrize(
    "fields", [{"subject": "A\nBcc: b@example.org"}, {"sender": "a@example.org\r\nBcc: b@b.org"}]
)
def test_no_line_break_makes_a_header(fields):
    given = {"subject": "Hello", "words": "Hello"} | fields
    with pytest.raises((BadHeaderError, ValueError)):
        as_bytes(a_mail(**given))


def test_it_has_a_date_of_its_own():
    found = email.message_from_bytes(as_bytes(a_mail("A", "B")), policy=email.policy.default)

    assert found["Date"].datetime.tzinfo is not None


class Server:
    """What smtplib says and hears, with answers prepared."""

    def __init__(self, *answers):
        self.answers, self.said, self.closed = list(answers), [], False

    def send(self, words):
        self.said.append(words)

    def getreply(self):
        return self.answers.pop(0)

    def rset(self):
        self.said.append(b"RSET")

    def close(self):
        self.closed = True


OK, GO, NO = (250, b"ok"), (354, b"go on"), (550, b"5.1.1 nobody")


def test_one_waits_twice_for_a_mail():
    server = Server(OK, OK, GO, OK)
    hand_over(server, "a@b.org", "c@d.org", b"Hello\r\n.\r\n..x\r\n")

    assert server.said == [
        b"MAIL FROM:<a@b.org>\r\nRCPT TO:<c@d.org>\r\nDATA\r\n",
        b"Hello\r\n..\r\n...x\r\n.\r\n",
    ]


@pytest.mark.parametrize(
    ("answers", "error", "said"),
    [
        ([OK, NO, (554, b"no valid recipients")], smtplib.SMTPRecipientsRefused, [b"RSET"]),
        ([OK, NO, GO, (554, b"nobody")], smtplib.SMTPRecipientsRefused, [b".\r\n", b"RSET"]),
        ([(451, b"later"), NO, (503, b"x")], smtplib.SMTPSenderRefused, [b"RSET"]),
        ([OK, OK, (451, b"later")], smtplib.SMTPDataError, [b"RSET"]),
        ([OK, OK, GO, (552, b"5.2.2 full")], smtplib.SMTPDataError, [b"Hi\r\n.\r\n", b"RSET"]),
    ],
)
def test_a_refusal_is_told_as_smtplib_does_and_the_line_is_good_for_the_next(answers, error, said):
    server = Server(*answers)
    with pytest.raises(error) as raised:
        hand_over(server, "a@b.org", "c@d.org", b"Hi\r\n")

    assert server.said[1:] == said
    assert server.answers == [], "no answer is left that the next mail would take for its own"
    if error is smtplib.SMTPRecipientsRefused:
        assert raised.value.recipients == {"c@d.org": NO}


def test_a_server_that_says_good_bye_is_left():
    server = Server(OK, OK, GO, (421, b"shutting down"))
    with pytest.raises(smtplib.SMTPDataError):
        hand_over(server, "a@b.org", "c@d.org", b"Hi\r\n")

    assert server.closed


def test_a_mail_out_of_the_ordinary_is_left_to_django(settings):
    """Such as one of Django's own to all admins: many recipients, no name."""
    with serving(Sink(0), settings) as server:
        several = EmailMultiAlternatives("Hello", "Hello", "a@b.org", ["c@d.org", "e@f.org"])
        several.send()

    assert dict(server.addresses) == {"c@d.org": 1, "e@f.org": 1}
