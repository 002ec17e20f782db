"""Looking back: prepared, opened, answered, closed; answers are sealed before they are kept."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.actions.holding import held_inside
from cohorts.actions.reporting import forget_pictures
from cohorts.answers import reflection_anew, sealed_reflection
from cohorts.asking import OPEN, dimension_of, questions_in
from cohorts.models import Connections, Moment, Question, Quoting, Reflection, Round, Shared
from cohorts.notices import reflecting as notices
from cohorts.queries.reflecting import answers_in, rounds_of
from cohorts.rules import reflecting as rules
from cohorts.rules.people import facilitates
from networks.actions.log import log
from networks.models import Network, Verb
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.resealing import Sealed
from solidarity.people.models import Person

STEPS = range(1, 6)


def _round(network: Network, moment: str) -> tuple[Round, list[Round]]:
    rounds = rounds_of(network)
    found = next((each for each in rounds if each.moment == moment), None)
    if found is None:
        raise Round.DoesNotExist
    return found, rounds


@transaction.atomic
def prepare(slug: str, *, by: Person, at: datetime) -> None:
    """Lay out four rounds and our questions; raises Refused."""
    network, standing = held_inside(slug, by)
    refuse_if(rules.why_not_prepare(standing, rounds_of(network)))
    Round.objects.bulk_create(Round(body=network, moment=moment) for moment in Moment)
    Question.objects.bulk_create(
        Question(
            body=network, ready=key, dimension=dimension_of(key), is_open=key in OPEN, place=place
        )
        for place, key in enumerate(questions_in("en"), start=1)
    )


@transaction.atomic
def set_days(slug: str, days: Mapping[str, date | None], *, by: Person, at: datetime) -> None:
    """Say on which days rounds open by themselves; what is open already stays as it is."""
    network, standing = held_inside(slug, by)
    if not facilitates(standing):
        raise Refused(_("Those who facilitate open a reflection."))
    for each in rounds_of(network):
        if each.opened_at is None and each.moment in days:
            each.opens_on = days[each.moment]
            each.save(update_fields=["opens_on"])


@transaction.atomic
def open_round(slug: str, moment: str, *, by: Person, at: datetime) -> Round:
    """Open a round, and tell those who take part; raises Refused."""
    network, standing = held_inside(slug, by)
    found, rounds = _round(network, moment)
    refuse_if(rules.why_not_open(standing, found, rounds))
    return _opened(found, at, by=by)


def _opened(found: Round, at: datetime, *, by: Person | None = None) -> Round:
    """Open it; whoever did so, or nobody but its day, stands in the log."""
    found.opened_at = at
    found.save(update_fields=["opened_at"])
    log(found.body, Verb.CHANGED, by=by, at=at, reflection=found.moment)
    notices.opened(found, at=at)
    return found


def open_due(*, at: datetime) -> int:
    """Open what opens by its day, one a transaction; safe to run twice. Returns how many."""
    due = Round.objects.filter(
        opened_at=None, opens_on__lte=at.date(), body__ended_at=None
    ).values_list("pk", "body_id")
    return sum(_open_if_due(key, body, at) for key, body in list(due))


@transaction.atomic
def _open_if_due(key: int, body_id: int, at: datetime) -> bool:
    network = Network.objects.locked().get(pk=body_id)
    rounds = rounds_of(network)
    found = next((each for each in rounds if each.pk == key), None)
    if found is None or rules.why_not_begin(found, rounds):
        return False
    _opened(found, at)
    return True


@transaction.atomic
def close_round(slug: str, moment: str, *, by: Person, at: datetime) -> Round:
    """Close a round: nobody answers in it any more; drafts are deleted. Raises Refused."""
    network, standing = held_inside(slug, by)
    found, _rounds = _round(network, moment)
    refuse_if(rules.why_not_close(standing, found))
    found.closed_at = at
    found.save(update_fields=["closed_at"])
    found.reflections.filter(finished_at=None).delete()
    log(network, Verb.CHANGED, by=by, at=at, reflection=moment, is_closed=True)
    return found


@transaction.atomic
def remind(slug: str, moment: str, *, by: Person, at: datetime) -> Round:
    """Remind those who have not finished; nobody sees who they are. Raises Refused."""
    network, standing = held_inside(slug, by)
    found, _rounds = _round(network, moment)
    refuse_if(rules.why_not_remind(standing, found, at=at))
    found.reminded_at = at
    found.save(update_fields=["reminded_at"])
    notices.reminded(found, at=at)
    return found


@transaction.atomic
def keep_answers(
    slug: str, moment: str, answers: Mapping[int, Any], *, by: Person, is_done: bool, at: datetime
) -> Reflection:
    """Keep her answers, by the key of the question; done, or as a draft that is sealed as well.

    Raises Refused; ValueError for what is neither a step nor words, as the question wants it.
    """
    network, standing = held_inside(slug, by)
    found, _rounds = _round(network, moment)
    refuse_if(rules.why_not_answer(standing, found))
    said = {key: answer for key, answer in answers.items() if answer not in ("", None)}
    _check(network, said)
    if is_done and not said:
        raise Refused(_("Answer one question at least, or come back later."))
    sealed = sealed_reflection(by.pk, {str(key): answer for key, answer in said.items()})
    kept = Reflection.objects.visible_to(by).select_for_update().filter(round=found).first()
    before = answers_in(kept)
    if kept is None:
        kept = Reflection(round=found, person=by, began_at=at)
    is_done = is_done or kept.finished_at is not None
    kept.sealed, kept.finished_at = sealed, at if is_done else None
    kept.save()
    same = [key for key, answer in said.items() if before.get(key) == answer]
    kept.shared.exclude(question__in=same).delete()  # other words are shared by another act
    return kept


def _check(network: Network, said: Mapping[int, Any]) -> None:
    asked = dict(
        Question.objects.filter(body=network, left_out_at=None).values_list("pk", "is_open")
    )
    for key, answer in said.items():
        fits = isinstance(answer, str) if asked.get(key) else answer in STEPS
        if key not in asked or not fits:
            raise ValueError("an answer that was not asked for")


@transaction.atomic
def share(
    slug: str, moment: str, choices: Mapping[int, str], *, by: Person, at: datetime
) -> Reflection:
    """Say which answers in words those who facilitate may read, and which may be quoted.

    choices: of the key of a question, how it may be quoted (`Quoting`), or "" where nobody is to
    read it; what is not named stays. Taking back takes effect at once. Raises Refused.
    """
    network, _standing = held_inside(slug, by)
    found, _rounds = _round(network, moment)
    kept = Reflection.objects.visible_to(by).select_for_update().filter(round=found).first()
    refuse_if(rules.why_not_share(kept))
    assert kept is not None  # noqa: S101 the rule says so
    answered = answers_in(kept)
    words = {key for key, answer in answered.items() if isinstance(answer, str)}
    if not set(choices) <= words or not set(choices.values()) <= {"", *Quoting.values}:
        raise ValueError("sharing what was not answered")
    for key, quoting in choices.items():
        if not quoting:
            kept.shared.filter(question=key).delete()
        else:
            Shared.objects.update_or_create(
                reflection=kept, question_id=key, defaults={"quoting": quoting},
                create_defaults={"quoting": quoting, "at": at},
            )  # fmt: skip
    return kept


@transaction.atomic
def withdraw(slug: str, moment: str, *, by: Person) -> None:
    """Delete what she answered at a moment, and all that she shared of it, at once."""
    network, _standing = held_inside(slug, by)
    found, _rounds = _round(network, moment)
    Reflection.objects.visible_to(by).filter(round=found).delete()


def leave_cohort(person: Person, network: Network, at: datetime) -> None:
    """Whoever leaves takes her answers and ties with her."""
    Reflection.objects.filter(person=person, round__body=network).delete()
    Connections.objects.filter(person=person, round__body=network).delete()
    forget_pictures(network)  # others may have named ties to her


REFLECTIONS = Sealed(Reflection.objects.all, "sealed", reflection_anew)
