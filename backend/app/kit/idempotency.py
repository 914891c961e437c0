"""Idempotency-Key: a repeated creation gets the first answer, a different body under one key 422.

The claim is a row of the business transaction, so a crash leaves both the work and its answer or
neither. A parallel twin waits on the unique key until the first commits, then replays it.
"""

import contextlib
import hashlib
import hmac
import re
from datetime import datetime, timedelta
from typing import Any

import orjson
from fastapi import Request, Response
from sqlalchemy import (
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    and_,
    delete,
    func,
    not_,
    or_,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Mapped, mapped_column
from starlette.datastructures import UploadFile

from app.kit import clock, security
from app.kit.db import Base, TenantMixin
from app.kit.errors import Conflict, Invalid
from app.kit.http import media_type
from app.kit.uow import Uow

HEADER = "Idempotency-Key"
LIFE = timedelta(hours=24)
# Of what a phone may send again long after its first try, whose answer never came back.
OUTBOX_LIFE = timedelta(days=30)
_FORM = re.compile(r"^[\x21-\x7e]{1,200}$")
_KEPT_HEADERS = ("location", "etag", "content-type")
_SEALED = "x-sealed"
_OUTBOX = "x-outbox"


class IdempotencyKey(TenantMixin, Base):
    """One remembered answer; keys belong to a user and a route."""

    __tablename__ = "idempotency_keys"
    __table_args__ = (
        PrimaryKeyConstraint("theater_id", "user_id", "route", "key"),
        Index("ix_idempotency_keys_created_at", "created_at"),
    )

    user_id: Mapped[int] = mapped_column(Integer)
    route: Mapped[str] = mapped_column(String(200))
    key: Mapped[str] = mapped_column(String(200))
    request_hash: Mapped[str] = mapped_column(String(64))
    status: Mapped[int | None] = mapped_column(Integer)
    headers: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'::jsonb"))
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Replay(Exception):
    """Leaves the endpoint before it runs: the answer is already known."""

    def __init__(self, response: Response) -> None:
        self.response = response


async def replay(request: Request, uow: Uow) -> None:
    """Leave at once when the answer is known. `claim` does so too, but inside the transaction of
    the work: what is done before that, on a file, would be done again for nothing.
    """
    row = _row(request, uow)
    if row is not None:
        found = await uow.session.scalar(select(IdempotencyKey).filter_by(**row))
        if found is not None:
            _answer(request, found, await _fingerprint(request))


async def claim(request: Request, uow: Uow) -> None:
    """Called by the write dependency for every POST that carries a key.

    From here on the request holds a connection: whatever takes long without the database stands
    before `Write` in the signature, behind `Unanswered`.
    """
    row = _row(request, uow)
    if row is None:
        return
    fingerprint = await _fingerprint(request)
    created = await uow.session.execute(
        insert(IdempotencyKey)
        .values(**row, theater_id=uow.ctx.theater_id, request_hash=fingerprint)
        .on_conflict_do_nothing()
        .returning(IdempotencyKey.key)
    )
    if created.first() is not None:
        request.state.idempotency = (uow, row)
        return
    found = await uow.session.scalar(select(IdempotencyKey).filter_by(**row))
    if found is None:
        raise Conflict("idempotency.expired")
    _answer(request, found, fingerprint)


def _row(request: Request, uow: Uow) -> dict[str, Any] | None:
    """What a key belongs to; None for a request without one."""
    key = request.headers.get(HEADER)
    if request.method != "POST" or key is None:
        return None
    if not _FORM.match(key):
        raise Invalid.field(HEADER, "idempotency.form")
    return {"user_id": uow.ctx.user_id or 0, "route": request.url.path[:200], "key": key}


def _answer(request: Request, found: IdempotencyKey, fingerprint: str) -> None:
    if found.created_at < clock.now() - _life(found):
        raise Conflict("idempotency.expired")
    if found.request_hash != fingerprint:
        raise Invalid.field(HEADER, "idempotency.other_body", key=found.key)
    headers, body = dict(found.headers), found.body
    headers.pop(_OUTBOX, None)
    if headers.pop(_SEALED, None) and body is not None:
        body = security.unseal(_key(request), body)
    raise Replay(Response(body, found.status or 200, {**headers, "Idempotent-Replayed": "true"}))


async def outlive(request: Request) -> None:
    """A dependency of routes whose requests may wait on a phone: their keys live longer."""
    request.state.outbox = True


def _life(entry: IdempotencyKey) -> timedelta:
    return OUTBOX_LIFE if _OUTBOX in entry.headers else LIFE


def seal(request: Request) -> None:
    """This answer carries a secret of which the database otherwise keeps a hash."""
    request.state.sealed = True


async def remember(request: Request, response: Response) -> None:
    """Store the answer beside the work; runs before the commit."""
    claimed = getattr(request.state, "idempotency", None)
    if claimed is None:
        return
    uow, row = claimed
    entry = await uow.session.get(IdempotencyKey, {"theater_id": uow.ctx.theater_id, **row})
    entry.status = response.status_code
    entry.headers = {n: response.headers[n] for n in _KEPT_HEADERS if n in response.headers}
    if getattr(request.state, "outbox", False):
        entry.headers = {**entry.headers, _OUTBOX: "1"}
    entry.body = bytes(response.body)
    if getattr(request.state, "sealed", False):
        entry.headers = {**entry.headers, _SEALED: "1"}
        entry.body = security.seal(_key(request), entry.body)
    await uow.session.flush()


async def forget_old(session: Any) -> int:
    """Housekeeping: keys live 24 hours, those of an outbox 30 days."""
    now, made = clock.now(), IdempotencyKey.created_at
    waits = IdempotencyKey.headers.has_key(_OUTBOX)
    old = or_(made < now - OUTBOX_LIFE, and_(made < now - LIFE, not_(waits)))
    done = await session.execute(delete(IdempotencyKey).where(old))
    return int(done.rowcount)


async def _fingerprint(request: Request) -> str:
    """Equal for equal requests; of a form its fields count, not the boundary between them.

    Keyed, for a body may hold a password that a plain hash would let somebody guess. Reckoned once.
    """
    known: str | None = getattr(request.state, "fingerprint", None)
    if known is not None:
        return known
    query = str(request.url.query).encode()
    digest = hmac.new(_key(request).encode(), query, hashlib.sha256)
    if media_type(request.headers).startswith("multipart/"):
        form = await request.form()
        for name, value in form.multi_items():
            digest.update(name.encode())
            if isinstance(value, UploadFile):
                digest.update((value.filename or "").encode())
                await value.seek(0)  # whoever stood before us may have read it
                while chunk := await value.read(1 << 20):
                    digest.update(chunk)
                await value.seek(0)
            else:
                digest.update(value.encode())
    else:
        body = await request.body()
        with contextlib.suppress(orjson.JSONDecodeError):
            body = orjson.dumps(orjson.loads(body), option=orjson.OPT_SORT_KEYS)
        digest.update(body)
    request.state.fingerprint = digest.hexdigest()
    return digest.hexdigest()


def _key(request: Request) -> str:
    key: str = request.app.state.settings.jwt_secret_key.get_secret_value()
    return key
