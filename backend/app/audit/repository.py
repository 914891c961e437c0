"""Statements about seals. Seals are only ever added."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import RowMapping, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.audit.hashing import CANONICAL
from app.audit.models import AuditSeal, AuditSealLeaf
from app.kit.audit import AuditEntry

_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('audit_seal'), :theater_id)")
_THEATERS = text("SELECT id FROM theaters_all() ORDER BY id")
_NEXT_XID = text("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
_OLDEST_XID = text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")


async def theater_ids(session: AsyncSession) -> Sequence[int]:
    return (await session.scalars(_THEATERS)).all()


async def next_transaction(session: AsyncSession) -> int:
    """Every transaction that writes now or has written has a number below this one."""
    return int(await session.scalar(_NEXT_XID) or 0)


async def oldest_transaction(session: AsyncSession) -> int:
    """Every transaction with a number below this one has ended."""
    return int(await session.scalar(_OLDEST_XID) or 0)


async def last_entry_id(session: AsyncSession) -> int:
    return int(await session.scalar(select(func.max(AuditEntry.id))) or 0)


async def lock_sealing(session: AsyncSession, theater_id: int) -> None:
    await session.execute(_LOCK, {"theater_id": theater_id})


async def last_seal(session: AsyncSession) -> AuditSeal | None:
    return await session.scalar(select(AuditSeal).order_by(AuditSeal.to_id.desc()).limit(1))


async def rows_between(
    session: AsyncSession, after: int, to: int, limit: int | None = None
) -> Sequence[RowMapping]:
    """Journal rows with `after` < id ≤ `to`, as they are hashed."""
    statement = (
        select(*CANONICAL)
        .where(AuditEntry.id > after, AuditEntry.id <= to)
        .order_by(AuditEntry.id)
        .limit(limit)
    )
    return (await session.execute(statement)).mappings().all()


async def add_leaves(session: AsyncSession, leaves: Sequence[dict[str, Any]]) -> None:
    if leaves:
        await session.execute(insert(AuditSealLeaf), leaves)


async def seals_after(session: AsyncSession, to_id: int, limit: int) -> Sequence[AuditSeal]:
    statement = (
        select(AuditSeal).where(AuditSeal.to_id > to_id).order_by(AuditSeal.to_id).limit(limit)
    )
    return (await session.scalars(statement)).all()


async def leaves_of(session: AsyncSession, seal_id: int) -> dict[int, str]:
    rows = await session.execute(
        select(AuditSealLeaf.audit_id, AuditSealLeaf.hash).where(AuditSealLeaf.seal_id == seal_id)
    )
    return {row[0]: row[1] for row in rows}
