"""What pages show of a secret round: to herself whether she has balloted, to all what was counted."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from decisions.models import Ballot, Decision, Elector, Published, Round
from decisions.names import stance_name
from decisions.queries.counting import RANKED, method_of, options_of
from decisions.records.kept import stance_of
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


def newest_round(decision: Decision) -> Round | None:
    """The round that is open, or was last. One query."""
    return decision.rounds.order_by("-number").first()


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
    is_ranked = method_of(round).name in RANKED
    return partial(choice_in_words, titles=titles_of(round), is_ranked=is_ranked)


def _counted(round: Round, said: Callable[[Any], str]) -> list[Told]:
    choices = Ballot.objects.filter(round=round).values_list("choice", flat=True)
    many = Counter(said(choice) for choice in choices)
    return [Told("", words, times) for words, times in many.most_common()]


def _reasons(round: Round) -> list[str]:
    """What was written on ballots, apart from their codes and in no order but that of the words."""
    written = Ballot.objects.filter(round=round, choice__has_key="reason")
    found = written.values_list("choice__reason", flat=True)
    return sorted(str(each) for each in found if each)


def titles_of(round: Round) -> dict[str, str]:
    """What each option is called, by its id."""
    return {each.id: each.title for each in options_of(round)}


def choice_in_words(choice: Any, titles: dict[str, str], *, is_ranked: bool) -> str:
    """A choice as it is kept, as one reads it."""
    if stance := stance_of(choice):
        return stance_name(stance)
    if isinstance(choice, dict):
        given = (f"{titles[id]}: {points}" for id, points in choice["scores"].items())
        return _("; ").join(given) or _("no opinion")
    if not is_ranked:
        return _list(choice, titles) or _("none of them")
    places = (each if isinstance(each, list) else [each] for each in choice)
    return " > ".join(_list(place, titles, " = ") for place in places) or _("no opinion")


def _list(ids: list[str], titles: dict[str, str], between: str = "") -> str:
    return (between or _(", ")).join(titles[id] for id in ids)
