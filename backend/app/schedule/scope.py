"""How far the caller sees the schedule, and what of it they may change."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Integer, bindparam, exists, or_, true

from app.auth.permissions import P
from app.kit.context import Context, Scope
from app.kit.errors import Forbidden, Invalid, NotFound
from app.kit.listing import Narrowing
from app.kit.uow import Uow
from app.performances import scope as titles
from app.performances.models import Performance
from app.schedule.models import Call, Event
from app.schedule.references import day_of


def _theirs(user: Any) -> ColumnElement[bool]:
    """Public events, and those that the person is called to."""
    called = (
        exists()
        .where(Call.theater_id == Event.theater_id, Call.event_id == Event.id, Call.user_id == user)
        .correlate(Event)
    )
    return or_(Event.is_public, called)


@titles.concerns
def _called_to_title(user: Any) -> ColumnElement[bool]:
    """Whoever is called to one of its evenings, or is cast in it, knows the title."""
    return (
        exists()
        .where(
            Event.theater_id == Performance.theater_id,
            Event.performance_id == Performance.id,
            Event.deleted_at.is_(None),
            Call.theater_id == Event.theater_id,
            Call.event_id == Event.id,
            Call.user_id == user,
        )
        .correlate(Performance)
    )


def narrowing(ctx: Context) -> Narrowing | None:
    """What the list of events is bound to, beside its predicate: see `readers`."""
    bound = readers(ctx)
    if not sees_all(ctx):
        return Narrowing("own", lambda: _theirs(bindparam("viewer", type_=Integer())), bound)
    return Narrowing("asker", true, bound) if bound else None


def readers(ctx: Context) -> dict[str, int | None]:
    """`viewer`: whose calls alone a row may list; `asker`: whose answers alone it may tell."""
    bound: dict[str, int | None] = {}
    if not sees_all(ctx):
        bound["viewer"] = ctx.user_id
    if not plans(ctx):
        bound["asker"] = ctx.user_id
    return bound


def predicate(ctx: Context) -> ColumnElement[bool] | None:
    """The same rule for statements with bound values."""
    return None if sees_all(ctx) else _theirs(ctx.user_id)


def sees_all(ctx: Context) -> bool:
    reach = ctx.scope(P.SCHEDULE_READ)
    if reach is None:
        raise Forbidden(params={"permission": P.SCHEDULE_READ.value})
    return reach is not Scope.OWN


def plans(ctx: Context) -> bool:
    """Planners alone read the answers and the comments of others."""
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


async def require_dates(uow: Uow, permission: P, events: Iterable[Event]) -> None:
    """An act on several dates of a series is for whoever may change each of them."""
    for event in events:
        if not may_change(uow.ctx, permission, event.department_id):
            raise Forbidden("event.date_foreign", params={"date": await day_of(uow, event)})


def keep_inside(ctx: Context, permission: P, values: Mapping[str, Any]) -> None:
    if "department_id" in values and not may_change(ctx, permission, values["department_id"]):
        raise Invalid.field("department_id", "department_foreign")
