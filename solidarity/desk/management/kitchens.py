"""Directories of the demo: brought in, claimed, merged, taken away."""

from datetime import datetime, timedelta
from pathlib import Path

from networks.actions.editions import bring_in_file
from networks.actions.merging import merge
from networks.actions.petitions import ask_to_take_away, claim, decide
from networks.bringing.mapping import mapping_in
from networks.models import Likeness, Network, Petition
from solidarity.people.models import Person

KITCHENS = {
    "source": "Open kitchens (invented)",
    "licence": "CC0",
    "home": "https://kitchens.example.org/",
    "fields": {
        "id": "id", "name": "name", "summary": "about", "place": "town", "country": "country",
        "website": "website", "causes": "themes", "umbrellas": "umbrella",
    },
    "causes": {"cooking": "food", "neighbours": "community"},
}  # fmt: skip
SOUPS = {
    "source": "Street soups (invented)",
    "fields": {
        "id": "id", "name": "name", "summary": "about", "place": "town", "country": "country",
    },
    "default": {"causes": ["food"]},
}  # fmt: skip
CLAIMS = (
    ("felipe", 3, "I cook there every second Sunday; my name is on the list by the door."),
    ("amina", 2, "I opened it with two friends, and I pay for the room."),
)


def bring_in_kitchens(folder: Path, *, at: datetime) -> None:
    """Bring in two invented directories; of the first, a newer edition that lacks a row."""
    kitchens, soups = ((folder / f"{name}.csv").read_bytes() for name in ("kitchens", "soups"))
    newer = b"".join(line for line in kitchens.splitlines(True) if not line.startswith(b"K5"))
    for name, content, said, ago in (
        ("kitchens", kitchens, KITCHENS, 200), ("soups", soups, SOUPS, 100),
        ("kitchens", newer, KITCHENS, 20),
    ):  # fmt: skip
        day = at - timedelta(days=ago)
        bring_in_file(content, mapping_in(said), name=f"{name}.csv", by=None, at=day)
    if not Petition.objects.exists():
        _decide_on_kitchens({each.handle: each for each in Person.objects.all()}, at=at)


def _decide_on_kitchens(people: dict[str, Person], *, at: datetime) -> None:
    """Two claim one network and wait; one page is taken away, two become one."""
    claimed = Network.objects.get(slug="table-of-nine-streets")
    for handle, ago, words in CLAIMS:
        claim(claimed.pk, by=people[handle], mailbox="", words=words, at=at - timedelta(days=ago))
    bus = Network.objects.get(slug="night-soup-bus")
    admin = people["admin"]
    asked = ask_to_take_away(
        bus.pk, by=None, place="", mailbox="", words="We stopped driving.",
        at=at - timedelta(days=9),
    )  # fmt: skip
    decide(
        asked.pk, is_granted=True, reason="It no longer runs.", by=admin,
        at=at - timedelta(days=8),
    )  # fmt: skip
    pot = Likeness.objects.get(first__slug="pot-on-wheels")
    merge(pot.pk, keep=pot.first_id, by=admin, at=at - timedelta(days=7))
