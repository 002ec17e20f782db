"""Reading notices, and sending them."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from solidarity.inbox.models import Notice
from solidarity.outbox import mail
from solidarity.outbox.handlers import ToDo
from solidarity.people.models import Person


def mail_notice(job: ToDo) -> None:
    """Send a notice as a mail, in the words and the time of whom it is for."""
    notice = Notice.objects.select_related("person").filter(pk=job.payload["notice"]).first()
    if notice is None or not notice.person.is_here:
        return
    subject, body = worded(notice)
    mail.send(notice.person.email, subject, body, message_id=job.message_id)


def worded(notice: Notice) -> tuple[str, str]:
    """Subject and text of the mail for `notice`."""
    person = notice.person
    context = {"notice": notice, "person": person, "site": settings.SITE_URL}
    with translation.override(person.interface_language), timezone.override(person.zone):
        text = render_to_string(notice.mail_template, context)
    subject, _empty, body = text.strip().partition("\n")
    return subject.strip(), body.strip() + "\n"


def mark_read(person: Person, *, at: datetime, notice_id: int | None = None) -> None:
    """Mark one notice of hers as read, or all of them."""
    unread = Notice.objects.filter(person=person, read_at=None)
    if notice_id is not None:
        unread = unread.filter(pk=notice_id)
    unread.update(read_at=at)
