"""Where things happen: stages, rehearsal rooms, halls on tour."""

from typing import Annotated

from fastapi import Query, Request, Response

from app.auth.deps import Allow, Read, Write
from app.auth.permissions import P
from app.kit.context import Context
from app.kit.http import IfMatch, RequiredIfMatch, versioned
from app.kit.pages import answer_list
from app.kit.routing import router as make_router
from app.kit.schemas import Id, Page
from app.venues.listing import VenueList
from app.venues.models import Venue
from app.venues.schemas import VenueIn, VenueOut, VenueUpdate
from app.venues.service import Venues

router = make_router("/venues", "venues")
Manager = Annotated[Context, Allow(P.VENUE_MANAGE)]
Reader = Annotated[Context, Allow(P.SCHEDULE_READ)]


def _answer(response: Response, venue: Venue) -> VenueOut:
    versioned(response, venue.version)
    return VenueOut.model_validate({n: getattr(venue, n) for n in VenueOut.model_fields})


@router.get("", response_model=Page[VenueOut])
async def list_venues(
    request: Request, query: Annotated[VenueList, Query()], _: Reader, uow: Read
) -> Response:
    return await answer_list(request, uow, query, dict)


@router.post("", status_code=201)
async def create_venue(body: VenueIn, _: Manager, uow: Write, response: Response) -> VenueOut:
    return _answer(response, await Venues(uow).create(body.model_dump()))


@router.get("/{venue_id}")
async def get_venue(venue_id: Id, _: Reader, uow: Read, response: Response) -> VenueOut:
    return _answer(response, await Venues(uow).get(venue_id))


@router.put("/{venue_id}")
async def replace_venue(
    venue_id: Id,
    body: VenueIn,
    version: RequiredIfMatch,
    _: Manager,
    uow: Write,
    response: Response,
) -> VenueOut:
    return _answer(response, await Venues(uow).change(venue_id, body.model_dump(), version))


@router.patch("/{venue_id}")
async def update_venue(
    venue_id: Id,
    body: VenueUpdate,
    version: IfMatch,
    _: Manager,
    uow: Write,
    response: Response,
) -> VenueOut:
    return _answer(response, await Venues(uow).change(venue_id, body.changes(), version))


@router.delete("/{venue_id}", status_code=204)
async def delete_venue(venue_id: Id, version: IfMatch, _: Manager, uow: Write) -> None:
    await Venues(uow).delete(venue_id, version)
