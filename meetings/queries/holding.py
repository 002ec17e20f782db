"""The agenda of a meeting, whose turn what is, and what is kept of it."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.urls import reverse

from decisions.models import Decision, Stage
from decisions.rules.duties import Duties
from meetings.models import (
    CheckOut,
    Coming,
    Duty,
    Item,
    Meeting,
    MinutesVersion,
    Redaction,
    Turn,
    TurnOffer,
)
from meetings.rules.keeping import why_not_add_task
from networks.models import Network
from networks.queries import readers_of
from networks.rules import Standing, standing_of
from solidarity.people.models import Person, Viewer
from solidarity.threads.models import Thread

WORD = re.compile(r"\w{2,}")
MOST_ASKED = 60
MOST_DECISIONS = 50


def item_words(item: Item) -> dict[str, Any]:
    """What the form of an item begins with."""
    handle = item.holder.handle if item.holder else ""
    return {"title": item.title, "minutes": item.minutes, "handle": handle}


@dataclass(frozen=True)
class ShownTurn:
    """A duty, who has it, and whose turn it could be where nobody has."""

    duty: Duty
    person: Person | None
    could_be: Person | None
    offer: TurnOffer | None  # as far as the viewer knows of it

    @property
    def is_for(self) -> int:
        """The key of whoever is asked to take it on; 0 where nobody is."""
        return self.offer.to_id if self.offer else 0


def turns_of(
    viewer: Viewer, meeting: Meeting, coming: list[Person], *, at: datetime
) -> list[ShownTurn]:
    """Who does what; for what nobody does, who of `coming` has not done it for the longest time.

    Nobody is counted: it names at most one for each duty, and nobody twice. Of whoever is asked to
    take one on only she knows, and who asked. Of what is ahead, what somebody had who has left is
    nobody's. Three queries.
    """
    kept = Turn.objects.filter(meeting=meeting)
    if not meeting.is_over(at):
        kept = kept.filter(person__in=readers_of(meeting.body))
    rows = kept.values_list("duty", "person", "person__handle", "person__display_name")
    held = {
        duty: Person(pk=pk, handle=handle, display_name=name) for duty, pk, handle, name in rows
    }
    free = [duty for duty in Duty if duty not in held]
    busy = {person.pk for person in held.values()}
    can = [person for person in coming if person.pk not in busy][:MOST_ASKED]
    ideas = _ideas(meeting, free, can) if free and can else {}
    known = Q(to=viewer.pk) | Q(by=viewer.pk)
    offers = {
        offer.duty: offer
        for offer in TurnOffer.objects.filter(known, meeting=meeting).select_related("to")
    }
    return [ShownTurn(duty, held.get(duty), ideas.get(duty), offers.get(duty)) for duty in Duty]


def _ideas(meeting: Meeting, free: list[Duty], coming: list[Person]) -> dict[str, Person]:
    rows = Turn.objects.filter(
        meeting__body=meeting.body_id,
        person__in=[each.pk for each in coming],
        meeting__called_off_at=None,
    ).values_list("duty", "person")
    last = {(duty, person): when for duty, person, when in rows.annotate(Max("meeting__starts_at"))}
    ideas: dict[str, Person] = {}
    for duty in free:
        rest = [person for person in coming if person not in ideas.values()]
        never = [person for person in rest if last.get((duty, person.pk)) is None]
        if rest:
            ideas[duty] = (never or sorted(rest, key=lambda each: last[duty, each.pk]))[0]
    return ideas


def agenda_of(meeting: Meeting) -> list[Item]:
    """What is on it, in its order. One query."""
    found = Item.objects.filter(meeting=meeting).select_related("holder", "decision").only(
        "meeting", "position", "title", "minutes", "by", "holder__handle", "holder__display_name",
        "decision__number", "decision__stage", "decision__by", "decision__network",
    )  # fmt: skip
    items = list(found.order_by("position"))
    for item in items:
        item.meeting = meeting
        if item.decision:
            item.decision.network = meeting.body
    return items


def led_to(item: Item, viewer: Viewer) -> Decision | None:
    """The question that came of it, where the viewer reads it: a draft is its author's alone."""
    question = item.decision
    if question is None or (question.stage == Stage.DRAFT and question.by_id != viewer.pk):
        return None
    return question


def minutes_of(meeting: Meeting) -> QuerySet[MinutesVersion]:
    """All versions, the newest first."""
    return MinutesVersion.objects.filter(meeting=meeting).select_related("by").order_by("-number")


