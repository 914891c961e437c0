from typing import Annotated

from fastapi import Path, Query, Request, Response

from app.auth.deps import Allow, Read, Write
from app.auth.permissions import P
from app.inventory.exports import FILE
from app.inventory.history import History
from app.inventory.journal import Batch, Journal, JournalFilter
from app.inventory.journal_export import JournalExport, JournalExporter
from app.inventory.reversals import Reversals
from app.inventory.schemas import BatchUndone, JournalLine, Moved
from app.kit import clock, export, i18n
from app.kit.context import Context
from app.kit.export import Format, shown_date
from app.kit.http import json_response
from app.kit.routing import router as make_router
from app.kit.schemas import Feed, Id

router = make_router("/inventory/movements", "inventory")
Reader = Annotated[Context, Allow(P.INVENTORY_READ)]
Mover = Annotated[Context, Allow(P.INVENTORY_MOVE)]


@router.get("", response_model=Feed[JournalLine])
async def list_movements(
    query: Annotated[JournalFilter, Query()], _: Reader, uow: Read
) -> Response:
    return json_response(await Journal(uow, query).feed())


@router.get(
    "/export",
    response_class=Response,
    responses={200: {"content": {form.media_type: {"schema": FILE} for form in Format}}},
)
async def export_movements(
    query: Annotated[JournalExport, Query()], ctx: Reader, uow: Read
) -> Response:
    exporter = JournalExporter(uow, query)
    title = i18n.text("inventory.movement.title", ctx.locale)
    file = await export.spool(query.format, title, exporter.headings, exporter.rows(), ctx.locale)
    today = shown_date(clock.now().astimezone(exporter.zone))
    return export.file_response(file, f"{title} {today}.{query.format}", query.format)


@router.post("/{movement_id:int}/undo", status_code=201, response_model=Moved)
async def undo_movement(request: Request, movement_id: Id, _: Mover, uow: Write) -> Response:
    done = await Reversals(uow).undo(movement_id)
    moved = await History(uow).moved(done)
    root = request.url.path.split("/movements/")[0]
    return json_response(moved, 201, {"Location": f"{root}/{done.item_id}/history"})


@router.post("/batches/{batch}/undo", status_code=201)
async def undo_movement_batch(
    request: Request,
    response: Response,
    batch: Annotated[Batch, Path()],
    _: Mover,
    uow: Write,
) -> BatchUndone:
    """All movements of one act that are still in force, or none of them."""
    again, made = await Reversals(uow).undo_batch(batch)
    root = request.url.path.split("/batches/")[0]
    response.headers["Location"] = f"{root}?batch={again}"
    return BatchUndone(batch=again, movements=len(made))
