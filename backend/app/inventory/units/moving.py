"""Units at a movement: which of them go along, and that they stay in step with the balances.

Called by the ledger under the item's lock. Pieces without a number go without being named; a unit
goes only when somebody names it.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from sqlalchemy import Integer, String, bindparam, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import ARRAY

from app.inventory.models import MovementType
from app.inventory.movements import Order, Place, Route
from app.inventory.units.models import MovementUnit, Unit
from app.kit.errors import Conflict, FieldError, Invalid
from app.kit.statements import prepare

Run = Callable[..., Awaitable[list[Any]]]

_units: Any = Unit.__table__
_unit = _units.c
_lines: Any = MovementUnit.__table__
_IDS = bindparam("ids", type_=ARRAY(Integer))
_OF_ITEM = (_unit.theater_id == bindparam("theater"), _unit.item_id == bindparam("item"))
_HERE = prepare(
    select(_unit.id, _unit.number)
    .where(
        *_OF_ITEM,
        _unit.deleted_at.is_(None),
        _unit.status == bindparam("status", type_=String()),
        _unit.location_id.is_not_distinct_from(bindparam("location", type_=Integer())),
    )
    .order_by(_unit.number_key)
)
_NAMED = prepare(
    select(_unit.id, _unit.number, _unit.location_id, _unit.status).where(
        *_OF_ITEM, _unit.deleted_at.is_(None), _unit.id == func.any(_IDS)
    )
)
_CHANGED = {
    "version": _unit.version + 1,
    "updated_at": func.now(),
    "updated_by_id": bindparam("author", type_=Integer()),
}
_SEND = prepare(
    update(_units)
    .where(*_OF_ITEM, _unit.id == func.any(_IDS))
    .values(
        location_id=bindparam("now_location", type_=Integer()),
        status=bindparam("now_status", type_=String()),
        deleted_at=None,
        **_CHANGED,
    )
)
_DISMISS = prepare(
    update(_units)
    .where(*_OF_ITEM, _unit.id == func.any(_IDS))
    .values(deleted_at=func.now(), **_CHANGED)
)
_WRITE = prepare(
    insert(_lines).from_select(
        ["theater_id", "movement_id", "unit_id"],
        select(
            bindparam("theater", type_=Integer()),
            bindparam("movement", type_=Integer()),
            func.unnest(_IDS),
        ),
    )
)
_MOVED = prepare(
    select(_lines.c.unit_id)
    .join(_units, (_unit.theater_id == _lines.c.theater_id) & (_unit.id == _lines.c.unit_id))
    .where(
        _lines.c.theater_id == bindparam("theater"),
        _lines.c.movement_id == bindparam("movement"),
        or_(_unit.deleted_at.is_(None), bindparam("lost", type_=Integer()) == 1),
    )
)


class UnitMoves:
    """`run` carries out a statement in the ledger's transaction and theatre."""

    def __init__(self, run: Run, author_id: int | None) -> None:
        self.run = run
        self.author_id = author_id

    async def placed(self, item_id: int, unit_ids: Sequence[int]) -> Place:
        """The one place where the named units are: they say themselves what a movement leaves."""
        found = await self.run(_NAMED, item=item_id, ids=list(unit_ids))
        if len(found) != len(set(unit_ids)):
            raise Invalid.field("unit_ids", "reference_unknown")
        places = {Place(unit["location_id"], unit["status"]) for unit in found}
        if len(places) > 1:
            raise Invalid.field("unit_ids", "units_apart")
        return places.pop()

    async def check(self, item_id: int, order: Order, path: Route, balance: int) -> None:
        """Refuse what would move a unit that nobody named, or name one that is not there."""
        if path.source is None:
            if order.unit_ids and order.undoes_id is None:
                raise Invalid.field("unit_ids", "units_outside")
            return
        here = await self._here(item_id, path.source)
        if strangers := set(order.unit_ids) - {unit["id"] for unit in here}:
            await self._refuse_strangers(item_id, strangers)
        unnumbered = balance - len(here)
        if order.quantity - len(order.unit_ids) > unnumbered:
            raise Conflict(
                "inventory.units_needed",
                params={"unnumbered": unnumbered, "count": len(here)},
                errors=[FieldError("unit_ids", "inventory.units_needed", {})],
                extra={
                    "unnumbered": unnumbered,
                    "units": [dict(unit) for unit in here],
                },
            )

    async def go(self, item_id: int, order: Order, path: Route, movement_id: int) -> None:
        """The checked units follow their pieces; out of the books means without a number."""
        if not order.unit_ids:
            return
        ids = list(order.unit_ids)
        values: dict[str, Any] = {"item": item_id, "ids": ids, "author": self.author_id}
        if path.target is None:
            await self.run(_DISMISS, **values)
        else:
            values["now_location"], values["now_status"] = path.target
            await self.run(_SEND, **values)
        await self.run(_WRITE, movement=movement_id, ids=ids)

    async def of_movement(self, movement_id: int, kind: MovementType) -> tuple[int, ...]:
        """What taking the movement back moves; a correction's lost units come back with it."""
        lost = int(kind is MovementType.ADJUSTMENT)
        moved = await self.run(_MOVED, movement=movement_id, lost=lost)
        return tuple(row["unit_id"] for row in moved)

    async def choose(
        self, item_id: int, place: Place, balance: int, wanted: int, named: Sequence[int]
    ) -> tuple[int, ...]:
        """Units for a movement that need not name them: the named ones, then pieces without a
        number, and only where these are too few the first numbers."""
        here = await self._here(item_id, place)
        short = max(0, wanted - len(named) - (balance - len(here)))
        others = [unit["id"] for unit in here if unit["id"] not in named]
        return (*named, *others[:short])

    async def _here(self, item_id: int, place: Place) -> list[Any]:
        return await self.run(_HERE, item=item_id, status=place.status, location=place.location_id)

    async def _refuse_strangers(self, item_id: int, strangers: set[int]) -> None:
        found = await self.run(_NAMED, item=item_id, ids=sorted(strangers))
        if len(found) < len(strangers):
            raise Invalid.field("unit_ids", "reference_unknown")
        numbers = ", ".join(sorted(unit["number"] for unit in found)[:10])
        raise Conflict(
            "inventory.units_elsewhere",
            params={"numbers": numbers},
            errors=[FieldError("unit_ids", "inventory.units_elsewhere", {"numbers": numbers})],
            extra={"units": [{"id": unit["id"], "number": unit["number"]} for unit in found]},
        )
