"""Whose absences, and whose free time, the caller may know of."""

from typing import Any

from sqlalchemy import ColumnElement, Integer, bindparam, exists, or_

from app.auth.permissions import P
from app.kit.context import Context, Scope
from app.kit.listing import Narrowing
from app.schedule.availability.models import Absence
from app.users.models import User


def planned(ctx: Context) -> Scope:
    """Who plans, plans with the absences of those people; everybody else knows their own."""
    return ctx.scope(P.SCHEDULE_UPDATE) or Scope.OWN


def watched(ctx: Context) -> Scope:
    """Whose busy hours are told: that somebody is away, not why."""
    return ctx.scope(P.SCHEDULE_READ) or Scope.OWN


def people(reach: Scope, ctx: Context) -> ColumnElement[bool] | None:
    """The users within a reach; None for everybody."""
    if reach is Scope.ALL:
        return None
    own = User.id == ctx.user_id
    if reach is Scope.OWN or ctx.department_id is None:
        return own
    return or_(own, User.department_id == ctx.department_id)


def narrowing(ctx: Context, *, mine: bool) -> Narrowing | None:
    """The reach of `planned` over the list of absences; `mine` narrows it to the caller."""
    reach = Scope.OWN if mine else planned(ctx)
    user: Any = bindparam("own_user", type_=Integer())
    department: Any = bindparam("own_department", type_=Integer())
    if reach is Scope.ALL:
        return None
    if reach is Scope.OWN:
        return Narrowing("own", lambda: Absence.user_id == user, {"own_user": ctx.user_id})
    return Narrowing(
        "department",
        lambda: or_(Absence.user_id == user, _works_in(department)),
        {"own_user": ctx.user_id, "own_department": ctx.department_id},
    )


def _works_in(department: Any) -> ColumnElement[bool]:
    return (
        exists()
        .where(
            User.theater_id == Absence.theater_id,
            User.id == Absence.user_id,
            User.department_id == department,
        )
        .correlate(Absence)
    )
