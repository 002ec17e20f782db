"""Buddies, journal, commitments, what one carries."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from cohorts.models import (
    Buddy,
    BuddyGroup,
    BuddyWish,
    Commitment,
    Entry,
    Helps,
    Load,
    Rest,
    SealedDraft,
)
from cohorts.sealing import opened_for
from networks.models import Network
from solidarity.people.data_rights import KEYS, MACHINE, Chapter, Table, hold, spare
from solidarity.people.models import Person


def _opened(person: Person, row: Mapping[str, Any]) -> dict[str, Any]:
    """What is sealed, for her alone; of a network that it names the name, where she sees it."""
    said = dict(opened_for(person.pk, row["sealed"]))
    if key := said.pop("network", None):
        found = Network.objects.visible_to(person).filter(pk=key).first()
        said["network"] = found.name if found else ""
    return said


SENT = KEYS | {"key": MACHINE, "body": MACHINE}
OWN = Chapter(
    title=_("What you keep for yourself in a cohort"),
    why=_("So that you have it, and others read what you share with them."),
    kept=_("Until you delete it. All its words are kept sealed, shared or not."),
    after=_("All of it is deleted."),
    tables=[
        Table(
            Entry,
            "person",
            ("body__name", "meeting__title", "month", "shared", "at", "changed_at", "sealed"),
            SENT | {"meeting": MACHINE},
            opened={"sealed": _opened},
        ),
        Table(
            Commitment,
            "person",
            ("body__name", "due_on", "is_over", "shared", "at", "changed_at", "sealed"),
            SENT,
            opened={"sealed": _opened},
        ),
        Table(
            Load,
            "person",
            ("body__name", "shared", "at", "sealed"),
            SENT,
            opened={"sealed": _opened},
        ),
        Table(
            Helps,
            "person",
            ("body__name", "at", "sealed"),
            KEYS | {"body": MACHINE},
            opened={"sealed": _opened},
        ),
        Table(
            SealedDraft,
            "person",
            ("body__name", "purpose", "changed_at", "sealed"),
            KEYS | {"body": MACHINE},
            opened={"sealed": _opened},
        ),
        Table(Rest, "person", ("body__name", "until"), KEYS | {"body": MACHINE}),
    ],
)
BUDDIES = Chapter(
    title=_("Your buddies in a cohort, and what you said for it"),
    why=_("So that people who differ and can talk with each other come together."),
    kept=_("As long as the cohort’s pages are here."),
    after=_("All of it is deleted. What you said to your buddies is emptied."),
    tables=[
        Table(
            BuddyWish,
            "person",
            (
                "body__name", "wants", "causes", "place", "languages", "says_zone", "changed_at",
            ),
            KEYS | {"body": MACHINE},
        ),
        Table(
            Buddy,
            "person",
            ("body__name", "group__known_at", "left_at", "asked_at"),
            KEYS
            | {
                "body": MACHINE,
                "group": "It leads to others.",
                "is_known": "Before it is known it says nothing yet.",
            },
        ),
    ],
)  # fmt: skip


def register() -> None:
    """What is held here about a person, and what becomes of it when she goes."""
    hold("82-own", OWN)
    hold("83-buddies", BUDDIES)
    spare({BuddyGroup: "When two or three were brought together: who they are stands elsewhere."})
