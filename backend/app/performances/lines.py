"""What a title needs: its lines, and the titles that need an item."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.auth.permissions import P
from app.inventory import references
from app.inventory import scope as items_scope
from app.inventory.models import Item, ItemStatus, StockBalance
from app.kit.context import Scope
from app.kit.errors import Conflict, FieldError, Invalid, NotFound
from app.kit.http import expect
from app.kit.uow import Uow
from app.performances import scope
from app.performances.models import Performance, PerformanceItem
from app.performances.service import Performances

_KEPT = {"include_deleted": True}
_ITEM = (
    Item.id, Item.name, Item.inventory_number, Item.unit, Item.status, Item.quantity,
    Item.deleted_at,
)  # fmt: skip


class _Prepared(NamedTuple):
    lines: list[dict[str, Any]]
    errors: dict[int, list[FieldError]]


def _by_line(errors: Mapping[int, Sequence[FieldError]]) -> list[FieldError]:
    return [
        FieldError(f"lines.{number}.{error.field}", error.code, error.params)
        for number, found in errors.items()
        for error in found
    ]


class Lines:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.session: AsyncSession = uow.session

    async def of(self, performance_id: int) -> list[dict[str, Any]]:
        """Lines in the order of acts and scenes; those whose things the caller may see."""
        await Performances(self.uow).get(performance_id)
        statement = (
            select(PerformanceItem)
            .join(Item, Item.id == PerformanceItem.inventory_item_id)
            .where(PerformanceItem.performance_id == performance_id)
            .order_by(
                PerformanceItem.act.nulls_last(),
                PerformanceItem.scene.nulls_last(),
                Item.sort_name,
                PerformanceItem.id,
            )
        )
        reach = items_scope.predicate(self.uow.ctx, P.INVENTORY_READ)
        if reach is not None:
            statement = statement.where(reach)
        lines = (await self.session.scalars(statement, execution_options=_KEPT)).all()
        return await self._bodies(lines)

    async def uses(self, item_id: int) -> list[dict[str, Any]]:
        """Titles that need the item, or would take it instead of another."""
        if item_id not in await self._seen({item_id}):
            raise NotFound
        statement = (
            select(PerformanceItem, Performance.title, Performance.status)
            .join(Performance, Performance.id == PerformanceItem.performance_id)
            .where(
                (PerformanceItem.inventory_item_id == item_id)
                | (PerformanceItem.alternative_item_id == item_id),
                Performance.archived_at.is_(None),
            )
            .order_by(Performance.title, PerformanceItem.id)
        )
        reach = scope.predicate(self.uow.ctx)
        if reach is not None:
            statement = statement.where(reach)
        return [
            {
                "id": line.id,
                "performance_id": line.performance_id,
                "title": title,
                "status": status,
                "quantity": line.quantity,
                "scene": line.scene,
                "character": line.character,
                "act": line.act,
                "is_alternative": line.inventory_item_id != item_id,
            }
            for line, title, status in await self.session.execute(statement)
        ]

    async def add(self, performance_id: int, values: Mapping[str, Any]) -> dict[str, Any]:
        await self._open(performance_id)
        prepared = await self._prepared([values])
        if prepared.errors:
            raise Invalid(errors=[error for found in prepared.errors.values() for error in found])
        return (await self._save(performance_id, prepared.lines))[0]

    async def add_all(
        self, performance_id: int, given: Sequence[Mapping[str, Any]]
    ) -> list[dict[str, Any]]:
        """Several lines or none; what is wrong is told line by line."""
        await self._open(performance_id)
        prepared = await self._prepared(given)
        if prepared.errors:
            raise Invalid(errors=_by_line(prepared.errors))
        statement = select(PerformanceItem.inventory_item_id, PerformanceItem.scene).where(
            PerformanceItem.performance_id == performance_id
        )
        there = {
            (row.inventory_item_id, row.scene or "")
            for row in await self.session.execute(statement)
        }
        taken: dict[int, list[FieldError]] = {}
        for number, line in enumerate(prepared.lines):
            use = (line["inventory_item_id"], line["scene"] or "")
            if use in there:
                taken[number] = [FieldError("inventory_item_id", "performance.item_taken", {})]
            there.add(use)
        if taken:
            raise Conflict("performance.items_taken", errors=_by_line(taken))
        return await self._save(performance_id, prepared.lines)

    async def _save(
        self, performance_id: int, given: Sequence[Mapping[str, Any]]
    ) -> list[dict[str, Any]]:
        lines = [
            PerformanceItem(
                performance_id=performance_id, created_by_id=self.uow.ctx.author_id, **values
            )
            for values in given
        ]
        self.session.add_all(lines)
        await self.session.flush()
        return await self._bodies(lines)

    async def change(
        self, performance_id: int, line_id: int, values: Mapping[str, Any], version: int | None
    ) -> dict[str, Any]:
        line = await self._line(performance_id, line_id)
        expect(line.version, version)
        other = values.get("alternative_item_id")
        seen = await self._seen(set() if other is None else {other})
        departments = await references.DEPARTMENTS.of(self.uow)
        self._check(values, line.inventory_item_id, seen, departments)
        for name, value in values.items():
            setattr(line, name, value)
        await self.session.flush()
        return (await self._bodies([line]))[0]

    async def remove(self, performance_id: int, line_id: int, version: int | None) -> None:
        line = await self._line(performance_id, line_id)
        expect(line.version, version)
        await self.session.delete(line)
        await self.session.flush()

    async def _open(self, performance_id: int) -> None:
        performance = await Performances(self.uow).get(performance_id)
        if performance.archived_at is not None:
            raise Conflict("performance.archived")

    async def _line(self, performance_id: int, line_id: int) -> PerformanceItem:
        """A line for a change, inside the departments that the caller may write for."""
        await self._open(performance_id)
        statement = (
            select(PerformanceItem)
            .where(PerformanceItem.id == line_id, PerformanceItem.performance_id == performance_id)
            .with_for_update()
        )
        line = await self.session.scalar(statement)
        if line is None or not self._may(line.department_id):
            raise NotFound
        return line

    def _may(self, department_id: int | None) -> bool:
        ctx = self.uow.ctx
        if ctx.scope(P.PASSPORT_UPDATE) is Scope.ALL:
            return True
        return department_id is not None and department_id == ctx.department_id

    async def _prepared(self, given: Sequence[Mapping[str, Any]]) -> "_Prepared":
        """Lines, with the department of their thing where none is named, and their faults."""
        wanted = {values["inventory_item_id"] for values in given}
        wanted |= {
            values["alternative_item_id"] for values in given if values["alternative_item_id"]
        }
        seen = await self._seen(wanted)
        departments = await references.DEPARTMENTS.of(self.uow)
        lines: list[dict[str, Any]] = []
        errors: dict[int, list[FieldError]] = {}
        for number, values in enumerate(given):
            item_id = values["inventory_item_id"]
            line = dict(values)
            if line["department_id"] is None:
                line["department_id"] = seen.get(item_id)
            lines.append(line)
            try:
                if item_id not in seen:
                    raise Invalid.field("inventory_item_id", "reference_unknown")
                self._check(line, item_id, seen, departments)
            except Invalid as error:
                errors[number] = list(error.errors)
        return _Prepared(lines, errors)

    def _check(
        self,
        values: Mapping[str, Any],
        item_id: int,
        seen: Mapping[int, int | None],
        departments: Any,
    ) -> None:
        if "department_id" in values:
            department_id = values["department_id"]
            references.require("department_id", department_id, departments)
            if not self._may(department_id):
                raise Invalid.field("department_id", "department_foreign")
        other = values.get("alternative_item_id")
        if other == item_id:
            raise Invalid.field("alternative_item_id", "performance.same_item")
        if other is not None and other not in seen:
            raise Invalid.field("alternative_item_id", "reference_unknown")

    async def _seen(self, wanted: set[int]) -> dict[int, int | None]:
        """The departments of those things that the caller may see."""
        if not wanted:
            return {}
        statement = select(Item.id, Item.department_id).where(Item.id.in_(wanted))
        reach = items_scope.predicate(self.uow.ctx, P.INVENTORY_READ)
        if reach is not None:
            statement = statement.where(reach)
        return {row.id: row.department_id for row in await self.session.execute(statement)}

    async def _bodies(self, lines: Any) -> list[dict[str, Any]]:
        wanted = {line.inventory_item_id for line in lines}
        wanted |= {line.alternative_item_id for line in lines if line.alternative_item_id}
        items = await self._items(wanted)
        departments = await references.DEPARTMENTS.of(self.uow)
        return [
            {
                "id": line.id,
                "version": line.version,
                "item": items[line.inventory_item_id],
                "alternative": items.get(line.alternative_item_id or 0),
                "quantity": line.quantity,
                "short": max(0, line.quantity - items[line.inventory_item_id]["quantity"]),
                "scene": line.scene,
                "character": line.character,
                "act": line.act,
                "department": departments.json(line.department_id),
                "is_consumable": line.is_consumable,
                "notes": line.notes,
            }
            for line in lines
        ]

    async def _items(self, wanted: set[int]) -> dict[int, dict[str, Any]]:
        if not wanted:
            return {}
        held: dict[int, dict[str, int]] = {}
        balances = (
            select(StockBalance.item_id, StockBalance.status, func.sum(StockBalance.quantity))
            .where(StockBalance.item_id.in_(wanted), StockBalance.quantity > 0)
            .group_by(StockBalance.item_id, StockBalance.status)
        )
        for item_id, status, quantity in await self.session.execute(balances):
            held.setdefault(item_id, {})[status] = quantity
        rows = await self.session.execute(
            select(*_ITEM).where(Item.id.in_(wanted)), execution_options=_KEPT
        )
        return {
            row.id: {
                "id": row.id,
                "name": row.name,
                "inventory_number": row.inventory_number,
                "unit": row.unit,
                "status": row.status,
                "quantity": row.quantity,
                "in_stock": held.get(row.id, {}).get(ItemStatus.IN_STOCK.value, 0),
                "stock": [
                    {"status": status.value, "quantity": held[row.id][status.value]}
                    for status in ItemStatus
                    if status.value in held.get(row.id, {})
                ],
                "archived": row.deleted_at is not None,
            }
            for row in rows
        }
