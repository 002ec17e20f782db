"""Jobs that tell people of rounds: each once, however often it runs, and nothing that is past."""

from decisions.models import Decision, Outcome, Round
from decisions.notices import rounds as notices
from solidarity.outbox.handlers import ToDo


def _round(job: ToDo) -> Round:
    return Round.objects.select_related("decision__network").get(pk=job.payload["round"])


def _is_over(round: Round) -> bool:
    return bool(round.voided_at or round.counted_at)


def tell_opened(job: ToDo) -> None:
    """Ask those who have a voice; nobody any more when it is over by now."""
    round = _round(job)
    if not _is_over(round):
        notices.round_opened(round)


def tell_reminder(job: ToDo) -> None:
    """Remind those who are silent, if it is not over by now."""
    round = _round(job)
    if not _is_over(round):
        notices.round_closes_soon(round)


def tell_extended(job: ToDo) -> None:
    """Tell those who have a voice until when they can use it now."""
    notices.round_extended(_round(job), until=job.payload["until"])


def tell_closed(job: ToDo) -> None:
    """Announce what came out of a round."""
    found = Outcome.objects.select_related("round__decision__network")
    notices.round_closed(found.get(round=job.payload["round"]))


def tell_cancelled(job: ToDo) -> None:
    """Tell of a decision that was called off."""
    found = Decision.objects.select_related("network", "by")
    notices.called_off(found.get(pk=job.payload["decision"]))


def tell_review(job: ToDo) -> None:
    """Tell that a decision is looked at again."""
    found = Decision.objects.select_related("network")
    notices.back_for_review(found.get(pk=job.payload["decision"]))
