"""Roles and the permissions they are made of."""

from typing import Annotated

from fastapi import Query, Request, Response

from app.auth.deps import Allow, Read, Write
from app.auth.permissions import P
from app.kit.context import Context
from app.kit.http import IfMatch, RequiredIfMatch, versioned
from app.kit.pages import answer_list
from app.kit.routing import router as make_router
from app.kit.schemas import Id, Page
from app.users import repository
from app.users.listing import RoleList, role_row
from app.users.roles import Roles, permissions_out
from app.users.schemas import Permissions, RoleIn, RoleOut, RoleUpdate

router = make_router("", "roles")
Manager = Annotated[Context, Allow(P.ROLE_MANAGE)]
Reader = Annotated[Context, Allow(P.USER_READ)]


@router.get("/permissions")
async def list_permissions(ctx: Manager) -> Permissions:
    """Titles in the language of the request."""
    return Permissions(items=permissions_out(ctx.locale))


@router.get("/roles", response_model=Page[RoleOut])
async def list_roles(
    request: Request, query: Annotated[RoleList, Query()], ctx: Reader, uow: Read
) -> Response:
    return await answer_list(request, uow, query, role_row(ctx))


@router.post("/roles", status_code=201)
async def create_role(body: RoleIn, _: Manager, uow: Write, response: Response) -> RoleOut:
    roles = Roles(uow)
    role = await roles.create(body)
    versioned(response, role.version)
    return await roles.out(role)


@router.get("/roles/{role_id}")
async def get_role(role_id: Id, _: Reader, uow: Read, response: Response) -> RoleOut:
    role = await repository.get_role(uow.session, role_id)
    versioned(response, role.version)
    return await Roles(uow).out(role)


@router.put("/roles/{role_id}")
async def replace_role(
    role_id: Id,
    body: RoleIn,
    version: RequiredIfMatch,
    request: Request,
    _: Manager,
    uow: Write,
    response: Response,
) -> RoleOut:
    roles = Roles(uow)
    role = await roles.change(role_id, body.model_dump(), version)
    request.app.state.principals.forget_user(*await repository.holders(uow.session, role_id))
    versioned(response, role.version)
    return await roles.out(role)


@router.patch("/roles/{role_id}")
async def update_role(
    role_id: Id,
    body: RoleUpdate,
    version: IfMatch,
    request: Request,
    _: Manager,
    uow: Write,
    response: Response,
) -> RoleOut:
    roles = Roles(uow)
    role = await roles.change(role_id, body.changes(), version)
    request.app.state.principals.forget_user(*await repository.holders(uow.session, role_id))
    versioned(response, role.version)
    return await roles.out(role)


@router.delete("/roles/{role_id}", status_code=204)
async def delete_role(role_id: Id, version: IfMatch, _: Manager, uow: Write) -> None:
    await Roles(uow).delete(role_id, version)
