"""The questions of a cohort: worded anew, added, left out, until the first reflection begins."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cohorts.actions.holding import held_inside
from cohorts.models import Question
from cohorts.queries.reflecting import question_called, questions_of, rounds_of
from cohorts.rules.reflecting import MOST_QUESTIONS, why_not_word
from networks.models import Network
from solidarity.base import versions
from solidarity.base.refused import Refused, refuse_if
from solidarity.people.models import Person


def _may_word(slug: str, by: Person) -> Network:
    network, standing = held_inside(slug, by)
    refuse_if(why_not_word(standing, rounds_of(network)))
    return network


@transaction.atomic
def add_question(
    slug: str, *, by: Person, dimension: str, is_open: bool, words: str, why: str, at: datetime
) -> Question:
    """Ask something more; raises Refused when the first reflection has begun."""
    network = _may_word(slug, by)
    if len(questions_of(network)) >= MOST_QUESTIONS:
        raise Refused(_("That would be too many questions. Leave one out first."))
    last = Question.objects.filter(body=network).aggregate(last=Max("place"))["last"] or 0
    made = Question.objects.create(
        body=network, dimension=dimension, is_open=is_open, place=last + 1
    )
    versions.add(made.versions, by=by, words=words, why=why, at=at)
    return made


@transaction.atomic
def word_question(
    slug: str, place: int, *, by: Person, fields: Mapping[str, Any], seen: str, at: datetime
) -> Question:
    """Word a question anew; what it said before can be read. Raises Refused, Stale."""
    network = _may_word(slug, by)
    found = question_called(network, place)
    if found is None:
        raise Question.DoesNotExist
    versions.begun_anew({"words": found.text}, {"words": fields["words"]}, seen=seen)  # type: ignore[attr-defined]
    if found.version is None:  # type: ignore[attr-defined]
        versions.add(found.versions, by=None, words=found.text, why="", at=at)  # type: ignore[attr-defined]
    versions.add(found.versions, by=by, words=fields["words"], why=fields["why"], at=at)
    return found


@transaction.atomic
def leave_out(slug: str, place: int, *, by: Person, is_out: bool, at: datetime) -> Question:
    """Leave a question out, or ask it again; raises Refused."""
    network = _may_word(slug, by)
    found = Question.objects.get(body=network, place=place)
    found.left_out_at = at if is_out else None
    found.save(update_fields=["left_out_at"])
    return found
