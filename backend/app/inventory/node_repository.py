"""Statements of the two trees."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import distinct, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.auth.permissions import P
from app.inventory.fields.models import CustomField
from app.inventory.models import Category, Item, Location, Movement, StockBalance
from app.inventory.references import sibling_order
from app.inventory.scope import predicate
from app.kit.context import Context
from app.kit.errors import NotFound

Node = Category | Location
# One number for each tree, beside the theatre's, names the lock of its shape.
_LOCKS: Mapping[type[Any], int] = {Category: 7101, Location: 7102}


class NodeRepository:
    def __init__(self, session: AsyncSession, model: type[Node]) -> None:
        self.session = session
        self.model = model

    async def lock(self, theater_id: int) -> None:
        """One change of the tree's shape at a time: two moves could close a circle together."""
        await self.session.execute(
            select(func.pg_advisory_xact_lock(_LOCKS[self.model], theater_id))
        )

    async def all(self) -> Sequence[Node]:
        """Every node, siblings in their order."""
        statement = select(self.model).order_by(*sibling_order(self.model))
        found: Sequence[Any] = (await self.session.scalars(statement)).all()
        return found

    async def get(self, node_id: int) -> Node:
        statement = select(self.model).where(self.model.id == node_id)
        node: Node | None = await self.session.scalar(statement)
        if node is None:
            raise NotFound
        return node

    async def codes(self) -> set[str]:
        return set(await self.session.scalars(select(self.model.code)))

    async def children(self, node_id: int) -> int:
        found = await self.session.scalar(
            select(func.count()).where(self.model.parent_id == node_id)
        )
        return found or 0


async def category_uses(session: AsyncSession, node_id: int) -> dict[str, int]:
    """What keeps a category from being deleted; archived items may still be restored into it."""
    live, archived = await _items(session, Item.category_id == node_id)
    fields = await session.scalar(select(func.count()).where(CustomField.category_id == node_id))
    return {"items": live, "archived_items": archived, "fields": fields or 0}


async def location_uses(session: AsyncSession, node_id: int) -> dict[str, int]:
    """What keeps a location from being deleted; history names it for ever."""
    held = select(StockBalance.item_id).where(StockBalance.location_id == node_id)
    live, archived = await _items(session, Item.id.in_(held))
    movements = await session.scalar(
        select(func.count()).where(
            or_(Movement.from_location_id == node_id, Movement.to_location_id == node_id)
        )
    )
    return {"items": live, "archived_items": archived, "movements": movements or 0}


async def _items(session: AsyncSession, condition: Any) -> tuple[int, int]:
    archived = func.count().filter(Item.deleted_at.is_not(None))
    row = await session.execute(
        select(func.count() - archived, archived).where(condition),
        execution_options={"include_deleted": True},
    )
    live, gone = row.one()
    return live, gone


async def category_counts(session: AsyncSession, ctx: Context) -> list[tuple[frozenset[int], int]]:
    """How many live items lie directly in each category."""
    statement = (
        select(Item.category_id, func.count())
        .where(Item.category_id.is_not(None))
        .group_by(Item.category_id)
    )
    narrowed = predicate(ctx, P.INVENTORY_READ)
    rows = await session.execute(statement if narrowed is None else statement.where(narrowed))
    return [(frozenset({key}), count) for key, count in rows if key is not None]


async def location_counts(session: AsyncSession, ctx: Context) -> list[tuple[frozenset[int], int]]:
    """How many live items have pieces in exactly each set of locations."""
    places = (
        select(func.array_agg(distinct(StockBalance.location_id)).label("places"))
        .join(Item, Item.id == StockBalance.item_id)
        .where(StockBalance.quantity > 0, StockBalance.location_id.is_not(None))
        .group_by(StockBalance.item_id)
    )
    narrowed = predicate(ctx, P.INVENTORY_READ)
    inner = (places if narrowed is None else places.where(narrowed)).subquery()
    rows = await session.execute(select(inner.c.places, func.count()).group_by(inner.c.places))
    return [(frozenset(keys), count) for keys, count in rows]
