"""The calendar: events read, made, changed, moved, deleted and brought back."""

from typing import Annotated

from fastapi import Query, Request, Response

from app.auth.deps import Allow, Read, Write
from app.auth.permissions import P
from app.kit.context import Context
from app.kit.http import IfMatch, RequiredIfMatch, etag, json_response
from app.kit.pages import answer_list
from app.kit.routing import router as make_router
from app.kit.schemas import Id, Page
from app.kit.uow import Uow
from app.kit.uses import UsesOut
from app.schedule import history, reading, scope, whole
from app.schedule.history_schemas import History
from app.schedule.listing import EventList
from app.schedule.naming import event_refs
from app.schedule.rows import Names, shaper
from app.schedule.schemas import (
    EventIn,
    EventOut,
    EventPatch,
    EventReplace,
    EventRow,
    Moved,
    MoveIn,
    RestoreIn,
    Scope,
    SeriesOut,
)
from app.schedule.series import recurrence, restoring, wording
from app.schedule.series.service import AllSeries
from app.schedule.service import Events, Saved

router = make_router("/schedule", "schedule")
Reader = Annotated[Context, Allow(P.SCHEDULE_READ)]
Creator = Annotated[Context, Allow(P.SCHEDULE_CREATE)]
Planner = Annotated[Context, Allow(P.SCHEDULE_UPDATE)]
Remover = Annotated[Context, Allow(P.SCHEDULE_DELETE)]
Which = Annotated[Scope, Query(description="which dates of a series the change reaches")]


async def _answer(uow: Uow, saved: Saved, status: int = 200) -> Response:
    body = await reading.saved(uow, saved)
    return json_response(body, status, {"ETag": etag(saved.event.version)})


@router.get("", response_model=Page[EventRow])
async def list_events(
    request: Request, query: Annotated[EventList, Query()], ctx: Reader, uow: Read
) -> Response:
    names = await Names.read(uow)
    return await answer_list(request, uow, query, shaper(names), scope.narrowing(ctx))


@router.post("", status_code=201, response_model=EventOut | SeriesOut)
async def create_event(body: EventIn, ctx: Creator, uow: Write) -> Response:
    """One event, or with `rrule` a series: every date of it, or none."""
    values = body.model_dump()
    if body.rrule is None:
        return await _answer(uow, await Events(uow).create(values), 201)
    series, events = await AllSeries(uow).create(values, body.rrule)
    rule = recurrence.parse(series.rrule)
    text = wording.describe(rule, ctx.locale, series.timezone, events[-1].starts_at)
    listed = await event_refs(uow, events)
    return json_response(
        {"id": events[0].id, "series_id": series.id, "text": text, "events": listed}, 201
    )


@router.get("/{event_id:int}", response_model=EventOut)
async def get_event(event_id: Id, _: Reader, uow: Read) -> Response:
    return await _answer(uow, Saved(await whole.read(uow, event_id), None))


@router.put("/{event_id:int}", response_model=EventOut)
async def replace_event(
    event_id: Id,
    body: EventReplace,
    version: RequiredIfMatch,
    _: Planner,
    uow: Write,
    scope: Which = "this",
) -> Response:
    values = body.model_dump(exclude={"participants", "inventory", "rrule"})
    values |= {n: v for n, v in body.changes().items() if n not in values and v is not None}
    return await _answer(uow, await AllSeries(uow).change(event_id, values, version, scope))


@router.patch("/{event_id:int}", response_model=EventOut)
async def update_event(
    event_id: Id,
    body: EventPatch,
    version: IfMatch,
    _: Planner,
    uow: Write,
    scope: Which = "this",
) -> Response:
    values = body.changes()
    return await _answer(uow, await AllSeries(uow).change(event_id, values, version, scope))


@router.delete("/{event_id:int}", status_code=204)
async def delete_event(
    event_id: Id, version: IfMatch, _: Remover, uow: Write, scope: Which = "this"
) -> None:
    await AllSeries(uow).delete(event_id, version, scope)


@router.get("/{event_id:int}/usage", response_model=UsesOut)
async def get_event_usage(event_id: Id, _: Remover, uow: Read, scope: Which = "this") -> Response:
    """Who is called and what is reserved; asked before deleting the dates."""
    return json_response(await AllSeries(uow).uses(event_id, scope))


@router.post("/{event_id:int}/restore", response_model=EventOut)
async def restore_event(
    event_id: Id, _: Remover, uow: Write, scope: Which = "this", body: RestoreIn | None = None
) -> Response:
    """Back in its place; beyond `this` with the dates of its series that were deleted with it."""
    reason = body.override.reason if body and body.override else None
    return await _answer(uow, await restoring.restore(uow, event_id, scope, reason))


@router.patch("/{event_id:int}/move", response_model=Moved)
async def move_event(
    event_id: Id,
    body: MoveIn,
    version: IfMatch,
    _: Planner,
    uow: Write,
    scope: Which = "this",
) -> Response:
    """Calls, reservations and tails go along; what is only inconvenient comes back as conflicts."""
    values = body.changes()
    if values.get("ends_at") is None:
        values.pop("ends_at", None)
    saved = await AllSeries(uow).change(event_id, values, version, scope)
    answer = await reading.saved(uow, saved)
    headers = {"ETag": etag(saved.event.version)}
    return json_response({"event": answer, "conflicts": answer["conflicts"]}, headers=headers)


@router.get("/{event_id:int}/history", response_model=History)
async def get_event_history(event_id: Id, _: Planner, uow: Read) -> Response:
    event = await Events(uow).get(event_id)
    return json_response({"items": await history.of(uow, event)})
