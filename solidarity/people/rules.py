"""Who may see what a person says of herself."""

from datetime import datetime

from django.utils.translation import gettext as _

from solidarity.base.secrets import digest
from solidarity.people.companions import are_companions, have_met
from solidarity.people.models import (
    Departure,
    Distance,
    Freezing,
    FrozenBy,
    Keeping,
    Person,
    SeenBy,
    UsedHandle,
    Viewer,
    WrittenBy,
)

FIELDS = ("moves_me", "place", "languages", "causes")


def seen_fields(viewer: Viewer, person: Person) -> set[str] | None:
    """Which of FIELDS `viewer` sees of `person`; None when the page is not theirs to see."""
    if viewer == person:
        return set(FIELDS)
    if viewer.is_authenticated and has_blocked(person, viewer):
        return None
    open_to = {SeenBy.EVERYONE}
    if are_companions(viewer, person):
        open_to.add(SeenBy.NETWORKS)
    if not person.is_here or person.page_seen_by not in open_to:
        return None
    return {field for field in FIELDS if getattr(person, f"{field}_seen_by") in open_to}


def has_blocked(person: Person, other: Viewer) -> bool:
    """Whether `person` has blocked `other`."""
    return Distance.objects.filter(person=person, other=other.pk, kind=Keeping.BLOCK).exists()


def is_open_to(person: Person, writer: Person) -> bool:
    """Whether `person` lets `writer` write to her."""
    if person == writer or not person.is_here or has_blocked(person, writer):
        return False
    if person.written_by == WrittenBy.NETWORKS:
        return are_companions(writer, person)
    return person.written_by == WrittenBy.EVERYONE


def may_keep_away(person: Person, other: Person) -> bool:
    """Whether `person` may know enough of `other` to mute or block her: they can meet here."""
    return other != person and (
        Distance.objects.filter(person=person, other=other).exists()
        or are_companions(person, other)
        or seen_fields(person, other) is not None
        or have_met(person, other)
    )


def why_not_keep_away(person: Person, other: Person) -> str:
    """Why `person` may not mute or block `other`; "" when she may."""
    if person == other:
        return _("This is you.")
    return ""


def why_not_take_handle(person: Person, handle: str) -> str:
    """Why `person` may not be called `handle` in addresses; "" when she may."""
    if handle == person.handle:
        return ""
    if UsedHandle.objects.filter(pk__in=[handle, hidden_handle(handle)]).exists():
        return _("Somebody has or had this one. Please choose another.")
    return ""


def why_not_freeze(person: Person, kind: FrozenBy, *, by: Person | None = None) -> str:
    """Why the account may not be frozen in this way; "" when it may."""
    if kind == FrozenBy.ADMIN:
        if by is None or not (by.is_active and by.is_admin):
            return _("Only admins do this.")
        if by == person:
            return _("This is your own account. You freeze it on the page “Security”.")
    if not person.is_active:
        return _("This account is closed.")
    if Freezing.objects.filter(person=person, kind=kind, ended_at=None).exists():
        return _("It is frozen already.")
    return ""


def why_not_thaw(person: Person) -> str:
    """Why she herself may not open her account again; "" when she may."""
    by_admin = Freezing.objects.filter(person=person, kind=FrozenBy.ADMIN, ended_at=None)
    if by_admin.exists():
        return _("An admin has frozen this account, and only an admin can open it again.")
    return ""


def hidden_handle(handle: str) -> str:
    """What is kept of the handle of somebody who has gone."""
    return digest(handle, purpose="handle")[:40]


def why_not_rest(person: Person) -> str:
    """Why `person` may not pause her account; "" when she may."""
    return _("Your account rests already.") if person.resting_since else ""


def why_not_depart(person: Person) -> str:
    """Why `person` may not delete her account; "" when she may."""
    others = Person.objects.here().filter(is_admin=True).exclude(pk=person.pk)
    if person.is_admin and not others.exists():
        return _("You are the only admin here. Let somebody else be one before you go.")
    return ""


def why_not_come_back(person: Person, *, at: datetime) -> str:
    """Why `person` may not wake her account up again; "" when she may."""
    if Departure.objects.filter(person=person, due_at__lte=at).exists():
        return _("The seven days are over: your account is being deleted.")
    return ""
