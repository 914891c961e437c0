"""Statements about theatres."""

from collections.abc import Sequence

from sqlalchemy import RowMapping, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.kit.errors import NotFound
from app.theaters.models import Theater

_ALL = text("SELECT id, name, code, timezone, is_active FROM theaters_all()")


async def get_theater(session: AsyncSession, theater_id: int) -> Theater:
    """Visible only to a transaction of that theatre."""
    theater = await session.scalar(select(Theater).where(Theater.id == theater_id))
    if theater is None:
        raise NotFound
    return theater


async def all_theaters(session: AsyncSession) -> Sequence[RowMapping]:
    return (await session.execute(_ALL)).mappings().all()
