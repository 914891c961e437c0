"""Statements about photos of one item."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.auth.permissions import P
from app.files.models import File
from app.inventory.models import Item
from app.inventory.photos.models import Photo
from app.inventory.scope import predicate
from app.kit.context import Context
from app.kit.errors import NotFound


class PhotoRepository:
    def __init__(self, session: AsyncSession, ctx: Context) -> None:
        self.session = session
        self.ctx = ctx

    async def version(self, item_id: int, permission: P, *, archived: bool = False) -> int:
        """The item's version, inside the caller's reach."""
        statement = select(Item.version).where(Item.id == item_id)
        reach = predicate(self.ctx, permission)
        if reach is not None:
            statement = statement.where(reach)
        found: int | None = await self.session.scalar(
            statement, execution_options={"include_deleted": archived}
        )
        if found is None:
            raise NotFound
        return found

    async def count(self, item_id: int) -> int:
        return int(
            await self.session.scalar(
                select(func.count()).select_from(Photo).where(Photo.item_id == item_id)
            )
            or 0
        )

    async def list_(self, item_id: int) -> Sequence[Photo]:
        statement = (
            select(Photo).where(Photo.item_id == item_id).order_by(Photo.sort_order, Photo.id)
        )
        return (await self.session.scalars(statement)).all()

    async def get(self, item_id: int, photo_id: int) -> Photo:
        photo: Photo | None = await self.session.scalar(
            select(Photo).where(Photo.id == photo_id, Photo.item_id == item_id)
        )
        if photo is None:
            raise NotFound
        return photo

    async def file(self, photo: Photo) -> File:
        file = await self.session.get(File, photo.file_id)
        assert file is not None  # a foreign key holds it
        return file

    async def shows_readable_item(self, file_id: int) -> bool:
        """Whether the caller may read the item, archived or not, that the file is a picture of."""
        statement: Any = (
            select(Photo.id)
            .join(Item, (Item.theater_id == Photo.theater_id) & (Item.id == Photo.item_id))
            .where(Photo.file_id == file_id)
        )
        reach = predicate(self.ctx, P.INVENTORY_READ)
        if reach is not None:
            statement = statement.where(reach)
        found = await self.session.scalar(statement, execution_options={"include_deleted": True})
        return found is not None
