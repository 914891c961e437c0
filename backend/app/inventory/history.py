"""What the ledger knows of one item: its movements, its balances, where it is used."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pydantic import Field

from app.auth.permissions import P
from app.inventory import references
from app.inventory.ledger import Done, Ledger
from app.inventory.models import Movement
from app.inventory.movement_repository import MovementRepository
from app.inventory.movements import Held, columns
from app.inventory.reading import stock_json
from app.inventory.repository import ItemRepository
from app.inventory.uses import ITEM
from app.kit.listing import FeedQuery
from app.kit.reference import Versions
from app.kit.schemas import MAX_ID
from app.kit.uow import Uow
from app.kit.uses import uses_of


class HistoryQuery(FeedQuery):
    before: int | None = Field(None, ge=1, le=MAX_ID)
    archived: bool = Field(False, description="true: of an archived item, too")


class History:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow

    @property
    def items(self) -> ItemRepository:
        return ItemRepository(self.uow.session, self.uow.ctx)

    @property
    def repository(self) -> MovementRepository:
        return MovementRepository(self.uow.session, self.uow.ctx)

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

    async def moved(self, done: Done) -> dict[str, Any]:
        """The answer to a movement that has just been made, by what is known of it."""
        order = done.order
        movement = Movement(  # told, not kept: it is in the ledger already
            id=done.id,
            quantity=order.quantity,
            created_at=done.created_at,
            created_by_id=self.uow.ctx.author_id,
            **columns(order, done.path),
        )
        units = await self.repository.units([done.id]) if order.unit_ids else {}
        # The item's last, and in force unless it takes another back.
        last = {done.id} if order.undoes_id is None else set()
        return {
            "movement": (await self._bodies([movement], {}, units, last))[0],
            "stock": await self._stock(done.left),
            "version": done.version,
        }

    async def balances(self, item_id: int) -> list[dict[str, Any]]:
        return await self._stock(await Ledger(self.uow).balances(item_id))

    async def _stock(self, balances: Sequence[Held]) -> list[dict[str, Any]]:
        locations = await references.LOCATIONS.of(self.uow)
        return stock_json(
            [
                {"location_id": b.location_id, "status": b.status, "quantity": b.quantity}
                for b in balances
            ],
            locations,
        )

    async def bodies(self, movements: Sequence[Movement]) -> list[dict[str, Any]]:
        """Movements as `MovementOut` bodies."""
        ids = [movement.id for movement in movements]
        return await self._bodies(
            movements,
            await self.repository.undone_by(ids),
            await self.repository.units(ids),
            await self._last({movement.item_id for movement in movements}),
        )

    async def _bodies(
        self,
        movements: Sequence[Movement],
        undone: Mapping[int, int],
        units: Mapping[int, list[dict[str, Any]]],
        last: Collection[int],
    ) -> list[dict[str, Any]]:
        versions = await Versions.read(self.uow, references.MOVED)
        locations = (await references.LOCATIONS.of(self.uow, versions)).refs
        people = await references.PEOPLE.of(self.uow, versions)
        titles = await references.TITLES.of(self.uow, versions)
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
