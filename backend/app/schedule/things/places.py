"""Where the things of an event are now, in the order of a walk through the house."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from app.inventory import references as common
from app.inventory.models import ItemStatus, StockBalance
from app.kit.uow import Uow

_NOWHERE = 1_000_000
"""After every place that is known."""


async def of(uow: Uow, item_ids: Collection[int]) -> dict[int, list[dict[str, Any]]]:
    """Bodies of `ItemPlace` by item; what is written off is nowhere."""
    if not item_ids:
        return {}
    tree = await common.LOCATIONS.of(uow)
    turns = tree.walk()
    balances = await uow.session.execute(
        select(
            StockBalance.item_id,
            StockBalance.location_id,
            StockBalance.status,
            StockBalance.quantity,
        ).where(
            StockBalance.item_id.in_(item_ids),
            StockBalance.quantity > 0,
            StockBalance.status != ItemStatus.DECOMMISSIONED.value,
        )
    )
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in balances:
        found[row.item_id].append(
            {
                "location": tree.refs.json(row.location_id),
                "path": tree.path(row.location_id) or "",
                "order": turns.get(row.location_id, _NOWHERE),
                "status": row.status,
                "quantity": row.quantity,
            }
        )
    for places in found.values():
        places.sort(key=lambda place: (place["order"], place["status"]))
    return found
