"""A new item with all that it begins with, as one statement: its first receipt, its tags, its
journal."""

from collections.abc import Collection, Mapping
from typing import Any

import orjson
from sqlalchemy import Insert, Integer, String, bindparam, func, insert, literal, select
from sqlalchemy.dialects.postgresql import ARRAY

from app.inventory.models import Item, ItemTag, Movement, MovementType, StockBalance
from app.inventory.movements import Place
from app.inventory.schemas import ItemIn
from app.kit import audit
from app.kit.statements import fetch, prepare
from app.kit.uow import Uow

_FIELDS = (*(name for name in ItemIn.model_fields if name != "tag_ids"), "is_active")
_AUTHORS = ("created_by_id", "updated_by_id")

_items: Any = Item.__table__
_THEATER = bindparam("theater", type_=Integer)
_PIECES = bindparam("pieces", type_=Integer)
_LOCATION = bindparam("place_location_id", type_=Integer)
_STATUS = bindparam("place_status", type_=String)
_ITEM = (
    insert(_items)
    .values(
        theater_id=_THEATER,
        **{name: bindparam(name, type_=_items.c[name].type) for name in (*_FIELDS, *_AUTHORS)},
    )
    .returning(_items.c.id)
    .cte("item")
)
_BALANCE = {
    "theater_id": _THEATER,
    "item_id": _ITEM.c.id,
    "location_id": _LOCATION,
    "status": _STATUS,
    "quantity": _PIECES,
}
_RECEIPT = {
    "theater_id": _THEATER,
    "item_id": _ITEM.c.id,
    "movement_type": literal(MovementType.RECEIPT.value),
    "quantity": _PIECES,
    "to_location_id": _LOCATION,
    "to_status": _STATUS,
    "created_by_id": bindparam("created_by_id", type_=Integer),
}
_TAGS = {
    "theater_id": _THEATER,
    "item_id": _ITEM.c.id,
    "tag_id": func.unnest(bindparam("tag_ids", type_=ARRAY(Integer))),
}


def _put(model: Any, row: Mapping[str, Any], *conditions: Any) -> Insert:
    """A row of the new item's, or several where a value is many."""
    return insert(model.__table__).from_select(list(row), select(*row.values()).where(*conditions))


_CREATE = prepare(
    select(_ITEM.c.id).add_cte(
        _put(StockBalance, _BALANCE, _PIECES > 0).cte("balance"),
        _put(Movement, _RECEIPT, _PIECES > 0).cte("receipt"),
        _put(ItemTag, _TAGS).cte("tagged"),
        audit.entries("item", _ITEM.c.id).cte("told"),
    )
)


async def create(
    uow: Uow, values: Mapping[str, Any], pieces: int, place: Place, tag_ids: Collection[int]
) -> int:
    """`values` are what the item shows, `pieces` at their `place` its first receipt."""
    shown = {name: values[name] for name in _FIELDS}
    tags = sorted(tag_ids)
    acts = [("create", audit.creation(Item, shown))]
    if tags:
        acts.append(("update", {"tag_ids": [[], tags]}))
    rows = await fetch(
        uow,
        _CREATE,
        {
            **shown,
            **dict.fromkeys(_AUTHORS, uow.ctx.author_id),
            "custom_fields": orjson.dumps(shown["custom_fields"]).decode(),
            "pieces": pieces,
            "place_location_id": place.location_id,
            "place_status": place.status,
            "tag_ids": tags,
            **audit.binds(uow.ctx, *acts),
        },
    )
    uow.touch("inventory_items")
    if pieces:
        uow.touch("inventory_stock", "inventory_movements")
    if tags:
        uow.touch("inventory_item_tags")
    item_id: int = rows[0]["id"]
    return item_id
