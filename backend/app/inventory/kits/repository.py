"""Statements about kits."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Integer, bindparam, delete, func, insert, literal, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from app.auth.permissions import P
from app.inventory.kits.graph import Edge, Graph
from app.inventory.kits.models import KitLine
from app.inventory.models import Item, StockBalance
from app.inventory.scope import predicate
from app.kit.context import Context

_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('kits'), :theater)")
_IDS = bindparam("ids", type_=ARRAY(Integer))
_KEPT = {"include_deleted": True}


class KitRepository:
    def __init__(self, session: AsyncSession, ctx: Context) -> None:
        self.session = session
        self.ctx = ctx

    async def lock(self) -> None:
        """Changes of contents wait for one another: two of them could close a circle together."""
        await self.session.execute(_LOCK, {"theater": self.ctx.theater_id})

    async def graph(self) -> Graph:
        """All contents of the theatre: kits are hundreds where items are tens of thousands."""
        rows = await self.session.execute(
            select(KitLine.kit_id, KitLine.item_id, KitLine.quantity, KitLine.note).order_by(
                KitLine.kit_id, KitLine.sort_order, KitLine.item_id
            )
        )
        return Graph(Edge._make(row) for row in rows)

    async def replace(self, kit_id: int, edges: Sequence[Edge]) -> None:
        await self.session.execute(delete(KitLine).where(KitLine.kit_id == kit_id))
        if edges:
            await self.session.execute(
                insert(KitLine),
                [{**edge._asdict(), "sort_order": place} for place, edge in enumerate(edges)],
            )

    async def items(self, item_ids: Collection[int], within: P) -> dict[int, Any]:
        """Items by id, archived ones too; `mine`: inside the caller's reach."""
        reach = predicate(self.ctx, within)
        mine: Any = literal(True) if reach is None else reach
        columns = (Item.id, Item.name, Item.inventory_number, Item.unit, Item.deleted_at)
        rows = await self.session.execute(
            select(*columns, mine).where(Item.id == func.any(_IDS)),
            {"ids": list(item_ids)},
            execution_options=_KEPT,
        )
        return {row[0]: row for row in rows}

    async def stock(self, item_ids: Collection[int]) -> dict[int, list[Any]]:
        rows = await self.session.execute(
            select(
                StockBalance.item_id,
                StockBalance.location_id,
                StockBalance.status,
                StockBalance.quantity,
            )
            .where(StockBalance.item_id == func.any(_IDS))
            .order_by(StockBalance.id),
            {"ids": list(item_ids)},
        )
        found: dict[int, list[Any]] = {}
        for row in rows:
            found.setdefault(row.item_id, []).append(row)
        return found

    async def kits_of(self, item_id: int) -> list[dict[str, Any]]:
        """Live kits that the item belongs into, by name."""
        statement = (
            select(Item.id, Item.name, Item.inventory_number, KitLine.quantity)
            .join(KitLine, KitLine.kit_id == Item.id)
            .where(KitLine.item_id == item_id)
            .order_by(Item.sort_name, Item.id)
            .limit(200)
        )
        reach = predicate(self.ctx, P.INVENTORY_READ)
        if reach is not None:
            statement = statement.where(reach)
        return [dict(row._mapping) for row in await self.session.execute(statement)]

    async def is_kit(self, item_id: int) -> bool:
        found = await self.session.scalar(
            select(KitLine.item_id).where(KitLine.kit_id == item_id).limit(1)
        )
        return found is not None
