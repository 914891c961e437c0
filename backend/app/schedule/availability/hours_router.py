"""Free and busy hours, and the rows of the calendar by resources."""

from typing import Annotated, Any

from fastapi import Query, Request, Response

from app.auth.deps import Allow, Read
from app.auth.permissions import P
from app.kit.context import Context
from app.kit.http import conditional
from app.kit.pages import answer_list
from app.kit.routing import router as make_router
from app.kit.schemas import Page
from app.schedule.availability import hours as free_busy
from app.schedule.availability import resources as rows
from app.schedule.availability.schemas import (
    Availability,
    AvailabilityQuery,
    ResourceQuery,
    Resources,
)
from app.venues.listing import VenueList
from app.venues.schemas import VenueOut

hours = make_router("/schedule", "availability")
Reader = Annotated[Context, Allow(P.SCHEDULE_READ)]


@hours.get("/availability", response_model=Availability)
async def get_availability(
    request: Request, query: Annotated[AvailabilityQuery, Query()], ctx: Reader, uow: Read
) -> Response:
    found = free_busy.Hours(uow, query)
    versions = await uow.versions.of(ctx.theater_id, free_busy.TABLES)
    return await conditional(request, ctx, versions, found.of)


@hours.get("/resources", response_model=Resources)
async def list_schedule_resources(
    request: Request, query: Annotated[ResourceQuery, Query()], ctx: Reader, uow: Read
) -> Response:
    async def body() -> dict[str, Any]:
        return {"items": await rows.resources(uow, query)}

    versions = await uow.versions.of(ctx.theater_id, rows.TABLES)
    return await conditional(request, ctx, versions, body)


@hours.get("/venues", response_model=Page[VenueOut])
async def list_schedule_venues(
    request: Request, query: Annotated[VenueList, Query()], _: Reader, uow: Read
) -> Response:
    return await answer_list(request, uow, query, dict)
