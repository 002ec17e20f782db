"""What people say in a cohort: made unreadable, and read again with our key alone.

Every other room of the cohort that seals comes here, so that all is padded and sealed one way.
"""

import json
from collections.abc import Mapping
from typing import Any

from solidarity.base.vault import resealed, seal, unseal

ROOM = 2048  # bytes: how long it is tells nobody how much was said


def sealed_said(said: Any, *, purpose: str) -> str:
    """`said` as it is kept, filled up to whole rooms; JSON, so that the filling is passed over."""
    plain = json.dumps(said, ensure_ascii=False)
    long = len(plain.encode())
    return seal(plain + " " * (-long % ROOM), purpose=purpose)


def opened_said(sealed: str, *, purpose: str) -> Any:
    """What was sealed; ValueError when it is for something else, or the key is gone."""
    return json.loads(unseal(sealed, purpose=purpose))


def column_anew(row: Any, column: str, *, purpose: str) -> bool:
    """Seal `column` of `row` with the newest key; returns whether that was needed."""
    before = getattr(row, column)
    setattr(row, column, resealed(before, purpose=purpose))
    return bool(getattr(row, column) != before)


def purpose_of(person_id: int) -> str:
    """What somebody's own is sealed for: with it, nobody else's can be put in its place."""
    return f"cohorts.own.{person_id}"


def sealed_for(person_id: int, words: Mapping[str, Any]) -> str:
    """`words` as they are kept; only `opened_for` the same person reads them."""
    return sealed_said(dict(words), purpose=purpose_of(person_id))


def opened_for(person_id: int, sealed: str) -> dict[str, Any]:
    """What was sealed; ValueError when it is not hers, or sealed with a key that is gone."""
    opened: dict[str, Any] = opened_said(sealed, purpose=purpose_of(person_id))
    return opened


def sealed_anew(row: Any) -> bool:
    """Seal what `row` of somebody holds with the newest key; whether that was needed."""
    return column_anew(row, "sealed", purpose=purpose_of(row.person_id))
