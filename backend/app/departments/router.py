"""The departments (workshops) of the theatre and the people in them."""

from typing import Annotated

from fastapi import Query, Request, Response

from app.auth.deps import Allow, Read, Write
from app.auth.permissions import P
from app.departments import repository
from app.departments.listing import DepartmentList, department_row
from app.departments.schemas import DepartmentIn, DepartmentOut, DepartmentUpdate
from app.departments.service import Departments
from app.kit.context import Context
from app.kit.http import IfMatch, RequiredIfMatch, etag, json_response
from app.kit.pages import answer_list
from app.kit.routing import router as make_router
from app.kit.schemas import Id, Page
from app.kit.uow import Uow

router = make_router("/departments", "departments")
Manager = Annotated[Context, Allow(P.DEPARTMENT_MANAGE)]
Reader = Annotated[Context, Allow(P.USER_READ)]


async def _answer(uow: Uow, department_id: int, status: int = 200) -> Response:
    row = department_row(await repository.department_row(uow.session, department_id))
    return json_response(row, status, {"ETag": etag(row["version"])})


@router.get("", response_model=Page[DepartmentOut])
async def list_departments(
    request: Request, query: Annotated[DepartmentList, Query()], _: Reader, uow: Read
) -> Response:
    return await answer_list(request, uow, query, department_row)


@router.post("", status_code=201, response_model=DepartmentOut)
async def create_department(body: DepartmentIn, _: Manager, uow: Write) -> Response:
    return await _answer(uow, await Departments(uow).create(body.model_dump()), 201)


@router.get("/{department_id}", response_model=DepartmentOut)
async def get_department(department_id: Id, _: Reader, uow: Read) -> Response:
    return await _answer(uow, department_id)


@router.put("/{department_id}", response_model=DepartmentOut)
async def replace_department(
    department_id: Id, body: DepartmentIn, version: RequiredIfMatch, _: Manager, uow: Write
) -> Response:
    await Departments(uow).change(department_id, body.model_dump(), version)
    return await _answer(uow, department_id)


@router.patch("/{department_id}", response_model=DepartmentOut)
async def update_department(
    department_id: Id, body: DepartmentUpdate, version: IfMatch, _: Manager, uow: Write
) -> Response:
    await Departments(uow).change(department_id, body.changes(), version)
    return await _answer(uow, department_id)


@router.delete("/{department_id}", status_code=204)
async def delete_department(department_id: Id, version: IfMatch, _: Manager, uow: Write) -> None:
    await Departments(uow).delete(department_id, version)
