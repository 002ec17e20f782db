"""What allauth asks of us: mails go through the outbox, new people get a handle."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.timezone import now

from solidarity.outbox.actions import write_letter
from solidarity.people.actions import fresh_handle
from solidarity.people.languages import language_now
from solidarity.people.models import Person


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing up, in and out, our way."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the mail into the outbox: a page never waits for a mail server."""
        message = self.render_mail(template_prefix, email, {"email": email, **context})
        write_letter(email, message.subject, str(message.body), at=now())

    def new_user(self, request: HttpRequest) -> Person:
        """A person who will get her name from the form; her handle tells nothing of her."""
        return Person(
            handle=fresh_handle(),
            display_name="?",
            interface_language=language_now(),
        )
