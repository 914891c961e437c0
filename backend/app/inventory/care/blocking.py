"""What keeps an item in the store: care that is overdue where its plan or certificate says so."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, exists, or_, select

from app.inventory.care.models import CarePlan, Certificate
from app.inventory.care.states import DUE, CareState, word
from app.inventory.models import Item, ItemStatus
from app.kit import i18n
from app.kit.errors import Conflict
from app.kit.export import shown_date
from app.kit.statements import fetch, prepare
from app.kit.uow import Uow

_items: Any = Item.__table__
_plans: Any = CarePlan.__table__
_papers: Any = Certificate.__table__
_AWAY = frozenset({ItemStatus.ON_STAGE, ItemStatus.ON_TOUR})


def _guard(table: Any, *conditions: Any) -> Any:
    return (
        exists()
        .where(
            table.c.theater_id == _items.c.theater_id,
            table.c.item_id == _items.c.id,
            table.c.deleted_at.is_(None),
            table.c.blocks_issue,
            *conditions,
        )
        .correlate(_items)
    )


# Part of the ledger's lock: whoever has nothing that could forbid is asked nothing more.
GUARDED: Any = or_(_guard(_plans, _plans.c.is_active), _guard(_papers)).label("guarded")
REASON = (
    DUE.what, DUE.id, DUE.name, DUE.kind, DUE.state, DUE.cause, DUE.due_on, DUE.every_shows,
    DUE.shows, DUE.blocks_issue,
)  # fmt: skip
_FORBIDDING = prepare(
    select(*REASON)
    .where(
        DUE.theater_id == bindparam("theater"),
        DUE.item_id == bindparam("item"),
        DUE.blocks_issue,
        DUE.state == word(CareState.OVERDUE),
    )
    .order_by(DUE.due_on.asc().nulls_last(), DUE.what, DUE.id)
)


def takes_away(source: Any, target: Any) -> bool:
    """Whether pieces of this route leave for a stage or a tour."""
    return (
        source is not None
        and target is not None
        and target.status in _AWAY
        and source.status != target.status
    )


async def refuse_overdue(uow: Uow, item_id: int) -> None:
    """Raises Conflict with every reason. Only care taken, or a date put right, opens the way."""
    rows = await fetch(uow, _FORBIDDING, {"theater": uow.ctx.theater_id, "item": item_id})
    if rows:
        raise Conflict(
            "inventory.care_overdue",
            params={"reasons": i18n.Whole(_sentences(rows, uow.ctx.locale))},
            extra={"reasons": [reason_json(row) for row in rows]},
        )


def reason_json(row: Any) -> dict[str, Any]:
    """A plan or certificate that asks for attention, and by what: `date`, `shows` or `failed`."""
    return {
        "what": row["what"],
        "id": row["id"],
        "name": row["name"],
        "kind": row["kind"],
        "state": row["state"],
        "cause": row["cause"],
        "due_on": row["due_on"],
        "every_shows": row["every_shows"],
        "shows_since": row["shows"],
        "blocks_issue": row["blocks_issue"],
    }


def _sentences(rows: Sequence[Any], locale: str) -> str:
    return "; ".join(_sentence(row, locale) for row in rows[:5])


def _sentence(row: Any, locale: str) -> str:
    if row["what"] == "certificate":
        kind = i18n.text(f"care.certificate.{row['kind']}", locale)
        name = f"{kind} № {row['name']}" if row["name"] else kind
        return i18n.text(
            "care.reason.certificate", locale, {"name": name, "date": shown_date(row["due_on"])}
        )
    return i18n.text(
        f"care.reason.{row['cause']}",
        locale,
        {
            "name": row["name"],
            "date": shown_date(row["due_on"]) if row["due_on"] else "",
            "shows": row["shows"],
            "every": row["every_shows"],
        },
    )
