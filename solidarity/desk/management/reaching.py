"""How people of the demo are reached: what they chose, and what was mailed to them before."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from networks.models import Network
from solidarity.inbox.actions import choose_for, choose_rhythm, count, make_feed
from solidarity.inbox.models import Bounce, Feed, Mail, MailState, Notice, Rhythm, Run
from solidarity.outbox.models import Job
from solidarity.people.models import Person

USUAL = {field.name: field.default for field in Rhythm._meta.concrete_fields if field.has_default()}


def choose(said: Mapping[str, Any], *, at: datetime) -> None:
    """Let them choose, as `reaching.toml` says."""
    for each in said["choice"]:
        person = Person.objects.get(handle=each.pop("who"))
        wishes, one = each.pop("everywhere", {}), each.pop("except", None)
        choose_rhythm(person, wishes=wishes, at=at, **USUAL | each)
        if one:
            source = Network.objects.get(slug=one["network"]).pk
            choose_for(person, source, wishes=one["wishes"], at=at)
    for each in said["feed"]:
        person = Person.objects.get(handle=each["who"])
        if not Feed.objects.filter(person=person).exists():
            make_feed(person, None, at=at)


def bounce(said: Mapping[str, Any], *, at: datetime) -> None:
    """Let mails to some come back."""
    for each in said["bounce"]:
        person = Person.objects.get(handle=each["who"])
        fields = {"address": person.email, "code": each["code"]}
        Bounce.objects.get_or_create(
            person=person, defaults=fields | {"since": at - timedelta(days=each["days"])}
        )


def mail_the_past(last: int, *, at: datetime) -> None:
    """Note what was mailed in the past, as if it had been: at once, and in digests.

    The mailbox starts empty, so that what stands in it was caused by whoever tries this out.
    """
    told = Notice.objects.filter(pk__gt=last)
    jobs = {f"inbox.mail:{notice.pk}": notice for notice in told.select_related("person")}
    for job in Job.objects.filter(key__in=jobs):
        notice = jobs[job.key]
        _mail(notice.person, [notice], at=notice.told_at)
    past: dict[tuple[Person, date], list[Notice]] = defaultdict(list)
    for notice in told.filter(mail_due_at__lte=at).select_related("person"):
        due = notice.mail_due_at or at
        past[notice.person, due.astimezone(notice.person.zone).date()].append(notice)
    for (person, day), notices in past.items():
        due = max(notice.mail_due_at or at for notice in notices)
        _mail(person, notices, at=due, day=day)
        count(at=due, composed=1, sent=1)
    _forget_old_runs(at)


def _mail(person: Person, notices: list[Notice], *, at: datetime, day: date | None = None) -> None:
    sent = Mail.objects.create(
        person=person, day=day, state=MailState.SENT, made_at=at, due_at=at, sent_at=at, attempts=1
    )
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(
        mail=sent, mail_due_at=None
    )


def _forget_old_runs(at: datetime) -> None:
    Run.objects.filter(day__lt=(at - timedelta(days=30)).date()).delete()
