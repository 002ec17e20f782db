"""Development's mail server: each mail is a file, shown at /dev/mailbox/."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

MOST_SHOWN = 100


class MailboxBackend(BaseEmailBackend):
    """Writes mails into MAILBOX_DIR, whole or not at all."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each mail; returns how many."""
        folder = Path(settings.MAILBOX_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            at = datetime.now(UTC)
            name = f"{at:%Y%m%dT%H%M%S%f}-{uuid.uuid4().hex[:8]}"
            half = folder / f"{name}.half"
            half.write_text(json.dumps(_fields(message, at)), encoding="utf-8")
            half.rename(folder / f"{name}.json")
        return len(email_messages)


def _fields(message: EmailMessage, at: datetime) -> dict[str, Any]:
    return {
        "to": list(message.to),
        "sender": message.from_email,
        "subject": message.subject,
        "body": message.body,
        "message_id": message.message().get("Message-ID"),
        "at": at.isoformat(),
    }


@dataclass(frozen=True)
class Mail:
    """A mail as it was sent."""

    to: list[str]
    sender: str
    subject: str
    body: str
    message_id: str
    at: datetime


def mails(to: str = "") -> list[Mail]:
    """The newest mails, those to the address `to` if one is given; 100 at most."""
    folder = Path(settings.MAILBOX_DIR)
    found: list[Mail] = []
    for path in sorted(folder.glob("*.json"), reverse=True):
        fields = json.loads(path.read_text(encoding="utf-8"))
        if not to or to in fields["to"]:
            found.append(Mail(**fields | {"at": datetime.fromisoformat(fields["at"])}))
        if len(found) == MOST_SHOWN:
            break
    return found
