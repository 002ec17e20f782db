"""Telling a worker that there is work. The rows are the truth: a lost nudge costs a minute."""

import time

import structlog
from celery import current_app
from kombu.exceptions import OperationalError
from kombu.pools import producers

log = structlog.get_logger("outbox")

PAUSE = 30.0  # seconds in which a broker that was away is not asked again
# A page waits a second at most for a broker that hangs, and tries once.
HURRIED = {"socket_timeout": 1, "socket_connect_timeout": 1, "max_retries": 0}
_silent_until = 0.0


def nudge(job_id: int) -> None:
    """Hand the job to a worker now; while the broker is away the sweep finds it instead."""
    hand_over("outbox.carry_out", job_id)


def hand_over(task: str, *ids: int) -> None:
    """Let a worker begin with a task now; while the broker is away, the next tick does."""
    global _silent_until  # noqa: PLW0603 what this process knows of its broker
    if time.monotonic() < _silent_until:
        return
    try:
        line = current_app.connection_for_write(transport_options=HURRIED)
        with producers[line].acquire(block=True, timeout=1) as producer:
            current_app.send_task(task, ids, producer=producer)
    except (OperationalError, OSError) as error:
        _silent_until = time.monotonic() + PAUSE
        log.warning("broker_away", error=type(error).__name__)
