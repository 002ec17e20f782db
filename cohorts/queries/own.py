"""What somebody keeps for herself: her own, opened for her, and what others share with her."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from cohorts.models import Commitment, Entry, Helps, Load, LoadShared, Rest, SealedDraft, SharedWith
from cohorts.queries.buddies import buddies_of
from cohorts.sealing import opened_for
from meetings.models import Meeting
from networks.models import Membership, Network, State
from solidarity.people.models import Distance, Person

Own = TypeVar("Own", Entry, Commitment, Load)
MOST = 200


def opened(row: Own) -> Own:
    """The same with `said`, its words; {} where no key of ours opens it. It is not to be saved."""
    row.said = opened_for(row.person_id, row.sealed)
    return row


def all_opened(rows: Iterable[Own]) -> list[Own]:
    """Each opened."""
    return [opened(row) for row in rows]


def own(kind: type[Own], person: Person, body: Network) -> QuerySet[Own]:
    """Hers in this cohort, the newest first."""
    return kind._default_manager.filter(body=body, person=person).order_by("-pk")


def own_one(kind: type[Own], person: Person, body: Network, pk: int) -> Own | None:
    """One of hers, opened; None for any other. One query."""
    found = own(kind, person, body).filter(pk=pk).first()
    if found is None:
        return None
    found.body = body
    return opened(found)


def _authors(viewer: Person, body: Network) -> Q:
    """Those who take part still, are here, and between whom and the viewer nobody keeps away."""
    members = Membership.objects.filter(network=body, state=State.ACTIVE).values("person")
    away = Distance.objects.filter(other=viewer).values("person")
    kept = Distance.objects.filter(person=viewer).values("other")
    here = Q(person__is_active=True, person__resting_since=None)
    return Q(here, person__in=members) & ~Q(person__in=away) & ~Q(person__in=kept)


def shared_with(kind: type[Own], viewer: Person, body: Network, *, facilitates: bool) -> list[Own]:
    """What others share with her, the newest first, opened. Two queries, without buddies one."""
    buddies = [each.pk for each in buddies_of(viewer, body)]
    if kind is Load:
        them = Q(shared__in=[LoadShared.BUDDIES, LoadShared.BOTH], person__in=buddies)
        if facilitates:
            them |= Q(shared__in=[LoadShared.FACILITATORS, LoadShared.BOTH])
    else:
        them = Q(shared=SharedWith.COHORT) | Q(shared=SharedWith.BUDDIES, person__in=buddies)
    found = kind._default_manager.filter(them, _authors(viewer, body), body=body)
    found = found.exclude(person=viewer).select_related("person").order_by("-pk")[:MOST]
    return all_opened(found)


def one_read(
    kind: type[Own], viewer: Person, body: Network, pk: int, *, facilitates: bool
) -> Own | None:
    """One of hers, or one that its author shares with her; None for any other."""
    mine = own_one(kind, viewer, body, pk)
    if mine is not None:
        return mine
    shared = shared_with(kind, viewer, body, facilitates=facilitates)
    return next((each for each in shared if each.pk == pk), None)


def draft_in(person: Person, body: Network, purpose: str) -> dict[str, Any]:
    """What she has typed and not saved; {} when nothing. One query."""
    found = SealedDraft.objects.filter(body=body, person=person, purpose=purpose).first()
    return opened_for(person.pk, found.sealed) if found else {}


def helps_of(person: Person, body: Network) -> str:
    """What helps her, in her own words. One query."""
    found = Helps.objects.filter(body=body, person=person).first()
    return str(opened_for(person.pk, found.sealed)["words"]) if found else ""


def rest_of(person: Person, body: Network, *, at: datetime) -> Rest | None:
    """That she rests now. One query."""
    return Rest.objects.filter(body=body, person=person, until__gt=at).first()


def sessions_of(body: Network) -> list[Meeting]:
    """Meetings that an entry can belong to, the newest first. One query."""
    return list(Meeting.objects.filter(body=body, called_off_at=None).order_by("-pk")[:60])


def months_of(body: Network, today: date) -> list[date]:
    """First days of the months from its founding until now, the newest first, 24 at most."""
    first = body.founded_at.date().replace(day=1)
    month = today.replace(day=1)
    found: list[date] = []
    while month >= first and len(found) < 24:
        found.append(month)
        month = date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)
    return found


def networks_said(viewer: Person, keys: Iterable[int | None]) -> dict[int, Network]:
    """Networks named in commitments, as far as the viewer may know of them. One query."""
    wanted = {key for key in keys if key}
    found = Network.objects.visible_to(viewer).filter(pk__in=wanted) if wanted else []
    return {network.pk: network for network in found}
