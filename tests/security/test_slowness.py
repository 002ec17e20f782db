"""R18: whoever is slow holds nobody else up, with the web as production starts it."""

import contextlib
import json
import re
import socket
import threading
import time
import urllib.request
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from gunicorn.config import Config

from solidarity import patience
from solidarity.patience import Connection, Gone
from tests.stack import running_stack

ROOT = Path(__file__).resolve().parents[2]
HEAD = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n"
FORM = b"POST /account/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: "
SLOW = 30  # of each sort; one process has eight threads


def in_production():
    """What the image starts, without the place that it listens at."""
    (said,) = re.findall(r"^CMD (\[.*?\])$", (ROOT / "Dockerfile").read_text(), re.S | re.M)
    command = json.loads(said.replace("\\\n", ""))
    place = command.index("--bind")
    return " ".join(command[:place] + command[place + 2 :])


@contextlib.contextmanager
def slowly(address, opening, drip):
    """A client that says `opening`, and then a sign now and then until the block ends."""
    ended = threading.Event()
    line = socket.create_connection(address, timeout=30)

    def go_on():
        with contextlib.suppress(OSError):
            line.sendall(opening)
            while not ended.wait(0.2):
                line.sendall(drip)

    thread = threading.Thread(target=go_on, daemon=True)
    thread.start()
    try:
        yield line
    finally:
        ended.set()
        thread.join()
        line.close()


ATTACKS = {
    "a head letter by letter": (HEAD + b"X-A: ", b"a"),
    "a line that says nothing": (b"", b""),
    "empty lines": (b"\r\n\r\n", b"\r\n"),
    "a small body letter by letter": (FORM + b"5000\r\n\r\nlogin=", b"a"),
    "a large body letter by letter": (FORM + b"10000000\r\n\r\n" + b"x" * 100_000, b"x"),
    "pieces without an end": (
        FORM.replace(b"Content-Length: ", b"Transfer-Encoding: chunked\r\n\r\n"), b"1\r\na\r\n",
    ),
    "an answer that is not hung up on": (b"GET /healthz HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n", b""),
    "the next request half": (HEAD + b"\r\n" + HEAD, b""),
}  # fmt: skip


@pytest.mark.robust
def test_while_many_are_slow_others_are_answered():
    with (
        running_stack(worker=False, command=in_production()) as stack,
        contextlib.ExitStack() as slow,
    ):
        parts = urlsplit(stack.url)
        address = (parts.hostname, parts.port)
        for opening, drip in ATTACKS.values():
            for _each in range(SLOW):
                slow.enter_context(slowly(address, opening, drip))
        until = time.monotonic() + 3
        answers = []
        while time.monotonic() < until or len(answers) < 20:
            with urllib.request.urlopen(f"{stack.url}/networks/", timeout=20) as answer:
                answers.append((answer.status, len(answer.read()) > 1000))
        honest = slow.enter_context(slowly(address, HEAD + b"Connection: close\r\nX-A: ", b"a"))
        time.sleep(1)
        honest.sendall(b"\r\n\r\n")

        assert set(answers) == {(200, True)}
        assert honest.recv(100).startswith(b"HTTP/1.1 ")


@pytest.fixture
def line():
    """A connection as the loop has it, and the other end."""
    ours, theirs = socket.socketpair()
    worker = SimpleNamespace(cfg=Config(), linger=lambda conn: conn.sock.close())
    yield Connection(worker, ours, "", ""), theirs
    ours.close()
    theirs.close()


@pytest.mark.parametrize("cuts", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize(
    "request_", [HEAD + b"\r\n", b"\r\n" + HEAD + b"\r\n", FORM + b"12\r\n\r\nlogin=ana%40"]
)
def test_a_request_is_heard_when_all_of_it_is_there(line, request_, cuts):
    conn, client = line
    pieces = [request_[place : place + cuts] for place in range(0, len(request_), cuts)]
    heard = []
    for piece in pieces:
        client.sendall(piece)
        heard.append(conn.hear())

    assert heard == [False] * (len(pieces) - 1) + [True]
    assert bytes(conn.heard) == request_.lstrip()


@pytest.mark.parametrize(
    "head", [FORM + b"99999999\r\n\r\n", FORM[:-16] + b"Transfer-Encoding: chunked\r\n\r\n"]
)
def test_what_is_larger_than_any_form_is_not_waited_for(line, head):
    conn, client = line
    client.sendall(head)

    assert conn.hear()
    assert not conn.is_all


def test_a_head_without_an_end_is_sent_away(line, monkeypatch):
    monkeypatch.setattr(patience, "MOST_HEAD", 1000)
    conn, client = line
    client.sendall(HEAD + b"X-A: " + b"a" * 1000)

    with pytest.raises(Gone) as gone:
        conn.hear()
    assert b" 431 " in gone.value.farewell


def test_whoever_leaves_is_gone(line):
    conn, client = line
    client.sendall(HEAD)
    client.close()

    with pytest.raises(Gone):
        conn.hear()


def test_whoever_asks_whether_to_go_on_is_told_to(line):
    conn, client = line
    client.sendall(FORM + b"3\r\nExpect: 100-continue\r\n\r\n")
    assert not conn.hear()

    assert client.recv(100) == patience.GO_ON
    client.sendall(b"a=b")
    assert conn.hear()
