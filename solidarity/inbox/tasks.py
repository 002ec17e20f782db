"""Celery's way in."""

import time

from celery import shared_task
from django.utils.timezone import now

from solidarity.inbox import actions
from solidarity.outbox import broker

LONG_ENOUGH = 10.0  # seconds; with the last batch, and a server that hangs, still in time


@shared_task(name="inbox.digests")
def digests() -> None:
    """Compose what is due, and hand it to those who send; send what was left, too."""
    began = time.monotonic()
    actions.count(at=now())
    actions.release_moved(at=now())
    while looked := actions.compose_some(at=now()):
        for _batch in range(-(-looked // actions.MAILS_AT_ONCE)):
            broker.hand_over("inbox.send_digests")
        if time.monotonic() - began > LONG_ENOUGH:
            broker.hand_over("inbox.digests")  # the rest, without waiting for the next tick
            break
    send_digests()


@shared_task(name="inbox.send_digests")
def send_digests() -> None:
    """Send a batch of digests, and the next, while there is time."""
    began = time.monotonic()
    while time.monotonic() - began < LONG_ENOUGH and actions.send_some(at=now()):
        pass
