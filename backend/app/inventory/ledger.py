"""The ledger at work: pieces leave one balance and join another, under a lock on the item.

A balance equals the sum of its movements and is never below zero; both begin with their item
(inventory.creating) and change here, in one statement with the item's summary, its version and the
audit row.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    Integer,
    String,
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

from app.auth.permissions import P
from app.inventory import references
from app.inventory.care.blocking import GUARDED, refuse_overdue, takes_away
from app.inventory.models import Item, ItemStatus, Movement, StockBalance
from app.inventory.movements import (
    RULES,
    Arrival,
    Balance,
    Order,
    Place,
    Route,
    Summary,
    after,
    columns,
    homeward,
    not_enough,
    pieces_at,
    route,
    source_of,
    summary,
)
from app.inventory.schemas import MAX_QUANTITY
from app.inventory.scope import narrowing
from app.inventory.units.models import Unit
from app.inventory.units.moving import UnitMoves
from app.kit import audit
from app.kit.errors import Invalid, NotFound
from app.kit.listing import Narrowing
from app.kit.reference import Versions
from app.kit.statements import Prepared, fetch, prepare
from app.kit.uow import Uow

# They run below the ORM, so each names its theatre itself.
_items: Any = Item.__table__
_balances: Any = StockBalance.__table__
_movements: Any = Movement.__table__
_item, _stock = _items.c, _balances.c
_unit: Any = Unit.__table__.c
_OF_ITEM = (_item.theater_id == bindparam("theater"), _item.id == bindparam("item"))
_OF_BALANCE = (_stock.theater_id == bindparam("theater"), _stock.id == bindparam("balance"))
_NUMBERED = (
    select(func.count())
    .where(
        _unit.theater_id == _stock.theater_id,
        _unit.item_id == _stock.item_id,
        _unit.deleted_at.is_(None),
        _unit.status == _stock.status,
        _unit.location_id.is_not_distinct_from(_stock.location_id),
    )
    .scalar_subquery()
)
_BALANCES = prepare(
    select(_stock.id, _stock.location_id, _stock.status, _stock.quantity, _NUMBERED)
    .where(_stock.theater_id == bindparam("theater"), _stock.item_id == bindparam("item"))
    .order_by(_stock.id)
)
# Newest first, taken-back ones aside; more than these say nothing clear about a home.
_undoing: Any = _movements.alias("undoing")
_moved = _movements.c
_ARRIVALS = prepare(
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
# What a movement writes. A side that it lacks is null, and finds no row or puts none.
_PIECES = bindparam("pieces", type_=Integer)
_TARGET: dict[str, Any] = {
    "theater_id": bindparam("theater", type_=Integer),
    "item_id": bindparam("item", type_=Integer),
    "location_id": bindparam("to_location_id", type_=Integer),
    "status": bindparam("to_status", type_=String),
    "quantity": _PIECES,
}
# Where pieces are too few after all, the table's CHECK refuses the whole.
_REDUCE = update(_balances).where(*_OF_BALANCE, _stock.quantity != _PIECES)
_REMOVE = delete(_balances).where(*_OF_BALANCE, _stock.quantity == _PIECES)
_PUT = upsert(_balances).from_select(
    list(_TARGET), select(*_TARGET.values()).where(_TARGET["status"].is_not(None))
)
_PUT = _PUT.on_conflict_do_update(
    index_elements=[
        text("theater_id"), text("item_id"), text("coalesce(location_id, 0)"), text("status")
    ],
    set_={"quantity": _stock.quantity + _PUT.excluded.quantity},
)  # fmt: skip
_SAID = (
    "movement_type", "from_location_id", "from_status", "to_location_id", "to_status",
    "performance_id", "batch", "undoes_id", "comment",
)  # fmt: skip
_MADE = (
    insert(_movements)
    .values(
        theater_id=_TARGET["theater_id"],
        item_id=_TARGET["item_id"],
        quantity=_PIECES,
        created_by_id=bindparam("author", type_=Integer),
        **{name: bindparam(name, type_=_movements.c[name].type) for name in _SAID},
    )
    .returning(_movements.c.id, _movements.c.created_at)
    .cte("made")
)
_SHOWN = (
    update(_items)
    .where(*_OF_ITEM)
    .values(
        quantity=bindparam("shown_quantity", type_=Integer),
        status=bindparam("shown_status", type_=String),
        location_id=bindparam("shown_location_id", type_=Integer),
        version=_item.version + 1,
        last_moved_at=func.now(),
        updated_at=func.now(),
        updated_by_id=bindparam("author", type_=Integer),
    )
    .returning(_item.version)
    .cte("shown")
)
_APPLY = prepare(
    select(_MADE.c.id, _MADE.c.created_at, _SHOWN.c.version).add_cte(
        _REDUCE.values(quantity=_stock.quantity - _PIECES).cte("reduced"),
        _REMOVE.cte("removed"),
        _PUT.cte("put"),
        audit.entries("item", _TARGET["item_id"]).cte("told"),
    )
)


@cache
def _lock(reach: Narrowing | None) -> Prepared:
    held = select(_item.quantity, _item.status, _item.location_id, GUARDED)
    held = held.where(*_OF_ITEM, _item.deleted_at.is_(None))
    return prepare((held if reach is None else held.where(reach.where())).with_for_update())


class Stock(NamedTuple):
    """A balance as it is kept; `numbered` of its pieces have numbers."""

    id: int
    location_id: int | None
    status: str
    quantity: int
    numbered: int


class Done(NamedTuple):
    """A movement that has been made, the balances that it leaves and the item's new version."""

    id: int
    created_at: datetime
    version: int
    item_id: int
    order: Order
    path: Route
    left: Sequence[Balance]


