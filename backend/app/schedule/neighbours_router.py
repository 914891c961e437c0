"""What the pages of titles and of items ask the schedule."""

from typing import Annotated

from fastapi import Query, Response

from app.auth.deps import Allow, Read, Write
from app.auth.permissions import P
from app.kit.context import Context
from app.kit.http import RequiredIfMatch, etag, json_response
from app.kit.routing import router as make_router
from app.kit.schemas import Id
from app.schedule.item_events import ItemEvents, ItemEventsQuery, item_events
from app.schedule.tails import TailsOfTitle, TitleTails, TitleTailsIn

titles = make_router("/performances", "schedule")
items = make_router("/inventory", "schedule")


@titles.get("/{performance_id}/tails", response_model=TitleTails)
async def get_performance_tails(
    performance_id: Id, _: Annotated[Context, Allow(P.PERFORMANCE_READ)], uow: Read
) -> Response:
    body = await TailsOfTitle(uow).of(performance_id)
    return json_response(body, headers={"ETag": etag(body["version"])})


@titles.put("/{performance_id}/tails", response_model=TitleTails)
async def replace_performance_tails(
    performance_id: Id,
    body: TitleTailsIn,
    version: RequiredIfMatch,
    _: Annotated[Context, Allow(P.PERFORMANCE_UPDATE)],
    uow: Write,
) -> Response:
    given = body.model_dump()["items"]
    answer = await TailsOfTitle(uow).replace(performance_id, given, version)
    return json_response(answer, headers={"ETag": etag(answer["version"])})


@items.get("/{item_id:int}/schedule", response_model=ItemEvents)
async def list_item_events(
    item_id: Id,
    query: Annotated[ItemEventsQuery, Query()],
    _: Annotated[Context, Allow(P.INVENTORY_READ)],
    uow: Read,
) -> Response:
    return json_response({"items": await item_events(uow, item_id, query)})
