"""What the inventory itself knows of the use of items: kits, pieces outside the store, people."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Integer, bindparam, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY

from app.auth.permissions import P
from app.inventory import references, scope
from app.inventory.kits.models import KitLine
from app.inventory.models import Item, ItemStatus, StockBalance
from app.kit.uow import Uow
from app.kit.uses import Count, User, Uses, collected, tells

ITEM = "item"
HELD = (ItemStatus.ON_STAGE, ItemStatus.ON_TOUR, ItemStatus.IN_REPAIR, ItemStatus.RESERVED)
_NOWHERE = User(0, "")


def among(column: Any, item_ids: Collection[int]) -> Any:
    """One parameter, however many items are meant."""
    return column == func.any(bindparam("items", list(item_ids), type_=ARRAY(Integer), unique=True))


@tells(ITEM)
async def held_pieces(uow: Uow, item_ids: Collection[int]) -> Sequence[Uses]:
    """Pieces that are not free in the store, by their status."""
    statement = (
        select(
            StockBalance.item_id,
            StockBalance.status,
            StockBalance.location_id,
            StockBalance.quantity,
        )
        .where(
            among(StockBalance.item_id, item_ids),
            StockBalance.status.in_([status.value for status in HELD]),
            StockBalance.quantity > 0,
        )
        .order_by(StockBalance.quantity.desc(), StockBalance.id)
    )
    places = await references.LOCATIONS.of(uow)
    kinds = {status.value: Uses(status.value, {}, Count()) for status in HELD}
    for row in await uow.session.execute(statement):
        path = places.path(row.location_id)
        place = _NOWHERE if path is None else User(row.location_id, path)
        kind = kinds[row.status]
        for count in (kind.by_row.setdefault(row.item_id, Count()), kind.together):  # type: ignore[attr-defined]
            count.add(place, row.quantity)
    for kind in kinds.values():
        for count in (*kind.by_row.values(), kind.together):
            count.first = [place for place in count.first if place is not _NOWHERE]
    return list(kinds.values())


@tells(ITEM)
async def kits(uow: Uow, item_ids: Collection[int]) -> Sequence[Uses]:
    """Kits that would be incomplete."""
    reach = scope.predicate(uow.ctx, P.INVENTORY_READ)
    seen: Any = literal(True) if reach is None else reach
    rows = await uow.session.execute(
        select(KitLine.item_id, Item.id, Item.name, seen.label("seen"))
        .join(Item, Item.id == KitLine.kit_id)
        .where(among(KitLine.item_id, item_ids))
        .order_by(Item.sort_name, Item.id)
    )
    return [
        collected(
            "kits", ((row.item_id, User(row.id, row.name) if row.seen else None) for row in rows)
        )
    ]


@tells(ITEM)
async def people(uow: Uow, item_ids: Collection[int]) -> Sequence[Uses]:
    """Whoever answers for the item, it being in use or not."""
    rows = await uow.session.execute(
        select(Item.id, Item.responsible_id)
        .where(among(Item.id, item_ids), Item.responsible_id.is_not(None))
        .order_by(Item.id),
        execution_options={"include_deleted": True},
    )
    names = await references.PEOPLE.of(uow)
    return [
        collected(
            "people",
            (
                (row.id, User(row.responsible_id, names[row.responsible_id]["short_name"]))
                for row in rows
                if row.responsible_id in names
            ),
            idle=True,
        )
    ]
