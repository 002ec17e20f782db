"""The hook that higher apps fill at start-up: which function carries out which kind of job."""

import uuid
from collections.abc import Callable
from typing import Protocol


class ToDo(Protocol):
    """What a handler may know of its job."""

    payload: dict[str, int]
    token: uuid.UUID

    @property
    def message_id(self) -> str: ...


Handler = Callable[[ToDo], None]
_handlers: dict[str, Handler] = {}


def handle(kind: str, handler: Handler) -> None:
    """Let `handler` carry out jobs of `kind`: inside the job's transaction, safe to run twice."""
    _handlers[kind] = handler


def handler_of(kind: str) -> Handler:
    """The handler of `kind`; raises KeyError for a kind that no app has registered."""
    return _handlers[kind]


_refusals: list[Callable[[str, str], None]] = []


def when_refused(tell: Callable[[str, str], None]) -> None:
    """Let `tell(address, code)` know of addresses that a mail server refuses for good."""
    _refusals.append(tell)


def refused(address: str, code: str) -> None:
    """Tell those who want to know that `address` takes no mails."""
    for tell in _refusals:
        tell(address, code)
