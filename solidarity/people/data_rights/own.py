"""What this app itself holds about a person."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from solidarity.outbox.actions import forget_letters_of
from solidarity.people.data_rights import (
    MACHINE,
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
    Person,
    UsedHandle,
)
from solidarity.people.rules import hidden_handle

PROFILE = (
    "email", "handle", "display_name", "moves_me", "place", "languages", "causes", "page_seen_by",
    "moves_me_seen_by", "place_seen_by", "languages_seen_by", "causes_seen_by", "written_by",
    "interface_language", "time_zone", "is_admin", "joined_at", "last_login", "resting_since",
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
            lambda person: EmailAddress.objects.filter(user=person),
            ("email", "verified", "primary"),
            {"id": MACHINE, "user": MACHINE},
        ),
        Table(
            UsedHandle,
            lambda person: UsedHandle.objects.filter(person=person),
            ("handle",),
            {"person": MACHINE},
        ),
        Table(
            Departure,
            lambda person: Departure.objects.filter(person=person),
            ("asked_at", "due_at", "leaves_words"),
            {"id": MACHINE, "person": MACHINE},
        ),
        Table(
            Export,
            lambda person: Export.objects.filter(person=person),
            ("asked_at", "ready_at", "fetched_at"),
            {"id": MACHINE, "person": MACHINE, "content": "It is this file."},
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
            lambda person: Draft.objects.filter(person=person),
            ("purpose", "fields", "changed_at"),
            {"id": MACHINE, "person": MACHINE},
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
            lambda person: Distance.objects.filter(person=person),
            ("other__handle", "kind", "since"),
            {"id": MACHINE, "person": MACHINE},
        )
    ],
)


def forget_handles(person: Person, _at: datetime, _leaves_words: bool) -> None:
    """Nobody is called so again, and nobody can read how she was called."""
    taken = set(person.used_handles.values_list("pk", flat=True)) | {person.handle}
    UsedHandle.objects.filter(pk__in=taken).delete()
    hidden = [UsedHandle(handle=hidden_handle(handle)) for handle in taken]
    UsedHandle.objects.bulk_create(hidden, ignore_conflicts=True)


def end_sessions(person: Person, _at: datetime, _leaves_words: bool) -> None:
    """Forget every browser that she is signed in with: only their content says whose they are."""
    pk = str(person.pk)
    ended = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get("_auth_user_id") == pk
    ]
    Session.objects.filter(pk__in=ended).delete()


def forget_letters(person: Person, _at: datetime, _leaves_words: bool) -> None:
    """Nothing is on its way to her any more."""
    addresses = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    forget_letters_of({person.email, *addresses}, naming=person.display_name)


def register() -> None:
    """Called when the app starts."""
    hold("10-account", ACCOUNT)
    hold("20-writing", WRITING)
    hold("60-away", AWAY)
    spare({
        Erasure: "A digest that names nobody: it keeps deleted people deleted.",
        Session: "Signed-in browsers: gone after 14 days, at sign-out, and with the account.",
    })  # fmt: skip
    part_by("people.handles", forget_handles)
    part_by("people.sessions", end_sessions)
    part_by("people.letters", forget_letters)
