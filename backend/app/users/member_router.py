"""Who belongs to a department: the directory, narrowed."""

from typing import Annotated

from fastapi import Query, Request, Response

from app.auth.deps import Allow, Read
from app.auth.permissions import P
from app.kit.context import Context
from app.kit.listing import Paging
from app.kit.pages import answer_list
from app.kit.routing import router as make_router
from app.kit.schemas import Id, Page
from app.users import directory
from app.users.schemas import UserRow

router = make_router("/departments", "departments")


@router.get("/{department_id}/members", response_model=Page[UserRow])
async def list_department_members(
    department_id: Id,
    request: Request,
    query: Annotated[Paging, Query()],
    ctx: Annotated[Context, Allow(P.USER_READ)],
    uow: Read,
) -> Response:
    """Active people; to those who may know names only, names."""
    members, shape = await directory.members(uow, ctx, department_id, query)
    return await answer_list(request, uow, members, shape)
