"""What the card of an item says about its care."""

from typing import Any

from sqlalchemy import bindparam, select

from app.inventory.care.blocking import REASON, reason_json
from app.inventory.care.states import DUE, CareState
from app.kit.listing import Prepared, fetch, prepare
from app.kit.uow import Uow

_ASKING: Prepared = prepare(
    select(*REASON)
    .where(DUE.theater_id == bindparam("theater_id"), DUE.item_id == bindparam("item_id"))
    .order_by(DUE.due_on.asc().nulls_last(), DUE.what.desc(), DUE.id)
)
NO_CARE: dict[str, Any] = {"state": None, "blocks_issue": False, "reasons": []}
_WORST = {CareState.OVERDUE.value: 2, CareState.DUE_SOON.value: 1, CareState.OK.value: 0}


async def summary(uow: Uow, item_id: int) -> dict[str, Any]:
    """The worst state of an item's care, and what asks for attention, the earliest first."""
    values = {"theater_id": uow.ctx.theater_id, "item_id": item_id}
    rows = await fetch(uow.session, _ASKING, values)
    reasons = [reason_json(row) for row in rows if row["state"] != CareState.OK]
    return {
        "state": max((row["state"] for row in rows), key=_WORST.__getitem__, default=None),
        "blocks_issue": any(r["blocks_issue"] and r["state"] == CareState.OVERDUE for r in reasons),
        "reasons": reasons,
    }
