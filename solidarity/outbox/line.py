"""The line to the mail server: mails in as few steps, and made with as little work, as can be.

Django and smtplib wait for an answer four times a mail, and take half of the time that a digest
takes with putting headers together that hardly differ. A hundred thousand leave at six on a Friday.
"""

import re
import smtplib
from functools import lru_cache
from typing import Any, cast

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import forbid_multi_line_headers, sanitize_address
from django.utils.timezone import now

PLAIN_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+", re.ASCII)
LONGEST_LINE = 990  # bytes: what a mail server must take is 998
LONGEST_SUBJECT = 66  # of which a line of 76 has room beside its name
GO_ON, TAKEN, GOOD_BYE = 354, 250, 421
END = re.compile(rb"\r?\n|\r")
DOT = re.compile(rb"^\.", re.MULTILINE)


class Backend(EmailBackend):
    """Django's, but for how a mail is written and handed over."""

    def _send(self, email_message: EmailMessage) -> bool:
        if not _is_ours(email_message):
            return bool(super()._send(email_message))  # type: ignore[misc]  # not in its stubs
        sender, to = _address(email_message.from_email), _address(email_message.to[0])
        line = cast(smtplib.SMTP, self.connection)
        line.ehlo_or_helo_if_needed()
        if line.has_extn("pipelining"):
            hand_over(line, sender, to, as_bytes(email_message))
        else:
            line.sendmail(sender, [to], as_bytes(email_message))
        return True


def _is_ours(message: EmailMessage) -> bool:
    """Whether it is as `mail.py` makes them: to one, under a name."""
    to_one = len(message.to) == 1 and not (message.cc or message.bcc or message.reply_to)
    return to_one and "Message-ID" in message.extra_headers


def hand_over(line: smtplib.SMTP, sender: str, recipient: str, mail: bytes) -> None:
    """Say from whom, to whom and that a mail comes in one go (RFC 2920); raises as sendmail does.

    So one waits twice for each mail, not four times.
    """
    who = f"MAIL FROM:{_in_brackets(sender)}\r\nRCPT TO:{_in_brackets(recipient)}\r\n"
    line.send(f"{who}DATA\r\n".encode("ascii"))
    from_, to, go = line.getreply(), line.getreply(), line.getreply()
    refused = _refusal(sender, recipient, from_, to, go)
    if refused is None:
        end = b".\r\n" if mail.endswith(b"\r\n") else b"\r\n.\r\n"
        line.send(DOT.sub(b"..", mail) + end)
        last = line.getreply()
        if last[0] == TAKEN:
            return
        refused = smtplib.SMTPDataError(*last)
    elif go[0] == GO_ON:  # it waits for a mail that goes to nobody
        line.send(b".\r\n")
        line.getreply()
    if GOOD_BYE in {from_[0], to[0], go[0], getattr(refused, "smtp_code", 0)}:
        line.close()
    else:
        line.rset()
    raise refused


def _refusal(
    sender: str, recipient: str, from_: Any, to: Any, go: Any
) -> smtplib.SMTPException | None:
    """What the three answers say no to, the first first."""
    if from_[0] != TAKEN:
        return smtplib.SMTPSenderRefused(from_[0], from_[1], sender)
    if to[0] not in {TAKEN, 251}:
        return smtplib.SMTPRecipientsRefused({recipient: to})
    return None if go[0] == GO_ON else smtplib.SMTPDataError(*go)


@lru_cache(maxsize=256)
def _written(name: str, value: str) -> str:
    """A header as it is sent, folded where it is long; raises BadHeaderError for a line break."""
    found, safe = forbid_multi_line_headers(name, value, "utf-8")
    return f"{found}: {safe}".replace("\n", "\r\n")


def _address(address: str) -> str:
    """An address, or a name and an address, as it is sent."""
    return address if PLAIN_ADDRESS.fullmatch(address) else _named_address(address)


@lru_cache(maxsize=16)
def _named_address(address: str) -> str:
    return str(sanitize_address(address, "utf-8"))


def _in_brackets(address: str) -> str:
    """The address alone, as commands take it."""
    return f"<{address}>" if PLAIN_ADDRESS.fullmatch(address) else smtplib.quoteaddr(address)


def as_bytes(message: EmailMessage) -> bytes:
    """`message`, a text or a text and the same in HTML, as it goes over the line.

    The same as Django makes of it (tests/outbox/test_line.py); what is out of the ordinary, Django
    itself does.
    """
    parts = [("plain", str(message.body))]
    if isinstance(message, EmailMultiAlternatives):
        parts += [("html", str(words)) for words, _kind in message.alternatives]
    parts = [(kind, words) for kind, words in parts if words] or parts[:1]
    bodies = [(kind, _in_lines(words)) for kind, words in parts]
    if any(_is_long(body) for _kind, body in bodies) or message.attachments:
        drawn: Any = message.message()  # which knows of ends of lines, other than a mail of Python
        return bytes(drawn.as_bytes(linesep="\r\n"))
    return "\r\n".join(_headers(message)).encode("ascii") + b"\r\n" + _body(message, bodies)


def _in_lines(words: str) -> bytes:
    return END.sub(b"\r\n", words.encode())


def _is_long(body: bytes) -> bool:
    return any(len(line) > LONGEST_LINE for line in body.split(b"\r\n"))


def _headers(message: EmailMessage) -> list[str]:
    named = dict(message.extra_headers)
    sender = named.pop("From", message.from_email)
    lines = ["MIME-Version: 1.0", _subject(str(message.subject)), _written("From", sender)]
    lines.append(f"To: {_address(message.to[0])}")
    lines.append(f"Date: {now():%a, %d %b %Y %H:%M:%S} +0000")
    for name, value in named.items():
        if not value.isascii() or "\n" in value or "\r" in value:
            lines.append(_written(name, value))
        else:
            lines.append(f"{name}: {value}")
    return lines


def _subject(subject: str) -> str:
    if subject.isascii() and subject.isprintable() and len(subject) <= LONGEST_SUBJECT:
        return f"Subject: {subject}"
    return _written("Subject", subject)


def _body(message: EmailMessage, bodies: list[tuple[str, bytes]]) -> bytes:
    if len(bodies) == 1:
        return _part(*bodies[0])
    mark = f"=={message.extra_headers['Message-ID'].strip('<>').partition('@')[0]}==".encode()
    head = b'Content-Type: multipart/alternative; boundary="' + mark + b'"\r\n\r\n'
    inner = b"".join(b"--" + mark + b"\r\n" + _part(*body) + b"\r\n" for body in bodies)
    return head + inner + b"--" + mark + b"--\r\n"


def _part(kind: str, body: bytes) -> bytes:
    coding = "7bit" if body.isascii() else "8bit"
    head = f'Content-Type: text/{kind}; charset="utf-8"\r\nContent-Transfer-Encoding: {coding}'
    return head.encode() + b"\r\n\r\n" + body
