"""The shapes of what is sealed in a look back: answers, ties, and who was counted."""

from typing import Any, Protocol

from cohorts.sealing import column_anew, opened_said, sealed_said


class Row(Protocol):
    """A row that holds what somebody said."""

    person_id: int
    sealed: str


class Counted(Protocol):
    """An edition of a report."""

    body_id: int
    counted: str
    pictures: str


def reflection_purpose(person_id: int) -> str:
    """With it, nobody else's answers can be put in their place."""
    return f"cohorts.reflection.{person_id}"


def connections_purpose(person_id: int) -> str:
    """With it, nobody else's ties can be put in their place."""
    return f"cohorts.connections.{person_id}"


def edition_purpose(body_id: int) -> str:
    """With it, no other cohort's count can be put in its place."""
    return f"cohorts.edition.{body_id}"


def sealed_reflection(person_id: int, answers: dict[str, Any]) -> str:
    """Answers by the key of their question, as they are kept."""
    return sealed_said(answers, purpose=reflection_purpose(person_id))


def opened_reflection(row: Row) -> dict[int, Any]:
    """What was answered, by the key of the question: a step, or words."""
    said = opened_said(row.sealed, purpose=reflection_purpose(row.person_id))
    return {int(key): answer for key, answer in said.items()}


def sealed_connections(person_id: int, said: dict[str, Any]) -> str:
    """Ties as they are kept: {"people": {key: step}, "beyond": [[name, step], …]}."""
    return sealed_said(said, purpose=connections_purpose(person_id))


def opened_connections(row: Row) -> tuple[dict[int, int], list[tuple[str, int]]]:
    """Steps by the key of a participant; and networks beyond, each with its step."""
    said = opened_said(row.sealed, purpose=connections_purpose(row.person_id))
    people = {int(key): step for key, step in said["people"].items()}
    return people, [(name, step) for name, step in said["beyond"]]


def sealed_count(body_id: int, said: Any) -> str:
    """Who was counted in an edition of the report, and its nameless ties."""
    return sealed_said(said, purpose=edition_purpose(body_id))


def opened_count(body_id: int, sealed: str) -> Any:
    """What `sealed_count` sealed for the same cohort."""
    return opened_said(sealed, purpose=edition_purpose(body_id)) if sealed else {}


def reflection_anew(row: Row) -> bool:
    """Seal answers with the newest key; returns whether they were not."""
    return column_anew(row, "sealed", purpose=reflection_purpose(row.person_id))


def connections_anew(row: Row) -> bool:
    """Seal ties with the newest key; returns whether they were not."""
    return column_anew(row, "sealed", purpose=connections_purpose(row.person_id))


def counted_anew(row: Counted) -> bool:
    """Seal who was counted with the newest key; returns whether it was not."""
    return column_anew(row, "counted", purpose=edition_purpose(row.body_id))


def pictures_anew(row: Counted) -> bool:
    """Seal nameless ties with the newest key; returns whether they were not."""
    return column_anew(row, "pictures", purpose=edition_purpose(row.body_id))
