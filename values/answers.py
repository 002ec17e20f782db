"""What somebody answered, made unreadable, and read again: numbers by the number of a statement."""

import json
from collections.abc import Mapping
from typing import Protocol

from solidarity.base.vault import resealed, seal, unseal

Answers = Mapping[int, int]
ROOM = 512  # how long it is tells nobody how much was answered


def purpose_of(person_id: int) -> str:
    """What her answers are sealed for: with it, nobody else's can be put in their place."""
    return f"values.answers.{person_id}"


def sealed_answers(person_id: int, answers: Answers) -> str:
    """`answers` as they are kept; only `opened_answers` for the same person reads them."""
    words = json.dumps({str(number): answers[number] for number in sorted(answers)})
    room = -(-len(words) // ROOM) * ROOM
    return seal(words.ljust(room), purpose=purpose_of(person_id))


class Row(Protocol):
    """A row that holds what somebody answered."""

    person_id: int
    sealed: str


def seal_anew(row: Row) -> bool:
    """Seal what a row holds with the newest key; returns whether it was not."""
    before = row.sealed
    row.sealed = resealed(before, purpose=purpose_of(row.person_id))
    return row.sealed != before


def opened_answers(person_id: int, sealed: str) -> dict[int, int]:
    """What was answered; ValueError when it is not hers, or sealed with a key that is gone."""
    if not sealed:
        return {}
    words = json.loads(unseal(sealed, purpose=purpose_of(person_id)))
    return {int(number): answer for number, answer in words.items()}
