"""gunicorn's threads, given a request only when all of it has come: slow clients hold none up.

Else eight that send a letter now and then would keep all eight threads of a process (slowloris).
Heads and the bodies of forms are heard by the loop, which waits for nobody; what is larger than
any form goes on at once, to be refused or, from an admin, read. A connection that ends is
let go by the loop as well, once the other side has read what was said to it.
"""

import contextlib
import errno
import re
import socket
import time
from collections.abc import Iterator
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn import util
from gunicorn.workers.gthread import TConn, ThreadWorker

PATIENCE = 60.0  # seconds in which a request must have come
STALLED = 20.0  # seconds in which something must move while a thread reads or writes
LINGER = 2.0  # seconds for the other side to read the end
MOST_HEAD = 64 * 1024
MOST_BODY = 1200 * 1024  # more than any form may have: settings, DATA_UPLOAD_MAX_MEMORY_SIZE
MOST_HELD = 64 * 1024 * 1024  # of all that are heard at once
PIECE = 64 * 1024

_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,18})[ \t]*\r\n", re.I)
_ENCODED = re.compile(rb"\r\ntransfer-encoding:", re.I)
_EXPECTS = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*\r\n", re.I)
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
_NO_MORE = b"\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
TOO_SLOW = b"HTTP/1.1 408 Request Timeout" + _NO_MORE
TOO_LONG = b"HTTP/1.1 431 Request Header Fields Too Large" + _NO_MORE


class Gone(Exception):
    """The other side has left, or is sent away; what is still said to it."""

    def __init__(self, farewell: bytes = b"") -> None:
        self.farewell = farewell
        super().__init__()


