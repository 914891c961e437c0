"""Rules about venues."""

from typing import Any

from sqlalchemy import select

from app.kit.errors import Conflict, NotFound
from app.kit.http import expect
from app.kit.uow import Uow
from app.kit.usage import uses_of
from app.venues.models import Venue


class Venues:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.session = uow.session

    async def get(self, venue_id: int) -> Venue:
        venue = await self.session.scalar(select(Venue).where(Venue.id == venue_id))
        if venue is None:
            raise NotFound
        return venue

    async def create(self, values: dict[str, Any]) -> Venue:
        venue = Venue(**values)
        self.session.add(venue)
        await self.session.flush()
        return venue

    async def change(self, venue_id: int, values: dict[str, Any], version: int | None) -> Venue:
        venue = await self.get(venue_id)
        expect(venue.version, version)
        for name, value in values.items():
            setattr(venue, name, value)
        await self.session.flush()
        return venue

    async def delete(self, venue_id: int, version: int | None) -> None:
        """Refused while anything takes place there; such a venue can be made inactive."""
        venue = await self.get(venue_id)
        expect(venue.version, version)
        if uses := await uses_of(self.session, Venue, venue_id):
            number = sum(uses.values())
            raise Conflict("venue.in_use", params={"number": number}, extra={"uses": uses})
        await self.session.delete(venue)
        await self.session.flush()
