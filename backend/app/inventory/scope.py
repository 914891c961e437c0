"""How far the caller's rights reach over items: all, those of their department, their own."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, bindparam, false

from app.auth.permissions import P
from app.inventory.models import Item
from app.kit.context import Context, Scope
from app.kit.errors import Forbidden, Invalid
from app.kit.listing import Narrowing


def narrowing(
    ctx: Context,
    permission: P,
    department: Any = Item.department_id,
    responsible: Any = Item.responsible_id,
) -> Narrowing | None:
    """The predicate of a list; None when the caller sees the whole theatre.

    `department` and `responsible` are the item's columns, where a list takes them from elsewhere.
    """
    match ctx.scope(permission):
        case Scope.ALL:
            return None
        case Scope.DEPARTMENT:
            return Narrowing(
                "department",
                lambda: department == bindparam("own_department", type_=_ID),
                {"own_department": ctx.department_id},
            )
        case Scope.OWN:
            return Narrowing(
                "own",
                lambda: responsible == bindparam("own_user", type_=_ID),
                {"own_user": ctx.user_id},
            )
        case None:
            raise Forbidden(params={"permission": permission.value})


def tells_prices(ctx: Context) -> bool:
    """What things cost is known to who sees a stock, not to whoever answers for a costume."""
    return ctx.scope(P.INVENTORY_READ) is not Scope.OWN


def predicate(ctx: Context, permission: P) -> ColumnElement[bool] | None:
    """The same rule for statements with bound values."""
    match ctx.scope(permission):
        case Scope.ALL:
            return None
        case Scope.DEPARTMENT:
            return Item.department_id == ctx.department_id if ctx.department_id else false()
        case Scope.OWN:
            return Item.responsible_id == ctx.user_id if ctx.user_id else false()
        case None:
            raise Forbidden(params={"permission": permission.value})


def keep_inside(ctx: Context, permission: P, values: Mapping[str, Any]) -> None:
    """Refuse to place an item where the caller's rights do not reach.

    `values` are the fields that a creation or a change would set.
    """
    scope = ctx.scope(permission)
    if scope is Scope.DEPARTMENT and "department_id" in values:
        department_id = values["department_id"]
        if department_id is None or department_id != ctx.department_id:
            raise Invalid.field("department_id", "department_foreign")
    if (
        scope is Scope.OWN
        and "responsible_id" in values
        and values["responsible_id"] != ctx.user_id
    ):
        raise Invalid.field("responsible_id", "responsible_foreign")


_ID = Item.id.type
