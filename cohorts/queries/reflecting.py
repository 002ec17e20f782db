"""What is asked, what somebody answered herself, and what she shared."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, Subquery

from cohorts.answers import opened_reflection
from cohorts.asking import questions_in
from cohorts.models import (
    Dimension,
    Moment,
    Question,
    QuestionVersion,
    Reflection,
    Round,
    Shared,
)
from networks.models import Network
from solidarity.people.languages import language_now
from solidarity.people.models import Person

ORDER = {moment: at for at, moment in enumerate(Moment.values)}


def rounds_of(network: Network) -> list[Round]:
    """The rounds of a cohort, in the order of their moments. One query."""
    found = list(Round.objects.filter(body=network))
    for each in found:
        each.body = network
    return sorted(found, key=lambda each: ORDER[each.moment])


def questions_of(network: Network, *, left_out: bool = False) -> list[Question]:
    """Its questions with `text`, open ones first in each dimension. One query."""
    newest = QuestionVersion.objects.filter(question=OuterRef("pk")).order_by("-number")
    found = Question.objects.filter(body=network, left_out_at__isnull=not left_out)
    rows = found.annotate(
        worded=Subquery(newest.values("words")[:1]), version=Subquery(newest.values("number")[:1])
    )
    return _in_order(list(rows))


def _in_order(rows: Iterable[Question]) -> list[Question]:
    ours, order = questions_in(language_now()), list(Dimension.values)
    found = sorted(rows, key=lambda q: (order.index(q.dimension), not q.is_open, q.place))
    for each in found:
        each.text = each.worded or ours.get(each.ready, "")  # type: ignore[attr-defined]
    return found


def question_called(network: Network, place: int) -> Question | None:
    """A question of this cohort, with its text; None where there is none. Two queries at most."""
    both = [*questions_of(network), *questions_of(network, left_out=True)]
    return next((each for each in both if each.place == place), None)


@dataclass
class Group:
    """The questions of one dimension."""

    dimension: Dimension
    questions: list[Any] = field(default_factory=list)


def by_dimension(rows: Sequence[Any], *, of: Any = lambda each: each.dimension) -> list[Group]:
    """`rows` by dimension; those in which there is nothing are not there."""
    groups = [Group(each) for each in Dimension]
    for row in rows:
        next(group for group in groups if group.dimension == of(row)).questions.append(row)
    return [group for group in groups if group.questions]


def own_reflections(person: Person, network: Network) -> dict[str, Reflection]:
    """What she answered in this cohort, by moment. One query."""
    rows = Reflection.objects.visible_to(person).filter(round__body=network)
    return {each.round.moment: each for each in rows.select_related("round")}


def answers_in(reflection: Reflection | None) -> Mapping[int, Any]:
    """Her answers by the key of the question; nothing where there are none."""
    return opened_reflection(reflection) if reflection else {}


def shared_in(reflections: Iterable[Reflection]) -> dict[tuple[int, int], Shared]:
    """What of these is shared, by the keys of reflection and question. One query."""
    rows = Shared.objects.filter(reflection__in=[each.pk for each in reflections])
    return {(each.reflection_id, each.question_id): each for each in rows}


def how_many_answered(network: Network) -> dict[str, int]:
    """How many finished, by moment. One query."""
    rows = Reflection.objects.filter(round__body=network, finished_at__isnull=False)
    counts: dict[str, int] = {}
    for moment in rows.values_list("round__moment", flat=True):
        counts[moment] = counts.get(moment, 0) + 1
    return counts
