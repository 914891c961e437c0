"""Who changed what: one append-only table, written in the transaction of the change itself."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar

import orjson
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Identity,
    Index,
    Insert,
    Integer,
    String,
    bindparam,
    column,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy import inspect as inspect_object
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column

from app.kit.context import Context
from app.kit.db import Base, SoftDeleteMixin, TenantMixin

M = TypeVar("M", bound=type)
_NOISE = frozenset(
    {"id", "theater_id", "version", "created_at", "updated_at", "created_by_id", "updated_by_id"}
)


class AuditEntry(TenantMixin, Base):
    """`actor_id` and `entity_id` are no foreign keys: the journal outlives what it names.

    `diff` maps a column to `[before, after]`.
    """

    __tablename__ = "audit_log"
    __table_args__ = (
        Index("ix_audit_log_entity", "theater_id", "entity", "entity_id", "id"),
        Index("ix_audit_log_feed", "theater_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    at: Mapped[datetime] = mapped_column(server_default=func.now())
    actor_id: Mapped[int | None] = mapped_column(Integer)
    action: Mapped[str] = mapped_column(String(50))
    entity: Mapped[str] = mapped_column(String(50))
    entity_id: Mapped[int | None] = mapped_column(Integer)
    diff: Mapped[dict[str, Any]] = mapped_column(JSONB)
    ip: Mapped[str | None] = mapped_column(String(45))
    request_id: Mapped[str] = mapped_column(String(100))


_journal: Any = AuditEntry.__table__
_INSERT = insert(_journal)


def audited(entity: str, *, exclude: Iterable[str] = ()) -> Any:
    """Class decorator: changes of this model are journalled under `entity`, less some columns."""

    def mark(model: M) -> M:
        model.__audited__ = (entity, _NOISE | frozenset(exclude))  # type: ignore[attr-defined]
        return model

    return mark


def write_diffs(session: Session) -> None:
    """Called after each flush, when both the history and the new ids are known."""
    ctx: Context | None = session.info.get("ctx")
    if ctx is None:
        return
    rows = [
        _row(ctx, action, obj)
        for action, objects in (
            ("create", session.new),
            ("update", session.dirty),
            ("delete", session.deleted),
        )
        for obj in objects
        if hasattr(obj, "__audited__")
    ]
    rows = [row for row in rows if row["diff"]]
    if rows:
        session.connection().execute(_INSERT, rows)


async def write_entry(
    session: AsyncSession,
    ctx: Context,
    action: str,
    entity: str,
    entity_id: int | None,
    diff: Mapping[str, Any],
) -> None:
    connection = await session.connection()
    await connection.execute(_INSERT, _values(ctx, action, entity, entity_id, dict(diff)))


async def write_entries(
    session: AsyncSession,
    ctx: Context,
    action: str,
    entity: str,
    diffs: Mapping[int, Mapping[str, Any]],
) -> None:
    """The same act on many objects, a row for each."""
    if diffs:
        connection = await session.connection()
        rows = [_values(ctx, action, entity, one, dict(diff)) for one, diff in diffs.items()]
        await connection.execute(_INSERT, rows)


def entries(entity: str, entity_id: ColumnElement[int]) -> Insert:
    """The journal of one object as a part of a bigger statement; `binds` are its values."""
    acts = func.jsonb_to_recordset(bindparam("acts", type_=JSONB))
    act = acts.table_valued(column("action", String), column("diff", JSONB))
    act = act.render_derived("act", with_types=True)
    rows = {
        "theater_id": bindparam("theater", type_=Integer),
        "actor_id": bindparam("actor", type_=Integer),
        "action": act.c.action,
        "entity": literal(entity, String),
        "entity_id": entity_id,
        "diff": act.c.diff,
        "ip": bindparam("ip", type_=String),
        "request_id": bindparam("request_id", type_=String),
    }
    return insert(_journal).from_select(list(rows), select(*rows.values()))


def binds(ctx: Context, *acts: tuple[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What `entries` takes: each act by its word and its diff, in their order."""
    told = [{"action": action, "diff": diff} for action, diff in acts]
    return {
        "theater": ctx.theater_id,
        "actor": ctx.user_id,
        "acts": orjson.dumps(told).decode(),
        "ip": ctx.ip,
        "request_id": ctx.request_id,
    }


def creation(model: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """The diff of an object that a statement makes of all these values."""
    _, hidden = model.__audited__
    return {
        name: [None, plain(value)]
        for name, value in values.items()
        if name not in hidden and value is not None
    }


def refuse_silent_bulk(state: ORMExecuteState) -> None:
    """A bulk UPDATE or DELETE skips the diff; its author must say `audit=` and write an entry."""
    mapper = state.bind_mapper
    if (
        mapper is not None
        and hasattr(mapper.class_, "__audited__")
        and not state.execution_options.get("audit")
    ):
        raise RuntimeError(f"bulk change of audited {mapper.class_.__name__} without audit=")


@cache
def _journalled(model: Any) -> tuple[str, ...]:
    hidden = model.__audited__[1]
    return tuple(a.key for a in inspect_object(model).column_attrs if a.key not in hidden)


def created(obj: Any) -> dict[str, Any]:
    """The diff of an object that was not there before."""
    values = ((key, plain(getattr(obj, key))) for key in _journalled(obj.__class__))
    return {key: [None, value] for key, value in values if value is not None}


def changed(obj: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """The diff of an object that shall have these values."""
    pairs = ((key, getattr(obj, key), value) for key, value in values.items())
    return {key: [plain(old), plain(new)] for key, old, new in pairs if old != new}


def _row(ctx: Context, action: str, obj: Any) -> dict[str, Any]:
    entity = obj.__audited__[0]
    if action == "update":
        state, diff = inspect_object(obj), {}
        for key in _journalled(obj.__class__):
            history = state.attrs[key].history
            if history.has_changes():
                diff[key] = [plain(_first(history.deleted)), plain(_first(history.added))]
    else:
        diff = created(obj)
        if action == "delete":
            diff = {key: [value, None] for key, (_, value) in diff.items()}
    if isinstance(obj, SoftDeleteMixin) and "deleted_at" in diff and action == "update":
        action = "archive" if diff["deleted_at"][1] else "restore"
    return _values(ctx, action, entity, getattr(obj, "id", None), diff)


def _values(
    ctx: Context, action: str, entity: str, entity_id: int | None, diff: dict[str, Any]
) -> dict[str, Any]:
    return {
        "theater_id": ctx.theater_id,
        "actor_id": ctx.user_id,
        "action": action,
        "entity": entity,
        "entity_id": entity_id,
        "diff": diff,
        "ip": ctx.ip,
        "request_id": ctx.request_id,
    }


def _first(values: Any) -> Any:
    return values[0] if values else None


def plain(value: Any) -> Any:
    """As the journal keeps it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    return value
