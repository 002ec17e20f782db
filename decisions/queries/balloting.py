"""What pages show of a secret round: to her whether she has balloted, to all what was counted."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from decisions.models import Ballot, Decision, Elector, Published, Round
from decisions.queries.counting import method_of
from decisions.queries.page import choice_in_words, titles_of
from solidarity.people.models import Viewer

PER_PAGE = 500


@dataclass(frozen=True)
class Told:
    """A ballot as everybody reads it: the first part of its code, and what was chosen."""

    tag: str
    choice: str
    times: int = 1


@dataclass(frozen=True)
class Shown:
    """What is published of a counted secret round; a stretch of it, ordered by what is random."""

    told: list[Told]
    reasons: list[str]
    older: str
    by_code: bool


def elector_in(round: Round, viewer: Viewer) -> Elector | None:
    """The voice of `viewer` in this round. One query."""
    return Elector.objects.filter(round=round, person=viewer.pk).first() if viewer.pk else None


def published(round: Round, decision: Decision, *, after: str = "") -> Shown:
    """What is told of the ballots of a counted round: by code, or only how many chose alike."""
    said = _reader(round)
    if decision.published == Published.COUNTS:
        return Shown(_counted(round, said), _reasons(round), "", by_code=False)
    found = Ballot.objects.filter(round=round, tag__gt=after).order_by("tag")
    rows = list(found[: PER_PAGE + 1])
    told = [Told(each.tag, said(each.choice)) for each in rows[:PER_PAGE]]
    older = told[-1].tag if len(rows) > PER_PAGE else ""
    return Shown(told, [] if after else _reasons(round), older, by_code=True)


def _reader(round: Round) -> Callable[[Any], str]:
    """How the choices of this round are read."""
    name, titles = method_of(round).name, titles_of(round)
    return lambda choice: choice_in_words(choice, name, titles)


def _counted(round: Round, said: Callable[[Any], str]) -> list[Told]:
    choices = Ballot.objects.filter(round=round).values_list("choice", flat=True)
    many = Counter(said(choice) for choice in choices)
    return [Told("", words, times) for words, times in many.most_common()]


def _reasons(round: Round) -> list[str]:
    """What was written on ballots, apart from their codes and in no order but that of the words."""
    written = Ballot.objects.filter(round=round, choice__has_key="reason")
    found = written.values_list("choice__reason", flat=True)
    return sorted(str(each) for each in found if each)
