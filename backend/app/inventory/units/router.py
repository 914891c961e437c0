from typing import Annotated

from fastapi import Path, Query, Response

from app.auth.deps import Allow, Read, Write
from app.auth.permissions import P
from app.inventory.history import HistoryQuery
from app.inventory.schemas import MovementOut
from app.inventory.units.reading import UnitReader
from app.inventory.units.schemas import (
    ItemFound,
    UnitIn,
    UnitOut,
    UnitPatch,
    UnitsMade,
    UnitsOf,
    UnitUpdate,
)
from app.inventory.units.service import Units
from app.kit.context import Context
from app.kit.http import IfMatch, RequiredIfMatch, etag, json_response
from app.kit.routing import router as make_router
from app.kit.schemas import Feed, Id
from app.kit.uow import Uow

router = make_router("/inventory", "inventory")
Reader = Annotated[Context, Allow(P.INVENTORY_READ)]
Editor = Annotated[Context, Allow(P.INVENTORY_UPDATE)]
Archived = Annotated[bool, Query(description="true: of an archived item, too")]


async def _answer(uow: Uow, item_id: int, unit_id: int, *, archived: bool = False) -> Response:
    body = await UnitReader(uow).one(item_id, unit_id, archived=archived)
    return json_response(body, headers={"ETag": etag(body["version"])})


@router.get("/by-number/{number:path}", response_model=ItemFound)
async def get_item_by_number(
    number: Annotated[str, Path(min_length=1, max_length=100)], _: Reader, uow: Read
) -> Response:
    """By the number of an item, or by the number or serial number of one of its pieces."""
    body = await UnitReader(uow).found(number)
    return json_response(body, headers={"ETag": etag(body["version"])})


@router.get("/{item_id:int}/units", response_model=UnitsOf)
async def list_units(item_id: Id, _: Reader, uow: Read, archived: Archived = False) -> Response:
    return json_response(await UnitReader(uow).of_item(item_id, archived=archived))


@router.post("/{item_id:int}/units", status_code=201, response_model=UnitsMade)
async def number_units(item_id: Id, body: UnitIn, _: Editor, uow: Write) -> Response:
    made = await Units(uow).number(item_id, body.model_dump(), body.model_fields_set)
    return json_response({"items": await UnitReader(uow).bodies(made)}, 201)


@router.get("/{item_id:int}/units/{unit_id}", response_model=UnitOut)
async def get_unit(
    item_id: Id, unit_id: Id, _: Reader, uow: Read, archived: Archived = False
) -> Response:
    return await _answer(uow, item_id, unit_id, archived=archived)


@router.put("/{item_id:int}/units/{unit_id}", response_model=UnitOut)
async def replace_unit(
    item_id: Id, unit_id: Id, body: UnitUpdate, version: RequiredIfMatch, _: Editor, uow: Write
) -> Response:
    await Units(uow).change(item_id, unit_id, body.model_dump(), version)
    return await _answer(uow, item_id, unit_id)


@router.patch("/{item_id:int}/units/{unit_id}", response_model=UnitOut)
async def update_unit(
    item_id: Id, unit_id: Id, body: UnitPatch, version: IfMatch, _: Editor, uow: Write
) -> Response:
    await Units(uow).change(item_id, unit_id, body.changes(), version)
    return await _answer(uow, item_id, unit_id)


@router.delete("/{item_id:int}/units/{unit_id}", status_code=204)
async def remove_unit_number(
    item_id: Id, unit_id: Id, version: IfMatch, _: Editor, uow: Write
) -> None:
    """The piece stays where it is and has no number any more."""
    await Units(uow).remove(item_id, unit_id, version)


@router.get("/{item_id:int}/units/{unit_id}/history", response_model=Feed[MovementOut])
async def list_unit_history(
    item_id: Id, unit_id: Id, query: Annotated[HistoryQuery, Query()], _: Reader, uow: Read
) -> Response:
    return json_response(await UnitReader(uow).history(item_id, unit_id, query))
