"""R18: whoever is slow holds nobody else up, with web and proxy as README starts them."""

import contextlib
import json
import re
import shutil
import socket
import subprocess
import threading
import time
import urllib.request
from pathlib import Path

import pytest

from solidarity.dev.processes import wait_until
from tests.stack import running_stack

ROOT = Path(__file__).resolve().parents[2]
HEAD = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n"
FORM = b"POST /account/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: "
SLOW = 20  # of each sort; the web has eight threads
AROUND = """
worker_processes 1;
pid {folder}/pid;
error_log stderr crit;
daemon off;
events {{ worker_connections 1024; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {inside}
}}
"""


def in_production():
    """What the image starts, without the place that it listens at."""
    (said,) = re.findall(r"^CMD (\[.*?\])$", (ROOT / "Dockerfile").read_text(), re.S | re.M)
    command = json.loads(said.replace("\\\n", ""))
    place = command.index("--bind")
    return " ".join(command[:place] + command[place + 2 :])


@pytest.fixture(scope="module")
def proxied(tmp_path_factory):
    """The address of the proxy in front of the web, both as they are shipped but for TLS."""
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    if not nginx:
        pytest.skip("no nginx found: install one to test the proxy's configuration")
    folder, door = tmp_path_factory.mktemp("nginx"), _free_door()
    with running_stack(worker=False, command=in_production()) as stack:
        shipped = (ROOT / "docs" / "nginx.conf").read_text()
        inside = re.sub(r"^ *ssl_.*\n", "", shipped, flags=re.M)
        inside = inside.replace("listen 443 ssl;", f"listen 127.0.0.1:{door};")
        inside = inside.replace("http://127.0.0.1:8000", stack.url.rstrip("/"))
        # All come from one address here; so many would be turned away at the door.
        inside = inside.replace("limit_conn addresses 50;", "limit_conn addresses 1000;")
        inside = inside.replace("proxy_set_header Host $host;", "proxy_set_header Host $http_host;")
        settings = folder / "nginx.conf"
        settings.write_text(AROUND.format(folder=folder, inside=inside))
        running = subprocess.Popen([nginx, "-c", str(settings), "-p", str(folder)])
        try:
            assert wait_until(lambda: _answers(door), seconds=30)
            yield "127.0.0.1", door
        finally:
            running.terminate()
            running.wait(10)


def _free_door():
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


def _answers(door):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", door), timeout=1):
        return True
    return False


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
    "the next request half": (HEAD + b"\r\n" + HEAD, b""),
}


@pytest.mark.robust
def test_while_many_are_slow_others_are_answered(proxied):
    with contextlib.ExitStack() as slow:
        for opening, drip in ATTACKS.values():
            for _each in range(SLOW):
                slow.enter_context(slowly(proxied, opening, drip))
        until = time.monotonic() + 3
        answers = []
        while time.monotonic() < until or len(answers) < 20:
            address = f"http://{proxied[0]}:{proxied[1]}/networks/"
            with urllib.request.urlopen(address, timeout=20) as answer:
                answers.append((answer.status, len(answer.read()) > 1000))
        honest = slow.enter_context(slowly(proxied, HEAD + b"Connection: close\r\nX-A: ", b"a"))
        time.sleep(1)
        honest.sendall(b"\r\n\r\n")

        assert set(answers) == {(200, True)}
        assert honest.recv(100).startswith(b"HTTP/1.1 200 ")
