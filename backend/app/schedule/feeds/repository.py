"""What feeds read."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, cast

from sqlalchemy import Select, Table, and_, bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.kit.context import Context
from app.schedule import scope
from app.schedule.feeds.models import CalendarFeed
from app.schedule.models import MAX_DAYS, Call, CallStatus, Event
from app.theaters.models import Theater
from app.users.models import User

_DELETED_TOO = {"include_deleted": True}


class FeedRepository:
    def __init__(self, session: AsyncSession, ctx: Context) -> None:
        self.session = session
        self.ctx = ctx

    async def own(self) -> Sequence[CalendarFeed]:
        statement = self._own().order_by(CalendarFeed.id)
        return (await self.session.scalars(statement)).all()

    async def find_own(self, feed_id: int) -> CalendarFeed | None:
        found: CalendarFeed | None = await self.session.scalar(
            self._own().where(CalendarFeed.id == feed_id)
        )
        return found

    async def lock_own(self) -> int:
        """How many the caller has; two creations at once count one after the other."""
        await self.session.execute(
            select(User.id).where(User.id == self.ctx.user_id).with_for_update(key_share=True)
        )
        counted = select(func.count()).select_from(self._own().subquery())
        return int(await self.session.scalar(counted) or 0)

    async def get(self, feed_id: int) -> CalendarFeed | None:
        found: CalendarFeed | None = await self.session.scalar(
            select(CalendarFeed).where(CalendarFeed.id == feed_id)
        )
        return found

    async def theater_code(self) -> str:
        code: str = (
            await self.session.scalars(
                select(Theater.code).where(Theater.id == self.ctx.theater_id)
            )
        ).one()
        return code

    async def remember_heard(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """No change of the event: its version, its date and its author stay.

        By id, as whoever locks several events does: two imports wait for each other in no ring.
        """
        if not rows:
            return
        events = cast(Table, Event.__table__)
        connection = await self.session.connection()
        statement = (
            update(events)
            .where(events.c.theater_id == self.ctx.theater_id, events.c.id == bindparam("event"))
            .values(
                ical_sequence=bindparam("new_sequence"),
                ical_seen=bindparam("new_seen"),
                updated_at=events.c.updated_at,
            )
        )
        await connection.execute(statement, sorted(rows, key=lambda row: int(row["event"])))

    async def language(self) -> str:
        """Of the feed's owner: calendar programs fetch without saying one."""
        preferences = await self.session.scalar(
            select(User.preferences).where(User.id == self.ctx.user_id)
        )
        return str((preferences or {}).get("language") or "")

    async def called(self, today: datetime) -> list[tuple[Event, list[Call]]]:
        """What the caller is called to and has not declined, around a day."""
        statement = (
            select(Event, Call)
            .join(Call, and_(Call.theater_id == Event.theater_id, Call.event_id == Event.id))
            .where(Call.user_id == self.ctx.user_id, Call.status != CallStatus.DECLINED)
        )
        rows = await self.session.execute(
            self._around(statement, today).order_by(Event.starts_at, Event.id, Call.id),
            execution_options=_DELETED_TOO,
        )
        return [
            (event, [row.Call for row in group])
            for event, group in groupby(rows, key=lambda row: row.Event)
        ]

    async def on_venue(self, venue_id: int, today: datetime) -> Sequence[Event]:
        """What the caller may see of a venue, around a day."""
        statement = select(Event).where(Event.venue_id == venue_id)
        if (reach := scope.predicate(self.ctx)) is not None:
            statement = statement.where(reach)
        rows = await self.session.scalars(
            self._around(statement, today).order_by(Event.starts_at, Event.id),
            execution_options=_DELETED_TOO,
        )
        return rows.all()

    async def by_ids(self, event_ids: Sequence[int]) -> Sequence[Event]:
        rows = await self.session.scalars(
            select(Event).where(Event.id.in_(event_ids)).order_by(Event.starts_at, Event.id),
            execution_options=_DELETED_TOO,
        )
        return rows.all()

    def _own(self) -> Select[CalendarFeed]:
        return select(CalendarFeed).where(CalendarFeed.user_id == self.ctx.user_id)

    @staticmethod
    def _around(statement: Any, today: datetime) -> Any:
        since, until = today - PAST, today + AHEAD
        return statement.where(
            Event.starts_at > since - timedelta(days=MAX_DAYS),
            Event.ends_at > since,
            Event.starts_at < until,
            or_(Event.deleted_at.is_(None), Event.deleted_at > today - GONE),
        )


PAST = timedelta(days=90)
AHEAD = timedelta(days=400)
GONE = timedelta(days=60)
"""So long a deleted event is told as cancelled: programs that were off for the holidays hear it."""
