"""A mail server that notes what it is given, and takes its time."""

import asyncio
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from typing import Any

from aiosmtpd.controller import Controller


class Sink:
    """Every mail it acknowledged, by Message-ID and by address."""

    def __init__(self, takes: float) -> None:
        self.takes = takes
        self.ids: Counter[str] = Counter()
        self.addresses: Counter[str] = Counter()
        self.id_of: dict[str, set[str]] = {}
        self._lock = threading.Lock()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        await asyncio.sleep(self.takes)
        name = message_from_bytes(envelope.content)["Message-ID"]
        with self._lock:
            self.ids[name] += 1
            for address in envelope.rcpt_tos:
                self.addresses[address] += 1
                self.id_of.setdefault(address, set()).add(name)
        return "250 OK"

    @property
    def taken(self) -> int:
        """How many mails it was given, repeats included."""
        return sum(self.ids.values())


class _OnAnyPort(Controller):
    def _trigger_server(self) -> None:
        """Greet the server where it really is; its base would go to the port asked for, 0."""
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()


@contextmanager
def a_sink(takes: float = 0.0) -> Iterator[tuple[Sink, dict[str, str]]]:
    """A running sink and the settings that point a stack at it; `takes`: seconds for each mail."""
    sink = Sink(takes)
    controller = _OnAnyPort(sink, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        yield sink, {"MAILBOX_DIR": "", "EMAIL_URL": f"smtp://127.0.0.1:{controller.port}"}
    finally:
        controller.stop(no_assert=True)


@contextmanager
def serving(handler: Sink, settings: Any, **options: Any) -> Iterator[Sink]:
    """A mail server with this handler, to which the mails of this process go by SMTP."""
    controller = _OnAnyPort(handler, hostname="127.0.0.1", port=0, **options)
    controller.start()
    settings.EMAIL_BACKEND = "solidarity.outbox.line.Backend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_TIMEOUT = 5
    try:
        yield handler
    finally:
        controller.stop(no_assert=True)
