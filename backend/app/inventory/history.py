"""What the ledger knows of one item: its movements, its balances, where it is used."""

from collections.abc import Collection, Sequence
from typing import Any

from pydantic import Field

from app.auth.permissions import P
from app.inventory import references
from app.inventory.ledger import Ledger
from app.inventory.movement_repository import MovementRepository
from app.inventory.reading import stock_json
from app.inventory.repository import ItemRepository
from app.inventory.uses import ITEM
from app.kit.listing import FeedQuery
from app.kit.reference import Versions
from app.kit.schemas import MAX_ID
from app.kit.uow import Uow
from app.kit.uses import uses_of

NAMED = references.LOCATIONS.tables | references.PEOPLE.tables | references.TITLES.tables


class HistoryQuery(FeedQuery):
    before: int | None = Field(None, ge=1, le=MAX_ID)
    archived: bool = Field(False, description="true: of an archived item, too")


class History:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.items = ItemRepository(uow.session, uow.ctx)
        self.repository = MovementRepository(uow.session, uow.ctx)

    async def feed(self, item_id: int, query: HistoryQuery) -> dict[str, Any]:
        await self.items.check_readable(item_id, archived=query.archived)
        found = await self.repository.of_item(item_id, query)
        page = found[: query.limit]
        return {
            "items": await self.bodies(page),
            "next": page[-1].id if len(found) > query.limit else None,
        }

    async def usage(self, item_id: int) -> dict[str, Any]:
        await self.items.check_readable(item_id, archived=False)
        return {
            "balances": await self.balances(item_id),
            "movements": await self.repository.count(item_id),
            **(await uses_of(self.uow, ITEM, [item_id])).of(item_id),
        }

    async def moved(self, item_id: int, movement_id: int, version: int) -> dict[str, Any]:
        """The answer to a movement that has just been made."""
        movement = await self.repository.get(movement_id)
        return {
            "movement": (await self.bodies([movement]))[0],
            "stock": await self.balances(item_id),
            "version": version,
        }

    async def balances(self, item_id: int) -> list[dict[str, Any]]:
        rows = await Ledger(self.uow).balances(item_id)
        locations = await references.LOCATIONS.of(self.uow)
        return stock_json(
            [
                {"location_id": b.location_id, "status": b.status, "quantity": b.quantity}
                for b in rows
            ],
            locations,
        )

    async def bodies(self, movements: Sequence[Any]) -> list[dict[str, Any]]:
        """Movements as `MovementOut` bodies."""
        versions = await Versions.read(self.uow, NAMED)
        locations = (await references.LOCATIONS.of(self.uow, versions)).refs
        people = await references.PEOPLE.of(self.uow, versions)
        titles = await references.TITLES.of(self.uow, versions)
        undone = await self.repository.undone_by([movement.id for movement in movements])
        units = await self.repository.units([movement.id for movement in movements])
        last = await self._last({movement.item_id for movement in movements})
        return [
            {
                "id": movement.id,
                "movement_type": movement.movement_type,
                "quantity": movement.quantity,
                "from_location": locations.json(movement.from_location_id),
                "from_status": movement.from_status,
                "to_location": locations.json(movement.to_location_id),
                "to_status": movement.to_status,
                "performance": titles.json(movement.performance_id),
                "batch": movement.batch,
                "undoes_id": movement.undoes_id,
                "undone_by_id": undone.get(movement.id),
                "can_undo": movement.id in last,
                "comment": movement.comment,
                "units": units.get(movement.id, []),
                "created_at": movement.created_at,
                "created_by": people.json(movement.created_by_id),
            }
            for movement in movements
        ]

    async def _last(self, item_ids: Collection[int]) -> set[int]:
        """The movements that the caller may take back."""
        if self.uow.ctx.scope(P.INVENTORY_MOVE) is None:
            return set()
        return await self.repository.last_in_force(item_ids, within=P.INVENTORY_MOVE)
