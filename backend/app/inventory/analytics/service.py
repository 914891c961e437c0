"""Counts of the inventory by every side of it, in a handful of grouped reads."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    column,
    distinct,
    exists,
    func,
    select,
    values,
)

from app.auth.permissions import P
from app.inventory import references, scope
from app.inventory.analytics.bands import ValueBand, band, idle, piece_value
from app.inventory.models import Item, ItemCondition, ItemStatus, StockBalance
from app.inventory.photos.models import Photo
from app.kit import clock
from app.kit.cache import cached
from app.kit.reference import Tree, Versions
from app.kit.schemas import Id
from app.kit.uow import Uow

IDLE_MONTHS = (3, 6, 12, 24)
TABLES = frozenset(
    {"inventory_items", "inventory_stock", "inventory_photos", "inventory_categories",
     "inventory_locations", "departments"}
)  # fmt: skip
_GONE = ItemStatus.DECOMMISSIONED.value

Row = dict[str, Any]


class AnalyticsQuery(BaseModel):
    """What is counted, and which nodes of the trees are shown with their children."""

    model_config = ConfigDict(extra="forbid")

    department: Annotated[list[Id], Field(max_length=200)] = []
    category: Id | None = Field(None, description="count inside this category; show its children")
    location: Id | None = Field(None, description="count what lies there; show its children")


class Analytics:
    def __init__(self, uow: Uow, query: AnalyticsQuery) -> None:
        self.uow = uow
        self.query = query

    async def figures(self, versions: Versions) -> Row:
        """Kept per data version and day: idleness is told by the calendar."""
        ctx = self.uow.ctx
        reach = scope.narrowing(ctx, P.ANALYTICS_READ)
        return await cached(
            "inventory.analytics",
            ctx.theater_id,
            versions.of(TABLES),
            self._count,
            clock.now().date(),
            None if reach is None else tuple(reach.values.items()),
            self.query.model_dump_json(),
        )

    async def _count(self) -> Row:
        categories = await references.CATEGORIES.of(self.uow)
        locations = await references.LOCATIONS.of(self.uow)
        departments = await references.DEPARTMENTS.of(self.uow)
        chosen = self._conditions(categories, locations)
        return {
            "totals": (await self._items(chosen))[0],
            "by_status": await self._by_status(chosen),
            "by_condition": in_order(
                "condition", ItemCondition, await self._items(chosen, condition=Item.condition)
            ),
            "by_department": [
                {**row, "department": departments.json(row["department"])}
                for row in await self._items(chosen, department=Item.department_id)
            ],
            "by_category": await self._by_category(chosen, categories),
            "by_location": await self._by_location(chosen, locations),
            "by_value": in_order("band", ValueBand, await self._items(chosen, band=band)),
            "idle": [await self._idle(chosen, months) for months in IDLE_MONTHS],
            "without_photo": await self._without_photo(chosen),
        }

    def _conditions(self, categories: Tree, locations: Tree) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        reach = scope.predicate(self.uow.ctx, P.ANALYTICS_READ)
        if reach is not None:
            found.append(reach)
        if self.query.department:
            found.append(Item.department_id.in_(self.query.department))
        if self.query.category is not None:
            found.append(Item.category_id.in_(categories.descendants(self.query.category)))
        if self.query.location is not None:
            there = StockBalance.location_id.in_(locations.descendants(self.query.location))
            held = exists().where(StockBalance.item_id == Item.id, StockBalance.quantity > 0, there)
            found.append(held.correlate(Item))
        return found

    async def _items(self, chosen: Sequence[ColumnElement[bool]], **by: Any) -> list[Row]:
        """Items, live pieces and value, grouped by one column or all together."""
        statement: Select[Any] = select(
            *(value.label(name) for name, value in by.items()),
            func.count().label("items"),
            func.coalesce(func.sum(Item.quantity), 0).label("pieces"),
            func.coalesce(func.sum(Item.quantity * piece_value), 0).label("value"),
        ).where(*chosen)
        return await self._rows(statement.group_by(*by.values()))

    async def _by_status(self, chosen: Sequence[ColumnElement[bool]]) -> list[Row]:
        statement = self._held(chosen, StockBalance.status.label("status"))
        rows = await self._rows(statement.group_by(StockBalance.status))
        return in_order("status", ItemStatus, rows)

    def _held(
        self, chosen: Sequence[ColumnElement[bool]], key: Any, *, live: bool = False
    ) -> Select[Any]:
        """Figures of balances: an item in two places counts in both."""
        pieces: Any = func.sum(StockBalance.quantity)
        worth: Any = func.sum(StockBalance.quantity * piece_value)
        if live:
            pieces = pieces.filter(StockBalance.status != _GONE)
            worth = worth.filter(StockBalance.status != _GONE)
        return (
            select(
                key,
                func.count(distinct(StockBalance.item_id)).label("items"),
                func.coalesce(pieces, 0).label("pieces"),
                func.coalesce(worth, 0).label("value"),
            )
            .select_from(StockBalance)
            .join(Item, Item.id == StockBalance.item_id)
            .where(StockBalance.quantity > 0, *chosen)
        )

    async def _by_category(
        self, chosen: Sequence[ColumnElement[bool]], categories: Tree
    ) -> list[Row]:
        """An item has one category, so the figures of a subtree are the sums of its nodes."""
        rows = await self._items(chosen, node=Item.category_id)
        shown = categories.children(self.query.category)
        top = {below: root for root in shown for below in categories.descendants(root)}
        totals: dict[int | None, Row] = {}
        for row in rows:
            root = top.get(row["node"], None if row["node"] is None else row["node"])
            total = totals.setdefault(root, {"items": 0, "pieces": 0, "value": "0.00"})
            total["items"] += row["items"]
            total["pieces"] += row["pieces"]
            total["value"] = money(Decimal(total["value"]) + Decimal(row["value"]))
        return nodes(totals, shown, categories, self.query.category)

    async def _by_location(
        self, chosen: Sequence[ColumnElement[bool]], locations: Tree
    ) -> list[Row]:
        """An item may lie in several shelves of a room, and counts once in the room."""
        shown = locations.children(self.query.location)
        pairs = [(below, root) for root in shown for below in locations.descendants(root)]
        if self.query.location is not None:
            pairs.append((self.query.location, self.query.location))
        roots = values(
            column("location_id", Integer), column("root_id", Integer), name="roots"
        ).data(pairs or [(0, 0)])
        statement = (
            self._held(chosen, roots.c.root_id.label("node"), live=True)
            .outerjoin(roots, roots.c.location_id == StockBalance.location_id)
            .group_by(roots.c.root_id)
        )
        rows = {row.pop("node"): row for row in await self._rows(statement)}
        if self.query.location is not None:
            rows.pop(None, None)  # the same items' pieces elsewhere
        return nodes(rows, shown, locations, self.query.location)

    async def _idle(self, chosen: Sequence[ColumnElement[bool]], months: int) -> Row:
        return {"months": months, **(await self._items([*chosen, idle(months)]))[0]}

    async def _without_photo(self, chosen: Sequence[ColumnElement[bool]]) -> int:
        bare = ~exists().where(Photo.item_id == Item.id).correlate(Item)
        return (await self._items([*chosen, bare]))[0]["items"]  # type: ignore[no-any-return]

    async def _rows(self, statement: Select[Any]) -> list[Row]:
        rows = (await self.uow.session.execute(statement)).mappings()
        return [{**row, "value": money(row["value"])} for row in rows]


def money(value: Any) -> str:
    return f"{Decimal(value):.2f}"


def in_order(key: str, words: Iterable[Any], rows: Iterable[Row]) -> list[Row]:
    """Rows in the order of the vocabulary; what does not occur is left out."""
    known = {row[key]: row for row in rows}
    return [known[word.value] for word in words if word.value in known]


def nodes(
    figures: dict[int | None, Row], shown: Sequence[int], tree: Tree, parent: int | None
) -> list[Row]:
    """Children with something in them, then what lies in the parent itself or in no node."""
    keys: list[int | None] = [*shown, parent]
    return [
        {
            "node": tree.refs.json(key),
            "has_children": key != parent and bool(tree.children(key)),
            **figures[key],
        }
        for key in keys
        if key in figures
    ]
