"""What this app itself holds about a person."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

from solidarity.outbox.actions import forget_letters_of
from solidarity.people.data_rights import (
    KEYS,
    MACHINE,
    OTHERS,
    SECRET,
    Chapter,
    Table,
    hold,
    part_by,
    spare,
)
from solidarity.people.models import (
    Departure,
    Distance,
    Draft,
    Erasure,
    Export,
    Freezing,
    FriendsLink,
    KnownDevice,
    Person,
    Session,
    UsedHandle,
)
from solidarity.people.rules import hidden_handle

PROFILE = (
    "email", "handle", "display_name", "moves_me", "place", "languages", "causes", "page_seen_by",
    "moves_me_seen_by", "place_seen_by", "languages_seen_by", "causes_seen_by", "written_by",
    "interface_language", "time_zone", "is_admin", "joined_at", "last_login", "resting_since",
    "frozen_at",
)  # fmt: skip
ACCOUNT = Chapter(
    title=_("Your account and your profile"),
    why=_("So that you can sign in, and others meet you as you choose."),
    kept=_("As long as you have an account."),
    after=_("All of it is deleted. The address of your page is never given to anybody else."),
    tables=[
        Table(
            Person,
            lambda person: Person.objects.filter(pk=person.pk),
            PROFILE,
            {
                "id": MACHINE,
                "password": SECRET,
                "moves_me_html": MACHINE,
                "is_active": "Without it nobody could ask.",
            },
        ),
        Table(
            EmailAddress,
            "user",
            ("email", "verified", "primary"),
            {"id": MACHINE, "user": MACHINE},
        ),
        Table(
            UsedHandle,
            "person",
            ("handle",),
            {"person": MACHINE},
        ),
        Table(
            Departure,
            "person",
            ("asked_at", "due_at", "leaves_words"),
            KEYS,
        ),
        Table(
            Export,
            "person",
            ("asked_at", "ready_at", "fetched_at"),
            KEYS | {"content": "It is this file."},
        ),
    ],
)
GUARD = Chapter(
    title=_("What guards your account"),
    why=_("So that nobody but you comes in, and you see who tried."),
    kept=_("Sign-ins for 14 days, browsers for half a year, the rest until you take it away."),
    after=_("All of it is deleted."),
    tables=[
        Table(
            Authenticator,
            "user",
            ("type", "created_at", "last_used_at"),
            {"id": MACHINE, "user": MACHINE, "data": SECRET},
        ),
        Table(
            Session,
            "person",
            ("device", "began_at", "seen_at", "expire_date"),
            {"session_key": SECRET, "session_data": SECRET, "person": MACHINE},
        ),
        Table(
            KnownDevice,
            "person",
            ("device", "seen_at"),
            KEYS,
        ),
        Table(
            Freezing,
            "person",
            ("kind", "reason", "began_at", "ended_at"),
            KEYS | {"by": OTHERS, "ended_by": OTHERS},
        ),
        Table(
            FriendsLink,
            "person",
            ("made_at",),
            KEYS | {"digest": SECRET},
        ),
    ],
)
WRITING = Chapter(
    title=_("What you typed and have not sent"),
    why=_("So that nothing you type is lost."),
    kept=_("Until you send it or throw it away; fifty drafts at most."),
    after=_("All of it is deleted."),
    tables=[
        Table(
            Draft,
            "person",
            ("purpose", "fields", "changed_at"),
            KEYS,
        )
    ],
)
AWAY = Chapter(
    title=_("Whom you mute or block"),
    why=_("So that they do not reach you. Nobody else knows of it."),
    kept=_("Until you change it."),
    after=_("All of it is deleted."),
    tables=[
        Table(
            Distance,
            "person",
            ("other__handle", "kind", "since"),
            KEYS,
        )
    ],
)


def forget_handles(person: Person, _at: datetime, _leaves_words: bool) -> None:
    """Nobody is called so again, and nobody can read how she was called."""
    taken = set(person.used_handles.values_list("pk", flat=True)) | {person.handle}
    UsedHandle.objects.filter(pk__in=taken).delete()
    hidden = [UsedHandle(handle=hidden_handle(handle)) for handle in taken]
    UsedHandle.objects.bulk_create(hidden, ignore_conflicts=True)


def forget_letters(person: Person, _at: datetime, _leaves_words: bool) -> None:
    """Nothing is on its way to her any more."""
    addresses = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    forget_letters_of({person.email, *addresses}, naming=person.display_name)


def register() -> None:
    """Called when the app starts."""
    hold("10-account", ACCOUNT)
    hold("15-guard", GUARD)
    hold("20-writing", WRITING)
    hold("60-away", AWAY)
    spare({Erasure: "A digest that names nobody: it keeps deleted people deleted."})
    part_by("people.handles", forget_handles)
    part_by("people.letters", forget_letters)
