"""Acts at the same moment, each in a thread with a connection of its own.

    first, second = at_once(lambda: admit(...), lambda: decline(...))

What an act raised stands in its place. Such a test needs real transactions: see conftest.py.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each of `acts` returned or raised, in their order; none begins before all are ready."""
    ready = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            connections["default"].ensure_connection()
            ready.wait(30)
            return act()
        except Exception as error:  # noqa: BLE001 the test looks at it
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def raised(results: Sequence[Any], kind: type[Exception]) -> list[str]:
    """The messages of those results that are errors of `kind`; any other error fails the test."""
    errors = [result for result in results if isinstance(result, Exception)]
    strangers = [error for error in errors if not isinstance(error, kind)]
    if strangers:
        raise AssertionError(f"not {kind.__name__}: {strangers!r}") from strangers[0]
    return [str(error) for error in errors]
