"""The one place where a mail leaves the house."""

from django.conf import settings
from django.core.mail import EmailMessage


def send(address: str, subject: str, body: str, *, message_id: str) -> None:
    """Hand one text mail to the mail server; raises what smtplib raises when it is refused."""
    headers = {"Message-ID": message_id, "Auto-Submitted": "auto-generated"}
    message = EmailMessage(
        subject=" ".join(subject.split()),
        body=body,
        from_email=settings.MAIL_FROM,
        to=[address],
        headers=headers,
    )
    message.send()
