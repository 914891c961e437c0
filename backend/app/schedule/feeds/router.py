"""The schedule in other calendars: private feeds, what they answer, and files."""

from typing import Annotated, Any

from fastapi import Path, Query, Request, Response

from app.auth.deps import Allow, Public, Read, Write
from app.auth.permissions import P
from app.kit import clock, i18n, idempotency
from app.kit.context import Context
from app.kit.export import shown_date
from app.kit.http import content_disposition, json_response
from app.kit.routing import router as make_router
from app.kit.schemas import Id
from app.schedule.feeds.exporting import EventCalendar, export
from app.schedule.feeds.schemas import FeedIn, FeedMade, Feeds
from app.schedule.feeds.service import FeedService
from app.schedule.feeds.serving import MEDIA_TYPE, serve
from app.schedule.references import theatre_zone

feeds = make_router("/schedule/feeds", "schedule")
exports = make_router("/schedule", "schedule")
public = make_router("/ics", "schedule")
Reader = Annotated[Context, Allow(P.SCHEDULE_READ)]

_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The calendar",
        "content": {"text/calendar": {"schema": {"type": "string"}}},
    }
}


@feeds.get("", response_model=Feeds)
async def list_calendar_feeds(_: Reader, uow: Read) -> Response:
    """The caller's own feeds, without their addresses."""
    return json_response(await FeedService(uow).list_())


@feeds.post("", status_code=201, response_model=FeedMade)
async def create_calendar_feed(request: Request, body: FeedIn, _: Reader, uow: Write) -> Response:
    """The answer carries the address, this once; whoever has it reads the calendar."""
    idempotency.seal(request)
    return json_response(await FeedService(uow).create(body, _public_url(request)), 201)


@feeds.delete("/{feed_id}", status_code=204)
async def revoke_calendar_feed(feed_id: Id, _: Reader, uow: Write) -> None:
    """The address is dead at once."""
    await FeedService(uow).revoke(feed_id)


@public.get(
    "/{feed_id}/{token}.ics",
    response_class=Response,
    responses={**_FILE, 304: {"description": "The caller has it already"}},
    dependencies=[Public],
)
async def get_calendar_feed(
    request: Request, feed_id: Id, token: Annotated[str, Path(max_length=200)]
) -> Response:
    """The owner's calls, or a venue's events as the owner may see them now. Takes no parameters."""
    return await serve(request, feed_id, token)


@exports.get("/export.ics", response_class=Response, responses=_FILE)
async def export_calendar(
    request: Request, query: Annotated[EventCalendar, Query()], ctx: Reader, uow: Read
) -> Response:
    """What the list of events finds, as a file for another calendar."""
    body = await export(uow, query, _public_url(request))
    today = shown_date(clock.now().astimezone(await theatre_zone(uow)))
    name = f"{i18n.text('feed.file', ctx.locale)} {today}.ics"
    return Response(
        body,
        headers={"Content-Disposition": content_disposition("attachment", name, "schedule.ics")},
        media_type=MEDIA_TYPE,
    )


def _public_url(request: Request) -> str:
    url: str = request.app.state.settings.public_url
    return url
