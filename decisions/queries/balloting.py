"""What pages show of a secret round: to herself whether she has balloted, to all what was counted."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from decisions.models import Ballot, Decision, Elector, Published, Round
from decisions.names import stance_name
from decisions.records.methods import Option, read_options
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
    titles = titles_of(round)
    if decision.published == Published.COUNTS:
        return Shown(_counted(round, titles), _reasons(round), "", by_code=False)
    found = Ballot.objects.filter(round=round, tag__gt=after).order_by("tag")
    rows = list(found[: PER_PAGE + 1])
    told = [Told(each.tag, choice_in_words(each.choice, titles)) for each in rows[:PER_PAGE]]
    older = told[-1].tag if len(rows) > PER_PAGE else ""
    return Shown(told, [] if after else _reasons(round), older, by_code=True)


def _counted(round: Round, titles: dict[str, str]) -> list[Told]:
    choices = Ballot.objects.filter(round=round).values_list("choice", flat=True)
    many = Counter(choice_in_words(choice, titles) for choice in choices)
    return [Told("", words, times) for words, times in many.most_common()]


def _reasons(round: Round) -> list[str]:
    """What was written on ballots, apart from their codes and in no order but that of the words."""
    written = Ballot.objects.filter(round=round, choice__has_key="reason")
    found = written.values_list("choice__reason", flat=True)
    return sorted(str(each) for each in found if each)


def titles_of(round: Round) -> dict[str, str]:
    """What each option is called, by its id."""
    options: tuple[Option, ...] = read_options(round.options, "options") if round.options else ()
    return {each.id: each.title for each in options}


def choice_in_words(choice: Any, titles: dict[str, str]) -> str:
    """A choice, as one reads it."""
    if isinstance(choice, str):
        return stance_name(choice)
    if "stance" in choice:
        return stance_name(choice["stance"])
    if "approve" in choice:
        return _list(choice["approve"], titles) or _("none of them")
    if "scores" in choice:
        given = (f"{titles[id]}: {points}" for id, points in choice["scores"].items())
        return _("; ").join(given) or _("no opinion")
    places = (each if isinstance(each, list) else [each] for each in choice["ranking"])
    return " > ".join(_list(place, titles, " = ") for place in places) or _("no opinion")


def _list(ids: list[str], titles: dict[str, str], between: str = "") -> str:
    return (between or _(", ")).join(titles[id] for id in ids)
