"""The gallery of an item. Each change holds the item's row, so that two never meet."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.auth.permissions import P
from app.files import access
from app.files.intake import Intake, discard
from app.files.models import File, FileState
from app.files.service import Stored
from app.inventory.models import Item
from app.inventory.photos.models import Photo
from app.inventory.photos.repository import PhotoRepository
from app.inventory.repository import ItemRepository
from app.inventory.schemas import MAX_PHOTOS
from app.kit import clock
from app.kit.errors import Conflict, Invalid
from app.kit.http import expect
from app.kit.uow import Uow

PURPOSE = "photo"


@access.readable(PURPOSE)
async def may_read(uow: Uow, file: File) -> bool:
    """A picture may be seen by whoever may see the item."""
    if uow.ctx.scope(P.INVENTORY_READ) is None:
        return False
    return await PhotoRepository(uow.session, uow.ctx).shows_readable_item(file.id)


def check_room(present: int, more: int) -> None:
    if present + more > MAX_PHOTOS:
        raise Invalid.field("files", "photo_too_many", limit=MAX_PHOTOS, present=present)


class Photos:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.session = uow.session
        self.repository = PhotoRepository(uow.session, uow.ctx)

    async def add(
        self, item_id: int, intake: Intake, stored: Sequence[Stored], side: str, caption: str | None
    ) -> list[int]:
        """All of them behind the present ones; the first photo of an item becomes its main one."""
        item = await self._lock(item_id)
        present = await self.repository.list_(item_id)
        check_room(len(present), len(stored))
        last = present[-1].sort_order if present else -1
        added = []
        for number, one in enumerate(stored):
            file = await one.take(self.uow, intake, PURPOSE, state=FileState.ATTACHED)
            added.append(
                Photo(
                    item_id=item_id,
                    file_id=file.id,
                    is_main=not present and number == 0,
                    sort_order=last + 1 + number,
                    side=side,
                    caption=caption,
                    uploaded_by_id=self.uow.ctx.author_id,
                )
            )
        self.session.add_all(added)
        await self._changed(item, {"photos": [len(present), len(present) + len(added)]})
        return [photo.id for photo in added]

    async def change(
        self, item_id: int, photo_id: int, values: Mapping[str, Any], version: int | None
    ) -> None:
        """Set the given fields of PhotoIn; `version` is the item's."""
        item = await self._lock(item_id, version)
        photo = await self.repository.get(item_id, photo_id)
        diff = {}
        for name, field in (("caption", "photo_caption"), ("side", "photo_side")):
            if name in values and getattr(photo, name) != values[name]:
                diff[field] = [getattr(photo, name), values[name]]
                setattr(photo, name, values[name])
        if "is_main" in values and values["is_main"] != photo.is_main:
            following = photo if values["is_main"] else await self._next(item_id, photo)
            if following is not photo or values["is_main"]:
                diff["main_photo"] = await self._make_main(item_id, following)
        await self._changed(item, diff)

    async def reorder(self, item_id: int, ids: Sequence[int], version: int | None) -> None:
        item = await self._lock(item_id, version)
        photos = {photo.id: photo for photo in await self.repository.list_(item_id)}
        if set(ids) != photos.keys():
            raise Invalid.field("ids", "photo_order_other")
        for number, photo_id in enumerate(ids):
            photos[photo_id].sort_order = number
        await self._changed(item, {"photo_order": [list(photos), list(ids)]})

    async def replace(
        self, item_id: int, photo_id: int, seen_file_id: int, intake: Intake, stored: Stored
    ) -> None:
        """The edited picture takes the place of the one it was made of, if that is still there."""
        item = await self._lock(item_id)
        photo = await self.repository.get(item_id, photo_id)
        if photo.file_id != seen_file_id:
            raise Conflict("photo.edited_meanwhile")
        old = await self.repository.file(photo)
        new = await stored.take(self.uow, intake, PURPOSE, state=FileState.ATTACHED)
        photo.file_id = new.id
        await self.session.flush()
        await discard(self.uow, old)
        await self._changed(item, {"photo_edited": [old.id, new.id]})

    async def delete(self, item_id: int, photo_id: int, version: int | None) -> None:
        item = await self._lock(item_id, version)
        photo = await self.repository.get(item_id, photo_id)
        file = await self.repository.file(photo)
        present = await self.repository.count(item_id)
        following = await self._next(item_id, photo) if photo.is_main else photo
        await self.session.delete(photo)
        await self.session.flush()
        if following is not photo:
            following.is_main = True
        await discard(self.uow, file)
        await self._changed(item, {"photos": [present, present - 1]})

    async def _lock(self, item_id: int, version: int | None = None) -> Item:
        items = ItemRepository(self.session, self.uow.ctx)
        item = await items.lock(item_id, P.INVENTORY_UPDATE)
        expect(item.version, version)
        return item

    async def _next(self, item_id: int, photo: Photo) -> Photo:
        """The one after it, or the first; itself when it is the only one."""
        others = await self.repository.list_(item_id)
        place = next(n for n, one in enumerate(others) if one.id == photo.id)
        following = [*others[place + 1 :], *others[:place]]
        return following[0] if following else photo

    async def _make_main(self, item_id: int, photo: Photo) -> list[int | None]:
        before = None
        for other in await self.repository.list_(item_id):
            if other.is_main:
                before, other.is_main = other.id, False
        await self.session.flush()  # the index bears one main photo at any moment
        photo.is_main = True
        return [before, photo.id]

    async def _changed(self, item: Item, diff: Mapping[str, Any]) -> None:
        """Photos are part of the item: its version goes up, its history tells of it."""
        item.updated_at = clock.now()
        await self.session.flush()
        if diff:
            await self.uow.audit("update", "item", item.id, diff)
