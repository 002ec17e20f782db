"""What somebody keeps for herself in a cohort: sealed, and read again."""

import json
from collections.abc import Mapping
from typing import Any

from solidarity.base.vault import resealed, seal, unseal

ROOM = 1024  # how long it is tells nobody how much she wrote


def purpose_of(person_id: int) -> str:
    """What it is sealed for: with it, nobody else's can be put in its place."""
    return f"cohorts.own.{person_id}"


def sealed_for(person_id: int, words: Mapping[str, Any]) -> str:
    """`words` as they are kept; only `opened_for` the same person reads them."""
    plain = json.dumps(dict(words), ensure_ascii=False)
    room = -(-len(plain.encode()) // ROOM) * ROOM
    return seal(plain + " " * (room - len(plain.encode())), purpose=purpose_of(person_id))


def opened_for(person_id: int, sealed: str) -> dict[str, Any]:
    """What was sealed; ValueError when it is not hers, or sealed with a key that is gone."""
    opened: dict[str, Any] = json.loads(unseal(sealed, purpose=purpose_of(person_id)))
    return opened


def sealed_anew(row: Any) -> bool:
    """Seal what `row` of somebody holds with the newest key; whether that was needed."""
    before = row.sealed
    row.sealed = resealed(before, purpose=purpose_of(row.person_id))
    return bool(row.sealed != before)
