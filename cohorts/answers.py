"""What participants say about themselves, made unreadable, and read again with our key alone."""

import json
from typing import Any, Protocol

from solidarity.base.vault import resealed, seal, unseal

ROOM = 2048  # letters: how long it is tells nobody how much was said


class Row(Protocol):
    """A row that holds what somebody said."""

    person_id: int
    sealed: str


class Counted(Protocol):
    """An edition of a report."""

    body_id: int
    counted: str
    pictures: str


def _seal(said: Any, purpose: str) -> str:
    words = json.dumps(said)
    return seal(words.ljust(-(-len(words) // ROOM) * ROOM), purpose=purpose)


def reflection_purpose(person_id: int) -> str:
    """With it, nobody else's answers can be put in their place."""
    return f"cohorts.reflection.{person_id}"


def connections_purpose(person_id: int) -> str:
    """With it, nobody else's ties can be put in their place."""
    return f"cohorts.connections.{person_id}"


def sealed_reflection(person_id: int, answers: dict[str, Any]) -> str:
    """Answers by the key of their question, as they are kept."""
    return _seal(answers, reflection_purpose(person_id))


def opened_reflection(row: Row) -> dict[int, Any]:
    """What was answered, by the key of the question: a step, or words."""
    said = json.loads(unseal(row.sealed, purpose=reflection_purpose(row.person_id)))
    return {int(key): answer for key, answer in said.items()}


def sealed_connections(person_id: int, said: dict[str, Any]) -> str:
    """Ties as they are kept: {"people": {key: step}, "beyond": [[name, step], …]}."""
    return _seal(said, connections_purpose(person_id))


def opened_connections(row: Row) -> tuple[dict[int, int], list[tuple[str, int]]]:
    """Steps by the key of a participant; and networks beyond, each with its step."""
    said = json.loads(unseal(row.sealed, purpose=connections_purpose(row.person_id)))
    people = {int(key): step for key, step in said["people"].items()}
    return people, [(name, step) for name, step in said["beyond"]]


def sealed_count(body_id: int, said: Any) -> str:
    """Who was counted in an edition of the report, and its nameless ties."""
    return _seal(said, f"cohorts.edition.{body_id}")


def opened_count(body_id: int, sealed: str) -> Any:
    """What `sealed_count` sealed for the same cohort."""
    return json.loads(unseal(sealed, purpose=f"cohorts.edition.{body_id}")) if sealed else {}


def reflection_anew(row: Row) -> bool:
    """Seal answers with the newest key; returns whether they were not."""
    return _anew(row, reflection_purpose(row.person_id))


def connections_anew(row: Row) -> bool:
    """Seal ties with the newest key; returns whether they were not."""
    return _anew(row, connections_purpose(row.person_id))


def _anew(row: Row, purpose: str) -> bool:
    before = row.sealed
    row.sealed = resealed(before, purpose=purpose)
    return row.sealed != before


def counted_anew(row: Counted) -> bool:
    """Seal who was counted with the newest key; returns whether it was not."""
    before = row.counted
    row.counted = resealed(before, purpose=f"cohorts.edition.{row.body_id}")
    return row.counted != before


def pictures_anew(row: Counted) -> bool:
    """Seal nameless ties with the newest key; returns whether they were not."""
    before = row.pictures
    row.pictures = resealed(before, purpose=f"cohorts.edition.{row.body_id}")
    return row.pictures != before
