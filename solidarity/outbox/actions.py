"""Asking for work, and doing it: at least once, with the same name each time."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import Q

from solidarity.outbox import broker, mail
from solidarity.outbox.handlers import ToDo, handler_of, refused
from solidarity.outbox.models import Job, Letter, State

log = structlog.get_logger("outbox")

MOST_ATTEMPTS = 14
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)
KEPT = timedelta(days=30)


def ask_for(
    kind: str, *, key: str, at: datetime, due_at: datetime | None = None, **ids: int
) -> Job:
    """Write down a job of `kind` for after the present transaction; the same `key` only once."""
    return ask_for_each(kind, {key: ids}, at=at, due_at=due_at)[0]


def ask_for_each(
    kind: str, wanted: Mapping[str, dict[str, int]], *, at: datetime, due_at: datetime | None = None
) -> list[Job]:
    """A job for each key, with its ids; two queries, however many they are.

    Jobs that were asked for before are nudged once more, which does them no harm.
    """
    keys = {f"{kind}:{key}": ids for key, ids in wanted.items()}
    Job.objects.bulk_create(
        (
            Job(kind=kind, key=key, payload=ids, asked_at=at, due_at=due_at or at)
            for key, ids in keys.items()
        ),
        ignore_conflicts=True,
    )
    jobs = list(Job.objects.filter(key__in=keys).order_by("pk"))
    due = [job.pk for job in jobs if job.due_at <= at]
    transaction.on_commit(lambda: _nudge_each(due), robust=True)
    return jobs


def _nudge_each(job_ids: list[int]) -> None:
    for job_id in job_ids:
        broker.nudge(job_id)


@transaction.atomic
def write_letter(address: str, subject: str, body: str, *, at: datetime) -> Job:
    """Post a mail to `address` after commit; it is forgotten once it has left."""
    letter = Letter.objects.create(address=address, subject=subject[:200], body=body)
    return ask_for("outbox.letter", key=str(letter.pk), at=at, letter=letter.pk)


@transaction.atomic
def write_letters(letters: Sequence[Letter], *, at: datetime) -> None:
    """Post many letters after commit; three queries, however many they are."""
    Letter.objects.bulk_create(letters)
    wanted = {str(letter.pk): {"letter": letter.pk} for letter in letters}
    ask_for_each("outbox.letter", wanted, at=at)


def post_letter(job: ToDo) -> None:
    """Send the job's letter and forget it; also when its address takes none, now or later."""
    letter = Letter.objects.get(pk=job.payload["letter"])
    try:
        mail.send(letter.address, letter.subject, letter.body, message_id=job.message_id)
    except mail.AddressRefused as refusal:
        refused(letter.address, refusal.code)
    letter.delete()


def wait_after(attempts: int) -> timedelta:
    """How long until the next try: 30 s, doubling, six hours at most. attempts: from 1."""
    doublings: int = 2 ** min(attempts - 1, MOST_ATTEMPTS)
    return min(FIRST_WAIT * doublings, LONGEST_WAIT)


def carry_out(job_id: int, *, at: datetime) -> bool:
    """Do the job if it is due and nobody else is at it; True when it was done now.

    The attempt is noted, and the next one planned, before the work begins: a worker that is
    killed over it leaves a job that comes back. While it works it holds the row, so that no
    second worker does the same.
    """
    if not _note_attempt(job_id, at=at):
        return False
    try:
        return _do(job_id, at=at)
    except Exception as error:  # noqa: BLE001 any failure is kept with the job and tried again
        _note_failure(job_id, error, at=at)
        return False


@transaction.atomic
def _note_attempt(job_id: int, *, at: datetime) -> bool:
    due = Job.objects.filter(pk=job_id, state=State.WAITING, due_at__lte=at)
    job = due.select_for_update(skip_locked=True).first()
    if job is None:
        return False
    if job.attempts >= MOST_ATTEMPTS:  # workers died over it again and again
        job.state, job.ended_at = State.DEAD, at
        job.save(update_fields=["state", "ended_at"])
        return False
    job.attempts += 1
    job.due_at = at + wait_after(job.attempts)
    job.save(update_fields=["attempts", "due_at"])
    return True


@transaction.atomic
def _do(job_id: int, *, at: datetime) -> bool:
    # It waits for the lock: another may hold the row for a moment, just to see that it is not due.
    waiting = Job.objects.filter(pk=job_id, state=State.WAITING)
    job = waiting.select_for_update().first()
    if job is None:
        return False
    handler_of(job.kind)(job)
    job.state, job.ended_at, job.last_error = State.DONE, at, ""
    job.save(update_fields=["state", "ended_at", "last_error"])
    return True


def _note_failure(job_id: int, error: Exception, *, at: datetime) -> None:
    kind = type(error).__name__
    waiting = Job.objects.filter(pk=job_id, state=State.WAITING)
    waiting.update(last_error=kind)
    died = waiting.filter(attempts__gte=MOST_ATTEMPTS).update(state=State.DEAD, ended_at=at)
    log.warning("job_failed", job=job_id, error=kind, dead=bool(died))


@transaction.atomic
def revive(job_id: int, *, at: datetime) -> None:
    """Give a dead job a new life, from its first attempt on."""
    job = Job.objects.select_for_update().get(pk=job_id, state=State.DEAD)
    job.state, job.attempts, job.due_at, job.ended_at = State.WAITING, 0, at, None
    job.last_error = ""
    job.save(update_fields=["state", "attempts", "due_at", "ended_at", "last_error"])
    transaction.on_commit(lambda: broker.nudge(job_id), robust=True)


@transaction.atomic
def bury(job_id: int) -> None:
    """Give a dead job up for good, with the letter it carried."""
    job = Job.objects.select_for_update().get(pk=job_id, state=State.DEAD)
    if "letter" in job.payload:
        Letter.objects.filter(pk=job.payload["letter"]).delete()
    job.delete()


def forget_letters_of(addresses: Collection[str], *, naming: str) -> None:
    """Delete what waits to be sent to `addresses`, and what was given up and says `naming`."""
    dead = Job.objects.filter(kind="outbox.letter", state=State.DEAD)
    given_up = [job.payload["letter"] for job in dead]
    about = Q(pk__in=given_up) & (Q(body__contains=naming) | Q(subject__contains=naming))
    found = Letter.objects.filter(Q(address__in=addresses) | about)
    letters = list(found.values_list("pk", flat=True))
    Job.objects.filter(kind="outbox.letter", payload__letter__in=letters).delete()
    Letter.objects.filter(pk__in=letters).delete()


def forget_done(*, at: datetime) -> int:
    """Delete jobs that were done 30 days ago; returns how many."""
    return Job.objects.filter(state=State.DONE, ended_at__lt=at - KEPT).delete()[0]