class Connection(TConn):  # type: ignore[misc]
    """A connection, and what was heard of its next request."""

    def __init__(self, worker: "PatientWorker", *where: Any) -> None:
        super().__init__(worker.cfg, *where)
        self.worker = worker
        self.begin()

    def begin(self) -> None:
        """Be about to hear a request, which may have come together with the one before."""
        self.heard = bytearray(self.parser.unreader.take_buffered() if self.parser else b"")
        self.searched = 0  # bytes in which no head ends
        self.wanted: int | None = None  # bytes of the request, once its head is known
        self.is_all = True  # all of its body is heard, too
        self.deadline = time.monotonic() + PATIENCE

    def hear(self) -> bool:
        """Hear what has come; whether a thread can take it now. Raises Gone."""
        self.sock.setblocking(False)
        while not self._is_enough():
            try:
                piece = self.sock.recv(PIECE)
            except BlockingIOError:
                return False
            except OSError:
                raise Gone from None
            if not piece:
                raise Gone
            self.heard += piece
        return True

    def _is_enough(self) -> bool:
        if self.wanted is None:
            self._look_for_the_head()
        return self.wanted is not None and len(self.heard) >= self.wanted

    def _look_for_the_head(self) -> None:
        while self.heard[:2] == b"\r\n":  # some send an empty line before
            del self.heard[:2]
        end = self.heard.find(b"\r\n\r\n", max(0, self.searched - 3))
        self.searched = len(self.heard)
        if end < 0:
            if len(self.heard) > MOST_HEAD:
                raise Gone(TOO_LONG)
            return
        self.wanted = end + 4
        head = bytes(self.heard[: self.wanted])
        said = _LENGTH.search(head)
        length = int(said[1]) if said else 0
        self.is_all = length <= MOST_BODY and not _ENCODED.search(head)
        if self.is_all:
            self.wanted += length
            if length and _EXPECTS.search(head):
                with contextlib.suppress(OSError):
                    self.sock.send(GO_ON)

    def init(self) -> None:
        """Give the thread's parser what was heard; a thread waits long for nobody either."""
        super().init()
        self.sock.settimeout(STALLED)
        if self.heard:
            self.parser.unreader.unread(bytes(self.heard))
            self.heard.clear()

    def close(self, graceful: bool = False) -> None:
        """Close it, or let the loop do so when the other side has read the end."""
        if graceful:
            self.worker.linger(self)
        else:
            util.close(self.sock)


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """The loop that hears, and the threads that answer."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.waiting: dict[Connection, None] = {}  # still heard, the longest first
        self.lingering: dict[Connection, None] = {}
        self.held = 0  # bytes heard of those that wait
        self.most_waiting = self.cfg.worker_connections // 2

    def accept(self, listener: socket.socket) -> None:
        """Take a new connection."""
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno not in {errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK}:
                raise
            return
        self.nr_conns += 1
        self.enqueue_req(Connection(self, client, address, listener.getsockname()))

    def enqueue_req(self, conn: Connection) -> None:
        """Hear the next request of a connection, and give it to a thread when it is there."""
        conn.begin()
        self.waiting[conn] = None
        self.held += len(conn.heard)
        self._hear(conn)
        if conn in self.waiting:
            self.poller.register(conn.sock, EVENT_READ, partial(self._hear, conn))
            if len(self.waiting) > self.most_waiting:
                self._send_away(next(iter(self.waiting)), TOO_SLOW)

    def _hear(self, conn: Connection, _sock: object = None) -> None:
        if conn not in self.waiting:  # sent away since the loop was told of it
            return
        before = len(conn.heard)
        try:
            is_there = conn.hear()
        except Gone as gone:
            self.held += len(conn.heard) - before
            self._send_away(conn, gone.farewell)
            return
        self.held += len(conn.heard) - before
        if is_there:
            self._wait_no_more(conn)
            conn.data_ready = True
            super().enqueue_req(conn)
        elif self.held > MOST_HELD:
            self._send_away(conn, TOO_SLOW)

    def _wait_no_more(self, conn: Connection) -> None:
        del self.waiting[conn]
        self.held -= len(conn.heard)
        self._unregister(conn)

    def _unregister(self, conn: Connection) -> None:
        with contextlib.suppress(KeyError, ValueError, OSError):  # it may not have come to that
            self.poller.unregister(conn.sock)

    def _send_away(self, conn: Connection, farewell: bytes = b"") -> None:
        self._wait_no_more(conn)
        self.nr_conns -= 1
        if farewell and conn.heard:
            with contextlib.suppress(OSError):
                conn.sock.send(farewell)
        conn.close(graceful=bool(farewell))

    def linger(self, conn: Connection) -> None:
        """Say that nothing more comes; close when the other side has left, or soon anyway."""
        try:
            conn.sock.shutdown(socket.SHUT_WR)
            conn.sock.setblocking(False)
        except OSError:
            util.close(conn.sock)
            return
        conn.deadline = time.monotonic() + LINGER
        self.lingering[conn] = None
        self.poller.register(conn.sock, EVENT_READ, partial(self._hear_out, conn))
        if len(self.lingering) > self.most_waiting:
            self._let_go(next(iter(self.lingering)))

    def _hear_out(self, conn: Connection, _sock: object = None) -> None:
        """What still comes is not read by anybody."""
        if conn not in self.lingering:
            return
        with contextlib.suppress(OSError):
            if conn.sock.recv(PIECE):
                return
        self._let_go(conn)

    def _let_go(self, conn: Connection) -> None:
        del self.lingering[conn]
        self._unregister(conn)
        util.close(conn.sock)

    def murder_pending(self) -> None:
        """Every second: end what has had its time."""
        super().murder_pending()
        for conn in list(_over(self.waiting)):
            self._send_away(conn, TOO_SLOW)
        for conn in list(_over(self.lingering)):
            self._let_go(conn)

    def _cap_keepalive(self, deadline: float) -> None:
        """When the process ends: who has said nothing yet has as long as who was kept."""
        super()._cap_keepalive(deadline)
        for conn in self.waiting:
            if not conn.heard:
                conn.deadline = min(conn.deadline, deadline)

    def _keepalive_after(self, conn: Connection, keepalive: bool) -> bool:
        """A connection whose body nobody has read to its end is not used again."""
        return conn.is_all and bool(super()._keepalive_after(conn, keepalive))


def _over(connections: dict[Connection, None]) -> Iterator[Connection]:
    now = time.monotonic()
    return (conn for conn in connections if conn.deadline <= now)
