"""Pure ASGI middleware, outermost first: request id and access log, host, headers, body limit."""

import re
import secrets
import time
from collections.abc import Iterable

import structlog
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.problems import problem_response
from app.kit import i18n
from app.kit.errors import AppError, Invalid, TooLarge
from app.kit.http import media_type

log = structlog.get_logger("access")
_REQUEST_ID = re.compile(r"^[\w.-]{8,64}$")
_HOST = re.compile(rb"^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?$")
_ID_HEADER = b"x-request-id"
_QUIET = ("/metrics", "/api/v1/health", "/assets/")
JSON_LIMIT = 1024 * 1024

CSP = (
    # WebAssembly reads codes in browsers that cannot do it themselves; it is no eval of scripts.
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'"
)


class RequestLog:
    """Gives every request an id (or keeps the proxy's), logs it once, measures it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        sent = headers.get("x-request-id", "")
        request_id = sent if _REQUEST_ID.match(sent) else secrets.token_hex(8)
        state = scope.setdefault("state", {})
        state["request_id"] = request_id
        state["locale"] = i18n.negotiate(headers.get("accept-language"))
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        started = time.perf_counter()
        status = 500

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = [pair for pair in message.get("headers", ()) if pair[0] != _ID_HEADER]
                message["headers"] = [*headers, (_ID_HEADER, request_id.encode())]
            await send(message)

        try:
            await self.app(scope, receive, watched)
        finally:
            path = scope["path"]
            if not path.startswith(_QUIET):
                log.info(
                    "request",
                    method=scope["method"],
                    path=path[:300],
                    status=status,
                    ms=round((time.perf_counter() - started) * 1000, 1),
                )


class SecurityHeaders:
    """The header set on every response, whatever made it; the API is never cached by others."""

    def __init__(self, app: ASGIApp, *, hsts: bool) -> None:
        self.app = app
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
        self._always = [(name.lower().encode(), value.encode()) for name, value in always.items()]
        self._of_api = [*self._always, (b"cache-control", b"no-store")]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        always = self._of_api if scope["path"].startswith("/api/") else self._always

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", ()))
                said = {name.lower() for name, _ in headers}
                message["headers"] = headers + [pair for pair in always if pair[0] not in said]
            await send(message)

        await self.app(scope, receive, dressed)


class KnownHosts:
    """A foreign Host gets 400: links in mails and redirects are built from PUBLIC_URL only.

    So does one that is no host, or that is said twice: what stands in front of us may have
    believed the other.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self.app = app
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._is_known(scope):
            error = AppError("host_unknown")
            error.status = 400
            await problem_response(scope, error)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _is_known(self, scope: Scope) -> bool:
        said = [value for name, value in scope["headers"] if name == b"host"]
        match = _HOST.match(said[0]) if len(said) == 1 else None
        if match is None:
            return False
        return not self._hosts or match[1].decode().strip("[]").lower() in self._hosts


class BodyLimit:
    """JSON up to 1 MB, forms up to the upload limit: by Content-Length, and while it streams."""

    def __init__(self, app: ASGIApp, *, upload_mb: int) -> None:
        self.app = app
        self._upload_mb = upload_mb

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        form = media_type(headers) == "multipart/form-data"
        # A form carries the file and a little around it.
        limit = (self._upload_mb + 1) * 1024 * 1024 if form else JSON_LIMIT
        refusal = TooLarge(params={"limit": self._upload_mb if form else 1})
        length = headers.get("content-length")
        if length is not None and not length.isdigit():
            await problem_response(scope, Invalid())(scope, receive, send)
            return
        if length is not None and int(length) > limit:
            await problem_response(scope, refusal)(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise refusal
            return message

        await self.app(scope, counted, send)
