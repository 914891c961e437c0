"""Statements about departments."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.departments.listing import DepartmentList
from app.departments.models import Department
from app.kit.errors import NotFound
from app.users.models import User


async def get_department(session: AsyncSession, department_id: int) -> Department:
    found = await session.scalar(select(Department).where(Department.id == department_id))
    if found is None:
        raise NotFound
    return found


async def department_row(session: AsyncSession, department_id: int) -> dict[str, Any]:
    """One row exactly as the list shows it."""
    rows = await session.execute(select(*DepartmentList.row).where(Department.id == department_id))
    row = rows.mappings().first()
    if row is None:
        raise NotFound
    return dict(row)


async def person_exists(session: AsyncSession, user_id: int) -> bool:
    return bool(await session.scalar(select(User.id).where(User.id == user_id)))
