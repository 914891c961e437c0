"""The lists of people and of roles, declared."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

import orjson
from pydantic import Field
from sqlalchemy import ColumnElement, Text, bindparam, cast, exists, func, literal_column, select
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by
from sqlalchemy.types import String

from app.auth.permissions import ROLE_PERMISSIONS, P, RoleCode
from app.departments.models import Department
from app.kit.context import Context
from app.kit.listing import AnyOf, Flag, ListQuery, Matches
from app.kit.schemas import Checked, Code, Id
from app.kit.words import contains_words
from app.users.models import Role, User, UserRole, short_name
from app.users.schemas import RoleSort, UserSort


def by_name(name: str) -> ColumnElement[bool]:
    return contains_words(name, User.last_name, User.first_name, User.patronymic)


def by_name_or_email(name: str) -> ColumnElement[bool]:
    return contains_words(name, User.last_name, User.first_name, User.patronymic, User.email)


def _has_role(name: str) -> ColumnElement[bool]:
    return (
        exists()
        .where(
            UserRole.theater_id == User.theater_id,
            UserRole.user_id == User.id,
            Role.theater_id == UserRole.theater_id,
            Role.id == UserRole.role_id,
            Role.code == func.any(bindparam(name, type_=ARRAY(String))),
        )
        .correlate(User)
    )


def _pairs(**columns: Any) -> Any:
    arguments: list[Any] = []
    for name, column in columns.items():
        arguments += [literal_column(f"'{name}'"), column]
    return func.json_build_object(*arguments)


_roles = (
    select(
        func.json_agg(
            aggregate_order_by(_pairs(id=Role.id, code=Role.code, name=Role.name), Role.id)
        )
    )
    .where(
        UserRole.theater_id == User.theater_id,
        UserRole.user_id == User.id,
        Role.theater_id == UserRole.theater_id,
        Role.id == UserRole.role_id,
    )
    .correlate(User)
    .scalar_subquery()
)
_department = (
    select(_pairs(id=Department.id, code=Department.code, name=Department.name))
    .where(Department.theater_id == User.theater_id, Department.id == User.department_id)
    .correlate(User)
    .scalar_subquery()
)
_sort_name: Any = func.lower(
    func.translate(func.concat_ws(" ", User.last_name, User.first_name), "ёЁ", "еЕ")
)


class UserList(ListQuery):
    model = User
    row = (
        User.id,
        User.version,
        User.email,
        User.first_name,
        User.last_name,
        User.patronymic,
        User.phone,
        User.is_active,
        User.is_superuser,
        User.last_login_at,
        cast(_roles, Text).label("roles"),
        cast(_department, Text).label("department"),
    )
    sorts = {
        "name": _sort_name,
        "email": User.email,
        "last_login_at": User.last_login_at,
        "created_at": User.created_at,
    }
    search = staticmethod(by_name_or_email)  # type: ignore[assignment]
    tables = frozenset({"users", "user_roles", "roles", "departments"})

    sort: UserSort = "name"
    q: Annotated[str | None, Field(max_length=200), Checked] = None
    role: Annotated[list[Code], Field(max_length=50), Matches(_has_role)] = []
    department: Annotated[list[Id], Field(max_length=50), AnyOf(User.department_id)] = []
    active: Annotated[
        bool | None,
        Flag(yes=lambda: User.is_active.is_(True), no=lambda: User.is_active.is_(False)),
    ] = None


class NameList(UserList):
    """The same for those who may know names only: nothing else may be asked by a detour."""

    search = staticmethod(by_name)


def user_row(row: Mapping[str, Any]) -> dict[str, Any]:
    person = dict(row)
    names = person["last_name"], person["first_name"], person["patronymic"]
    person["full_name"] = " ".join(part for part in names if part)
    person["short_name"] = short_name(*names)
    person["roles"] = orjson.loads(person["roles"] or "[]")
    person["department"] = orjson.loads(person["department"] or "null")
    return person


_HIDDEN: dict[str, Any] = {
    "email": None, "phone": None, "department": None, "roles": [], "is_superuser": False,
    "last_login_at": None,
}  # fmt: skip


def name_row(row: Mapping[str, Any]) -> dict[str, Any]:
    return user_row(row) | _HIDDEN


_user_count = (
    select(func.count())
    .select_from(UserRole)
    .where(UserRole.theater_id == Role.theater_id, UserRole.role_id == Role.id)
    .correlate(Role)
    .scalar_subquery()
)


class RoleList(ListQuery):
    model = Role
    row = (
        Role.id,
        Role.version,
        Role.code,
        Role.name,
        Role.description,
        Role.permissions,
        Role.is_system,
        _user_count.label("user_count"),
    )
    sorts = {"name": Role.name, "code": Role.code}
    tables = frozenset({"roles", "user_roles"})

    sort: RoleSort = "name"


def role_row(ctx: Context) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    return lambda row: dict(row) | {"permissions": told_grants(ctx, row)}


def told_grants(ctx: Context, row: Mapping[str, Any]) -> list[str] | None:
    """The names of roles are for everybody, what they allow for those who manage people."""
    return grants_of(row) if ctx.scope(P.USER_MANAGE) is not None else None


def grants_of(row: Mapping[str, Any]) -> list[str]:
    """What the role allows, `inventory:update@department`; a system role by the table of rights."""
    if not row["is_system"]:
        return list(row["permissions"])
    granted = ROLE_PERMISSIONS.get(RoleCode(row["code"]), {})
    return [f"{name}@{scope.value}" for name, scope in granted.items()]
