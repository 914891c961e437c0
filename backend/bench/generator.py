"""A light HTTP/1.1 load generator: prebuilt requests over keep-alive connections.

It shares the machine with what it measures, so it does next to nothing: bytes out, the status and
Content-Length of what comes in.
"""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

WARM_UP_S = 0.3
_DRAIN_S = 15.0
# A starved machine makes the product do without its caches or answer 503 now and then.
_TOLERATED = 0.2


class NotMeasuredError(Exception):
    """There is no number, and why: the reason is for the table."""


class WrongAnswerError(NotMeasuredError):
    """Too many answers of a status that the shape does not expect: the numbers mean nothing."""


@dataclass
class Window:
    """What was counted between the end of the warm-up and the end of the run."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)

    @property
    def requests(self) -> int:
        return len(self.latencies)


class _Run:
    def __init__(self, requests: Iterator[bytes], expected: int) -> None:
        self.requests = requests
        self.expected = b" %d " % expected
        self.running = True
        self.window: Window | None = None
        self.problem: str | None = None
        self.refused = 0
        self.ended: str | None = None

    def next(self) -> bytes | None:
        """The next request, or None when there shall be or can be no more."""
        if not self.running:
            return None
        try:
            return next(self.requests)
        except StopIteration:
            self.ended = "the requests came to an end: a larger --scale has more"
        except NotMeasuredError as error:
            self.ended = str(error)
        self.running = False
        return None


class _Connection(asyncio.Protocol):
    """One request at a time; the next leaves when the answer is complete."""

    def __init__(self, run: _Run) -> None:
        self.run = run
        self.idle = asyncio.get_running_loop().create_future()
        self._head = b""
        self._missing = 0
        self._as_expected = True
        self._started = 0.0
        self._transport: Any = None  # uvloop's is no asyncio.Transport by type

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._next()

    def data_received(self, data: bytes) -> None:
        if self._missing:
            self._missing -= len(data)
        else:
            if self._head:
                data = self._head + data
            end = data.find(b"\r\n\r\n")
            if end < 0:
                self._head = data
                return
            self._head = b""
            self._missing = _body_length(data[:end]) - (len(data) - end - 4)
            self._as_expected = data.find(self.run.expected, 0, 16) > 0
            if not self._as_expected:
                self.run.problem = data[:1500].decode(errors="replace")
                self.run.refused += 1
        if self._missing == 0:
            window = self.run.window
            if window is not None and self._as_expected:
                window.latencies.append(perf_counter() - self._started)
            self._next()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.idle.done():
            self.run.problem = self.run.problem or f"the server closed the connection: {exc}"
            self.run.refused += 1
            self.idle.set_result(None)

    def _next(self) -> None:
        request = self.run.next()
        if request is not None:
            self._started = perf_counter()
            self._transport.write(request)
            return
        if not self.idle.done():
            self.idle.set_result(None)
            self._transport.close()


def _body_length(head: bytes) -> int:
    at = head.lower().find(b"content-length:")
    if at < 0:
        return 0
    end = head.find(b"\r\n", at)
    return int(head[at + 15 : end if end > 0 else None])


async def drive(
    port: int,
    requests: Iterator[bytes],
    *,
    expected: int,
    connections: int,
    seconds: float,
    snapshot: Callable[[], float],
) -> tuple[Window, float]:
    """Load for `seconds` after a warm-up; returns what was counted and how far `snapshot` grew.

    Raises NotMeasuredError.
    """
    run = _Run(requests, expected)
    loop = asyncio.get_running_loop()
    made = [
        (await loop.create_connection(lambda: _Connection(run), "127.0.0.1", port))[1]
        for _ in range(connections)
    ]
    await asyncio.sleep(WARM_UP_S)
    window, started, before = Window(), perf_counter(), snapshot()
    run.window = window
    await asyncio.sleep(seconds)
    run.window = None
    grown, window.seconds = snapshot() - before, perf_counter() - started
    run.running = False
    # What has been sent is awaited: writes must not be cut short half-way through the next window.
    await asyncio.wait([connection.idle for connection in made], timeout=_DRAIN_S)
    if run.ended:
        raise NotMeasuredError(run.ended)
    if run.problem is not None and run.refused >= _TOLERATED * max(1, window.requests):
        raise WrongAnswerError(f"wrong answers: {run.problem}")
    return window, grown
