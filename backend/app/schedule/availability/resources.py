"""Rows of the calendar by resources: venues, or the people of the theatre."""

from collections import defaultdict
from typing import Any

from sqlalchemy import func, select

from app.auth.permissions import P
from app.departments.models import Department
from app.inventory import references as common
from app.kit import i18n
from app.kit.context import Scope
from app.kit.uow import Uow
from app.kit.words import contains_words
from app.schedule.availability import scope
from app.schedule.availability.schemas import ResourceQuery
from app.users.listing import by_name
from app.users.models import Role, User, UserRole, short_name
from app.venues.models import Venue, VenueType

TABLES = frozenset({"venues", "users", "departments", "roles", "user_roles"})
_ORDER = {VenueType.STAGE.value: 0, VenueType.REHEARSAL.value: 1, VenueType.TOUR.value: 2}


async def resources(uow: Uow, query: ResourceQuery) -> list[dict[str, Any]]:
    return await (_venues if query.by == "venue" else _staff)(uow, query)


async def _venues(uow: Uow, query: ResourceQuery) -> list[dict[str, Any]]:
    """Those in use first; stages before rehearsal rooms before halls on tour."""
    statement = select(
        Venue.id, Venue.name, Venue.type, Venue.city, Venue.capacity, Venue.is_active
    ).order_by(Venue.name, Venue.id)
    if query.q:
        statement = statement.where(contains_words("q", Venue.name, Venue.code, Venue.city))
    rows = (await uow.session.execute(statement, {"q": query.q})).all()
    return [
        {
            "id": row.id,
            "name": row.name,
            "subtitle": _about(row, uow.ctx.locale),
            "department": None,
            "is_active": row.is_active,
        }
        for row in sorted(rows, key=lambda row: (not row.is_active, _ORDER[row.type]))
    ]


def _about(venue: Any, locale: str) -> str | None:
    seats = venue.capacity and i18n.text("resource.seats", locale, {"number": venue.capacity})
    return " · ".join(part for part in (venue.city, seats) if part) or None


async def _staff(uow: Uow, query: ResourceQuery) -> list[dict[str, Any]]:
    """Active people within the caller's reach, by department; those of none come last."""
    by_surname: Any = func.lower(func.translate(User.last_name, "ёЁ", "еЕ"))
    statement = (
        select(User.id, User.last_name, User.first_name, User.patronymic, User.department_id)
        .outerjoin(Department, Department.id == User.department_id)
        .where(User.is_active)
        .order_by(Department.name.nulls_last(), by_surname, User.first_name, User.id)
    )
    reach = scope.people(scope.watched(uow.ctx), uow.ctx)
    if reach is not None:
        statement = statement.where(reach)
    if query.department:
        statement = statement.where(User.department_id.in_(query.department))
    if query.q:
        statement = statement.where(by_name("q"))
    rows = (await uow.session.execute(statement, {"q": query.q})).all()
    departments = await common.DEPARTMENTS.of(uow)
    roles = await _roles(uow)
    return [
        {
            "id": row.id,
            "name": short_name(row.last_name, row.first_name, row.patronymic),
            "subtitle": ", ".join(roles[row.id])[:1000] or None,
            "department": departments.json(row.department_id),
            "is_active": True,
        }
        for row in rows
    ]


async def _roles(uow: Uow) -> dict[int, list[str]]:
    """Names of roles by person, for those who may know more of people than names."""
    found: dict[int, list[str]] = defaultdict(list)
    if uow.ctx.scope(P.USER_READ) in (None, Scope.OWN):
        return found
    statement = (
        select(UserRole.user_id, Role.name)
        .join(Role, Role.id == UserRole.role_id)
        .order_by(Role.id)
    )
    for row in await uow.session.execute(statement):
        found[row.user_id].append(row.name)
    return found
