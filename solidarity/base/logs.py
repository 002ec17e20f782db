"""One JSON object a line, and nothing personal in it."""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

import structlog
from structlog.typing import EventDict, WrappedLogger

TALKATIVE = ("django.", "celery.")
View = TypeVar("View", bound=Callable[..., Any])


def unrecorded(view: View) -> View:
    """Let answers of `view` leave no line, where the moment alone would tell something."""
    view.unrecorded = True  # type: ignore[attr-defined]
    return view


def is_unrecorded(view: Callable[..., Any]) -> bool:
    """Whether answers of `view` leave no line."""
    return getattr(view, "unrecorded", False)


def _unlocal(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Name an error by its kind and place; its text could hold what somebody typed."""
    error = event.pop("exc_info", None)
    if isinstance(error, tuple) and error[1] is not None:
        frame = error[2]
        while frame is not None and frame.tb_next is not None:
            frame = frame.tb_next
        place = f"{frame.tb_frame.f_code.co_qualname}:{frame.tb_lineno}" if frame else ""
        event.update(error=error[0].__name__, where=place)
    event.pop("request", None)
    return event


def _first_words(record: logging.LogRecord) -> str:
    """What a record says before paths, headers and the words of errors begin."""
    if record.exc_info and record.name.startswith("django.security."):
        return "refused"  # for a reason that quotes the request; the error's kind says enough
    return record.getMessage().split(":", 1)[0]


class JsonFormatter(structlog.stdlib.ProcessorFormatter):
    """structlog's formatter, ending in JSON."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            processors=[
                _unlocal,
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
            **options,
        )

    def format(self, record: logging.LogRecord) -> str:
        """Cut what Django and Celery add to their records: paths, headers, the words of errors."""
        if record.name.startswith(TALKATIVE):
            record.msg, record.args = _first_words(record), None
        return super().format(record)
