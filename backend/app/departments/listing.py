"""The lists of departments and of the people in one, declared."""

from collections.abc import Mapping
from typing import Annotated, Any

import orjson
from pydantic import Field
from sqlalchemy import ColumnElement, Text, cast, func, select

from app.departments.models import Department
from app.departments.schemas import DepartmentSort
from app.kit.listing import ListQuery
from app.kit.schemas import Checked
from app.kit.words import contains_words
from app.users.models import User, short_name

_head = (
    select(func.json_build_array(User.id, User.last_name, User.first_name, User.patronymic))
    .where(User.theater_id == Department.theater_id, User.id == Department.head_id)
    .correlate(Department)
    .scalar_subquery()
)
_member_count = (
    select(func.count())
    .select_from(User)
    .where(
        User.theater_id == Department.theater_id,
        User.department_id == Department.id,
        User.is_active,
    )
    .correlate(Department)
    .scalar_subquery()
)


def _found(name: str) -> ColumnElement[bool]:
    return contains_words(name, Department.name, Department.code)


class DepartmentList(ListQuery):
    model = Department
    row = (
        Department.id,
        Department.version,
        Department.name,
        Department.code,
        Department.description,
        cast(_head, Text).label("head"),
        _member_count.label("member_count"),
    )
    sorts = {"name": Department.name, "code": Department.code}
    search = staticmethod(_found)  # type: ignore[assignment]
    tables = frozenset({"departments", "users"})

    sort: DepartmentSort = "name"
    q: Annotated[str | None, Field(max_length=200), Checked] = None


def department_row(row: Mapping[str, Any]) -> dict[str, Any]:
    department = dict(row)
    head = orjson.loads(department["head"] or "null")
    department["head"] = head and {"id": head[0], "short_name": short_name(*head[1:])}
    return department
