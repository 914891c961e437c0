"""Things reserved for an event."""

from typing import Annotated

from fastapi import Query, Response

from app.auth.deps import Allow, Read, Write
from app.auth.permissions import P
from app.kit.context import Context
from app.kit.http import IfMatch, RequiredIfMatch, etag, json_response
from app.kit.routing import router as make_router
from app.kit.schemas import Id
from app.kit.uow import Uow
from app.schedule.item_next import NextEvents, NextEventsQuery, next_events
from app.schedule.schemas import EventItemOut, EventItems
from app.schedule.service import Events
from app.schedule.things.schemas import ReservationIn, ReservationUpdate
from app.schedule.things.service import Things

router = make_router("/schedule", "schedule")
Reader = Annotated[Context, Allow(P.SCHEDULE_READ)]
Planner = Annotated[Context, Allow(P.SCHEDULE_UPDATE)]


async def _one(uow: Uow, event_id: int, item_id: int, status: int = 200) -> Response:
    event = await Events(uow).get(event_id)
    rows = await Things(uow).of(event)
    body = next(row for row in rows if row["item"]["id"] == item_id)
    return json_response(body, status, {"ETag": etag(body["version"])})


@router.get("/items/next", response_model=NextEvents)
async def list_next_events(
    query: Annotated[NextEventsQuery, Query()], _: Reader, uow: Read
) -> Response:
    return json_response({"items": await next_events(uow, query)})


@router.get("/{event_id:int}/inventory", response_model=EventItems)
async def list_event_items(event_id: Id, _: Reader, uow: Read) -> Response:
    event = await Events(uow).get(event_id)
    return json_response({"items": await Things(uow).of(event)})


@router.get("/{event_id:int}/inventory/{item_id}", response_model=EventItemOut)
async def get_event_item(event_id: Id, item_id: Id, _: Reader, uow: Read) -> Response:
    """How it stands with an item for the event, reserved or not: what is free then."""
    event = await Events(uow).get(event_id)
    body = await Things(uow).one(event, item_id)
    return json_response(body, headers={"ETag": etag(body["version"])})


@router.post("/{event_id:int}/inventory", status_code=201, response_model=EventItemOut)
async def reserve_item(event_id: Id, body: ReservationIn, _: Planner, uow: Write) -> Response:
    item = await Things(uow).reserve(event_id, body.model_dump())
    return await _one(uow, event_id, item.inventory_item_id, 201)


@router.put("/{event_id:int}/inventory/{item_id}", response_model=EventItemOut)
async def replace_reservation(
    event_id: Id,
    item_id: Id,
    body: ReservationUpdate,
    version: RequiredIfMatch,
    _: Planner,
    uow: Write,
) -> Response:
    item = await Things(uow).change(event_id, item_id, body.model_dump(), version)
    return await _one(uow, event_id, item.inventory_item_id)


@router.delete("/{event_id:int}/inventory/{item_id}", status_code=204)
async def release_item(event_id: Id, item_id: Id, version: IfMatch, _: Planner, uow: Write) -> None:
    await Things(uow).release(event_id, item_id, version)
