"""What each may know about people: everything, or names only."""

from typing import Any

from app.auth.permissions import P
from app.kit.context import Context, Scope
from app.kit.errors import FieldError, Invalid, NotFound
from app.kit.listing import Paging
from app.kit.pages import Shape
from app.kit.uow import Uow
from app.users import repository
from app.users.listing import NameList, UserList, name_row, user_row


def _names_only(ctx: Context) -> bool:
    return ctx.scope(P.USER_READ) is Scope.OWN


def narrowed(ctx: Context, query: UserList) -> tuple[UserList, Shape]:
    """The list that the caller may ask. What they may not see cannot be searched or sorted by."""
    if not _names_only(ctx):
        return query, user_row
    asked: list[str] = [name for name in ("role", "department", "active") if name in query.values()]
    if query.sort not in ("name", "-name"):
        asked.append("sort")
    if asked:
        raise Invalid(errors=[FieldError(name, "user.names_only", {}) for name in asked])
    return NameList.model_validate({**query.model_dump(), "active": True}), name_row


async def person(uow: Uow, user_id: int) -> dict[str, Any]:
    row = await repository.user_row(uow.session, user_id)
    if not _names_only(uow.ctx) or user_id == uow.ctx.user_id:
        return user_row(row)
    if not row["is_active"]:
        raise NotFound
    return name_row(row)


async def members(
    uow: Uow, ctx: Context, department_id: int, query: Paging
) -> tuple[UserList, Shape]:
    """The people of a department, which is no secret even to those who see names only."""
    if not await repository.department_exists(uow.session, department_id):
        raise NotFound
    names = _names_only(ctx)
    kind = NameList if names else UserList
    narrowed_to = {**query.model_dump(), "department": [department_id], "active": True}
    return kind.model_validate(narrowed_to), name_row if names else user_row
