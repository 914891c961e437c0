"""Titles that need an item, or would take it instead of another, told to the inventory."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import false, select, true, union

from app.auth.permissions import P
from app.inventory.uses import ITEM, among
from app.kit.uow import Uow
from app.kit.uses import User, Uses, collected, tells
from app.performances import scope
from app.performances.models import Performance, PerformanceItem

TITLE = "title"


def seen(uow: Uow) -> Any:
    """Titles that may be named to the caller."""
    if uow.ctx.scope(P.PERFORMANCE_READ) is None:
        return false()
    reach = scope.predicate(uow.ctx)
    return true() if reach is None else reach


@tells(ITEM)
async def titles(uow: Uow, item_ids: Collection[int]) -> Sequence[Uses]:
    lines = union(
        *(
            select(PerformanceItem.performance_id, column.label("item_id")).where(
                among(column, item_ids)
            )
            for column in (PerformanceItem.inventory_item_id, PerformanceItem.alternative_item_id)
        )
    ).subquery()
    rows = await uow.session.execute(
        select(lines.c.item_id, Performance.id, Performance.title, seen(uow).label("seen"))
        .join(lines, lines.c.performance_id == Performance.id)
        .where(Performance.archived_at.is_(None))
        .order_by(Performance.title, Performance.id)
    )
    return [
        collected(
            "titles",
            ((row.item_id, User(row.id, row.title) if row.seen else None) for row in rows),
        )
    ]
