"""Titles of the repertoire and what they need."""

from typing import Annotated, Any

from fastapi import Query, Request, Response

from app.auth.deps import Allow, Read, Write
from app.auth.permissions import P
from app.kit.context import Context
from app.kit.http import IfMatch, RequiredIfMatch, etag, json_response, versioned
from app.kit.pages import answer_list
from app.kit.routing import router as make_router
from app.kit.schemas import Id, Page
from app.kit.uses import UsesOut
from app.performances import scope
from app.performances.lines import Lines
from app.performances.listing import PerformanceList
from app.performances.models import Performance
from app.performances.schemas import (
    ItemUses,
    LineIn,
    LineOut,
    LinePatch,
    LinesIn,
    LineUpdate,
    PerformanceIn,
    PerformanceOut,
    PerformancePatch,
    PerformanceRow,
)
from app.performances.schemas import Lines as LinesOut
from app.performances.service import Performances

router = make_router("/performances", "performances")
uses = make_router("/inventory", "performances")
Reader = Annotated[Context, Allow(P.PERFORMANCE_READ)]
Linker = Annotated[Context, Allow(P.PASSPORT_UPDATE)]


async def _answer(
    response: Response, performances: Performances, performance: Performance
) -> PerformanceOut:
    versioned(response, performance.version)
    return await performances.out(performance)


@router.get("", response_model=Page[PerformanceRow])
async def list_performances(
    request: Request, query: Annotated[PerformanceList, Query()], ctx: Reader, uow: Read
) -> Response:
    return await answer_list(request, uow, query, dict, scope.narrowing(ctx))


@router.post("", status_code=201)
async def create_performance(
    body: PerformanceIn,
    _: Annotated[Context, Allow(P.PERFORMANCE_CREATE)],
    uow: Write,
    response: Response,
) -> PerformanceOut:
    performances = Performances(uow)
    return await _answer(response, performances, await performances.create(body.model_dump()))


@router.get("/{performance_id}")
async def get_performance(
    performance_id: Id, _: Reader, uow: Read, response: Response
) -> PerformanceOut:
    performances = Performances(uow)
    return await _answer(response, performances, await performances.get(performance_id))


@router.put("/{performance_id}")
async def replace_performance(
    performance_id: Id,
    body: PerformanceIn,
    version: RequiredIfMatch,
    _: Annotated[Context, Allow(P.PERFORMANCE_UPDATE)],
    uow: Write,
    response: Response,
) -> PerformanceOut:
    performances = Performances(uow)
    changed = await performances.change(performance_id, body.model_dump(), version)
    return await _answer(response, performances, changed)


@router.patch("/{performance_id}")
async def update_performance(
    performance_id: Id,
    body: PerformancePatch,
    version: IfMatch,
    _: Annotated[Context, Allow(P.PERFORMANCE_UPDATE)],
    uow: Write,
    response: Response,
) -> PerformanceOut:
    performances = Performances(uow)
    changed = await performances.change(performance_id, body.changes(), version)
    return await _answer(response, performances, changed)


@router.delete("/{performance_id}", status_code=204)
async def archive_performance(
    performance_id: Id,
    version: IfMatch,
    _: Annotated[Context, Allow(P.PERFORMANCE_ARCHIVE)],
    uow: Write,
) -> None:
    await Performances(uow).archive(performance_id, version)


@router.post("/{performance_id}/restore")
async def restore_performance(
    performance_id: Id,
    _: Annotated[Context, Allow(P.PERFORMANCE_ARCHIVE)],
    uow: Write,
    response: Response,
) -> PerformanceOut:
    performances = Performances(uow)
    return await _answer(response, performances, await performances.restore(performance_id))


@router.get("/{performance_id}/usage", response_model=UsesOut)
async def get_performance_usage(performance_id: Id, _: Reader, uow: Read) -> Response:
    """What depends on the title; asked before archiving it."""
    return json_response(await Performances(uow).uses(performance_id))


def _line(line: dict[str, Any], status: int = 200) -> Response:
    return json_response(line, status, {"ETag": etag(line["version"])})


@router.get("/{performance_id}/inventory", response_model=LinesOut)
async def list_performance_items(performance_id: Id, _: Reader, uow: Read) -> Response:
    return json_response({"items": await Lines(uow).of(performance_id)})


@router.post("/{performance_id}/inventory", status_code=201, response_model=LineOut)
async def add_performance_item(performance_id: Id, body: LineIn, _: Linker, uow: Write) -> Response:
    return _line(await Lines(uow).add(performance_id, body.model_dump()), 201)


@router.post("/{performance_id}/inventory/batch", status_code=201, response_model=LinesOut)
async def add_performance_items(
    performance_id: Id, body: LinesIn, _: Linker, uow: Write
) -> Response:
    given = [line.model_dump() for line in body.lines]
    return json_response({"items": await Lines(uow).add_all(performance_id, given)}, 201)


@router.put("/{performance_id}/inventory/{line_id:int}", response_model=LineOut)
async def replace_performance_item(
    performance_id: Id,
    line_id: Id,
    body: LineUpdate,
    version: RequiredIfMatch,
    _: Linker,
    uow: Write,
) -> Response:
    lines = Lines(uow)
    return _line(await lines.change(performance_id, line_id, body.model_dump(), version))


@router.patch("/{performance_id}/inventory/{line_id:int}", response_model=LineOut)
async def update_performance_item(
    performance_id: Id, line_id: Id, body: LinePatch, version: IfMatch, _: Linker, uow: Write
) -> Response:
    return _line(await Lines(uow).change(performance_id, line_id, body.changes(), version))


@router.delete("/{performance_id}/inventory/{line_id:int}", status_code=204)
async def remove_performance_item(
    performance_id: Id, line_id: Id, version: IfMatch, _: Linker, uow: Write
) -> None:
    await Lines(uow).remove(performance_id, line_id, version)


@uses.get("/{item_id:int}/performances", response_model=ItemUses)
async def list_item_performances(
    item_id: Id, _: Annotated[Context, Allow(P.INVENTORY_READ)], uow: Read
) -> Response:
    return json_response({"items": await Lines(uow).uses(item_id)})
