"""Administration of people, and the directory that everybody may read."""

from typing import Annotated

from fastapi import Query, Request, Response

from app.auth.deps import Allow, Read, Write, database
from app.auth.permissions import P
from app.kit.context import Context
from app.kit.http import IfMatch, RequiredIfMatch, etag, json_response
from app.kit.pages import answer_list
from app.kit.routing import router as make_router
from app.kit.schemas import Id, Page
from app.kit.uow import Uow
from app.users import directory
from app.users.listing import UserList
from app.users.schemas import (
    ResetPassword,
    UserCreate,
    UserReplace,
    UserRoles,
    UserRow,
    UserUpdate,
)
from app.users.service import Users

router = make_router("/users", "users")
Manager = Annotated[Context, Allow(P.USER_MANAGE)]
Reader = Annotated[Context, Allow(P.USER_READ)]


def _users(request: Request, uow: Uow) -> Users:
    return Users(uow, database(request), request.app.state.settings)


def _forget(request: Request, users: Users) -> None:
    for sid in users.ended:
        request.app.state.principals.forget(sid)


async def _answer(uow: Uow, user_id: int, status: int = 200) -> Response:
    person = await directory.person(uow, user_id)
    return json_response(person, status, {"ETag": etag(person["version"])})


@router.get("", response_model=Page[UserRow])
async def list_users(
    request: Request, query: Annotated[UserList, Query()], ctx: Reader, uow: Read
) -> Response:
    allowed, shape = directory.narrowed(ctx, query)
    return await answer_list(request, uow, allowed, shape)


@router.post("", status_code=201, response_model=UserRow)
async def create_user(body: UserCreate, request: Request, _: Manager, uow: Write) -> Response:
    """With a first password, or with `invite` and a letter to choose one."""
    return await _answer(uow, await _users(request, uow).create(body), 201)


@router.get("/{user_id}", response_model=UserRow)
async def get_user(user_id: Id, _: Reader, uow: Read) -> Response:
    return await _answer(uow, user_id)


@router.put("/{user_id}", response_model=UserRow)
async def replace_user(
    user_id: Id,
    body: UserReplace,
    version: RequiredIfMatch,
    request: Request,
    _: Manager,
    uow: Write,
) -> Response:
    await _users(request, uow).replace(user_id, body.model_dump(), version)
    return await _answer(uow, user_id)


@router.patch("/{user_id}", response_model=UserRow)
async def update_user(
    user_id: Id, body: UserUpdate, version: IfMatch, request: Request, _: Manager, uow: Write
) -> Response:
    await _users(request, uow).replace(user_id, body.changes(), version)
    return await _answer(uow, user_id)


@router.delete("/{user_id}", status_code=204)
async def delete_user(
    user_id: Id, version: IfMatch, request: Request, _: Manager, uow: Write
) -> None:
    """Deactivates: what the person did keeps their name."""
    users = _users(request, uow)
    await users.deactivate(user_id, version)
    _forget(request, users)


@router.put("/{user_id}/roles", response_model=UserRow)
async def replace_user_roles(
    user_id: Id,
    body: UserRoles,
    version: RequiredIfMatch,
    request: Request,
    _: Manager,
    uow: Write,
) -> Response:
    """Acts on open sessions within a second."""
    await _users(request, uow).set_roles(user_id, body.roles, version)
    request.app.state.principals.forget_user(user_id)
    return await _answer(uow, user_id)


@router.post("/{user_id}/activate", response_model=UserRow)
async def activate_user(
    user_id: Id, version: IfMatch, request: Request, _: Manager, uow: Write
) -> Response:
    await _users(request, uow).activate(user_id, version)
    return await _answer(uow, user_id)


@router.post("/{user_id}/deactivate", response_model=UserRow)
async def deactivate_user(
    user_id: Id, version: IfMatch, request: Request, _: Manager, uow: Write
) -> Response:
    """Ends the person's sessions."""
    users = _users(request, uow)
    await users.deactivate(user_id, version)
    _forget(request, users)
    return await _answer(uow, user_id)


@router.post("/{user_id}/reset-password", status_code=204)
async def reset_user_password(
    user_id: Id, request: Request, _: Manager, uow: Write, body: ResetPassword | None = None
) -> None:
    """Sets the given password, or mails a link; ends the person's sessions."""
    users = _users(request, uow)
    await users.reset_password(user_id, body.password if body else None)
    _forget(request, users)
