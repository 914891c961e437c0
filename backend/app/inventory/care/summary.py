"""What rows and the card of an item say about its care."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Integer, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from app.inventory.care.blocking import REASON, reason_json
from app.inventory.care.states import DUE, CareState
from app.kit.statements import Prepared, fetch, prepare
from app.kit.uow import Uow

_ASKING: Prepared = prepare(
    select(*REASON)
    .where(DUE.theater_id == bindparam("theater_id"), DUE.item_id == bindparam("item_id"))
    .order_by(DUE.due_on.asc().nulls_last(), DUE.what.desc(), DUE.id)
)
_STATES: Prepared = prepare(
    select(DUE.item_id, DUE.state).where(
        DUE.theater_id == bindparam("theater_id"),
        DUE.item_id == func.any(bindparam("item_ids", type_=ARRAY(Integer))),
    )
)
NO_CARE: dict[str, Any] = {"state": None, "blocks_issue": False, "reasons": []}
_WORST = {CareState.OVERDUE.value: 2, CareState.DUE_SOON.value: 1, CareState.OK.value: 0}


async def worst_states(uow: Uow, item_ids: Collection[int]) -> dict[int, str]:
    """The worst state of each item's care; those without any are left out, and cost nothing."""
    if not item_ids:
        return {}
    values = {"theater_id": uow.ctx.theater_id, "item_ids": item_ids}
    rows = await fetch(uow, _STATES, values)
    rows.sort(key=lambda row: _WORST[row["state"]])
    return {row["item_id"]: row["state"] for row in rows}  # the worst comes last, and stays


async def summary(uow: Uow, item_id: int) -> dict[str, Any]:
    """The worst state of an item's care, and what asks for attention, the earliest first."""
    values = {"theater_id": uow.ctx.theater_id, "item_id": item_id}
    rows = await fetch(uow, _ASKING, values)
    reasons = [reason_json(row) for row in rows if row["state"] != CareState.OK]
    return {
        "state": max((row["state"] for row in rows), key=_WORST.__getitem__, default=None),
        "blocks_issue": any(r["blocks_issue"] and r["state"] == CareState.OVERDUE for r in reasons),
        "reasons": reasons,
    }
