"""Things of an event: what is reserved, and what its title needs beside that."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.auth.permissions import P
from app.inventory import scope as items_scope
from app.inventory.models import Item
from app.inventory.repository import ItemRepository
from app.kit.errors import Conflict, Invalid, NotFound
from app.kit.http import expect
from app.kit.uow import Uow
from app.schedule import changing, drafts, repository
from app.schedule.conflicts import checking
from app.schedule.conflicts import repository as near
from app.schedule.conflicts import service as conflicts
from app.schedule.conflicts.probes import Demand
from app.schedule.conflicts.service import Looked
from app.schedule.models import Event, EventItem, EventStatus
from app.schedule.placing import Placement, place, probes_of
from app.schedule.service import Events
from app.schedule.things import places


class Things:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.events = Events(uow)

    @property
    def session(self) -> AsyncSession:
        return self.uow.session

    async def of(self, event: Event) -> list[dict[str, Any]]:
        """Reserved things, then what the title needs and nobody has reserved yet."""
        items = await repository.items_of(self.session, [event.id])
        probes = await probes_of(self.uow, [Placement(event, [], list(items))])
        return await self.told(event, items, await conflicts.look(self.uow, probes))

    async def one(self, event: Event, item_id: int) -> dict[str, Any]:
        """The same of one item, wanted by the event or not; NotFound out of the caller's reach."""
        await ItemRepository(self.session, self.uow.ctx).check_readable(item_id, archived=False)
        items = await repository.items_of(self.session, [event.id])
        own = [item for item in items if item.inventory_item_id == item_id]
        (probe,) = await probes_of(self.uow, [Placement(event, [], own)])
        demand = probe.things.get(item_id, Demand())
        probe = replace(probe, venue_id=None, things={item_id: demand})
        (row,) = await self.told(event, own, await conflicts.look(self.uow, [probe]))
        return row

    async def told(
        self, event: Event, items: Sequence[EventItem], looked: Looked
    ) -> list[dict[str, Any]]:
        """The same from what was seen around the event already.

        `available` counts the pieces that no other event wants at the same time.
        """
        (probe,) = looked.probes
        wanted = set(probe.things)
        if not wanted:
            return []
        stock = {one.key: one.quantity for one in looked.near if one.kind == "stock"}
        free = {}
        for item_id in wanted:
            others = [one for one in looked.near if one.kind == "thing" and one.key == item_id]
            taken, _ = checking.peak(probe, others, reserved_only=False)
            free[item_id] = max(0, stock.get(item_id, 0) - taken)
        stand_ins = (
            await near.stand_ins(self.session, event.performance_id)
            if event.performance_id is not None
            else {}
        )
        where = await places.of(self.uow, wanted)
        names = await self._names(wanted | {s for i, s in stand_ins.items() if i in wanted})
        by_item = {item.inventory_item_id: item for item in items}
        rows = [
            _body(names, free, probe.things, stand_ins, item_id, by_item.get(item_id))
            | {"places": where.get(item_id, [])}
            for item_id in wanted
            if item_id in names
        ]
        rows.sort(key=lambda row: (row["status"] is None, row["item"]["name"], row["item"]["id"]))
        return rows

    async def _names(self, wanted: set[int]) -> dict[int, Any]:
        """Those that the caller may see."""
        statement = select(Item.id, Item.name, Item.inventory_number, Item.unit).where(
            Item.id.in_(wanted)
        )
        reach = items_scope.predicate(self.uow.ctx, P.INVENTORY_READ)
        if reach is not None:
            statement = statement.where(reach)
        rows = await self.session.execute(statement, execution_options={"include_deleted": True})
        return {row.id: row for row in rows}

    async def reserve(self, event_id: int, body: Mapping[str, Any]) -> EventItem:
        """Raises Conflict when fewer pieces are free over the whole blocked range."""
        values, reason = drafts.without_reason(body)
        event = await self._open(event_id)
        try:
            await drafts.check_items(self.uow, [values])
        except Invalid as error:
            raise drafts.renamed(error, "inventory.0.") from None
        item = EventItem(event_id=event.id, status="planned", **values)
        await self._asked(event, item, reason)
        self.session.add(item)
        changing.touch(event)
        await self.session.flush()
        return item

    async def change(
        self, event_id: int, item_id: int, body: Mapping[str, Any], version: int | None
    ) -> EventItem:
        values, reason = drafts.without_reason(body)
        event = await self._open(event_id)
        item = await self._item(event, item_id)
        expect(item.version, version)
        with self.session.no_autoflush:
            more = values["quantity"] > item.quantity
            item.quantity, item.notes = values["quantity"], values.get("notes")
            if more:
                await self._asked(event, item, reason)
            changing.touch(event)
        await self.session.flush()
        return item

    async def release(self, event_id: int, item_id: int, version: int | None) -> None:
        event = await self._open(event_id)
        item = await self._item(event, item_id)
        expect(item.version, version)
        await self.session.delete(item)
        changing.touch(event)
        await self.session.flush()

    async def _open(self, event_id: int) -> Event:
        event = await self.events.for_change(event_id)
        if event.status == EventStatus.CANCELLED:
            raise Conflict("event.cancelled")
        return event

    async def _item(self, event: Event, item_id: int) -> EventItem:
        items = await repository.items_of(self.session, [event.id])
        found = next((item for item in items if item.inventory_item_id == item_id), None)
        if found is None:
            raise NotFound
        return found

    async def _asked(self, event: Event, item: EventItem, reason: str | None) -> None:
        """Only this thing is looked at: the rest of the event stands already."""
        await place(self.uow, [Placement(event, [], [item])], reason, part="things")


def _body(
    names: Mapping[int, Any],
    free: Mapping[int, int],
    demands: Mapping[int, Demand],
    stand_ins: Mapping[int, int],
    item_id: int,
    item: EventItem | None,
) -> dict[str, Any]:
    def named(key: int | None) -> dict[str, Any] | None:
        row = names.get(key or 0)
        if row is None:
            return None
        return {"id": row.id, "name": row.name, "inventory_number": row.inventory_number}

    return {
        "id": item_id if item is None else item.id,
        "version": 0 if item is None else item.version,
        "item": named(item_id),
        "unit": names[item_id].unit,
        "quantity": 0 if item is None else item.quantity,
        "available": free[item_id],
        "needed": demands[item_id].needed,
        "alternative": named(stand_ins.get(item_id)),
        "notes": None if item is None else item.notes,
        "status": None if item is None else item.status,
    }
