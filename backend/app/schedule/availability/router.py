"""When people are away and venues closed."""

from typing import Annotated

from fastapi import Query, Request, Response

from app.auth.deps import Allow, Read, Write
from app.auth.permissions import P
from app.kit.context import Context
from app.kit.http import IfMatch, RequiredIfMatch, etag, json_response
from app.kit.pages import answer_list
from app.kit.routing import router as make_router
from app.kit.schemas import Id, Page
from app.schedule.availability import scope
from app.schedule.availability.listing import (
    AbsenceList,
    ClosureList,
    absence_shape,
    closure_shape,
)
from app.schedule.availability.models import Absence, Closure
from app.schedule.availability.schemas import (
    AbsenceIn,
    AbsenceOut,
    AbsencePatch,
    AbsenceRow,
    ClosureIn,
    ClosureOut,
    ClosurePatch,
    ClosureRow,
)
from app.schedule.availability.service import Absences, Closures

absences = make_router("/schedule/absences", "availability")
closures = make_router("/schedule/closures", "availability")
Reader = Annotated[Context, Allow(P.SCHEDULE_READ)]
# One's own absence is everybody's to tell; how much further it goes, the service decides.
Teller = Annotated[Context, Allow(P.SCHEDULE_RESPOND)]
Manager = Annotated[Context, Allow(P.VENUE_MANAGE)]


async def _absence(service: Absences, absence: Absence, status: int = 200) -> Response:
    body = await service.body(absence)
    return json_response(body, status, {"ETag": etag(absence.version)})


@absences.get("", response_model=Page[AbsenceRow])
async def list_absences(
    request: Request, query: Annotated[AbsenceList, Query()], ctx: Reader, uow: Read
) -> Response:
    narrowing = scope.narrowing(ctx, mine=query.mine)
    return await answer_list(request, uow, query, await absence_shape(uow), narrowing)


@absences.post("", status_code=201, response_model=AbsenceOut)
async def create_absence(body: AbsenceIn, _: Teller, uow: Write) -> Response:
    service = Absences(uow)
    return await _absence(service, await service.create(body.model_dump()), 201)


@absences.get("/{absence_id}", response_model=AbsenceOut)
async def get_absence(absence_id: Id, _: Reader, uow: Read) -> Response:
    service = Absences(uow)
    return await _absence(service, await service.get(absence_id))


@absences.put("/{absence_id}", response_model=AbsenceOut)
async def replace_absence(
    absence_id: Id, body: AbsenceIn, version: RequiredIfMatch, _: Teller, uow: Write
) -> Response:
    service = Absences(uow)
    return await _absence(service, await service.change(absence_id, body.model_dump(), version))


@absences.patch("/{absence_id}", response_model=AbsenceOut)
async def update_absence(
    absence_id: Id, body: AbsencePatch, version: IfMatch, _: Teller, uow: Write
) -> Response:
    service = Absences(uow)
    return await _absence(service, await service.change(absence_id, body.changes(), version))


@absences.delete("/{absence_id}", status_code=204)
async def delete_absence(absence_id: Id, version: IfMatch, _: Teller, uow: Write) -> None:
    await Absences(uow).delete(absence_id, version)


async def _closure(service: Closures, closure: Closure, status: int = 200) -> Response:
    body = await service.body(closure)
    return json_response(body, status, {"ETag": etag(closure.version)})


@closures.get("", response_model=Page[ClosureRow])
async def list_closures(
    request: Request, query: Annotated[ClosureList, Query()], _: Reader, uow: Read
) -> Response:
    return await answer_list(request, uow, query, await closure_shape(uow))


@closures.post("", status_code=201, response_model=ClosureOut)
async def create_closure(body: ClosureIn, _: Manager, uow: Write) -> Response:
    service = Closures(uow)
    return await _closure(service, await service.create(body.model_dump()), 201)


@closures.get("/{closure_id}", response_model=ClosureOut)
async def get_closure(closure_id: Id, _: Reader, uow: Read) -> Response:
    service = Closures(uow)
    return await _closure(service, await service.get(closure_id))


@closures.put("/{closure_id}", response_model=ClosureOut)
async def replace_closure(
    closure_id: Id, body: ClosureIn, version: RequiredIfMatch, _: Manager, uow: Write
) -> Response:
    service = Closures(uow)
    return await _closure(service, await service.change(closure_id, body.model_dump(), version))


@closures.patch("/{closure_id}", response_model=ClosureOut)
async def update_closure(
    closure_id: Id, body: ClosurePatch, version: IfMatch, _: Manager, uow: Write
) -> Response:
    service = Closures(uow)
    return await _closure(service, await service.change(closure_id, body.changes(), version))


@closures.delete("/{closure_id}", status_code=204)
async def delete_closure(closure_id: Id, version: IfMatch, _: Manager, uow: Write) -> None:
    await Closures(uow).delete(closure_id, version)
