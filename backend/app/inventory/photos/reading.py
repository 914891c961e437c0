"""Photos as they leave."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, select

from app.files.addresses import address, thumbnail_address
from app.files.models import File
from app.inventory.models import Item
from app.inventory.photos.models import Photo
from app.kit.reference import Refs
from app.kit.statements import Prepared, fetch, prepare
from app.kit.uow import Uow

_COLUMNS = (
    Photo.id, Photo.file_id, Photo.is_main, Photo.sort_order, Photo.side, Photo.caption,
    File.width, File.height, Photo.uploaded_by_id, Photo.created_at,
)  # fmt: skip


_NAMES = tuple(column.key for column in _COLUMNS)


def _whole(*columns: Any) -> Any:
    joined = select(*columns).join_from(
        Photo, File, (File.theater_id == Photo.theater_id) & (File.id == Photo.file_id)
    )
    return joined.order_by(Photo.sort_order, Photo.id)


# All of an item as one column of its row.
gallery: Any = func.array(
    _whole(func.row(*_COLUMNS))
    .where(Photo.theater_id == Item.theater_id, Photo.item_id == Item.id)
    .correlate(Item)
    .scalar_subquery()
)


def photo_ref(photo_id: int, file_id: int) -> dict[str, Any]:
    """An item's main picture as lists show it."""
    return {"id": photo_id, "thumbnail_url": thumbnail_address(file_id)}


async def photos_json(uow: Uow, item_id: int, people: Refs) -> list[dict[str, Any]]:
    """Every photo of an item whose reading the caller has been allowed."""
    values = {"item_id": item_id, "theater_id": uow.ctx.theater_id}
    rows = await fetch(uow, _of_item(), values)
    return [_photo(row, people) for row in rows]


def gallery_json(rows: Iterable[Any], people: Refs) -> list[dict[str, Any]]:
    """The column `gallery`."""
    return [_photo(dict(zip(_NAMES, row, strict=True)), people) for row in rows]


@cache
def _of_item() -> Prepared:
    return prepare(
        _whole(*_COLUMNS).where(
            Photo.theater_id == bindparam("theater_id"), Photo.item_id == bindparam("item_id")
        )
    )


def _photo(row: Mapping[str, Any], people: Refs) -> dict[str, Any]:
    body = dict(row)
    file_id = body["file_id"]
    body["uploaded_by"] = people.json(body.pop("uploaded_by_id"))
    return body | {"url": address(file_id), "thumbnail_url": thumbnail_address(file_id)}


def only(photos: Iterable[dict[str, Any]], ids: Iterable[int]) -> list[dict[str, Any]]:
    """Those of the ids, in the order of the gallery."""
    wanted = set(ids)
    return [photo for photo in photos if photo["id"] in wanted]
