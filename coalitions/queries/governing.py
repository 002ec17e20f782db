"""What clauses govern, in words; what holds for a network."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from coalitions.governing import governed, governed_called
from coalitions.models import AgreementVersion, LeavingPath, VersionClause
from networks.models import Network
from networks.queries.bound import kept_by

OF_LEAVING = {"leaving_notice_days": "notice_days", "leaving_answer_days": "answer_days"}


class Said(NamedTuple):
    """One setting in words, and what it is set to."""

    name: str
    label: str
    words: str


def settings_in_words(settings: Mapping[str, Any]) -> list[Said]:
    """What a clause sets, in the reader's language; what nobody knows any more is left out."""
    return [
        Said(each.name, str(each.label), each.in_words(settings[each.name]))
        for each in governed()
        if each.name in settings
    ]


def settings_in(clauses: Iterable[VersionClause]) -> dict[str, tuple[Any, VersionClause]]:
    """What these clauses set together: the first that names a setting holds it."""
    found: dict[str, tuple[Any, VersionClause]] = {}
    for clause in clauses:
        for name, value in clause.settings.items():
            if governed_called(name) is not None:
                found.setdefault(name, (value, clause))
    return found


def clauses_of(version: AgreementVersion) -> list[VersionClause]:
    """The clauses of a version in their order, each with the clause that it is. One query."""
    return list(version.clauses.select_related("clause").order_by("position"))


def version_in_force(body: Network) -> AgreementVersion | None:
    """The newest version of the agreement; None where there is none yet. One query."""
    return body.agreement_versions.order_by("-number").first()


def leaving_path_for(body: Network, network: Network) -> LeavingPath:
    """By which path `body` may ask `network` to leave: as `network` consented to it last.

    A row that is not saved, where the body or the network has another than the body's. Two queries.
    """
    found = LeavingPath.objects.filter(body=body).first() or LeavingPath(body=body)
    for name, value in kept_by(body, network).items():
        if name in OF_LEAVING:
            setattr(found, OF_LEAVING[name], value)
    return found
