"""Who is told about those who speak for a network in a body."""

from datetime import UTC, datetime, time, timedelta

from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from networks.models import Affiliation, Spoke
from networks.notices.joining import MOST_TOLD
from networks.queries import stewards_of
from networks.queries.spokes import speaking
from solidarity.inbox.models import Notice
from solidarity.inbox.notices import tell, tell_each
from solidarity.people.models import Person


def spokes_page(affiliation: Affiliation) -> str:
    """Where one reads who speaks there, and chooses."""
    return reverse("networks:spokes", args=[affiliation.member.slug, affiliation.body.slug])


def _told(spoke: Spoke, kind: str, person: Person, words: str, *, at: datetime) -> None:
    tell(
        person, kind=kind, about=spoke.affiliation.member, words=words, at=at,
        key=f"{spoke.pk}-{at.timestamp():.0f}", url=spokes_page(spoke.affiliation),
    )  # fmt: skip


def speaks(spoke: Spoke, *, at: datetime) -> None:
    """Tell her that she speaks for her network now, or stands in."""
    kind = "networks.stands_in" if spoke.is_alternate else "networks.speaks"
    _told(spoke, kind, spoke.person, spoke.affiliation.body.name, at=at)


def spoke_replaced(spoke: Spoke, *, at: datetime) -> None:
    """Tell her that another speaks now."""
    _told(spoke, "networks.spoke_replaced", spoke.person, spoke.affiliation.body.name, at=at)


def spoke_recalled(spoke: Spoke, *, at: datetime) -> None:
    """Tell her that she was recalled."""
    _told(spoke, "networks.spoke_recalled", spoke.person, spoke.affiliation.body.name, at=at)


def voice_handed_over(spoke: Spoke, giver: Person, *, at: datetime) -> None:
    """Tell whoever handed over that the other has accepted."""
    _told(spoke, "networks.voice_handed_over", giver, spoke.person.display_name, at=at)


def spoke_sought(affiliation: Affiliation, *, at: datetime) -> None:
    """Tell the stewards that nobody speaks for their network there."""
    tell_each(
        stewards_of(affiliation.member)[:MOST_TOLD], kind="networks.spoke_sought",
        about=affiliation.member, key=f"{affiliation.pk}-{at.timestamp():.0f}", at=at,
        words=affiliation.body.name, url=spokes_page(affiliation),
    )  # fmt: skip


def spoke_terms_end(*, at: datetime) -> None:
    """Tell spokes and stewards 30 days before a term ends, and when it is over; each once."""
    today = at.date()
    _remind("networks.spoke_term_ends", today, today + timedelta(days=30), at=at)
    year_ago = today - timedelta(days=365)
    _remind("networks.spoke_term_over", year_ago, today - timedelta(days=1), at=at)


def _remind(kind: str, first: object, last: object, *, at: datetime) -> None:
    key = Concat(
        Cast(OuterRef("pk"), CharField()), Value("-"), Cast(OuterRef("until"), CharField())
    )
    told = Notice.objects.filter(person=OuterRef("person"), kind=kind, key=key)
    ending = speaking().filter(~Exists(told), until__range=(first, last), person__is_active=True)
    near = ending.select_related("affiliation__member", "affiliation__body", "person")
    for spoke in near.iterator():
        others = stewards_of(spoke.affiliation.member).exclude(pk=spoke.person_id)
        end = datetime.combine(spoke.until, time.max, tzinfo=UTC) if spoke.until else None
        tell_each(
            [spoke.person, *others[:MOST_TOLD]], kind=kind, about=spoke.affiliation.member,
            key=f"{spoke.pk}-{spoke.until}", at=at, words=spoke.person.display_name,
            url=spokes_page(spoke.affiliation), closes_at=end,
        )  # fmt: skip
