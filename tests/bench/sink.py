"""A mail server that takes everything and counts it, as cheaply as can be: a process of its own.

python -m tests.bench.sink      prints its port, then for each line of input what it counted
"""

import asyncio
import sys

# Like every mail server of today it lets one say several things in one go (RFC 2920).
HELLO = b"250-sink\r\n250 PIPELINING\r\n"
ANSWERS = {b"EHLO": HELLO, b"HELO": b"250 sink\r\n", b"QUIT": b"221 bye\r\n"}
COUNT = {"mails": 0, "bytes": 0, "largest": 0}


class Sink(asyncio.Protocol):
    """One connection: commands, and after DATA all until a dot."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet."""
        assert isinstance(transport, asyncio.Transport)
        self.line, self.held, self.in_data = transport, b"", False
        self.line.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        """Answer what is complete."""
        self.held += data
        while True:
            end = b"\r\n.\r\n" if self.in_data else b"\r\n"
            part, found, rest = self.held.partition(end)
            if not found:
                return
            self.held = rest
            self._mail(part) if self.in_data else self._command(part)

    def _mail(self, mail: bytes) -> None:
        COUNT["mails"] += 1
        COUNT["bytes"] += len(mail)
        COUNT["largest"] = max(COUNT["largest"], len(mail))
        self.in_data = False
        self.line.write(b"250 taken\r\n")

    def _command(self, command: bytes) -> None:
        if command[:4].upper() == b"DATA":
            self.in_data = True
            self.line.write(b"354 go on\r\n")
        else:
            self.line.write(ANSWERS.get(command[:4].upper(), b"250 ok\r\n"))


async def main() -> None:
    """Serve until the input ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Sink, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    while await loop.run_in_executor(None, sys.stdin.readline):
        print(COUNT["mails"], COUNT["bytes"], COUNT["largest"], flush=True)


if __name__ == "__main__":
    asyncio.run(main())
