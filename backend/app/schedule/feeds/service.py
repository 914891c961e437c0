"""Private addresses of calendars: made, listed and revoked by their owners."""

from typing import Any

from app.auth.permissions import P
from app.inventory import references as common
from app.kit import i18n, security
from app.kit.context import Scope
from app.kit.errors import Conflict, Forbidden, NotFound
from app.kit.uow import Uow
from app.schedule import references
from app.schedule.feeds.models import CalendarFeed
from app.schedule.feeds.repository import FeedRepository
from app.schedule.feeds.schemas import MAX_FEEDS, FeedIn


class FeedService:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.ctx = uow.ctx
        self.repository = FeedRepository(uow.session, uow.ctx)

    async def list_(self) -> dict[str, Any]:
        return {"items": [await self._body(feed) for feed in await self.repository.own()]}

    async def create(self, wanted: FeedIn, public_url: str) -> dict[str, Any]:
        """The feed with its whole address, which nobody can be told again."""
        owner = self.ctx.author_id
        if owner is None or (wanted.venue_id and self.ctx.scope(P.SCHEDULE_READ) is not Scope.ALL):
            raise Forbidden(params={"permission": P.SCHEDULE_READ.value})
        name = wanted.name or await self._usual_name(wanted.venue_id)
        if wanted.venue_id is not None:
            places = await references.VENUES.of(self.uow)
            common.require("venue_id", wanted.venue_id, places.active)
        if await self.repository.lock_own() >= MAX_FEEDS:
            raise Conflict("feed.too_many", params={"limit": MAX_FEEDS})
        token = security.new_token()
        feed = CalendarFeed(
            user_id=owner,
            kind=wanted.kind,
            venue_id=wanted.venue_id,
            name=name,
            token_hash=security.token_hash(token),
        )
        self.uow.session.add(feed)
        await self.uow.session.flush()
        url = f"{public_url}/api/v1/ics/{feed.id}/{token}.ics"
        webcal = f"webcal://{url.partition('://')[2]}"
        return {**await self._body(feed), "url": url, "webcal_url": webcal}

    async def revoke(self, feed_id: int) -> None:
        feed = await self.repository.find_own(feed_id)
        if feed is None:
            raise NotFound
        await self.uow.session.delete(feed)
        await self.uow.session.flush()

    async def _usual_name(self, venue_id: int | None) -> str:
        if venue_id is None:
            return i18n.text("feed.own", self.ctx.locale)
        places = await references.VENUES.of(self.uow)
        return (places.refs.name(venue_id) or "")[:100]

    async def _body(self, feed: CalendarFeed) -> dict[str, Any]:
        venues = (await references.VENUES.of(self.uow)).refs
        return {
            "id": feed.id,
            "kind": feed.kind,
            "venue": venues.json(feed.venue_id),
            "name": feed.name,
            "created_at": feed.created_at,
            "last_used_at": feed.last_used_at,
        }
