"""Statements about single items; the list is declared in inventory.listing."""

from collections.abc import Collection

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.auth.permissions import P
from app.inventory.models import Item, ItemTag
from app.inventory.movements import Place
from app.inventory.scope import predicate
from app.kit.context import Context
from app.kit.errors import NotFound


class ItemRepository:
    def __init__(self, session: AsyncSession, ctx: Context) -> None:
        self.session = session
        self.ctx = ctx

    async def lock(self, item_id: int, permission: P, *, archived: bool = False) -> Item:
        """The item for a change, held until the transaction ends, inside the caller's reach."""
        statement = select(Item).where(Item.id == item_id).with_for_update()
        if archived:
            statement = statement.where(Item.deleted_at.is_not(None))
        reach = predicate(self.ctx, permission)
        if reach is not None:
            statement = statement.where(reach)
        item: Item | None = await self.session.scalar(
            statement, execution_options={"include_deleted": archived}
        )
        if item is None:
            raise NotFound
        return item

    async def check_readable(self, item_id: int, *, archived: bool) -> None:
        statement = select(Item.id).where(Item.id == item_id)
        reach = predicate(self.ctx, P.INVENTORY_READ)
        if reach is not None:
            statement = statement.where(reach)
        found = await self.session.scalar(
            statement, execution_options={"include_deleted": archived}
        )
        if found is None:
            raise NotFound

    async def summary(self, item_id: int, *, archived: bool) -> tuple[int, Place]:
        """The version of a readable item, and where most of it lies."""
        await self.check_readable(item_id, archived=archived)
        row = (
            await self.session.execute(
                select(Item.version, Item.location_id, Item.status).where(Item.id == item_id),
                execution_options={"include_deleted": archived},
            )
        ).one()
        return row.version, Place(row.location_id, row.status)

    async def tags(self, item_id: int) -> set[int]:
        return set(
            await self.session.scalars(select(ItemTag.tag_id).where(ItemTag.item_id == item_id))
        )

    async def add_tags(self, item_id: int, tag_ids: Collection[int]) -> None:
        if tag_ids:
            await self.session.execute(
                insert(ItemTag), [{"item_id": item_id, "tag_id": tag} for tag in sorted(tag_ids)]
            )

    async def remove_tags(self, item_id: int, tag_ids: Collection[int]) -> None:
        if tag_ids:
            await self.session.execute(
                delete(ItemTag).where(ItemTag.item_id == item_id, ItemTag.tag_id.in_(tag_ids))
            )
