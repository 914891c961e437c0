"""Statements about people and roles."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.auth.permissions import RoleCode
from app.departments.models import Department
from app.kit.errors import NotFound
from app.users.listing import UserList
from app.users.models import Role, User, UserRole

_WRITTEN = {"audit": True, "synchronize_session": False}


async def get_user(session: AsyncSession, user_id: int, *, lock: bool = False) -> User:
    statement = select(User).where(User.id == user_id)
    user = await session.scalar(statement.with_for_update() if lock else statement)
    if user is None:
        raise NotFound
    return user


async def user_row(session: AsyncSession, user_id: int) -> dict[str, Any]:
    """One row exactly as the list shows it."""
    rows = await session.execute(select(*UserList.row).where(User.id == user_id))
    row = rows.mappings().first()
    if row is None:
        raise NotFound
    return dict(row)


async def roles_of(session: AsyncSession, user_id: int) -> Sequence[Role]:
    statement = (
        select(Role)
        .join(UserRole, UserRole.role_id == Role.id)
        .where(UserRole.user_id == user_id)
        .order_by(Role.code)
    )
    return (await session.scalars(statement)).all()


async def roles_named(session: AsyncSession, codes: Collection[str]) -> Sequence[Role]:
    return (await session.scalars(select(Role).where(Role.code.in_(codes)))).all()


async def set_roles(
    session: AsyncSession, user_id: int, role_ids: Collection[int], assigned_by_id: int | None
) -> None:
    """The service journals both sides in one entry."""
    await session.execute(
        delete(UserRole).where(UserRole.user_id == user_id, UserRole.role_id.not_in(role_ids)),
        execution_options=_WRITTEN,
    )
    held = await session.scalars(select(UserRole.role_id).where(UserRole.user_id == user_id))
    rows = [
        {"user_id": user_id, "role_id": role_id, "assigned_by_id": assigned_by_id}
        for role_id in sorted(set(role_ids) - set(held))
    ]
    if rows:
        await session.execute(insert(UserRole), rows)


async def set_password(session: AsyncSession, user_id: int, hashed: str) -> None:
    await session.execute(
        update(User)
        .where(User.id == user_id)
        .values(hashed_password=hashed, updated_at=User.updated_at),
        execution_options=_WRITTEN,
    )


async def lock_admins(session: AsyncSession) -> None:
    """Two administrators who remove each other at once wait here for one another."""
    await session.execute(
        select(Role.id).where(Role.code == RoleCode.ADMIN, Role.is_system).with_for_update()
    )


async def count_other_admins(session: AsyncSession, user_id: int) -> int:
    statement = (
        select(func.count())
        .select_from(User)
        .join(UserRole, UserRole.user_id == User.id)
        .join(Role, Role.id == UserRole.role_id)
        .where(Role.code == RoleCode.ADMIN, Role.is_system, User.is_active, User.id != user_id)
    )
    return int(await session.scalar(statement) or 0)


async def department_exists(session: AsyncSession, department_id: int) -> bool:
    return bool(await session.scalar(select(Department.id).where(Department.id == department_id)))


async def get_role(session: AsyncSession, role_id: int) -> Role:
    role = await session.scalar(select(Role).where(Role.id == role_id))
    if role is None:
        raise NotFound
    return role


async def count_holders(session: AsyncSession, role_id: int) -> int:
    statement = select(func.count()).select_from(UserRole).where(UserRole.role_id == role_id)
    return int(await session.scalar(statement) or 0)


async def holders(session: AsyncSession, role_id: int) -> Sequence[int]:
    return (
        await session.scalars(select(UserRole.user_id).where(UserRole.role_id == role_id))
    ).all()
