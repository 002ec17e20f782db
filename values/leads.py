"""What else there is to do about values: a list of links on /values/, one entry of each maker."""

from collections.abc import Callable
from dataclasses import dataclass

from solidarity.people.models import Person


@dataclass(frozen=True)
class Lead:
    """A link, and in a sentence what one finds there."""

    url: str
    title: str
    words: str


# Given the person, and whether her consent holds; None where there is nothing for her.
Leading = Callable[[Person, bool], Lead | None]
_leadings: dict[str, Leading] = {}


def lead_by(key: str, leading: Leading) -> None:
    """Add an entry, under a key that says where in the list it stands: "20-cards"."""
    _leadings[key] = leading


def leads_for(person: Person, *, has_consented: bool) -> list[Lead]:
    """The entries, in the order of their keys."""
    found = (_leadings[key](person, has_consented) for key in sorted(_leadings))
    return [lead for lead in found if lead]
