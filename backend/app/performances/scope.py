"""How far the caller sees the repertoire: all of it, or what concerns them."""

from typing import Any

from sqlalchemy import ColumnElement, Integer, bindparam, exists

from app.auth.permissions import P
from app.inventory.models import Item
from app.kit.context import Context, Scope
from app.kit.errors import Forbidden
from app.kit.listing import Narrowing
from app.performances.models import Performance, PerformanceItem


def _theirs(user: Any) -> ColumnElement[bool]:
    """The title needs something that the person answers for: an actor's costume."""
    return (
        exists()
        .where(
            PerformanceItem.theater_id == Performance.theater_id,
            PerformanceItem.performance_id == Performance.id,
            Item.theater_id == PerformanceItem.theater_id,
            Item.id == PerformanceItem.inventory_item_id,
            Item.deleted_at.is_(None),
            Item.responsible_id == user,
        )
        .correlate(Performance)
    )


def narrowing(ctx: Context) -> Narrowing | None:
    match ctx.scope(P.PERFORMANCE_READ):
        case None:
            raise Forbidden(params={"permission": P.PERFORMANCE_READ.value})
        case Scope.OWN:
            return Narrowing(
                "own",
                lambda: _theirs(bindparam("own_user", type_=Integer())),
                {"own_user": ctx.user_id},
            )
        case _:
            return None


def predicate(ctx: Context) -> ColumnElement[bool] | None:
    """The same rule for statements with bound values."""
    return None if narrowing(ctx) is None else _theirs(ctx.user_id)
