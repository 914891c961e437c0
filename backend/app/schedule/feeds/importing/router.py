"""Events from another calendar."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Form, Request, Response, UploadFile

from app.auth.deps import Allow, Unanswered, Write, database
from app.auth.permissions import P
from app.kit.context import Context
from app.kit.gate import Gate, Share
from app.kit.http import json_response
from app.kit.routing import router as make_router
from app.kit.schemas import Id
from app.schedule.feeds.importing import files
from app.schedule.feeds.importing.fields import Wishes
from app.schedule.feeds.importing.files import Parsed
from app.schedule.feeds.importing.schemas import ImportedCalendar
from app.schedule.feeds.importing.service import CalendarImport
from app.schedule.models import EventType
from app.schedule.references import theatre_zone
from app.schedule.schemas import Reason

imports = make_router("/schedule/imports", "schedule")
# A look holds a connection and its theatre's venues: one theatre never takes both places.
gate = Gate(Share(running=2, per_theater=1, per_person=1, waiting=24, waiting_per_person=3))
Planner = Annotated[Context, Allow(P.SCHEDULE_CREATE)]


async def _parsed(request: Request, file: UploadFile, ctx: Planner, _: Unanswered) -> Parsed:
    """Before the transaction begins: reading a file takes a child process and its time."""
    async with database(request).read(ctx) as uow:
        zone = (await theatre_zone(uow)).key
    return await files.read(file, zone)


async def _in_turn(parsed: Annotated[Parsed, Depends(_parsed)]) -> AsyncIterator[Parsed]:
    """Two at once: many large files would else hold every connection while they are looked at.

    Whoever waits holds none, for the transaction (and the claim of its key) begins after this.
    """
    async with gate.turn():
        yield parsed


@imports.post("", response_model=ImportedCalendar)
async def import_calendar(
    parsed: Annotated[Parsed, Depends(_in_turn, scope="function")],
    uow: Write,
    dry_run: Annotated[bool, Form()] = True,
    venue_id: Annotated[Id | None, Form()] = None,
    event_type: Annotated[EventType | None, Form()] = None,
    override_reason: Annotated[Reason | None, Form()] = None,
) -> Response:
    """An .ics file of up to 5 MB and 2,000 dates; looked at only, unless `dry_run` is false.

    The run is all or nothing: 409 with `conflicts` when places are taken. An event is known by its
    UID and recurrence id: a second import changes, moves and cancels what the first has brought.
    """
    importing = CalendarImport(uow, Wishes(venue_id, event_type))
    if dry_run:
        return json_response(await importing.look(parsed))
    return json_response(await importing.run(parsed, override_reason))
