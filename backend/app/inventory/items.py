from typing import Annotated

from fastapi import Query, Request, Response

from app.auth.deps import Allow, Read, Write
from app.auth.permissions import P
from app.inventory import reading, scope
from app.inventory.history import History, HistoryQuery
from app.inventory.ledger import Ledger
from app.inventory.listing import ItemList
from app.inventory.movements import Order
from app.inventory.schemas import (
    ItemIn,
    ItemOut,
    ItemPatch,
    ItemRow,
    ItemTags,
    ItemUpdate,
    Moved,
    MovementIn,
    MovementOut,
    Usage,
)
from app.inventory.service import Items
from app.kit import clock
from app.kit.context import Context
from app.kit.http import IfMatch, RequiredIfMatch, conditional, etag, json_response, kept
from app.kit.listing import ListRun, page_body
from app.kit.reference import Versions
from app.kit.routing import router as make_router
from app.kit.schemas import Feed, Id, Page
from app.kit.uow import Uow

# `{item_id:int}` matches numbers only: the words of other routers stay theirs in every method.
router = make_router("/inventory", "inventory")
Archived = Annotated[bool, Query(description="true: an archived item, too")]


async def _item(uow: Uow, item_id: int, status: int = 200, *, archived: bool = False) -> Response:
    body = await reading.item_json(uow, item_id, archived=archived)
    return json_response(body, status, {"ETag": etag(body["version"])})


@router.get("", response_model=Page[ItemRow])
async def list_items(
    request: Request,
    query: Annotated[ItemList, Query()],
    ctx: Annotated[Context, Allow(P.INVENTORY_READ)],
    uow: Read,
) -> Response:
    versions = await Versions.read(uow, reading.LIST_TABLES)

    async def page() -> dict[str, object]:
        names = await reading.Names.of(uow, versions)
        whole = names.whole(query)
        run = ListRun(uow, whole, scope.narrowing(ctx, P.INVENTORY_READ))
        rows = await reading.rows_json(uow, await run.rows(), names)
        # Whoever deletes a department or a tag changes items behind the back of their table.
        return page_body(query, rows, await run.total(tag))

    tag = clock.dated(versions.of(reading.LIST_TABLES))
    return await conditional(request, ctx, tag, page)


@router.post("", status_code=201, response_model=ItemOut)
async def create_item(
    body: ItemIn, _: Annotated[Context, Allow(P.INVENTORY_CREATE)], uow: Write
) -> Response:
    return await _item(uow, await Items(uow).create(body.model_dump()), 201)


@router.get("/{item_id:int}", response_model=ItemOut)
async def get_item(
    request: Request,
    item_id: Id,
    ctx: Annotated[Context, Allow(P.INVENTORY_READ)],
    uow: Read,
    archived: Archived = False,
) -> Response:
    versions = await Versions.read(uow, reading.CARD_TABLES)
    tag = clock.dated(versions.of(reading.CARD_TABLES))
    return await kept(request, ctx, tag, lambda: _item(uow, item_id, archived=archived))


@router.put("/{item_id:int}", response_model=ItemOut)
async def replace_item(
    item_id: Id,
    body: ItemUpdate,
    version: RequiredIfMatch,
    _: Annotated[Context, Allow(P.INVENTORY_UPDATE)],
    uow: Write,
) -> Response:
    return await _item(uow, await Items(uow).change(item_id, body.model_dump(), version))


@router.patch("/{item_id:int}", response_model=ItemOut)
async def update_item(
    item_id: Id,
    body: ItemPatch,
    version: IfMatch,
    _: Annotated[Context, Allow(P.INVENTORY_UPDATE)],
    uow: Write,
) -> Response:
    return await _item(uow, await Items(uow).change(item_id, body.changes(), version))


@router.put("/{item_id:int}/tags", response_model=ItemOut)
async def replace_item_tags(
    item_id: Id,
    body: ItemTags,
    version: RequiredIfMatch,
    _: Annotated[Context, Allow(P.INVENTORY_UPDATE)],
    uow: Write,
) -> Response:
    return await _item(uow, await Items(uow).change(item_id, body.model_dump(), version))


@router.delete("/{item_id:int}", status_code=204)
async def delete_item(
    item_id: Id,
    version: IfMatch,
    _: Annotated[Context, Allow(P.INVENTORY_DELETE)],
    uow: Write,
) -> None:
    await Items(uow).archive(item_id, version)


@router.post("/{item_id:int}/restore", response_model=ItemOut)
async def restore_item(
    item_id: Id, _: Annotated[Context, Allow(P.INVENTORY_DELETE)], uow: Write
) -> Response:
    await Items(uow).restore(item_id)
    return await _item(uow, item_id)


@router.get("/{item_id:int}/usage", response_model=Usage)
async def get_item_usage(
    item_id: Id, _: Annotated[Context, Allow(P.INVENTORY_READ)], uow: Read
) -> Response:
    return json_response(await History(uow).usage(item_id))


@router.get("/{item_id:int}/history", response_model=Feed[MovementOut])
async def list_item_history(
    item_id: Id,
    query: Annotated[HistoryQuery, Query()],
    _: Annotated[Context, Allow(P.INVENTORY_READ)],
    uow: Read,
) -> Response:
    return json_response(await History(uow).feed(item_id, query))


@router.post("/{item_id:int}/movements", status_code=201, response_model=Moved)
async def create_movement(
    request: Request,
    item_id: Id,
    body: MovementIn,
    _: Annotated[Context, Allow(P.INVENTORY_MOVE)],
    uow: Write,
) -> Response:
    values = body.model_dump(exclude={"movement_type"})
    order = Order(kind=body.movement_type, said=body.model_fields_set, **values)
    moved = await History(uow).moved(await Ledger(uow).move(item_id, order))
    history = request.url.path.removesuffix("movements") + "history"
    return json_response(moved, 201, {"Location": history})
