"""Celery's way in."""

from datetime import timedelta

from celery import shared_task
from django.utils.timezone import now

from solidarity.outbox import actions, queries

BATCH = 500
LONG_ENOUGH = timedelta(seconds=40)


@shared_task(name="outbox.carry_out")
def carry_out(job_id: int) -> None:
    """Do one job."""
    actions.carry_out(job_id, at=now())


@shared_task(name="outbox.sweep")
def sweep() -> None:
    """Do what is due and was not done: nudges lost, brokers away, workers killed."""
    began = now()
    while (due := queries.due_jobs(at=now(), most=BATCH)) and now() - began < LONG_ENOUGH:
        for job_id in due:
            actions.carry_out(job_id, at=now())
            if now() - began > LONG_ENOUGH:
                return
    actions.forget_done(at=began)
