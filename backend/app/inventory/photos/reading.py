"""Photos as they leave."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select

from app.files.addresses import address, thumbnail_address
from app.files.models import File
from app.inventory.models import Photo
from app.kit.listing import Prepared, fetch, prepare
from app.kit.reference import Refs
from app.kit.uow import Uow

_COLUMNS = (
    Photo.id, Photo.file_id, Photo.is_main, Photo.sort_order, Photo.side, Photo.caption,
    File.width, File.height, Photo.uploaded_by_id, Photo.created_at,
)  # fmt: skip


def photo_ref(photo_id: int, file_id: int) -> dict[str, Any]:
    """An item's main picture as lists show it."""
    return {"id": photo_id, "thumbnail_url": thumbnail_address(file_id)}


async def photos_json(uow: Uow, item_id: int, people: Refs) -> list[dict[str, Any]]:
    """Every photo of an item whose reading the caller has been allowed."""
    values = {"item_id": item_id, "theater_id": uow.ctx.theater_id}
    rows = await fetch(uow.session, _of_item(), values)
    return [_photo(row, people) for row in rows]


@cache
def _of_item() -> Prepared:
    statement: Any = (
        select(*_COLUMNS)
        .join(File, (File.theater_id == Photo.theater_id) & (File.id == Photo.file_id))
        .where(Photo.theater_id == bindparam("theater_id"), Photo.item_id == bindparam("item_id"))
        .order_by(Photo.sort_order, Photo.id)
    )
    return prepare(statement)


def _photo(row: Any, people: Refs) -> dict[str, Any]:
    body = dict(row)
    file_id = body["file_id"]
    body["uploaded_by"] = people.json(body.pop("uploaded_by_id"))
    return body | {"url": address(file_id), "thumbnail_url": thumbnail_address(file_id)}


def only(photos: Iterable[dict[str, Any]], ids: Iterable[int]) -> list[dict[str, Any]]:
    """Those of the ids, in the order of the gallery."""
    wanted = set(ids)
    return [photo for photo in photos if photo["id"] in wanted]
