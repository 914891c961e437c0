"""Calls to events: who is called, and what they answered."""

from datetime import timedelta
from typing import Annotated, Any

from fastapi import Depends, Query, Response

from app.auth.deps import Allow, Read, Write
from app.auth.permissions import P
from app.kit import idempotency
from app.kit.context import Context
from app.kit.http import IfMatch, RequiredIfMatch, etag, json_response
from app.kit.routing import router as make_router
from app.kit.schemas import Id
from app.kit.uow import Uow
from app.schedule import reading
from app.schedule.models import Call, CallStatus
from app.schedule.people import mine, vacancies
from app.schedule.people.schemas import (
    AnswerIn,
    CallPatch,
    DeclineIn,
    Declines,
    LookIn,
    MyCalls,
    NewCallIn,
    OpenRoles,
    StatusIn,
    Substitutes,
)
from app.schedule.people.service import Calls
from app.schedule.schemas import CallOut, Stretch
from app.schedule.schemas import Calls as CallsOut

router = make_router("/schedule", "schedule")
Reader = Annotated[Context, Allow(P.SCHEDULE_READ)]
Planner = Annotated[Context, Allow(P.SCHEDULE_UPDATE)]
Called = Annotated[Context, Allow(P.SCHEDULE_RESPOND)]
# Answers may have waited for a network.
LATE = [Depends(idempotency.outlive)]


class RangeQuery(Stretch):
    """A season and more."""

    longest = timedelta(days=400)


async def _answer(uow: Uow, calls: list[Call]) -> Response:
    return json_response({"items": await reading.call_bodies(uow, calls)})


async def _one(uow: Uow, call: Call, status: int = 200) -> Response:
    (body,) = await reading.call_bodies(uow, [call])
    return json_response(body, status, {"ETag": etag(call.version)})


def _read(answer: AnswerIn | None) -> int | None:
    """The call as its person read it, if they say."""
    return None if answer is None else answer.call_version


@router.get("/calls/mine", response_model=MyCalls)
async def list_my_calls(query: Annotated[RangeQuery, Query()], _: Called, uow: Read) -> Response:
    return json_response({"items": await mine.calls(uow, query.since, query.until)})


@router.get("/unfilled", response_model=OpenRoles)
async def list_open_roles(query: Annotated[RangeQuery, Query()], _: Planner, uow: Read) -> Response:
    """Roles without a person, and calls that were declined."""
    return json_response({"items": await vacancies.open_roles(uow, query.since, query.until)})


@router.get("/declines", response_model=Declines)
async def list_declines(_: Planner, uow: Read) -> Response:
    """Of everything ahead, the newest first."""
    return json_response(await vacancies.declines(uow))


@router.post("/declines/seen", status_code=204)
async def mark_declines_seen(body: LookIn, _: Planner, uow: Write) -> None:
    await vacancies.seen(uow, body.until)


@router.get("/{event_id:int}/participants", response_model=CallsOut)
async def list_participants(event_id: Id, _: Reader, uow: Read) -> Response:
    _event, calls = await Calls(uow).of(event_id)
    return await _answer(uow, list(calls))


@router.post("/{event_id:int}/participants", status_code=201, response_model=CallOut)
async def add_participant(event_id: Id, body: NewCallIn, _: Planner, uow: Write) -> Response:
    return await _one(uow, await Calls(uow).add(event_id, body.model_dump()), 201)


@router.delete("/{event_id:int}/participants/{user_id}", status_code=204)
async def remove_participant(event_id: Id, user_id: Id, _: Planner, uow: Write) -> None:
    await Calls(uow).remove_person(event_id, user_id)


@router.put("/{event_id:int}/participants/{user_id}/status", response_model=CallsOut)
async def set_participant_status(
    event_id: Id,
    user_id: Id,
    body: StatusIn,
    version: RequiredIfMatch,
    _: Planner,
    uow: Write,
) -> Response:
    """For all roles of the person; the version is that of the first of their calls."""
    calls = await Calls(uow).set_status(event_id, user_id, body.status, body.comment, version)
    return await _answer(uow, list(calls))


@router.patch("/{event_id:int}/calls/{call_id}", response_model=CallOut)
async def update_call(
    event_id: Id, call_id: Id, body: CallPatch, version: IfMatch, _: Planner, uow: Write
) -> Response:
    return await _one(uow, await Calls(uow).change(event_id, call_id, body.changes(), version))


@router.delete("/{event_id:int}/calls/{call_id}", status_code=204)
async def remove_call(event_id: Id, call_id: Id, version: IfMatch, _: Planner, uow: Write) -> None:
    await Calls(uow).remove(event_id, call_id, version)


@router.get("/{event_id:int}/calls/{call_id}/substitutes", response_model=Substitutes)
async def list_substitutes(event_id: Id, call_id: Id, _: Planner, uow: Read) -> Response:
    found: list[dict[str, Any]] = await Calls(uow).substitutes(event_id, call_id)
    return json_response({"items": found})


@router.post("/{event_id:int}/confirm", response_model=CallsOut, dependencies=LATE)
async def confirm_call(
    event_id: Id, _: Called, uow: Write, body: AnswerIn | None = None
) -> Response:
    """One's own answer to the call as it was read."""
    calls = await Calls(uow).answer(event_id, CallStatus.CONFIRMED, _read(body))
    return await _answer(uow, list(calls))


@router.post("/{event_id:int}/decline", response_model=CallsOut, dependencies=LATE)
async def decline_call(event_id: Id, body: DeclineIn, _: Called, uow: Write) -> Response:
    calls = await Calls(uow).answer(
        event_id,
        CallStatus.DECLINED,
        body.call_version,
        reason=body.reason,
        comment=body.comment,
    )
    return await _answer(uow, list(calls))


@router.post("/{event_id:int}/reconsider", response_model=CallsOut, dependencies=LATE)
async def reconsider_call(
    event_id: Id, _: Called, uow: Write, body: AnswerIn | None = None
) -> Response:
    """Takes one's own answer back."""
    calls = await Calls(uow).answer(event_id, CallStatus.INVITED, _read(body))
    return await _answer(uow, list(calls))
