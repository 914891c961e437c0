from typing import Annotated

from fastapi import Query, Response

from app.auth.deps import Allow, Read, Write
from app.auth.permissions import P
from app.inventory.bulk.schemas import BulkFeed, BulkIn, BulkOutcome, BulkRunOut, BulkRunRow
from app.inventory.bulk.service import Bulk
from app.kit.context import Context
from app.kit.http import json_response
from app.kit.routing import router as make_router
from app.kit.schemas import Feed, Id

router = make_router("/inventory/bulk", "inventory")
Changer = Annotated[Context, Allow(P.INVENTORY_BULK)]


@router.post(
    "",
    status_code=201,
    response_model=BulkOutcome,
    responses={200: {"model": BulkOutcome, "description": "What would happen (dry_run)"}},
)
async def change_many_items(body: BulkIn, _: Changer, uow: Write) -> Response:
    done = await Bulk(uow).change(body)
    return json_response(done, 200 if body.dry_run else 201)


@router.get("", response_model=Feed[BulkRunRow])
async def list_bulk_runs(query: Annotated[BulkFeed, Query()], _: Changer, uow: Read) -> Response:
    return json_response(await Bulk(uow).feed(query))


@router.get("/{run_id:int}", response_model=BulkRunOut)
async def get_bulk_run(
    run_id: Id,
    _: Changer,
    uow: Read,
    lines: Annotated[bool, Query(description="false: without `results`")] = True,
) -> Response:
    return json_response(await Bulk(uow).get(run_id, lines=lines))


@router.post("/{run_id:int}/undo", response_model=BulkOutcome)
async def undo_bulk_run(run_id: Id, _: Changer, uow: Write) -> Response:
    return json_response(await Bulk(uow).undo(run_id))
