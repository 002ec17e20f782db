"""The one place where a mail leaves the house."""

import re
import smtplib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

ENHANCED = re.compile(rb"\b([245]\.\d{1,3}\.\d{1,3})\b")
OUR_FAULT = ("5.7.", "5.3.", "5.6.")  # what is wrong is who sends, or what: not where it goes


class AddressRefused(Exception):
    """The mail server says that nobody reads mails at this address, now or later."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def send(
    address: str, subject: str, body: str, *, message_id: str, html: str = "", sender: str = "",
    headers: Mapping[str, str] | None = None, connection: BaseEmailBackend | None = None,
) -> None:  # fmt: skip
    """Hand one mail to the mail server: a text, and the same in HTML when there is `html`.

    sender: whom it seems to come from, when that is not the house by its name.
    connection: an open one, for many mails. Raises AddressRefused when the address is no good, and
    what smtplib raises for everything that may be better the next time.
    """
    shown = sender or settings.MAIL_FROM
    named = {"Message-ID": message_id, "Auto-Submitted": "auto-generated", "From": shown}
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=body,
        from_email=_returns_to(message_id) or shown,
        to=[address],
        headers=named | dict(headers or {}),
        connection=connection,
    )
    if html:
        message.attach_alternative(html, "text/html")
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refused:
        _refuse(*next(iter(refused.recipients.values())), refused)
    except smtplib.SMTPDataError as refused:
        _refuse(refused.smtp_code, refused.smtp_error, refused, at_once=False)


def _refuse(code: int, words: bytes | str, error: Exception, *, at_once: bool = True) -> None:
    """Raise what a refusal means: about the address for ever, or else the error as it came.

    at_once: the address was refused before the mail was shown, so that it needs no second number.
    """
    found = ENHANCED.search(words if isinstance(words, bytes) else words.encode())
    enhanced = found[1].decode() if found else ""
    about_address = enhanced.startswith(("5.1.", "5.2.")) or (at_once and not enhanced)
    about_address |= at_once and enhanced.startswith("5.") and not enhanced.startswith(OUR_FAULT)
    if code >= 500 and about_address:
        raise AddressRefused(enhanced or str(code)) from error
    raise error


def _returns_to(message_id: str) -> str:
    """Where the mail comes back to: an address of its own, which says which mail it was (VERP)."""
    name, at, host = str(settings.MAIL_BOUNCES).partition("@")
    token = message_id.strip("<>").partition("@")[0]
    return f"{name}+{token}@{host}" if at else ""


def neutral_sender() -> str:
    """An address without the name of the house."""
    return str(settings.MAIL_FROM_NEUTRAL or parseaddr(settings.MAIL_FROM)[1])


@contextmanager
def open_line() -> Iterator[BaseEmailBackend]:
    """A connection to the mail server for many mails."""
    connection: BaseEmailBackend = get_connection()
    connection.open()
    try:
        yield connection
    finally:
        connection.close()
