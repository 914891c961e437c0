"""Who is free and could take over: first those who have done it, then the department's others."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, exists, func, or_, select
from sqlalchemy.orm import aliased

from app.auth.permissions import RoleCode
from app.inventory import references as common
from app.kit.uow import Uow
from app.schedule.availability.models import Absence
from app.schedule.models import MAX_DAYS, Call, Event
from app.users.models import Role, User, UserRole

LIMIT = 10
# Made once: an alias lays out its columns anew, which took most of the time of a check.
_before, _then, _twin = aliased(Call), aliased(Event), aliased(Call)
_call, _event = aliased(Call), aliased(Event)


@dataclass(frozen=True)
class Wanted:
    """What a substitute is sought for; `role` may be unknown."""

    since: datetime
    until: datetime
    role: str | None = None
    department_id: int | None = None
    performance_id: int | None = None
    event_id: int | None = None
    not_these: Collection[int] = ()
    like_user: int | None = None


async def instead_of(
    uow: Uow,
    user_id: int,
    since: datetime,
    until: datetime,
    performance_id: int | None,
    event_id: int | None,
) -> list[dict[str, Any]]:
    """Free people like this one: of the same department and the same kind of work."""
    department_id = await uow.session.scalar(select(User.department_id).where(User.id == user_id))
    return await free(
        uow,
        Wanted(
            since,
            until,
            department_id=department_id,
            performance_id=performance_id,
            event_id=event_id,
            not_these=(user_id,),
            like_user=user_id,
        ),
    )


async def free(uow: Uow, wanted: Wanted) -> list[dict[str, Any]]:
    """`{id, short_name, department, played}`, the fittest first.

    `played`: has been called in that role, or to that title, before.
    """
    played = _played(wanted)
    peers = _peers(wanted)
    statement = (
        select(User.id, User.department_id, played.label("played"))
        .where(
            User.is_active,
            User.id.not_in(wanted.not_these),
            or_(played, peers),
            ~_busy(wanted),
            ~_away(wanted),
        )
        .order_by(case((played, 0), else_=1), User.last_name, User.first_name, User.id)
        .limit(LIMIT)
    )
    rows = (await uow.session.execute(statement)).all()
    names = await common.PEOPLE.of(uow)
    departments = await common.DEPARTMENTS.of(uow)
    return [
        {
            "id": row.id,
            "short_name": names[row.id]["short_name"],
            "department": departments.get(row.department_id or 0),
            "played": row.played,
        }
        for row in rows
    ]


def _played(wanted: Wanted) -> Any:
    """Has been called to this title, in this role if one is meant."""
    if wanted.performance_id is None:
        return or_(False)
    conditions = [
        _before.user_id == User.id,
        _then.id == _before.event_id,
        _then.performance_id == wanted.performance_id,
    ]
    if wanted.role:
        conditions.append(func.lower(_before.role) == wanted.role.lower())
    elif wanted.like_user is not None:
        conditions.append(
            exists().where(
                _twin.user_id == wanted.like_user,
                _twin.role == _before.role,
                _twin.event_id == _before.event_id,
            )
        )
    return exists().where(*conditions)


def _peers(wanted: Wanted) -> Any:
    """The same department; among people without one, the same role in the theatre (actors)."""
    if wanted.department_id is not None:
        return User.department_id == wanted.department_id
    kind = select(Role.id).where(Role.code == RoleCode.ACTOR).scalar_subquery()
    return exists().where(UserRole.user_id == User.id, UserRole.role_id == kind)


def _busy(wanted: Wanted) -> Any:
    conditions = [
        _call.user_id == User.id,
        _call.status != "declined",
        _event.id == _call.event_id,
        _event.live,
        _event.starts_at > wanted.since - timedelta(days=MAX_DAYS),
        _event.starts_at < wanted.until + timedelta(days=1),
        _event.ends_at > wanted.since,
        func.coalesce(_call.call_at, _event.starts_at) < wanted.until,
    ]
    if wanted.event_id is not None:
        conditions.append(_event.id != wanted.event_id)
    return exists().where(*conditions)


def _away(wanted: Wanted) -> Any:
    return exists().where(
        Absence.user_id == User.id,
        Absence.starts_at < wanted.until,
        Absence.ends_at > wanted.since,
    )
