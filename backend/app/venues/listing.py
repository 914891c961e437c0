"""The list of venues, declared."""

from typing import Annotated

from pydantic import Field
from sqlalchemy import ColumnElement

from app.kit.listing import AnyOf, Flag, ListQuery
from app.kit.schemas import Checked
from app.kit.words import contains_words
from app.venues.models import Venue, VenueType
from app.venues.schemas import VenueSort


def _found(name: str) -> ColumnElement[bool]:
    return contains_words(name, Venue.name, Venue.code, Venue.city)


class VenueList(ListQuery):
    model = Venue
    row = (
        Venue.id,
        Venue.version,
        Venue.name,
        Venue.code,
        Venue.type,
        Venue.capacity,
        Venue.address,
        Venue.city,
        Venue.timezone,
        Venue.is_active,
    )
    sorts = {"name": Venue.name, "code": Venue.code, "capacity": Venue.capacity}
    search = staticmethod(_found)  # type: ignore[assignment]
    tables = frozenset({"venues"})

    sort: VenueSort = "name"
    q: Annotated[str | None, Field(max_length=200), Checked] = None
    type: Annotated[list[VenueType], Field(max_length=20), AnyOf(Venue.type)] = []
    active: Annotated[
        bool | None,
        Flag(yes=lambda: Venue.is_active.is_(True), no=lambda: Venue.is_active.is_(False)),
    ] = None
