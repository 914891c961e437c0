"""The ledger at work: pieces leave one balance and join another, under a lock on the item.

A balance equals the sum of its movements and is never below zero; both change here and nowhere
else, in one transaction with the item's summary, its version and the audit row.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from app.auth.permissions import P
from app.inventory import references
from app.inventory.models import Item, Movement, MovementType, StockBalance
from app.inventory.movements import Order, Place, Route, Summary, not_enough, route, summary
from app.inventory.schemas import MAX_QUANTITY
from app.inventory.scope import predicate
from app.kit.errors import Invalid, NotFound
from app.kit.uow import Uow

_PLACE = [text("theater_id"), text("item_id"), text("coalesce(location_id, 0)"), text("status")]


class Ledger:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.session = uow.session

    async def move(self, item_id: int, order: Order) -> tuple[int, int]:
        """Carry out a movement; returns its id and the item's new version.

        Raises NotFound outside the caller's reach, Conflict when there are too few pieces.
        """
        await self._check_places(order)
        before = await self._lock(item_id)
        balances = await self.balances(item_id)
        path = route(order, balances)
        if (
            path.source is None
            and sum(b.quantity for b in balances) > MAX_QUANTITY - order.quantity
        ):
            raise Invalid.field("quantity", "quantity_too_large")
        if path.source is not None:
            await self._take(balances, path.source, order.quantity)
        if path.target is not None:
            await self._put(item_id, path.target, order.quantity)
        self.uow.touch("inventory_stock")
        movement_id = await self._write(item_id, path, order)
        after = summary(await self.balances(item_id))
        version = await self._summarise(item_id, after)
        await self._journal(item_id, order, path, before, after)
        return movement_id, version

    async def open(self, item_id: int, place: Place, quantity: int) -> None:
        """The first receipt of an item that this transaction has just made."""
        await self._put(item_id, place, quantity)
        self.uow.touch("inventory_stock")
        await self._write(item_id, Route(None, place), Order(MovementType.RECEIPT, quantity))

    async def balances(self, item_id: int) -> Sequence[Any]:
        rows = await self.session.execute(
            select(
                StockBalance.id,
                StockBalance.location_id,
                StockBalance.status,
                StockBalance.quantity,
            )
            .where(StockBalance.item_id == item_id)
            .order_by(StockBalance.id)
        )
        return rows.all()

    async def _check_places(self, order: Order) -> None:
        if order.from_location_id is None and order.to_location_id is None:
            return
        locations = await references.LOCATIONS.of(self.uow)
        references.require("from_location_id", order.from_location_id, locations)
        references.require("to_location_id", order.to_location_id, locations)

    async def _lock(self, item_id: int) -> Summary:
        statement = select(Item.quantity, Item.status, Item.location_id).where(Item.id == item_id)
        reach = predicate(self.uow.ctx, P.INVENTORY_MOVE)
        if reach is not None:
            statement = statement.where(reach)
        row = (await self.session.execute(statement.with_for_update())).one_or_none()
        if row is None:
            raise NotFound
        return Summary(*row)

    async def _take(self, balances: Sequence[Any], place: Place, quantity: int) -> None:
        """Called under the item's lock, with the balances read under it; no zero row stays."""
        held = next((b for b in balances if Place(b.location_id, b.status) == place), None)
        if held is None or held.quantity < quantity:
            raise not_enough(held.quantity if held else 0)
        row = StockBalance.id == held.id
        if held.quantity == quantity:
            await self.session.execute(delete(StockBalance).where(row))
        else:
            await self.session.execute(
                update(StockBalance).where(row).values(quantity=held.quantity - quantity)
            )

    async def _put(self, item_id: int, place: Place, quantity: int) -> None:
        row = upsert(StockBalance).values(
            item_id=item_id,
            location_id=place.location_id,
            status=place.status,
            quantity=quantity,
        )
        await self.session.execute(
            row.on_conflict_do_update(
                index_elements=_PLACE,
                set_={"quantity": StockBalance.quantity + row.excluded.quantity},
            )
        )

    async def _write(self, item_id: int, path: Route, order: Order) -> int:
        source, target = path
        movement_id: int | None = await self.session.scalar(
            insert(Movement)
            .values(
                item_id=item_id,
                movement_type=order.kind.value,
                quantity=order.quantity,
                from_location_id=source.location_id if source else None,
                from_status=source.status if source else None,
                to_location_id=target.location_id if target else None,
                to_status=target.status if target else None,
                comment=order.comment or None,
                created_by_id=self.uow.ctx.author_id,
            )
            .returning(Movement.id)
        )
        self.uow.touch("inventory_movements")
        assert movement_id is not None  # an insert returns its row
        return movement_id

    async def _summarise(self, item_id: int, after: Summary) -> int:
        version: int | None = await self.session.scalar(
            update(Item)
            .where(Item.id == item_id)
            .values(
                **after._asdict(),
                version=Item.version + 1,
                updated_at=func.now(),
                updated_by_id=self.uow.ctx.author_id,
            )
            .returning(Item.version),
            execution_options={"audit": True, "synchronize_session": False},
        )
        self.uow.touch("inventory_items")
        assert version is not None  # the row is locked by this transaction
        return version

    async def _journal(
        self, item_id: int, order: Order, path: Route, before: Summary, after: Summary
    ) -> None:
        changed = {
            field: [old, new]
            for field, old, new in zip(Summary._fields, before, after, strict=True)
            if old != new
        }
        moved = {
            "moved": [None, order.quantity],
            "from": [None, path.source and path.source._asdict()],
            "to": [None, path.target and path.target._asdict()],
        }
        await self.uow.audit(order.kind.value, "item", item_id, {**moved, **changed})
