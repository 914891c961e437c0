"""Taking back: a counter-movement brings the same pieces back, and the line it undoes stays."""

from collections.abc import Sequence

from app.inventory.ledger import Done, Ledger
from app.inventory.models import ItemStatus, Movement, MovementType
from app.inventory.movement_repository import MovementRepository
from app.inventory.movements import Order, Place, Route, new_batch
from app.kit.errors import AppError, Conflict, NotFound
from app.kit.uow import Uow


class Reversals:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.ledger = Ledger(uow)
        self.repository = MovementRepository(uow.session, uow.ctx)

    async def undo(self, movement_id: int) -> Done:
        """The counter-movement."""
        return await self.take_back(await self.repository.get(movement_id), None)

    async def undo_batch(self, batch: str) -> tuple[str, Sequence[int]]:
        """Everything of one act that is still in force, or nothing; the new act and its lines.

        Raises Conflict with the movements that cannot be taken back.
        """
        movements = await self.repository.of_batch(batch)
        if not movements:
            raise NotFound
        again = new_batch()
        made, refused = [], []
        # Items are locked in one order, whoever else is at work; of one item the newest go first.
        for movement in sorted(movements, key=lambda one: (one.item_id, -one.id)):
            try:
                made.append((await self.take_back(movement, again)).id)
            except AppError as error:
                refused.append({"movement_id": movement.id, "item_id": movement.item_id,
                                "code": error.code})  # fmt: skip
        if refused:
            raise Conflict(
                "inventory.batch_moved_on",
                params={"count": len(refused), "of": len(movements)},
                extra={"conflicts": refused},
            )
        return again, made

    async def take_back(self, movement: Movement, batch: str | None) -> Done:
        """One movement, the item's last, by its counter-movement."""
        before, balances = await self.ledger.hold(movement.item_id)
        if movement.id not in await self.repository.last_in_force([movement.item_id], within=None):
            raise Conflict("inventory.not_last_movement")
        kind = MovementType(movement.movement_type)
        order = Order(
            kind,
            movement.quantity,
            performance_id=movement.performance_id,
            batch=batch,
            undoes_id=movement.id,
            unit_ids=await self.ledger.units.of_movement(movement.id, kind),
        )
        path = Route(
            _place(movement.to_location_id, movement.to_status),
            _place(movement.from_location_id, movement.from_status),
        )
        return await self.ledger.carry_out(movement.item_id, order, path, before, balances)


def _place(location_id: int | None, status: str | None) -> Place | None:
    return None if status is None else Place(location_id, ItemStatus(status).value)
