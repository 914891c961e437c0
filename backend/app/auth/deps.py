"""Who is calling and may they: the dependencies that routes name in their signatures.

`Allow(P.X)` demands a permission and yields the context, `Public` says that none is needed; a
route with neither fails the start (core.openapi). `Read` and `Write` are the unit of work.
"""

import time
from collections import OrderedDict
from collections.abc import AsyncIterator
from typing import Annotated, Any, TypeVar

import structlog
from fastapi import Depends, Request
from sqlalchemy import text

from app.auth import permissions
from app.auth.permissions import P
from app.kit import idempotency, security
from app.kit.context import Context, caller, rights_of
from app.kit.errors import Forbidden, NotAuthenticated
from app.kit.routing import PUBLIC
from app.kit.session import Database
from app.kit.storage import ObjectStore
from app.kit.uow import Uow

T = TypeVar("T")
PRINCIPAL_LIFE_S = 1.0
SIGNED_IN = "signed_in"
_PRINCIPAL = text("SELECT auth_principal(:sid)")


class Principals:
    """Who a session belongs to and what they may, read from the database at most once a second."""

    def __init__(self, db: Database, size: int = 5000) -> None:
        self._db = db
        self._known: OrderedDict[str, tuple[float, dict[str, Any]]] = OrderedDict()
        self._claims: OrderedDict[str, tuple[float, security.AccessClaims]] = OrderedDict()
        self._size = size

    def claims(self, key: str, token: str) -> security.AccessClaims | None:
        """What a valid token says; its signature is not checked twice within a second."""
        found = self._claims.get(token)
        if found is not None and time.monotonic() - found[0] < PRINCIPAL_LIFE_S:
            return found[1]
        claims = security.decode_access(key, token)
        if claims is None:
            self._claims.pop(token, None)
            return None
        _remember(self._claims, token, claims, self._size)
        return claims

    async def get(self, sid: str) -> dict[str, Any] | None:
        found = self._known.get(sid)
        if found is not None and time.monotonic() - found[0] < PRINCIPAL_LIFE_S:
            return found[1]
        async with self._db.anonymous() as session:
            principal = await session.scalar(_PRINCIPAL, {"sid": sid})
        if principal is None:
            self._known.pop(sid, None)
            return None
        principal["permissions"] = permissions.resolve(
            principal["roles"], is_superuser=principal["is_superuser"]
        )
        principal["rights"] = rights_of(principal["permissions"])
        _remember(self._known, sid, principal, self._size)
        return principal  # type: ignore[no-any-return]

    def forget(self, sid: str) -> None:
        """After a change by this process, so that it acts at once."""
        self._known.pop(sid, None)

    def forget_user(self, *user_ids: int) -> None:
        """After a change of somebody's rights."""
        gone = [sid for sid, (_, known) in self._known.items() if known["user_id"] in user_ids]
        for sid in gone:
            del self._known[sid]


def _remember(store: OrderedDict[str, tuple[float, T]], key: str, value: T, size: int) -> None:
    store[key] = (time.monotonic(), value)
    store.move_to_end(key)
    if len(store) > size:
        store.popitem(last=False)


async def authenticate(request: Request) -> Context:
    """Name the caller by the bearer token, or 401; rights come from the database.

    Once a request, however many dependencies ask.
    """
    known: Context | None = getattr(request.state, "ctx", None)
    if known is not None:
        return known
    state = request.app.state
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    claims = (
        state.principals.claims(state.settings.jwt_secret_key.get_secret_value(), token)
        if scheme.lower() == "bearer"
        else None
    )
    if claims is None:
        raise NotAuthenticated
    principal = await state.principals.get(claims.session_id)
    if principal is None or principal["user_id"] != claims.user_id:
        raise NotAuthenticated("auth.session_ended")
    state.limiter.check_here(
        f"{state.settings.rate_limit_per_minute}/minute", "api", str(claims.user_id)
    )
    structlog.contextvars.bind_contextvars(
        user_id=claims.user_id, theater_id=principal["theater_id"]
    )
    ctx = _context(request, claims.session_id, principal)
    request.state.ctx = ctx
    caller.set(ctx)
    return ctx


def _context(request: Request, session_id: str, principal: dict[str, Any]) -> Context:
    return Context(
        theater_id=principal["theater_id"],
        user_id=principal["user_id"],
        session_id=session_id,
        home_theater_id=principal["home_theater_id"],
        department_id=principal["department_id"],
        is_superuser=principal["is_superuser"],
        permissions=principal["permissions"],
        rights=principal["rights"],
        request_id=request.state.request_id,
        ip=client_ip(request),
        locale=request.state.locale,
    )


async def context_of_session(request: Request, session_id: str) -> Context | None:
    """The caller behind a link that their session signed; None once that session has ended."""
    principal = await request.app.state.principals.get(session_id)
    return None if principal is None else _context(request, session_id, principal)


def client_ip(request: Request) -> str | None:
    """The peer; behind the proxy uvicorn has already replaced it by the forwarded address."""
    return request.client.host if request.client else None


Ctx = Annotated[Context, Depends(authenticate)]


async def admit(request: Request, permission: str) -> None:
    """The door of every route that is not public (kit.routing): sign-in, then the permission."""
    ctx = await authenticate(request)
    if permission != SIGNED_IN and ctx.scope(permission) is None:
        raise Forbidden(params={"permission": permission})


def Allow(permission: P) -> Any:  # noqa: N802 - reads as a type in signatures
    """Demands a permission of the route's callers (`admit` checks it) and yields the context."""

    async def allowed(request: Request) -> Context:
        return await authenticate(request)

    allowed.permission = permission.value  # type: ignore[attr-defined]
    return Depends(allowed)


async def _public() -> None:
    """Marks a route that anybody may call."""


async def _signed_in(request: Request) -> Context:
    return await authenticate(request)


_public.permission = PUBLIC  # type: ignore[attr-defined]
_signed_in.permission = SIGNED_IN  # type: ignore[attr-defined]
Public = Depends(_public)
# For what everybody does with their own account.
SignedIn = Annotated[Context, Depends(_signed_in)]


async def _read(request: Request) -> AsyncIterator[Uow]:
    async with database(request).read(await authenticate(request)) as uow:
        yield uow


async def _unanswered(request: Request) -> None:
    async with database(request).read(await authenticate(request)) as uow:
        await idempotency.replay(request, uow)


async def _write(request: Request) -> AsyncIterator[Uow]:
    async with database(request).write(await authenticate(request)) as uow:
        await idempotency.claim(request, uow)
        yield uow


def database(request: Request) -> Database:
    db: Database = request.app.state.db
    return db


def object_store(request: Request) -> ObjectStore:
    storage: ObjectStore = request.app.state.storage
    return storage


# Function scope: the commit happens before the answer leaves, so its failure is the answer.
Read = Annotated[Uow, Depends(_read, scope="function")]
# Before long work on a file, which stands before `Write`: a repeated request ends here.
Unanswered = Annotated[None, Depends(_unanswered, scope="function")]
Write = Annotated[Uow, Depends(_write, scope="function")]
