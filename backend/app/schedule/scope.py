"""How far the caller sees the schedule, and what of it they may change."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Integer, bindparam, exists, or_

from app.auth.permissions import P
from app.kit.context import Context, Scope
from app.kit.errors import Forbidden, Invalid, NotFound
from app.kit.listing import Narrowing
from app.schedule.models import Call, Event


def _theirs(user: Any) -> ColumnElement[bool]:
    """Public events, and those that the person is called to."""
    called = (
        exists()
        .where(Call.theater_id == Event.theater_id, Call.event_id == Event.id, Call.user_id == user)
        .correlate(Event)
    )
    return or_(Event.is_public, called)


def narrowing(ctx: Context) -> Narrowing | None:
    """`viewer` also tells the list whose calls it may show."""
    match ctx.scope(P.SCHEDULE_READ):
        case None:
            raise Forbidden(params={"permission": P.SCHEDULE_READ.value})
        case Scope.OWN:
            return Narrowing(
                "own",
                lambda: _theirs(bindparam("viewer", type_=Integer())),
                {"viewer": ctx.user_id},
            )
        case _:
            return None


def predicate(ctx: Context) -> ColumnElement[bool] | None:
    """The same rule for statements with bound values."""
    return None if narrowing(ctx) is None else _theirs(ctx.user_id)


def sees_all(ctx: Context) -> bool:
    return narrowing(ctx) is None


def plans(ctx: Context) -> bool:
    """Planners read the answers and the comments of others."""
    return ctx.scope(P.SCHEDULE_UPDATE) is not None


def may_change(ctx: Context, permission: P, department_id: int | None) -> bool:
    """A head of department plans the events of that department alone."""
    scope = ctx.scope(permission)
    if scope is Scope.DEPARTMENT:
        return department_id is not None and department_id == ctx.department_id
    return scope is Scope.ALL


def require_change(ctx: Context, permission: P, event: Event) -> None:
    """An event beyond the caller's department is as good as absent for a change of it."""
    if not may_change(ctx, permission, event.department_id):
        raise NotFound


def keep_inside(ctx: Context, permission: P, values: Mapping[str, Any]) -> None:
    if "department_id" in values and not may_change(ctx, permission, values["department_id"]):
        raise Invalid.field("department_id", "department_foreign")
