"""The own theatre's settings, and the theatres of the installation for its operator."""

from typing import Annotated

from fastapi import Query, Response

from app.auth.deps import Allow, Read, SignedIn, Write
from app.auth.permissions import P
from app.kit.context import Context
from app.kit.http import IfMatch, RequiredIfMatch, versioned
from app.kit.listing import Paging, page_body
from app.kit.routing import router as make_router
from app.kit.schemas import Id, Page
from app.theaters import repository
from app.theaters.models import Theater
from app.theaters.schemas import (
    TenantReplace,
    TenantRow,
    TheaterCreate,
    TheaterOut,
    TheaterReplace,
    TheaterUpdate,
)
from app.theaters.service import Theaters

router = make_router("", "theaters")
Keeper = Annotated[Context, Allow(P.THEATER_SETTINGS)]
Operator = Annotated[Context, Allow(P.THEATER_CREATE)]


def _answer(response: Response, theater: Theater) -> TheaterOut:
    versioned(response, theater.version)
    return TheaterOut.model_validate({n: getattr(theater, n) for n in TheaterOut.model_fields})


@router.get("/theater")
async def get_theater(_: SignedIn, uow: Read, response: Response) -> TheaterOut:
    return _answer(response, await Theaters(uow).current())


@router.put("/theater")
async def replace_theater(
    body: TheaterReplace, version: RequiredIfMatch, _: Keeper, uow: Write, response: Response
) -> TheaterOut:
    return _answer(response, await Theaters(uow).change(body.model_dump(), version))


@router.patch("/theater")
async def update_theater(
    body: TheaterUpdate, version: IfMatch, _: Keeper, uow: Write, response: Response
) -> TheaterOut:
    return _answer(response, await Theaters(uow).change(body.changes(), version))


@router.get("/theaters")
async def list_theaters(
    query: Annotated[Paging, Query()], _: Operator, uow: Read
) -> Page[TenantRow]:
    known = await repository.all_theaters(uow.session)
    start = (query.page - 1) * query.page_size
    rows = [TenantRow.model_validate(dict(row)) for row in known[start : start + query.page_size]]
    return Page[TenantRow].model_validate(page_body(query, rows, len(known)))


@router.post("/theaters", status_code=201)
async def create_theater(
    body: TheaterCreate, _: Operator, uow: Write, response: Response
) -> TheaterOut:
    """With the six roles, six departments and three venues of every theatre."""
    return _answer(response, await Theaters(uow).found(body))


@router.get("/theaters/{theater_id}")
async def get_any_theater(theater_id: Id, _: Operator, uow: Read, response: Response) -> TheaterOut:
    async with Theaters(uow).inside(theater_id) as theater:
        return _answer(response, theater)


@router.put("/theaters/{theater_id}")
async def replace_any_theater(
    theater_id: Id,
    body: TenantReplace,
    version: RequiredIfMatch,
    _: Operator,
    uow: Write,
    response: Response,
) -> TheaterOut:
    """A theatre that is not active lets nobody in."""
    return _answer(response, await Theaters(uow).replace(theater_id, body, version))
