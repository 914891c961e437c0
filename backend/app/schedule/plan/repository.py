from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.performances.models import Performance
from app.schedule.days import FARTHEST
from app.schedule.models import Event, EventStatus
from app.schedule.plan.models import Publication
from app.schedule.plan.schemas import MAX_VERSIONS

_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('repertoire_plan'), hashtext(:key))")


def following(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def bounds(month: date) -> tuple[datetime, datetime]:
    """The month on every clock of the world."""
    start = datetime.combine(month, time(), UTC) - FARTHEST
    return start, datetime.combine(following(month), time(), UTC) + FARTHEST


class PlanRepository:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def shows(self, month: date, types: Sequence[str]) -> Sequence[Any]:
        """What starts in the month, or near it: the clock of its place decides."""
        start, end = bounds(month)
        statement = (
            select(
                Event.id,
                Event.title,
                Event.event_type,
                Event.status,
                Event.starts_at,
                Event.ends_at,
                Event.timezone,
                Event.venue_id,
                Event.performance_id,
                Event.tour_city,
                Event.tour_venue_name,
                Performance.age_rating,
            )
            .outerjoin(Performance, Performance.id == Event.performance_id)
            .where(
                Event.starts_at >= start,
                Event.starts_at < end,
                Event.event_type.in_(types),
                Event.status != EventStatus.CANCELLED,
            )
            .order_by(Event.starts_at, Event.id)
        )
        return (await self.session.execute(statement)).all()

    async def versions(self, month: date) -> Sequence[Any]:
        """The newest publications, newest first, without what they say."""
        statement = (
            select(
                Publication.version,
                Publication.published_at,
                Publication.published_by_id,
                Publication.note,
            )
            .where(Publication.month == month)
            .order_by(Publication.version.desc())
            .limit(MAX_VERSIONS)
        )
        return (await self.session.execute(statement)).all()

    async def last(self, month: date) -> Publication | None:
        statement = (
            select(Publication)
            .where(Publication.month == month)
            .order_by(Publication.version.desc())
            .limit(1)
        )
        found: Publication | None = await self.session.scalar(statement)
        return found

    async def find(self, month: date, version: int) -> Publication | None:
        found: Publication | None = await self.session.scalar(
            select(Publication).where(Publication.month == month, Publication.version == version)
        )
        return found

    async def unannounced(self, event_ids: Sequence[int]) -> Sequence[Event]:
        """Those of the events that are not public yet, locked, in one order for everybody."""
        statement = (
            select(Event)
            .where(Event.id.in_(event_ids), Event.is_public.is_(False))
            .order_by(Event.id)
            .with_for_update()
        )
        return (await self.session.scalars(statement)).all()

    async def lock(self, theater_id: int, month: date) -> None:
        """Publications of a month wait for each other until the end of the transaction."""
        await self.session.execute(_LOCK, {"key": f"{theater_id}:{month}"})
