"""How a notice reaches each of those who are told: at once, in a digest, or by no mail."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from solidarity.inbox.dues import next_due
from solidarity.inbox.kinds import DEFAULTS, Group, Often
from solidarity.inbox.models import Mail, MailState, Rhythm, Wish
from solidarity.people.models import Person

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Telling:
    """What is to be told: its group, where it comes from, when it is too late for it."""

    group: Group
    source: int | None
    closes_at: datetime | None = None


@dataclass(frozen=True)
class Plan:
    """What becomes of one notice: a mail at once, or the digest of a moment, or neither."""

    at_once: bool = False
    due: datetime | None = None


def rhythms_of(people: Iterable[Person]) -> dict[int, Rhythm]:
    """The rhythm of each, by key; as the defaults say for those who never chose. One query."""
    wanted = {person.pk for person in people}
    chosen = Rhythm.objects.in_bulk(wanted)
    return {pk: chosen.get(pk) or Rhythm(person_id=pk) for pk in wanted}


def plans(people: Sequence[Person], telling: Telling, *, at: datetime) -> dict[int, Plan]:
    """The plan for each person, by key. Two queries, however many; three for reminders."""
    rhythms = rhythms_of(people)
    wishes = _wishes(rhythms, telling)
    spent = _spent(rhythms, at=at) if telling.group == Group.REMINDERS else {}
    found = {}
    for person in people:
        rhythm = rhythms[person.pk]
        fits = spent.get(person.pk, 0) < rhythm.budget
        found[person.pk] = _plan(person, rhythm, wishes.get(person.pk), telling, fits=fits, at=at)
    return found


def _wishes(people: Iterable[int], telling: Telling) -> dict[int, Often]:
    """What each chose for this group: of this source, or else of all."""
    asked = Q(source=None) if telling.source is None else Q(source=None) | Q(source=telling.source)
    rows = Wish.objects.filter(asked, person__in=list(people), group=telling.group)
    found: dict[int, Often] = {}
    for person, source, often in rows.values_list("person", "source", "often"):
        if source is not None or person not in found:
            found[person] = Often(often)
    return found


def _spent(people: Iterable[int], *, at: datetime) -> dict[int, int]:
    """How many mails went to each in the last seven days."""
    sent = Mail.objects.filter(person__in=list(people), state=MailState.SENT, sent_at__gt=at - WEEK)
    counts = sent.values("person").annotate(count=Count("pk")).values_list("person", "count")
    return defaultdict(int, counts)


def _plan(
    person: Person, rhythm: Rhythm, wish: Often | None, telling: Telling, *, fits: bool,
    at: datetime,
) -> Plan:  # fmt: skip
    often = wish or DEFAULTS[telling.group]
    if rhythm.is_silent or often == Often.NEVER:
        return Plan()
    due = due_for(person, rhythm, often, at=at)
    is_reminder = telling.group == Group.REMINDERS
    closes = telling.closes_at
    hurries = wish is None and closes is not None and at < closes < due
    if (often == Often.ONCE or hurries) and (fits or not is_reminder):
        return Plan(at_once=True)
    return Plan(due=due)


def due_for(person: Person, rhythm: Rhythm, often: str, *, at: datetime) -> datetime:
    """When the next daily or weekly digest of hers is due; weekly for what has come at once."""
    weekday = None if often == Often.DAILY else rhythm.weekday
    return next_due(at, hour=rhythm.hour, weekday=weekday, zone=person.zone)
