"""What a calendar program gets: the schedule as the feed's owner may see it now."""

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import text

from app.auth import permissions
from app.auth.permissions import P
from app.kit import clock, i18n, security
from app.kit.context import Context
from app.kit.errors import NotFound
from app.kit.session import Database
from app.kit.uow import Uow
from app.schedule.days import Clocks
from app.schedule.feeds import writing
from app.schedule.feeds.entries import Telling
from app.schedule.feeds.models import CalendarFeed
from app.schedule.feeds.repository import FeedRepository

TABLES = ("event_participants", "schedule_events", "theaters", "venues")
_OWNER = text("SELECT calendar_feed_owner(:feed, :hash)")


async def owner(db: Database, feed_id: int, token: str) -> Context:
    """Whose feed it is, with the rights of this moment. One answer for a wrong token, a revoked
    feed, a person or a theatre that is not active, and a role that no longer reads the schedule.
    """
    async with db.anonymous() as session:
        found: dict[str, Any] | None = await session.scalar(
            _OWNER, {"feed": feed_id, "hash": security.token_hash(token)}
        )
    if found is None:
        raise NotFound
    ctx = Context(
        theater_id=found["theater_id"],
        user_id=found["user_id"],
        home_theater_id=found["theater_id"],
        department_id=found["department_id"],
        is_superuser=found["is_superuser"],
        permissions=permissions.resolve(found["roles"], is_superuser=found["is_superuser"]),
    )
    if ctx.scope(P.SCHEDULE_READ) is None:
        raise NotFound
    return ctx


class FeedReader:
    """One fetch: first what tells whether anything has changed, then the calendar."""

    def __init__(self, uow: Uow, feed: CalendarFeed, locale: str) -> None:
        self.uow = uow
        self.feed = feed
        self.ctx = replace(uow.ctx, locale=locale)
        self.repository = FeedRepository(uow.session, uow.ctx)
        self.today = _midnight(clock.now())

    @classmethod
    async def open(cls, uow: Uow, feed_id: int, asked: str) -> "FeedReader":
        """`asked` is the language of the request, for an owner who has chosen none."""
        repository = FeedRepository(uow.session, uow.ctx)
        feed = await repository.get(feed_id)
        if feed is None:
            raise NotFound
        language = await repository.language()
        return cls(uow, feed, language if language in i18n.LOCALES else asked)

    async def versions(self) -> tuple[int, ...] | None:
        """Of the data and of the day: the stretch of time moves on at midnight."""
        versions = await self.uow.versions.of(self.ctx.theater_id, TABLES)
        return None if versions is None else (*versions, self.today.toordinal())

    async def calendar(self, public_url: str) -> bytes:
        telling = Telling(
            await Clocks.of(self.uow),
            await self.repository.theater_code(),
            public_url,
            self.ctx.locale,
        )
        if self.feed.venue_id is None:
            entries = telling.calls(await self.repository.called(self.today))
        else:
            events = await self.repository.on_venue(self.feed.venue_id, self.today)
            entries = telling.events(events)
        return await asyncio.to_thread(writing.write, self.feed.name, telling.zone, entries)


def _midnight(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0)
