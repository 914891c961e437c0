"""The one layer around every request: id, language, host, size, headers, log, metrics.

Pure ASGI, in one pass over the headers. As five layers, each with a `send` of its own, it took
half of the time of a 304.
"""

import re
import secrets
import time
from collections.abc import Iterable

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.logging import log_request
from app.core.problems import problem_response
from app.core.telemetry import observe
from app.kit import i18n
from app.kit.errors import AppError, Invalid, TooLarge

_REQUEST_ID = re.compile(rb"^[\w.-]{8,64}$")
_HOST = re.compile(rb"^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?$")
_ID_HEADER = b"x-request-id"
_UNLOGGED = ("/metrics", "/api/v1/health", "/assets/")
_UNCOUNTED = ("/metrics", "/api/v1/health")
JSON_LIMIT = 1024 * 1024
_HOSTS_REMEMBERED = 100

CSP = (
    # WebAssembly reads codes in browsers that cannot do it themselves; it is no eval of scripts.
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'"
)


class Outer:
    """Gives every request an id (or keeps the proxy's), refuses what no route need see, dresses
    every answer, whatever made it, logs it once and measures it.
    """

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str], upload_mb: int, hsts: bool) -> None:
        self.app = app
        self._hosts = frozenset(host.lower() for host in hosts)
        self._known_hosts: set[bytes] = set()
        self._upload_mb = upload_mb
        self._always = _security_headers(hsts=hsts)
        # The API is never cached by others.
        self._of_api = [*self._always, (b"cache-control", b"no-store")]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        sent_id = language = length = None
        kind = b""
        hosts: list[bytes] = []
        for name, value in scope["headers"]:
            if name == b"host":
                hosts.append(value)
            elif name == b"accept-language":
                language = value if language is None else language
            elif name == b"content-length":
                length = value if length is None else length
            elif name == b"content-type":
                kind = kind or value
            elif name == _ID_HEADER:
                sent_id = value
        request_id = (
            sent_id.decode() if sent_id and _REQUEST_ID.match(sent_id) else secrets.token_hex(8)
        )
        state = scope.setdefault("state", {})
        state["request_id"] = request_id
        state["locale"] = i18n.negotiate(None if language is None else language.decode("latin-1"))
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        path: str = scope["path"]
        always = self._of_api if path.startswith("/api/") else self._always
        own = (_ID_HEADER, request_id.encode())
        status = 500

        async def dressed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = list(message.get("headers", ()))
                said = {name.lower() for name, _ in headers}
                headers += [pair for pair in always if pair[0] not in said]
                headers.append(own)
                message["headers"] = headers
            await send(message)

        try:
            limit = self._limit(kind)
            refusal = self._refusal(hosts, length, limit)
            if refusal is not None:
                await problem_response(scope, refusal)(scope, receive, dressed)
            elif length is None and scope["method"] not in ("GET", "HEAD"):
                await self.app(scope, _counted(receive, limit), dressed)
            else:
                await self.app(scope, receive, dressed)
        finally:
            seconds = time.perf_counter() - started
            if not path.startswith(_UNCOUNTED):
                handler = getattr(scope.get("route"), "path_format", "none")
                observe(handler, scope["method"], status, seconds)
            if not path.startswith(_UNLOGGED):
                log_request(scope["method"], path[:300], status, seconds)

    def _refusal(self, hosts: list[bytes], length: bytes | None, limit: int) -> AppError | None:
        if len(hosts) != 1 or not self._is_known(hosts[0]):
            error = AppError("host_unknown")
            error.status = 400
            return error
        if length is None:
            return None
        if not length.isdigit():
            return Invalid()
        return _too_large(limit) if int(length) > limit else None

    def _is_known(self, host: bytes) -> bool:
        """Links in mails and redirects are built from PUBLIC_URL only; here a foreign Host ends.

        So does one that is no host, or that is said twice: what stands in front of us may have
        believed the other.
        """
        if host in self._known_hosts:
            return True
        match = _HOST.match(host)
        if match is None:
            return False
        if not self._hosts:
            return True
        known = match[1].decode().strip("[]").lower() in self._hosts
        if known and len(self._known_hosts) < _HOSTS_REMEMBERED:
            self._known_hosts.add(host)
        return known

    def _limit(self, kind: bytes) -> int:
        """JSON up to 1 MB; a form carries the file and a little around it."""
        form = kind.partition(b";")[0].strip().lower() == b"multipart/form-data"
        return (self._upload_mb + 1) * 1024 * 1024 if form else JSON_LIMIT


def _too_large(limit: int) -> TooLarge:
    return TooLarge(params={"limit": max(1, limit // (1024 * 1024) - 1)})


def _counted(receive: Receive, limit: int) -> Receive:
    """A body that does not say how long it is, counted while it comes."""
    received = 0

    async def counted() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > limit:
            raise _too_large(limit)
        return message

    return counted


def _security_headers(*, hsts: bool) -> list[tuple[bytes, bytes]]:
    always = {
        "Content-Security-Policy": CSP,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if hsts:
        always["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    return [(name.lower().encode(), value.encode()) for name, value in always.items()]
