"""Freezing an account: at once nobody is signed in to it, nor can be; others do not see it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from solidarity.base.limits import Limit, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.secrets import digest, new_token
from solidarity.people import notices
from solidarity.people.actions.sessions import end_sessions
from solidarity.people.models import Freezing, FriendsLink, FrozenBy, Person
from solidarity.people.queries import whose_link
from solidarity.people.rules import why_not_freeze, why_not_thaw

MAKING = Limit(20, timedelta(days=1))  # each is told by mail


@transaction.atomic
def freeze(
    person: Person, kind: FrozenBy, *, at: datetime, by: Person | None = None, reason: str = ""
) -> None:
    """End all her sessions and let nobody sign in; she is told how to come back.

    by: the admin, who gives a reason that its owner reads. Raises Refused.
    """
    held = Person.objects.select_for_update().get(pk=person.pk)
    refuse_if(why_not_freeze(held, kind, by=by))
    Freezing.objects.create(person=held, kind=kind, by=by, reason=reason, began_at=at)
    held.frozen_at = held.frozen_at or at
    held.save(update_fields=["frozen_at"])
    end_sessions(held)
    notices.tell_owner(held, f"frozen_by_{kind}", at=at, reason=reason)


@transaction.atomic
def thaw(person: Person, *, at: datetime) -> None:
    """She has shown that it is she: what she or her friend froze is open again. Raises Refused."""
    held = Person.objects.select_for_update().get(pk=person.pk)
    refuse_if(why_not_thaw(held))
    _open(held, [FrozenBy.HERSELF, FrozenBy.FRIEND], by=held, at=at)


@transaction.atomic
def thaw_by_admin(freezing_id: int, *, by: Person, at: datetime) -> None:
    """What an admin froze, an admin ends; what its owner froze beside it stays. Raises Refused."""
    freezing = Freezing.objects.select_related("person").get(pk=freezing_id, kind=FrozenBy.ADMIN)
    held = Person.objects.select_for_update().get(pk=freezing.person_id)
    if not (by.is_active and by.is_admin):
        raise Refused(_("Only admins do this."))
    if by == held:
        raise Refused(_("Another admin must do this."))
    if not _open(held, [FrozenBy.ADMIN], by=by, at=at):
        raise Refused(_("Somebody else has opened it already."))


def _open(held: Person, kinds: list[FrozenBy], *, by: Person, at: datetime) -> int:
    """End what was frozen in these ways; returns how many that were."""
    waiting = Freezing.objects.filter(person=held, ended_at=None)
    ended = waiting.filter(kind__in=kinds).update(ended_at=at, ended_by=by)
    if not waiting.exists():
        held.frozen_at = None
        held.save(update_fields=["frozen_at"])
        notices.tell_owner(held, "thawed", at=at)
    return ended


def make_link(person: Person, *, at: datetime) -> str:
    """A fresh link for a friend, in place of the one before; returns its token, shown once."""
    count_against(MAKING, what="friend's link", who=str(person.pk), at=at)
    return _make_link(person, at=at)


@transaction.atomic
def _make_link(person: Person, *, at: datetime) -> str:
    token = new_token()
    kept = {"digest": hidden_link(token), "made_at": at}
    FriendsLink.objects.update_or_create(person=person, defaults=kept)
    notices.tell_owner(person, "link_made", at=at)
    return token


def drop_link(person: Person) -> bool:
    """Take the link back; whether there was one."""
    return bool(FriendsLink.objects.filter(person=person).delete()[0])


@transaction.atomic
def use_link(digested: str, *, at: datetime) -> Person:
    """What the link is for: freeze the account of whoever gave it. Of two at once one counts."""
    link = whose_link(digested)
    if link is None or not FriendsLink.objects.filter(pk=link.pk, digest=digested).delete()[0]:
        raise Refused(_("This link was used already, or taken back."))
    person = link.person
    if Freezing.objects.filter(person=person, kind=FrozenBy.FRIEND, ended_at=None).exists():
        return person
    freeze(person, FrozenBy.FRIEND, at=at)
    return person


def hidden_link(token: str) -> str:
    """What is kept of the token in a friend's link."""
    return digest(token, purpose="friends-link")
