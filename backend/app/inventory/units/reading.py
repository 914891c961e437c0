"""Units as they leave, and the item that a single piece's number leads to."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from app.auth.permissions import P
from app.inventory import reading, references
from app.inventory.history import History, HistoryQuery
from app.inventory.ledger import Ledger
from app.inventory.models import Item, ItemStatus, Movement
from app.inventory.repository import ItemRepository
from app.inventory.scope import predicate
from app.inventory.units.models import MovementUnit, Unit
from app.inventory.units.service import free_places
from app.kit.errors import NotFound
from app.kit.lookalikes import fold_case, fold_number, fold_serial, spellings
from app.kit.text import clean
from app.kit.uow import Uow

_PLAIN = (
    "id", "version", "item_id", "number", "serial_number", "status", "condition", "note",
    "purchase_date", "warranty_until", "created_at", "updated_at",
)  # fmt: skip


class UnitReader:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.session = uow.session
        self.items = ItemRepository(uow.session, uow.ctx)

    async def of_item(self, item_id: int, *, archived: bool) -> dict[str, Any]:
        await self.items.check_readable(item_id, archived=archived)
        units = (
            await self.session.scalars(
                select(Unit).where(Unit.item_id == item_id).order_by(Unit.number_key)
            )
        ).all()
        free = free_places(await Ledger(self.uow).balances(item_id), units)
        locations = await references.LOCATIONS.of(self.uow)
        return {
            "items": await self.bodies(units),
            "unnumbered": reading.stock_json(
                [{**place._asdict(), "quantity": pieces} for place, pieces in free.items()],
                locations,
            ),
        }

    async def one(self, item_id: int, unit_id: int, *, archived: bool = False) -> dict[str, Any]:
        await self.items.check_readable(item_id, archived=archived)
        statement = select(Unit).where(Unit.item_id == item_id, Unit.id == unit_id)
        unit = await self.session.scalar(statement)
        if unit is None:
            raise NotFound
        return (await self.bodies([unit]))[0]

    async def bodies(self, units: Sequence[Unit]) -> list[dict[str, Any]]:
        locations = (await references.LOCATIONS.of(self.uow)).refs
        people = await references.PEOPLE.of(self.uow)
        return [
            {
                **{name: getattr(unit, name) for name in _PLAIN},
                "location": locations.json(unit.location_id),
                "updated_by": people.json(unit.updated_by_id),
            }
            for unit in units
        ]

    async def history(self, item_id: int, unit_id: int, query: HistoryQuery) -> dict[str, Any]:
        """The movements that took this piece along, newest first."""
        await self.one(item_id, unit_id, archived=query.archived)
        statement = (
            select(Movement)
            .join(MovementUnit, MovementUnit.movement_id == Movement.id)
            .where(MovementUnit.unit_id == unit_id)
            .order_by(Movement.id.desc())
            .limit(query.limit + 1)
        )
        if query.before is not None:
            statement = statement.where(Movement.id < query.before)
        found = (await self.session.scalars(statement)).all()
        page = found[: query.limit]
        return {
            "items": await History(self.uow).bodies(page),
            "next": page[-1].id if len(found) > query.limit else None,
        }

    async def found(self, number: str) -> dict[str, Any]:
        """The live item of an inventory number, or of one piece's number or serial number.

        As it is written, or else in letters of one alphabet, or else in signs that look the same.
        """
        keys = list(dict.fromkeys(map(fold_case, spellings(clean(number)))))
        ways = [("number_key", key) for key in keys] + [("number_look", fold_number(keys[0]))]
        for column, value in ways:
            try:
                item = await reading.item_by_number(self.uow, column, value)
                return {**item, "piece": None}
            except NotFound:
                unit = await self._unit(getattr(Unit, column), value, fold_serial(keys[0]))
            if unit is not None:
                item = await reading.item_json(self.uow, unit.item_id)
                return {**item, "piece": (await self.bodies([unit]))[0]}
        raise NotFound

    async def _unit(self, number: Any, value: str, serial: str) -> Unit | None:
        """Numbers before serial numbers; of equal serial numbers a piece that is still in use."""
        statement = (
            select(Unit)
            .join(Item, Item.id == Unit.item_id)
            .where((number == value) | (Unit.serial_key == serial))
            .order_by(
                (number == value).desc(),
                Unit.status == ItemStatus.DECOMMISSIONED.value,
                Unit.id,
            )
            .limit(1)
        )
        reach = predicate(self.uow.ctx, P.INVENTORY_READ)
        if reach is not None:
            statement = statement.where(reach)
        unit: Unit | None = await self.session.scalar(statement) if serial else None
        return unit
