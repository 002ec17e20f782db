"""The reads of people's pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Exists, F, OuterRef, QuerySet

from solidarity.base.kept import Kept, one_of
from solidarity.base.secrets import digest
from solidarity.people.models import (
    Departure,
    Distance,
    Draft,
    Export,
    Freezing,
    FriendsLink,
    FrozenBy,
    Person,
    Session,
)

PROFILE = (
    "display_name", "handle", "page_seen_by", "moves_me", "moves_me_seen_by", "place",
    "place_seen_by", "languages", "languages_seen_by", "causes", "causes_seen_by",
)  # fmt: skip
TIME_TO_CONFIRM = timedelta(days=7)


def profile_of(person: Person) -> dict[str, Any]:
    """What stands in her profile now, by field."""
    return {name: getattr(person, name) for name in PROFILE}


def draft_of(person: Person, purpose: str) -> dict[str, Any]:
    """What she has typed so far for `purpose`; empty when nothing is kept."""
    kept = DRAFTS(person=person.pk, purpose=purpose)
    return dict(kept[0].fields) if kept else {}


DRAFTS = Kept(Draft.objects.filter)


def reader_at(address: str) -> Person | None:
    """Whoever reads mails at `address`, if it belongs to somebody here."""
    return Person.objects.filter(email=address.lower()).first()


def unconfirmed() -> QuerySet[Person]:
    """People who signed up and never typed the code: perhaps the address is not even theirs."""
    rows = EmailAddress.objects.filter(user=OuterRef("pk"))
    return Person.objects.filter(
        Exists(rows.filter(verified=False)), ~Exists(rows.filter(verified=True)), last_login=None
    )


def given_up(*, at: datetime) -> QuerySet[Person]:
    """The unconfirmed of more than a week ago."""
    return unconfirmed().filter(joined_at__lt=at - TIME_TO_CONFIRM)


def kept_away(person: Person, others: Iterable[int | None]) -> set[int]:
    """Which of `others` she has muted or blocked. One query."""
    wanted = {pk for pk in others if pk is not None} - {person.pk}
    if not wanted:
        return set()
    found = KEPT_AWAY(person=person.pk, others=sorted(wanted))
    return {distance.other_id for distance in found}


def _kept_away(*, person: int, others: list[int]) -> QuerySet[Distance]:
    return Distance.objects.filter(one_of("other", others), person=person).only("other_id")


KEPT_AWAY = Kept(_kept_away)


def keep_away_from(other: Person, people: Iterable[int]) -> set[int]:
    """Which of `people` have muted or blocked `other`. One query."""
    found = Distance.objects.filter(person__in=list(people), other=other)
    return set(found.values_list("person", flat=True))


def distance_between(person: Person, other: Person) -> Distance | None:
    """How `person` keeps `other` away, if she does."""
    return Distance.objects.filter(person=person, other=other).first()


def distances_of(person: Person) -> QuerySet[Distance]:
    """Whom she keeps away, the newest first, names beside them."""
    return Distance.objects.filter(person=person).select_related("other").order_by("-pk")


@dataclass(frozen=True)
class Steps:
    """With what somebody shows, beside the mail or the password, that it is she."""

    app: Authenticator | None
    passkeys: list[Authenticator]
    codes_left: int

    def __bool__(self) -> bool:
        return bool(self.app or self.passkeys)


def second_steps_of(person: Person) -> Steps:
    """Her app, her passkeys, and how many recovery codes are left. One query."""
    rows = list(Authenticator.objects.filter(user=person).order_by("pk"))
    kinds = Authenticator.Type
    codes = next((row for row in rows if row.type == kinds.RECOVERY_CODES), None)
    return Steps(
        app=next((row for row in rows if row.type == kinds.TOTP), None),
        passkeys=[row for row in rows if row.type == kinds.WEBAUTHN],
        codes_left=len(codes.data["codes"]) if codes else 0,
    )


def has_second_step(person: Person) -> bool:
    """Whether more than the mail or the password is asked when she signs in."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user=person, type__in=kinds).exists())


def sessions_of(person: Person, *, at: datetime) -> QuerySet[Session]:
    """Where she is signed in, the last used first."""
    alive = Session.objects.filter(person=person, expire_date__gt=at)
    return alive.order_by(F("seen_at").desc(nulls_last=True), "session_key")


def name_of_session(key: str) -> str:
    """What pages call a session: its own key is a secret."""
    return digest(key, purpose="session")[:24]


def freezings_of(person: Person) -> QuerySet[Freezing]:
    """When her account was frozen, by whom, why: the newest first."""
    return Freezing.objects.filter(person=person).select_related("by").order_by("-pk")


def frozen_by_admins() -> QuerySet[Freezing]:
    """What admins froze: who, why, until when; the newest first. Never what others froze."""
    by_admins = Freezing.objects.filter(kind=FrozenBy.ADMIN)
    return by_admins.select_related("person", "by", "ended_by").order_by("-pk")


def whose_link(digested: str) -> FriendsLink | None:
    """The link with this digest, if it is still good, with whose it is."""
    return FriendsLink.objects.filter(digest=digested).select_related("person").first()


def export_of(person: Person) -> Export | None:
    """How it stands with the file about her, without the file."""
    return Export.objects.filter(person=person).defer("content").first()


def departure_of(person: Person) -> Departure | None:
    """Until when she can take back that she asked to be deleted; None when she did not."""
    return Departure.objects.filter(person=person).first()