class Ledger:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.units = UnitMoves(self._run, uow.ctx.author_id)
        self._guarded: set[int] = set()

    async def move(self, item_id: int, order: Order) -> Done:
        """Carry out a movement.

        Raises NotFound outside the caller's reach, Conflict when there are too few pieces.
        """
        await self.check_references(order)
        before, balances = await self.hold(item_id)
        if order.unit_ids:
            order = await self._with_units(item_id, order)
        order = await self.homeward(item_id, order, balances)
        path = route(order, balances)
        return await self.carry_out(item_id, order, path, before, balances)

    async def hold(self, item_id: int) -> tuple[Summary, Sequence[Stock]]:
        """Lock the item until the transaction ends; what it shows, and its balances."""
        return await self._held(item_id), await self.balances(item_id)

    async def carry_out(
        self, item_id: int, order: Order, path: Route, before: Summary, balances: Sequence[Stock]
    ) -> Done:
        """Take and put pieces of a held item; a receipt ends at the largest number."""
        if (
            path.source is None
            and sum(b.quantity for b in balances) > MAX_QUANTITY - order.quantity
        ):
            raise Invalid.field("quantity", "quantity_too_large")
        if item_id in self._guarded and order.undoes_id is None and takes_away(*path):
            await refuse_overdue(self.uow, item_id)
        taken = None if path.source is None else _taken(path.source, order.quantity, balances)
        if order.unit_ids or (taken and order.quantity > taken.quantity - taken.numbered):
            await self.units.check(item_id, order, path, pieces_at(path.source, balances))
        left = after(path, order.quantity, balances)
        done = Done(
            *await self._apply(item_id, order, path, taken, before, summary(left)),
            item_id, order, path, left,
        )  # fmt: skip
        if order.unit_ids:
            await self.units.go(item_id, order, path, done.id)
            self.uow.touch("inventory_units")
        return done

    async def balances(self, item_id: int) -> Sequence[Stock]:
        return [Stock._make(row) for row in await self._run(_BALANCES, item=item_id)]

    async def check_references(self, order: Order) -> None:
        versions = await Versions.read(self.uow, references.MOVED)
        if order.performance_id is not None:
            titles = await references.TITLES.of(self.uow, versions)
            references.require("performance_id", order.performance_id, titles)
        if order.from_location_id is None and order.to_location_id is None:
            return
        locations = await references.LOCATIONS.of(self.uow, versions)
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

    async def _held(self, item_id: int) -> Summary:
        reach = narrowing(self.uow.ctx, P.INVENTORY_MOVE)
        rows = await self._run(_lock(reach), item=item_id, **(reach.values if reach else {}))
        if not rows:
            raise NotFound
        *seen, guarded = rows[0]
        if guarded:
            self._guarded.add(item_id)
        return Summary._make(seen)

    async def _apply(
        self,
        item_id: int,
        order: Order,
        path: Route,
        taken: Stock | None,
        before: Summary,
        now: Summary,
    ) -> tuple[int, datetime, int]:
        """Write it all: the movement's id and moment, and the item's new version."""
        rows = await self._run(
            _APPLY,
            item=item_id,
            balance=taken and taken.id,
            pieces=order.quantity,
            author=self.uow.ctx.author_id,
            **columns(order, path),
            **{f"shown_{field}": value for field, value in now._asdict().items()},
            **audit.binds(self.uow.ctx, (order.kind.value, _diff(order, path, before, now))),
        )
        self.uow.touch("inventory_stock", "inventory_movements", "inventory_items")
        made: tuple[int, datetime, int] = rows[0]
        return made

    async def _run(self, statement: Prepared, **values: Any) -> list[Any]:
        return await fetch(self.uow, statement, {"theater": self.uow.ctx.theater_id, **values})


def _taken(place: Place, quantity: int, balances: Sequence[Stock]) -> Stock:
    """The balance, read under the item's lock, that the pieces leave."""
    held = next((b for b in balances if Place(b.location_id, b.status) == place), None)
    if held is None or held.quantity < quantity:
        raise not_enough(held.quantity if held else 0)
    return held


def _diff(order: Order, path: Route, before: Summary, now: Summary) -> dict[str, Any]:
    changed = {
        field: [old, new]
        for field, old, new in zip(Summary._fields, before, now, strict=True)
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
    return {**moved, **said, **changed}
