"""Statements about events and what belongs to them."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.kit.errors import NotFound
from app.schedule.models import Call, Event, EventItem, Series

_KEPT = {"include_deleted": True}


async def get(
    session: AsyncSession,
    event_id: int,
    reach: ColumnElement[bool] | None,
    *,
    lock: bool = False,
    deleted: bool = False,
) -> Event:
    statement = select(Event).where(Event.id == event_id)
    if reach is not None:
        statement = statement.where(reach)
    if lock:
        statement = statement.with_for_update(of=Event, key_share=True)
    options = _KEPT if deleted else {}
    event = await session.scalar(statement, execution_options=options)
    if event is None:
        raise NotFound
    return event


async def calls_of(session: AsyncSession, event_ids: Collection[int]) -> Sequence[Call]:
    statement = (
        select(Call)
        .where(Call.event_id.in_(event_ids))
        .order_by(Call.event_id, Call.call_at.nulls_last(), Call.role.nulls_last(), Call.id)
    )
    return (await session.scalars(statement)).all()


async def items_of(session: AsyncSession, event_ids: Collection[int]) -> Sequence[EventItem]:
    statement = (
        select(EventItem)
        .where(EventItem.event_id.in_(event_ids))
        .order_by(EventItem.event_id, EventItem.id)
    )
    return (await session.scalars(statement)).all()


async def of_series(
    session: AsyncSession, series_id: int, since: datetime | None = None, *, lock: bool = True
) -> Sequence[Event]:
    """The dates of a series from a moment on, in order; locked for a change."""
    statement = select(Event).where(Event.series_id == series_id)
    if since is not None:
        statement = statement.where(Event.original_start >= since)
    statement = statement.order_by(Event.id)
    if lock:
        statement = statement.with_for_update(of=Event, key_share=True)
    found = (await session.scalars(statement)).all()
    return sorted(found, key=lambda event: (event.original_start or event.starts_at, event.id))


async def deleted_of_series(session: AsyncSession, series_id: int) -> Sequence[Event]:
    """The dates of a series that are gone, in order, locked for a change."""
    statement = (
        select(Event)
        .where(Event.series_id == series_id, Event.deleted_at.is_not(None))
        .order_by(Event.id)
        .with_for_update(of=Event, key_share=True)
    )
    found = (await session.scalars(statement, execution_options=_KEPT)).all()
    return sorted(found, key=lambda event: (event.original_start or event.starts_at, event.id))


async def series(session: AsyncSession, series_id: int, *, lock: bool = False) -> Series:
    statement = select(Series).where(Series.id == series_id)
    found = await session.scalar(statement.with_for_update() if lock else statement)
    if found is None:
        raise NotFound
    return found
