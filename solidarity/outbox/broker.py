"""Telling a worker that there is work. The rows are the truth: a lost nudge costs a minute."""

import time

import structlog
from kombu.exceptions import OperationalError

log = structlog.get_logger("outbox")

PAUSE = 30.0  # seconds in which a broker that was away is not asked again
_silent_until = 0.0


def nudge(job_id: int) -> None:
    """Hand the job to a worker now; while the broker is away the sweep finds it instead."""
    from solidarity.outbox.tasks import carry_out

    global _silent_until
    if time.monotonic() < _silent_until:
        return
    try:
        carry_out.delay(job_id)
    except (OperationalError, OSError) as error:
        _silent_until = time.monotonic() + PAUSE
        log.warning("broker_away", error=type(error).__name__)
