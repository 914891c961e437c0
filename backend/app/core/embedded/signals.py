"""Ctrl-C, SIGTERM and SIGHUP during start, service and stop."""

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType

_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """The user asked to stop while the run was still starting. Not an Exception, so that no library
    swallows it.
    """


class StopSignals:
    """Turns stop signals into Stopped inside ``interrupting()`` and only remembers them elsewhere.

    So a slow start can be broken off at once, while stopping is never cut short. While uvicorn
    serves, it has its own handlers for SIGINT and SIGTERM; SIGHUP (the terminal was closed) is
    passed on as SIGTERM.
    """

    def __init__(self) -> None:
        self.received = False
        self._may_interrupt = False

    def install(self) -> None:
        for number in _STOPPING:
            signal.signal(number, self._handle)

    @contextlib.contextmanager
    def interrupting(self) -> Iterator[None]:
        if self.received:
            raise Stopped
        self._may_interrupt = True
        try:
            yield
        finally:
            self._may_interrupt = False

    def _handle(self, number: int, _frame: FrameType | None) -> None:
        if number == signal.SIGHUP:
            signal.raise_signal(signal.SIGTERM)
            return
        self.received = True
        if self._may_interrupt:
            self._may_interrupt = False
            raise Stopped
