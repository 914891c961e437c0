"""Lists read to the end by a cursor, as exports and bulk changes do."""

from app.inventory.listing import ItemList
from app.kit.listing import ListRun
from app.schedule.listing import EventList
from tests.factories import Factory, TheaterOf


async def test_one_connection_reads_lists_of_different_columns(
    make: Factory, theater: TheaterOf
) -> None:
    item, event = await make.item(theater), await make.event(theater)
    async with make.db.read(theater.ctx) as uow:
        for query, only in ((ItemList(), item), (EventList(), event)):
            rows = [row async for chunk in ListRun(uow, query).all_rows() for row in chunk]
            assert [row["id"] for row in rows] == [only]
