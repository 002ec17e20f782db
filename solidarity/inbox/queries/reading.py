"""The reads of the inbox."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet

from solidarity.base.kept import Kept
from solidarity.inbox.models import Bounce, Feed, Mail, Notice, Run, Wish
from solidarity.people.models import Person

MOST_COUNTED = 100


def notices_of(person: Person, *, only: str = "") -> QuerySet[Notice]:
    """What `person` was told, the newest first; `only` what "needs" her, or is "unread"."""
    found = Notice.objects.filter(person=person).order_by("-pk")
    if only:
        found = found.filter(read_at=None)
    return found.filter(asks=True) if only == "needs" else found


def unread_of(person: Person, many: int) -> list[Notice]:
    """The newest that she has not read, for her home. One query."""
    return UNREAD(many, person=person.pk)


UNREAD = Kept(
    lambda many, *, person: Notice.objects.filter(person=person, read_at=None)
    .order_by("-pk")[:many]
)  # fmt: skip


def unread_count(person: Person) -> int:
    """How many notices she has not read; counts to 100 at most."""
    return Notice.objects.filter(person=person, read_at=None)[:MOST_COUNTED].count()


@dataclass(frozen=True)
class Standing:
    """What every page says of her inbox."""

    unread: int
    is_bounced: bool


def standing_of(person: Person) -> Standing:
    """How many notices she has not read (100 at most), and whether her mails come back. One query.

    Asked on every page: as two queries in one, and without Django's wording of them.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM (SELECT FROM inbox_notice WHERE person_id = %s"
            " AND read_at IS NULL LIMIT %s) unread), EXISTS (SELECT FROM inbox_bounce"
            " WHERE person_id = %s AND address = %s)",
            [person.pk, MOST_COUNTED, person.pk, person.email],
        )
        return Standing(*cursor.fetchone())


def needing(person: Person) -> Q:
    """What waits for an act of hers and is not read."""
    return Q(person=person, asks=True, read_at=None)


def wishes_of(person: Person) -> QuerySet[Wish]:
    """All that she chose about how often mails come."""
    return Wish.objects.filter(person=person)


def feeds_of(person: Person) -> QuerySet[Feed]:
    """Her feeds, that of everything first."""
    return Feed.objects.filter(person=person).order_by("source", "pk")


def runs_lately(most: int = 7) -> QuerySet[Run]:
    """What became of the digests of the last days, the newest first."""
    return Run.objects.order_by("-day")[:most]


def mails_to(person: Person) -> QuerySet[Mail]:
    """The mails that went to her or wait for her, the newest first, with what they bring."""
    return Mail.objects.filter(person=person).prefetch_related("notices").order_by("-pk")


def bounce_of(person: Person) -> Bounce | None:
    """What came back from her present address, if something did."""
    return Bounce.objects.filter(person=person, address=person.email).first()


def bounced_among(people: dict[int, str]) -> set[int]:
    """Those of `people` (address by key) to whose address nothing is sent. One query."""
    rows = Bounce.objects.filter(person__in=people).values_list("person", "address")
    return {person for person, address in rows if people[person] == address}


def of_source(notices: QuerySet[Notice], source: int | None) -> QuerySet[Notice]:
    """Those that come from one body; all of them for None."""
    return notices if source is None else notices.filter(Q(source=source))
