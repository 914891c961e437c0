"""Rows of the schedule, for the factory: events, what belongs to them, what is in the way."""

import secrets
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from app.kit import clock
from app.kit.db import Base
from app.schedule.availability.models import Absence, Closure
from app.schedule.feeds.models import CalendarFeed
from app.schedule.models import Call, Event, EventItem
from app.schedule.plan.models import Publication

if TYPE_CHECKING:
    from tests.factories import Person, TheaterOf

_MOSCOW = ZoneInfo("Europe/Moscow")


class ScheduleFactory:
    async def _add(self, theater: "TheaterOf", obj: Base) -> int:
        raise NotImplementedError

    async def event(
        self,
        theater: "TheaterOf",
        title: str = "Чайка",
        *,
        starts_at: datetime | None = None,
        hours: float = 3,
        **values: Any,
    ) -> int:
        """A show without a venue, tomorrow at 19:00 of Moscow unless said otherwise."""
        start = starts_at or (clock.now() + timedelta(days=1)).astimezone(_MOSCOW).replace(
            hour=19, minute=0, second=0, microsecond=0
        )
        values.setdefault("event_type", "performance")
        values.setdefault("ends_at", start + timedelta(hours=hours))
        return await self._add(theater, Event(title=title, starts_at=start, **values))

    async def call(
        self, theater: "TheaterOf", event_id: int, user_id: int | None = None, **values: Any
    ) -> int:
        """A person called to an event; without a person, an open role."""
        if user_id is None:
            values.setdefault("role", "Нина")
        return await self._add(theater, Call(event_id=event_id, user_id=user_id, **values))

    async def reservation(
        self, theater: "TheaterOf", event_id: int, item_id: int, quantity: int = 1, **values: Any
    ) -> int:
        row = EventItem(event_id=event_id, inventory_item_id=item_id, quantity=quantity, **values)
        return await self._add(theater, row)

    async def absence(
        self,
        theater: "TheaterOf",
        user_id: int,
        starts_at: datetime,
        ends_at: datetime,
        **rest: Any,
    ) -> int:
        values = {"user_id": user_id, "starts_at": starts_at, "ends_at": ends_at, **rest}
        return await self._add(theater, Absence(**{"kind": "vacation"} | values))

    async def closure(
        self,
        theater: "TheaterOf",
        venue_id: int,
        starts_at: datetime,
        ends_at: datetime,
        **rest: Any,
    ) -> int:
        values = {"venue_id": venue_id, "starts_at": starts_at, "ends_at": ends_at, **rest}
        return await self._add(theater, Closure(**values))

    async def feed(self, theater: "TheaterOf", owner: "Person", **values: Any) -> int:
        """A calendar address whose token nobody knows."""
        values = {
            "kind": "person",
            "name": "Мои вызовы",
            "token_hash": secrets.token_hex(32),
        } | values
        return await self._add(theater, CalendarFeed(user_id=owner.id, **values))

    async def publication(self, theater: "TheaterOf", month: date, **values: Any) -> int:
        """The first version of a month's plan, without shows; answers its version."""
        values.setdefault("version", 1)
        snapshot = {"timezone": "Europe/Moscow", "rows": []}
        await self._add(theater, Publication(month=month, snapshot=snapshot, **values))
        version: int = values["version"]
        return version
