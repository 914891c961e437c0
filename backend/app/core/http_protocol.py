"""uvicorn's HTTP/1.1 with an end to a request: 64 KB and ten seconds for its head, and a body that
comes on.

The parser itself keeps a head of any size and waits for ever, while a body that trickles holds a
place for uploads. A proxy in front has limits of its own, but the API must not depend on one.
"""

import asyncio
import http
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_LIMIT = 64 * 1024
HEAD_SECONDS = 10.0
# The least of a body that must come in each stretch of time: a bad line brings far more.
BODY_SECONDS = 20.0
BODY_LEAST = 8 * 1024


class BoundedHttp(HttpToolsProtocol):
    """Refuses with 431 or 408 and closes; the application never hears of such a request."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head = 0
        self._reads_head = True
        self._body = 0
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._reads_head:
            self._head += len(data)
        super().data_received(data)
        # One long line, or one without an end, reaches no callback of the parser.
        if self._reads_head and self._head > HEAD_LIMIT:
            self._refuse(http.HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if not self._reads_head:
            self._head = 0
            self._await_head()

    def on_headers_complete(self) -> None:
        self._stop_timer()
        self._reads_head = False
        size = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        if size > HEAD_LIMIT:
            self._refuse(http.HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
            return
        super().on_headers_complete()
        self._await_body()

    def on_body(self, body: bytes) -> None:
        self._body += len(body)
        if not self.transport.is_closing():
            super().on_body(body)

    def on_message_complete(self) -> None:
        self._stop_timer()
        if not self.transport.is_closing():
            super().on_message_complete()

    def _await_head(self) -> None:
        self._reads_head = True
        self._stop_timer()
        self._timer = self.loop.call_later(HEAD_SECONDS, self._is_late)

    def _await_body(self) -> None:
        self._body = 0
        self._timer = self.loop.call_later(BODY_SECONDS, self._weigh_body)

    def _weigh_body(self) -> None:
        """A form that waits unread for its place is not to blame for coming slowly."""
        if self._body >= BODY_LEAST or self.flow.read_paused:
            self._await_body()
        else:
            self._is_late()

    def _is_late(self) -> None:
        if self.cycle is not None and self.cycle.response_started and not self._reads_head:
            self.transport.close()
        else:
            self._refuse(http.HTTPStatus.REQUEST_TIMEOUT)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _refuse(self, status: http.HTTPStatus) -> None:
        self._stop_timer()
        if self.transport.is_closing():
            return
        line = f"HTTP/1.1 {status.value} {status.phrase}\r\n"
        self.transport.write(f"{line}content-length: 0\r\nconnection: close\r\n\r\n".encode())
        self.transport.close()
