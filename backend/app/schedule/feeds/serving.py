"""A feed as an answer: limited, tagged, and of no use to a browser that would run it."""

import hashlib
from typing import Any

from fastapi import Request, Response

from app.auth.deps import client_ip, database
from app.kit.http import data_etag, not_modified
from app.schedule.feeds import reading, usage

MEDIA_TYPE = "text/calendar; charset=utf-8"
# A program on each of ten devices that asks every five minutes, and some impatience.
OF_A_FEED = "150/hour"
# Providers fetch the feeds of many people from few addresses.
OF_AN_ADDRESS = "600/minute"
_GUARD = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Referrer-Policy": "no-referrer",
}


async def serve(request: Request, feed_id: int, token: str) -> Response:
    """A wrong token counts for its address only: it must not use up the owner's fetches."""
    state: Any = request.app.state
    state.limiter.check_here(OF_AN_ADDRESS, "ics", client_ip(request) or "")
    ctx = await reading.owner(database(request), feed_id, token)
    await state.limiter.check(OF_A_FEED, "ics", str(ctx.theater_id), str(feed_id))
    await usage.note(state.redis, state.settings.database_name, ctx.theater_id, feed_id)
    async with database(request).read(ctx) as uow:
        reader = await reading.FeedReader.open(uow, feed_id, request.state.locale)
        versions = await reader.versions()
        tag = None if versions is None else data_etag(reader.ctx, versions, f"ics/{feed_id}")
        if tag is not None and not_modified(request, tag):
            return _unchanged(tag)
        body = await reader.calendar(state.settings.public_url)
    if tag is None:
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        if not_modified(request, tag):
            return _unchanged(tag)
    headers = {**_GUARD, "ETag": tag, "Content-Disposition": 'inline; filename="kulisa.ics"'}
    return Response(body, headers=headers, media_type=MEDIA_TYPE)


def _unchanged(tag: str) -> Response:
    return Response(status_code=304, headers={**_GUARD, "ETag": tag})
