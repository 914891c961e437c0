"""The theatre's own properties of items."""

from typing import Annotated, Any

from fastapi import Response

from app.auth.deps import Allow, Read, Write
from app.auth.permissions import P
from app.inventory.fields.models import CustomField
from app.inventory.fields.repository import FieldRepository
from app.inventory.fields.schemas import (
    CustomFieldOut,
    FieldIn,
    FieldList,
    FieldNew,
    FieldOrder,
    FieldPatch,
    FieldReport,
    FreeList,
)
from app.inventory.fields.service import Fields
from app.kit.context import Context
from app.kit.http import IfMatch, RequiredIfMatch, versioned
from app.kit.routing import router as make_router
from app.kit.schemas import Id
from app.kit.uow import Uow

router = make_router("/inventory/fields", "inventory")
Manager = Annotated[Context, Allow(P.CATALOGUE_MANAGE)]
Reader = Annotated[Context, Allow(P.INVENTORY_READ)]


async def _all(uow: Uow) -> dict[str, Any]:
    return {"items": await FieldRepository(uow.session).all()}


@router.get("", response_model=FieldList)
async def list_fields(_: Reader, uow: Read) -> dict[str, Any]:
    return await _all(uow)


@router.post("", status_code=201, response_model=CustomFieldOut)
async def create_field(body: FieldNew, _: Manager, uow: Write, response: Response) -> CustomField:
    field = await Fields(uow).create(body.model_dump())
    versioned(response, field.version)
    return field


@router.put("/order", response_model=FieldList)
async def order_fields(body: FieldOrder, _: Manager, uow: Write) -> dict[str, Any]:
    await Fields(uow).order(body.ids)
    return await _all(uow)


@router.get("/free", response_model=FreeList)
async def list_free_properties(_: Manager, uow: Read) -> dict[str, Any]:
    """Properties that items have without a definition: each can become a field."""
    Fields(uow).may_change()
    repository = FieldRepository(uow.session)
    return {"items": await repository.free(await repository.keys(), 200)}


@router.post("/check", response_model=FieldReport)
async def check_new_field(body: FieldNew, _: Manager, uow: Read) -> dict[str, Any]:
    return await Fields(uow).check(body.model_dump())


@router.get("/{field_id:int}", response_model=CustomFieldOut)
async def get_field(field_id: Id, _: Reader, uow: Read, response: Response) -> CustomField:
    field = await FieldRepository(uow.session).get(field_id)
    versioned(response, field.version)
    return field


@router.put("/{field_id:int}", response_model=CustomFieldOut)
async def replace_field(
    field_id: Id,
    body: FieldIn,
    version: RequiredIfMatch,
    _: Manager,
    uow: Write,
    response: Response,
) -> CustomField:
    field = await Fields(uow).change(field_id, body.model_dump(), version)
    versioned(response, field.version)
    return field


@router.patch("/{field_id:int}", response_model=CustomFieldOut)
async def update_field(
    field_id: Id, body: FieldPatch, version: IfMatch, _: Manager, uow: Write, response: Response
) -> CustomField:
    field = await Fields(uow).change(field_id, body.changes(), version)
    versioned(response, field.version)
    return field


@router.delete("/{field_id:int}", status_code=204)
async def delete_field(field_id: Id, version: IfMatch, _: Manager, uow: Write) -> None:
    await Fields(uow).delete(field_id, version)


@router.post("/{field_id:int}/check", response_model=FieldReport)
async def check_field(field_id: Id, body: FieldIn, _: Manager, uow: Read) -> dict[str, Any]:
    return await Fields(uow).check(body.model_dump(), field_id)