def minutes_words(newest: MinutesVersion | None) -> dict[str, Any]:
    """What the form of the minutes begins with."""
    return {"words": newest.words if newest else ""}


class Kept(NamedTuple):
    """What there is of a meeting."""

    has_minutes: bool
    is_out: bool  # everybody reads them, shortened
    is_talked_of: bool


def what_is_kept(meeting: Meeting) -> Kept:
    """Whether there are minutes of it, and words about it. One query."""
    minutes = Exists(MinutesVersion.objects.filter(meeting=OuterRef("pk")))
    out = Exists(Redaction.objects.filter(meeting=OuterRef("pk"), out_at__isnull=False))
    kind = ContentType.objects.get_for_model(Meeting)
    talk = Exists(Thread.objects.filter(owner_type=kind, owner_id=OuterRef("pk")))
    found = Meeting.objects.filter(pk=meeting.pk).annotate(
        written=minutes, let_out=out, talked_of=talk
    )
    return Kept(*found.values_list("written", "let_out", "talked_of").get())


def redaction_of(meeting: Meeting) -> Redaction | None:
    """The shortened minutes, where there are any."""
    return Redaction.objects.filter(meeting=meeting).first()


def people_in(words: str, meeting: Meeting) -> list[str]:
    """Who of those around a meeting stands in `words` by her first name or her whole one.

    Those who said something of coming, whoever called it, and whoever wrote its minutes. One query.
    """
    said = Coming.objects.filter(meeting=meeting).values("person")
    wrote = MinutesVersion.objects.filter(meeting=meeting).values("by")
    around = Q(pk__in=said) | Q(pk__in=wrote) | Q(pk=meeting.convened_by_id)
    names = Person.objects.filter(around).order_by("display_name", "pk")
    found = set(WORD.findall(words.casefold()))
    return [
        name
        for name in names.values_list("display_name", flat=True)
        if (parts := WORD.findall(name.casefold())) and (parts[0] in found or {*parts} <= found)
    ]


def out_of(body: Network) -> list[Redaction]:
    """Shortened minutes that everybody reads, of the newest meetings. One query."""
    found = Redaction.objects.filter(meeting__body=body, out_at__isnull=False)
    rows = list(found.select_related("meeting").order_by("-meeting__starts_at", "-pk")[:20])
    for row in rows:
        row.meeting.body = body
    return rows


def decisions_named(meeting: Meeting) -> list[Decision]:
    """Decisions that the minutes name. One query."""
    named = meeting.decided.values("decision")
    found = list(
        Decision.objects.filter(pk__in=named).exclude(stage=Stage.DRAFT).order_by("number")
    )
    for each in found:
        each.network = meeting.body
    return found


def decisions_to_name(meeting: Meeting) -> list[Decision]:
    """Decisions of the body that minutes can name, the newest first. One query."""
    found = Decision.objects.filter(network=meeting.body_id).exclude(stage=Stage.DRAFT)
    return list(found.exclude(pk__in=meeting.decided.values("decision")).order_by("-number")[
        :MOST_DECISIONS
    ])  # fmt: skip


def check_outs_of(meeting: Meeting) -> list[CheckOut]:
    """What everybody said at the end; who rests is not named. One query."""
    found = CheckOut.objects.filter(meeting=meeting, person__in=Person.objects.here())
    return list(found.select_related("person").order_by("at", "pk")[:MOST_ASKED])


def _network(by: Person, meeting_id: int) -> Network:
    return Network.objects.visible_to(by).locked().get(meetings=meeting_id)


def _seen(by: Person, network: Network, meeting_id: int, at: datetime) -> tuple[Meeting, Standing]:
    """It, for one who belongs; Meeting.DoesNotExist for anybody else."""
    standing = standing_of(by, network, at=at)
    if not standing.belongs:
        raise Meeting.DoesNotExist
    meeting = Meeting.objects.get(pk=meeting_id, body=network)
    meeting.body = network
    return meeting, standing


def _act(meeting: Meeting, pk: int) -> str:
    return reverse("meetings:task", args=[meeting.body.slug, meeting.number, pk])


def _page(meeting: Meeting) -> str:
    return reverse("meetings:tasks", args=[meeting.body.slug, meeting.number])


DUTIES = Duties(
    network=_network, seen=_seen, why_not_add=why_not_add_task, page=_page, act=_act,
    tells="meetings", beside=("body",),
)  # fmt: skip
