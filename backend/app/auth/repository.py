"""Statements of sign-in. The first four run before the theatre is known."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, RowMapping, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.auth.models import AuthSession, PasswordReset, RefreshToken
from app.departments.models import Department
from app.users.models import Role, User, UserRole

_ACCOUNT = text(
    "SELECT user_id, theater_id, hashed_password, usable FROM auth_account(CAST(:email AS text))"
)
_REFRESH_THEATER = text("SELECT auth_refresh_theater(CAST(:hash AS text))")
_RESET_THEATER = text("SELECT auth_reset_theater(CAST(:hash AS text))")
_THEATERS = text(
    "SELECT id, name, code, timezone, is_active FROM theaters_all() WHERE id = ANY(:ids)"
)


_FRONT = text(
    "SELECT name, title, starts_at, timezone "
    "FROM auth_front(CAST(:wanted AS text), CAST(:moment AS timestamptz))"
)


class Account(NamedTuple):
    user_id: int
    theater_id: int
    hashed_password: str
    usable: bool


async def find_account(session: AsyncSession, email: str) -> Account | None:
    """The account of an address anywhere in the installation."""
    row = (await session.execute(_ACCOUNT, {"email": email})).first()
    return None if row is None else Account(*row)


async def refresh_theater(session: AsyncSession, token_hash: str) -> int | None:
    found: int | None = await session.scalar(_REFRESH_THEATER, {"hash": token_hash})
    return found


async def reset_theater(session: AsyncSession, token_hash: str) -> int | None:
    found: int | None = await session.scalar(_RESET_THEATER, {"hash": token_hash})
    return found


async def front(session: AsyncSession, wanted: str | None, moment: datetime) -> Row[Any] | None:
    """The theatre of the sign-in page with its show of today; None when none may be named."""
    return (await session.execute(_FRONT, {"wanted": wanted, "moment": moment})).first()


async def theaters(session: AsyncSession, ids: Collection[int]) -> dict[int, RowMapping]:
    """Names and states of theatres, also of others than the transaction's."""
    rows = (await session.execute(_THEATERS, {"ids": list(ids)})).mappings()
    return {row["id"]: row for row in rows}


async def user_roles(session: AsyncSession, user_id: int) -> Sequence[Role]:
    statement = (
        select(Role)
        .join(UserRole, UserRole.role_id == Role.id)
        .where(UserRole.user_id == user_id)
        .order_by(Role.code)
    )
    return (await session.scalars(statement)).all()


async def department(session: AsyncSession, department_id: int) -> Department | None:
    return await session.scalar(select(Department).where(Department.id == department_id))


async def get_user(session: AsyncSession, user_id: int, *, lock: bool = False) -> User | None:
    statement = select(User).where(User.id == user_id)
    return await session.scalar(statement.with_for_update() if lock else statement)


async def set_quietly(session: AsyncSession, user_id: int, **values: Any) -> None:
    """Columns that nobody else sees: neither the version nor caches of people move."""
    await session.execute(
        update(User).where(User.id == user_id).values(updated_at=User.updated_at, **values),
        execution_options={"audit": True, "synchronize_session": False},
    )


async def find_refresh(session: AsyncSession, token_hash: str) -> RefreshToken | None:
    return await session.scalar(
        select(RefreshToken).where(RefreshToken.token_hash == token_hash),
        execution_options={"populate_existing": True},
    )


async def lock_family(session: AsyncSession, family_id: int) -> AuthSession | None:
    """Rotations of one family wait for each other here."""
    return await session.scalar(
        select(AuthSession).where(AuthSession.id == family_id).with_for_update()
    )


async def find_session(session: AsyncSession, public_id: str) -> AuthSession | None:
    return await session.scalar(
        select(AuthSession).where(AuthSession.public_id == public_id).with_for_update()
    )


async def live_sessions(
    session: AsyncSession, user_id: int, now: datetime, *, limit: int | None = None
) -> Sequence[AuthSession]:
    statement = (
        select(AuthSession)
        .where(
            AuthSession.user_id == user_id,
            AuthSession.revoked_at.is_(None),
            AuthSession.expires_at > now,
        )
        .order_by(AuthSession.last_used_at.desc(), AuthSession.id.desc())
        .limit(limit)
    )
    return (await session.scalars(statement)).all()


async def revoke_tokens(session: AsyncSession, family_ids: Collection[int]) -> None:
    await session.execute(
        update(RefreshToken)
        .where(RefreshToken.family_id.in_(family_ids), RefreshToken.is_revoked.is_(False))
        .values(is_revoked=True),
        execution_options={"synchronize_session": False},
    )


async def lock_reset(session: AsyncSession, token_hash: str) -> PasswordReset | None:
    return await session.scalar(
        select(PasswordReset).where(PasswordReset.token_hash == token_hash).with_for_update()
    )


async def use_up_resets(session: AsyncSession, user_id: int, now: datetime) -> None:
    """No link that was mailed before works any longer."""
    await session.execute(
        update(PasswordReset)
        .where(PasswordReset.user_id == user_id, PasswordReset.used_at.is_(None))
        .values(used_at=now),
        execution_options={"synchronize_session": False},
    )
