"""The ledger at work: pieces leave one balance and join another, under a lock on the item.

A balance equals the sum of its movements and is never below zero; both change here and nowhere
else, in one transaction with the item's summary, its version and the audit row.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    Executable,
    Result,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from app.auth.permissions import P
from app.inventory import references
from app.inventory.care.blocking import GUARDED, refuse_overdue, takes_away
from app.inventory.models import Item, ItemStatus, Movement, MovementType, StockBalance
from app.inventory.movements import (
    RULES,
    Arrival,
    Order,
    Place,
    Route,
    Summary,
    after,
    homeward,
    not_enough,
    pieces_at,
    route,
    source_of,
    summary,
)
from app.inventory.schemas import MAX_QUANTITY
from app.inventory.scope import predicate
from app.inventory.units.moving import UnitMoves
from app.kit.errors import Invalid, NotFound
from app.kit.uow import Uow

# Built once: building them anew took most of a movement's time. They run below the ORM, so each
# names its theatre itself.
_items: Any = Item.__table__
_balances: Any = StockBalance.__table__
_movements: Any = Movement.__table__
_item, _stock = _items.c, _balances.c
_OF_ITEM = (_item.theater_id == bindparam("theater"), _item.id == bindparam("item"))
_OF_BALANCE = (_stock.theater_id == bindparam("theater"), _stock.id == bindparam("balance"))
_LOCK = (
    select(_item.quantity, _item.status, _item.location_id, GUARDED)
    .where(*_OF_ITEM, _item.deleted_at.is_(None))
    .with_for_update()
)
_BALANCES = (
    select(_stock.id, _stock.location_id, _stock.status, _stock.quantity)
    .where(_stock.theater_id == bindparam("theater"), _stock.item_id == bindparam("item"))
    .order_by(_stock.id)
)
# Newest first, taken-back ones aside; more than these say nothing clear about a home.
_undoing: Any = _movements.alias("undoing")
_moved = _movements.c
_ARRIVALS = (
    select(_moved.quantity, _moved.from_location_id, _moved.from_status, _moved.performance_id)
    .where(
        _moved.theater_id == bindparam("theater"),
        _moved.item_id == bindparam("item"),
        _moved.to_status == bindparam("status"),
        _moved.to_location_id.is_not_distinct_from(
            bindparam("location", type_=_moved.to_location_id.type)
        ),
        _moved.undoes_id.is_(None),
        ~exists().where(
            _undoing.c.theater_id == _moved.theater_id, _undoing.c.undoes_id == _moved.id
        ),
    )
    .order_by(_moved.id.desc())
    .limit(50)
)
_REMOVE = delete(_balances).where(*_OF_BALANCE)
_REDUCE = update(_balances).where(*_OF_BALANCE).values(quantity=bindparam("left"))
_PUT = upsert(_balances).values(
    {
        name: bindparam(name)
        for name in ("theater_id", "item_id", "location_id", "status", "quantity")
    }
)
_PUT = _PUT.on_conflict_do_update(
    index_elements=[
        text("theater_id"), text("item_id"), text("coalesce(location_id, 0)"), text("status")
    ],
    set_={"quantity": _stock.quantity + _PUT.excluded.quantity},
)  # fmt: skip
_WRITE = insert(_movements).returning(_movements.c.id)
_SUMMARISE = (
    update(_items)
    .where(*_OF_ITEM)
    .values(
        quantity=bindparam("pieces"),
        status=bindparam("now_status"),
        location_id=bindparam("now_location"),
        version=_item.version + 1,
        last_moved_at=func.now(),
        updated_at=func.now(),
        updated_by_id=bindparam("author"),
    )
    .returning(_item.version)
)


class Ledger:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.session = uow.session
        self.units = UnitMoves(self._run, uow.ctx.author_id)
        self._connection: AsyncConnection | None = None
        self._guarded: set[int] = set()

    async def move(self, item_id: int, order: Order) -> tuple[int, int]:
        """Carry out a movement; returns its id and the item's new version.

        Raises NotFound outside the caller's reach, Conflict when there are too few pieces.
        """
        await self.check_references(order)
        before, balances = await self.hold(item_id)
        if order.unit_ids:
            order = await self._with_units(item_id, order)
        order = await self.homeward(item_id, order, balances)
        path = route(order, balances)
        return await self.carry_out(item_id, order, path, before, balances)

    async def hold(self, item_id: int) -> tuple[Summary, Sequence[Any]]:
        """Lock the item until the transaction ends; what it shows, and its balances."""
        return await self._lock(item_id), await self.balances(item_id)

    async def carry_out(
        self, item_id: int, order: Order, path: Route, before: Summary, balances: Sequence[Any]
    ) -> tuple[int, int]:
        """Take and put pieces of a held item; a receipt ends at the largest number."""
        if (
            path.source is None
            and sum(b.quantity for b in balances) > MAX_QUANTITY - order.quantity
        ):
            raise Invalid.field("quantity", "quantity_too_large")
        if item_id in self._guarded and order.undoes_id is None and takes_away(*path):
            await refuse_overdue(await self.session.connection(), self.uow.ctx, item_id)
        if path.source is not None:
            await self._take(balances, path.source, order.quantity)
        await self.units.check(item_id, order, path, pieces_at(path.source, balances))
        if path.target is not None:
            await self._put(item_id, path.target, order.quantity)
        self.uow.touch("inventory_stock")
        movement_id = await self._write(item_id, path, order)
        if order.unit_ids:
            await self.units.go(item_id, order, path, movement_id)
            self.uow.touch("inventory_units")
        now = summary(after(path, order.quantity, balances))
        version = await self._summarise(item_id, now)
        await self._journal(item_id, order, path, before, now)
        return movement_id, version

    async def open(self, item_id: int, place: Place, quantity: int) -> None:
        """The first receipt of an item that this transaction has just made."""
        await self._put(item_id, place, quantity)
        self.uow.touch("inventory_stock")
        await self._write(item_id, Route(None, place), Order(MovementType.RECEIPT, quantity))

    async def balances(self, item_id: int) -> Sequence[Any]:
        return (await self._run(_BALANCES, item=item_id)).all()

    async def check_references(self, order: Order) -> None:
        if order.performance_id is not None:
            titles = await references.TITLES.of(self.uow)
            references.require("performance_id", order.performance_id, titles)
        if order.from_location_id is None and order.to_location_id is None:
            return
        locations = await references.LOCATIONS.of(self.uow)
        references.require("from_location_id", order.from_location_id, locations)
        references.require("to_location_id", order.to_location_id, locations)

    async def _with_units(self, item_id: int, order: Order) -> Order:
        """Named units are all that moves, and where they are is where the movement begins."""
        chosen = tuple(dict.fromkeys(order.unit_ids))
        if len(chosen) != order.quantity:
            raise Invalid.field("quantity", "units_count", count=len(chosen))
        order = replace(order, unit_ids=chosen)
        if RULES[order.kind].source is None or order.speaks_of("from"):
            return order
        place = await self.units.placed(item_id, chosen)
        said = {*order.said, "from_location_id"}
        status = ItemStatus(place.status)
        return replace(order, from_location_id=place.location_id, from_status=status, said=said)

    async def homeward(self, item_id: int, order: Order, balances: Sequence[Any]) -> Order:
        rule = RULES[order.kind]
        if not rule.back or rule.source is None:
            return order
        held = source_of(order, rule.source, balances)
        found = await self._run(
            _ARRIVALS, item=item_id, status=held.status, location=held.location_id
        )
        return homeward(order, held.quantity, [Arrival._make(row) for row in found])

    async def _lock(self, item_id: int) -> Summary:
        reach = predicate(self.uow.ctx, P.INVENTORY_MOVE)
        statement = _LOCK if reach is None else _LOCK.where(reach)
        row = (await self._run(statement, item=item_id)).one_or_none()
        if row is None:
            raise NotFound
        if row.guarded:
            self._guarded.add(item_id)
        return Summary(row.quantity, row.status, row.location_id)

    async def _take(self, balances: Sequence[Any], place: Place, quantity: int) -> None:
        """Called under the item's lock, with the balances read under it; no zero row stays."""
        held = next((b for b in balances if Place(b.location_id, b.status) == place), None)
        if held is None or held.quantity < quantity:
            raise not_enough(held.quantity if held else 0)
        if held.quantity == quantity:
            await self._run(_REMOVE, balance=held.id)
        else:
            await self._run(_REDUCE, balance=held.id, left=held.quantity - quantity)

    async def _put(self, item_id: int, place: Place, quantity: int) -> None:
        await self._run(
            _PUT,
            theater_id=self.uow.ctx.theater_id,
            item_id=item_id,
            location_id=place.location_id,
            status=place.status,
            quantity=quantity,
        )

    async def _write(self, item_id: int, path: Route, order: Order) -> int:
        source, target = path
        written = await self._run(
            _WRITE,
            theater_id=self.uow.ctx.theater_id,
            item_id=item_id,
            movement_type=order.kind.value,
            quantity=order.quantity,
            from_location_id=source.location_id if source else None,
            from_status=source.status if source else None,
            to_location_id=target.location_id if target else None,
            to_status=target.status if target else None,
            performance_id=order.performance_id,
            batch=order.batch,
            undoes_id=order.undoes_id,
            comment=order.comment or None,
            created_by_id=self.uow.ctx.author_id,
        )
        self.uow.touch("inventory_movements")
        movement_id: int = written.scalar_one()
        return movement_id

    async def _summarise(self, item_id: int, after: Summary) -> int:
        written = await self._run(
            _SUMMARISE,
            item=item_id,
            pieces=after.quantity,
            now_status=after.status,
            now_location=after.location_id,
            author=self.uow.ctx.author_id,
        )
        self.uow.touch("inventory_items")
        version: int = written.scalar_one()
        return version

    async def _run(self, statement: Executable, **values: Any) -> Result[Any]:
        if self._connection is None:
            self._connection = await self.session.connection()
        if "theater_id" not in values:
            values["theater"] = self.uow.ctx.theater_id
        return await self._connection.execute(statement, values)

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
        said = {
            field: [None, value]
            for field in ("performance_id", "batch", "undoes_id", "unit_ids")
            if (value := getattr(order, field)) not in (None, ())
        }
        await self.uow.audit(order.kind.value, "item", item_id, {**moved, **said, **changed})
