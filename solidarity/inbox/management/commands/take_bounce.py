"""`manage.py take_bounce < mail`: what a mail server does with a mail that came back."""

import email
import email.policy
import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from solidarity.inbox.actions import take_bounce

LARGEST = 2_000_000  # bytes; a report that is larger is cut


class Command(BaseCommand):
    help = "Read a report of a mail that could not be delivered, and note whose address it was."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Read one mail from the standard input; always ends well, so that none is sent back."""
        read = sys.stdin.buffer.read(LARGEST)
        message = email.message_from_bytes(read, policy=email.policy.compat32)
        noted = take_bounce(message, at=now())
        self.stdout.write("noted" if noted else "nothing to note")
