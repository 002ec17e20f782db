"""Who reflects, who asks, who reads what came of it."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from cohorts.models import Moment, Reflection, Round
from cohorts.rules.people import facilitates, takes_part, was_cohort
from networks.models import Network
from networks.rules import Standing

MOST_QUESTIONS = 40


def is_there(standing: Standing, network: Network) -> bool:
    """Whether the page of reflections is there: for those inside a cohort, whoever they are."""
    return standing.is_member and was_cohort(network)


def why_not_prepare(standing: Standing, rounds: Iterable[Round]) -> str:
    """Why the rounds cannot be laid out; "" when they can."""
    if not facilitates(standing):
        return _("Those who facilitate prepare the reflections.")
    return _("The reflections are prepared already.") if list(rounds) else ""


def is_frozen(rounds: Iterable[Round]) -> bool:
    """Whether the questions stay as they are: from the first round on, so that answers compare."""
    return any(each.opened_at for each in rounds)


def why_not_word(standing: Standing, rounds: Iterable[Round]) -> str:
    """Why a question cannot be changed, added or left out; "" when it can."""
    if not standing.is_member or standing.is_paused:
        return _("Those who take part and those who facilitate write the questions.")
    if is_frozen(rounds):
        return _("The first reflection has begun. The questions stay, so that answers compare.")
    return ""


def why_not_open(standing: Standing, found: Round, rounds: Iterable[Round]) -> str:
    """Why a round cannot be opened; "" when it can: one after the other, each once."""
    if not facilitates(standing):
        return _("Those who facilitate open a reflection.")
    return why_not_begin(found, rounds)


def why_not_begin(found: Round, rounds: Iterable[Round]) -> str:
    """The same, whoever opens it, or nobody but its day."""
    if found.opened_at:
        return _("It has been opened already.")
    order = list(Moment.values)
    later = [
        each for each in rounds
        if each.opened_at and order.index(each.moment) > order.index(found.moment)
    ]  # fmt: skip
    if later:
        return _("A later reflection has begun already.")
    if any(each.is_open for each in rounds):
        return _("Another reflection is open. Close it first.")
    return ""


def why_not_close(standing: Standing, found: Round) -> str:
    """Why a round cannot be closed; "" when it can."""
    if not facilitates(standing):
        return _("Those who facilitate close a reflection.")
    return "" if found.is_open else _("It is not open.")


def why_not_remind(standing: Standing, found: Round, *, at: datetime) -> str:
    """Why nobody can be reminded; "" when they can: once in three days."""
    if why_not := why_not_close(standing, found):
        return why_not
    if found.reminded_at and (at - found.reminded_at).days < 3:
        return _("They were reminded less than three days ago.")
    return ""


def why_not_answer(standing: Standing, found: Round) -> str:
    """Why she cannot answer; "" when she can."""
    if not takes_part(standing):
        return _("Participants answer. You facilitate, so you do not.")
    if found.opened_at is None:
        return _("It is not open yet.")
    if found.closed_at is not None:
        return _("It is closed. What you answered is yours to read, to share and to delete.")
    return ""


def why_not_share(reflection: Reflection | None) -> str:
    """Why nothing of it can be shared; "" when it can."""
    if reflection is None or reflection.finished_at is None:
        return _("Finish your answers first.")
    return ""


def why_not_report(standing: Standing, rounds: Iterable[Round]) -> str:
    """Why no report can be made; "" when it can."""
    if not facilitates(standing):
        return _("Those who facilitate make the report.")
    if not any(each.closed_at and each.moment != Moment.START for each in rounds):
        return _("There is something to compare once a later reflection is closed.")
    return ""
