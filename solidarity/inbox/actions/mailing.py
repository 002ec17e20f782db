"""A notice on its own: mailed at once, by a job of the outbox."""

from django.utils.timezone import now

from solidarity.inbox.actions.bouncing import came_back
from solidarity.inbox.actions.wording import notice_mail
from solidarity.inbox.bodies import Body, known
from solidarity.inbox.kinds import Often, said_now
from solidarity.inbox.models import Mail, MailState, Notice, Rhythm
from solidarity.inbox.queries import bounce_of, due_for, rhythms_of
from solidarity.outbox import mail
from solidarity.outbox.handlers import ToDo


def mail_notice(job: ToDo) -> None:
    """Send a notice as a mail, in the words and the time of whom it is for.

    Where mails come back from, it waits for the digest that follows when they do not any more.
    """
    notice = Notice.objects.select_related("person").filter(pk=job.payload["notice"]).first()
    if notice is None or not notice.person.is_reached or notice.mail_id:
        return
    if not said_now([notice]):  # of what is gone, or what she may not read any more
        return
    rhythm = rhythms_of([notice.person])[notice.person_id]
    if rhythm.is_silent:
        return
    if bounce_of(notice.person):
        _put_off(notice, rhythm)
        return
    words = notice_mail(notice, rhythm, _body_of(notice))
    try:
        mail.send(
            notice.person.email, words.subject, words.text, html=words.html, sender=words.sender,
            headers=words.headers, message_id=job.message_id,
        )  # fmt: skip
    except mail.AddressRefused as refusal:
        came_back(notice.person, refusal.code, at=now())
        _put_off(notice, rhythm)
    else:
        _note(notice, job)


def _body_of(notice: Notice) -> Body | None:
    """The body it comes from, if it may be named to her."""
    if notice.source is None:
        return None
    pair = (notice.person_id, notice.source)
    return known().seen([pair]).get(pair)


def _put_off(notice: Notice, rhythm: Rhythm) -> None:
    notice.mail_due_at = due_for(notice.person, rhythm, Often.DAILY, at=now())
    notice.save(update_fields=["mail_due_at"])


def _note(notice: Notice, job: ToDo) -> None:
    """Write down that it went, and under which name."""
    at = now()
    notice.mail = Mail.objects.create(
        person=notice.person, token=job.token, state=MailState.SENT, made_at=at, due_at=at,
        attempts=1, sent_at=at,
    )  # fmt: skip
    notice.save(update_fields=["mail"])
