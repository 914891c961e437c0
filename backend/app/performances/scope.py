"""How far the caller sees the repertoire: all of it, or what concerns them."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Integer, bindparam, exists, or_, true

from app.auth.permissions import P
from app.inventory.models import Item
from app.kit.context import Context, Scope
from app.kit.errors import Forbidden
from app.kit.listing import Narrowing
from app.performances.models import Performance, PerformanceItem

Concern = Callable[[Any], ColumnElement[bool]]
_CONCERNS: list[Concern] = []


def concerns(predicate: Concern) -> Concern:
    """A domain above says which titles are a person's too; the list names its tables."""
    _CONCERNS.append(predicate)
    return predicate


def _theirs(user: Any) -> ColumnElement[bool]:
    return or_(*(concern(user) for concern in _CONCERNS))


@concerns
def _keeps(user: Any) -> ColumnElement[bool]:
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


def sees_all(ctx: Context) -> bool:
    reach = ctx.scope(P.PERFORMANCE_READ)
    if reach is None:
        raise Forbidden(params={"permission": P.PERFORMANCE_READ.value})
    return reach is not Scope.OWN


def narrowing(ctx: Context) -> Narrowing | None:
    """What the list of titles is bound to, beside its predicate: see `keepers`."""
    bound = keepers(ctx)
    if not sees_all(ctx):
        bound["own_user"] = ctx.user_id
        return Narrowing("own", lambda: _theirs(bindparam("own_user", type_=Integer())), bound)
    return Narrowing("keepers", true, bound) if bound else None


def keepers(ctx: Context) -> dict[str, int | None]:
    """Whose things alone a title counts: those that its list of needs would show to the caller."""
    match ctx.scope(P.INVENTORY_READ):
        case Scope.ALL:
            return {}
        case Scope.DEPARTMENT:
            return {"keeping_department": ctx.department_id or 0}
        case Scope.OWN:
            return {"keeping_user": ctx.user_id}
        case None:
            return {"keeping_user": 0}


def predicate(ctx: Context) -> ColumnElement[bool] | None:
    """The same rule for statements with bound values."""
    return None if sees_all(ctx) else _theirs(ctx.user_id)
