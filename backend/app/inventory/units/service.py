"""Rules of units: what may be numbered, which numbers are free, and that balances stay."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from app.auth.permissions import P
from app.inventory import references
from app.inventory.ledger import Ledger
from app.inventory.models import Item
from app.inventory.movements import Place
from app.inventory.numbers import spelt_alike
from app.inventory.repository import ItemRepository
from app.inventory.schemas import MAX_UNITS
from app.inventory.units import numbering
from app.inventory.units.models import Unit
from app.kit import clock
from app.kit.errors import Conflict, FieldError, Invalid, NotFound
from app.kit.http import expect
from app.kit.uow import Uow

_OWN = ("serial_number", "condition", "note", "purchase_date", "warranty_until")


class Units:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.session = uow.session
        self.items = ItemRepository(uow.session, uow.ctx)

    async def number(
        self, item_id: int, values: Mapping[str, Any], said: set[str]
    ) -> Sequence[Unit]:
        """Give numbers to pieces that have none, `count` of them in one place."""
        item = await self.items.lock(item_id, P.INVENTORY_UPDATE)
        count: int = values["count"]
        if count > 1 and (values["number"] or values["serial_number"]):
            raise Invalid.field("count", "unit.one_number")
        references.require(
            "location_id", values["location_id"], await references.LOCATIONS.of(self.uow)
        )
        units = await self._live(item_id)
        if len(units) + count > MAX_UNITS:
            raise Conflict("unit.too_many", params={"limit": MAX_UNITS})
        place = await self._place(item_id, values, said, units)
        numbers = await self._numbers(item, values["number"], count, units)
        made = [
            Unit(
                item_id=item_id,
                number=number,
                location_id=place.location_id,
                status=place.status,
                **{name: values[name] or None for name in _OWN},
            )
            for number in numbers
        ]
        self.session.add_all(made)
        await self.session.flush()
        return made

    async def change(
        self, item_id: int, unit_id: int, values: Mapping[str, Any], version: int | None
    ) -> Unit:
        unit = await self._lock(item_id, unit_id)
        expect(unit.version, version)
        for name, value in values.items():
            if name == "number":
                if value is None or value == unit.number:
                    continue
                await self._check_free(value)
            setattr(unit, name, value if value != "" else None)
        await self.session.flush()
        return unit

    async def remove(self, item_id: int, unit_id: int, version: int | None) -> None:
        """The piece stays where it is, without a number."""
        unit = await self._lock(item_id, unit_id)
        expect(unit.version, version)
        unit.deleted_at = clock.now()
        await self.session.flush()

    async def _lock(self, item_id: int, unit_id: int) -> Unit:
        """Under the item's lock, so that no movement takes the unit meanwhile."""
        await self.items.lock(item_id, P.INVENTORY_UPDATE)
        unit: Unit | None = await self.session.scalar(
            select(Unit).where(Unit.item_id == item_id, Unit.id == unit_id)
        )
        if unit is None:
            raise NotFound
        return unit

    async def _live(self, item_id: int) -> Sequence[Unit]:
        return (await self.session.scalars(select(Unit).where(Unit.item_id == item_id))).all()

    async def _place(
        self, item_id: int, values: Mapping[str, Any], said: set[str], units: Sequence[Unit]
    ) -> Place:
        """The balance that has enough pieces without number; the only one, or the one named."""
        free = free_places(await Ledger(self.uow).balances(item_id), units)
        fitting = {
            place: pieces
            for place, pieces in free.items()
            if (values["status"] is None or place.status == values["status"])
            and ("location_id" not in said or place.location_id == values["location_id"])
        }
        if len(fitting) > 1:
            raise Invalid.field("location_id", "unit_place_unclear")
        available = next(iter(fitting.values()), 0)
        if available < values["count"]:
            params = {"available": available}
            raise Conflict(
                "inventory.unnumbered_few",
                params=params,
                errors=[FieldError("count", "inventory.unnumbered_few", params)],
                extra=params,
            )
        return next(iter(fitting))

    async def _numbers(
        self, item: Item, given: str | None, count: int, units: Sequence[Unit]
    ) -> list[str]:
        if given is not None:
            await self._check_free(given)
            return [given]
        prefix = item.inventory_number
        last = numbering.running(prefix, (unit.number for unit in units))
        # Numbers that other items' units or other items have been given by hand are stepped over.
        beginning = f"{prefix.lower()}/"
        taken: set[str] = set()
        for column in (Unit.number_key, Item.number_key):
            taken |= set(
                await self.session.scalars(
                    select(column).where(func.starts_with(column, beginning))
                )
            )
        return numbering.proposed(prefix, last, count, taken)

    async def _check_free(self, number: str) -> None:
        """Units are told apart by an index; scanning looks for an item's number first."""
        if await spelt_alike(self.uow, number):
            raise Conflict(
                "unit.number_taken", errors=[FieldError("number", "unit.number_taken", {})]
            )


def free_places(balances: Sequence[Any], units: Sequence[Unit]) -> dict[Place, int]:
    """Pieces without a number, by place; places where every piece has one are left out."""
    free = {Place(held.location_id, held.status): held.quantity for held in balances}
    for unit in units:
        free[Place(unit.location_id, unit.status)] -= 1
    return {place: pieces for place, pieces in free.items() if pieces > 0}
