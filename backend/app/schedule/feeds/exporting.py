"""A selection of the schedule as a file for another calendar."""

import asyncio

from app.kit.errors import Invalid
from app.kit.listing import ListRun
from app.kit.uow import Uow
from app.schedule import scope
from app.schedule.days import Clocks
from app.schedule.feeds import writing
from app.schedule.feeds.entries import Telling
from app.schedule.feeds.repository import FeedRepository
from app.schedule.listing import EventList
from app.schedule.models import Event

MAX_EVENTS = 5_000


class EventCalendar(EventList):
    """The filters of the list; pages and order mean nothing here."""

    row = (Event.id,)  # type: ignore[assignment]


async def export(uow: Uow, query: EventCalendar, public_url: str) -> bytes:
    run = ListRun(uow, query, scope.narrowing(uow.ctx))
    found: list[int] = []
    async for chunk in run.all_rows():
        found.extend(row["id"] for row in chunk)
        if len(found) > MAX_EVENTS:
            raise Invalid("feed.export_too_large", params={"limit": MAX_EVENTS})
    repository = FeedRepository(uow.session, uow.ctx)
    telling = Telling(
        await Clocks.of(uow), await repository.theater_code(), public_url, uow.ctx.locale
    )
    entries = telling.events(await repository.by_ids(found))
    return await asyncio.to_thread(writing.write, telling.clocks.house.name, telling.zone, entries)
