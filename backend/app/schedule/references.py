"""The venues and clocks of a theatre, as the schedule names them."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.inventory.references import DEPARTMENTS, PEOPLE, TITLES
from app.kit.reference import Reference, Refs, Versions
from app.kit.uow import Uow
from app.schedule.models import Event
from app.theaters.models import Theater
from app.users.models import User
from app.venues.models import Venue


@dataclass(frozen=True)
class Hall:
    type: str
    city: str | None
    capacity: int | None


@dataclass(frozen=True)
class Places:
    """Venues by id; inactive ones too, for what took place there."""

    refs: Refs
    active: frozenset[int]
    zones: dict[int, str]
    halls: dict[int, Hall]


async def _load_places(session: AsyncSession) -> Places:
    rows = (
        await session.execute(
            select(
                Venue.id,
                Venue.name,
                Venue.is_active,
                Venue.timezone,
                Venue.type,
                Venue.city,
                Venue.capacity,
            ).order_by(Venue.type.desc(), Venue.name, Venue.id)
        )
    ).all()
    return Places(
        Refs({"id": row.id, "name": row.name} for row in rows),
        frozenset(row.id for row in rows if row.is_active),
        {row.id: row.timezone for row in rows if row.timezone},
        {row.id: Hall(row.type, row.city, row.capacity) for row in rows},
    )


@dataclass(frozen=True)
class House:
    """What the theatre has decided about its schedule; minutes and hours."""

    name: str
    zone: str
    travel_minutes: int
    rest_minutes: int
    night_rest_hours: int


def _whole(value: object, default: int, most: int) -> int:
    """A setting somebody may have typed as anything."""
    return value if type(value) is int and 0 <= value <= most else default


async def _load_house(session: AsyncSession) -> House:
    statement = select(Theater.name, Theater.timezone, Theater.settings).where(
        Theater.id == session.info["theater_id"]
    )
    row = (await session.execute(statement)).one()
    return House(
        row.name,
        row.timezone,
        travel_minutes=_whole(row.settings.get("schedule.travel_minutes"), 30, 1440),
        rest_minutes=_whole(row.settings.get("schedule.rest_minutes"), 0, 1440),
        night_rest_hours=_whole(row.settings.get("schedule.night_rest_hours"), 11, 24),
    )


async def _load_homes(session: AsyncSession) -> dict[int, int | None]:
    rows = await session.execute(select(User.id, User.department_id).where(User.is_active))
    return {row.id: row.department_id for row in rows}


VENUES: Reference[Places] = Reference("places", frozenset({"venues"}), _load_places)
HOUSE: Reference[House] = Reference("house", frozenset({"theaters"}), _load_house)
# A department that goes takes itself from its people, behind the back of their table.
HOMES: Reference[dict[int, int | None]] = Reference(
    "homes", frozenset({"users", "departments"}), _load_homes
)
"""Who can be called, and the department that they are of."""

_NAMED = frozenset[str]().union(
    *(named.tables for named in (VENUES, HOUSE, HOMES, DEPARTMENTS, PEOPLE, TITLES))
)


async def know_names(uow: Uow) -> None:
    """Ask at once how new all that must be which an event names; each would ask for itself."""
    await Versions.read(uow, _NAMED)


def zone_name(house: House, places: Places, timezone: str | None, venue_id: int | None) -> str:
    """The clock on the wall where an event takes place: its own, its venue's, the theatre's."""
    return timezone or places.zones.get(venue_id or 0) or house.zone


async def zone_of(uow: Uow, timezone: str | None, venue_id: int | None) -> ZoneInfo:
    return ZoneInfo(zone_name(await HOUSE.of(uow), await VENUES.of(uow), timezone, venue_id))


async def day_of(uow: Uow, event: Event) -> str:
    """The date on which it begins where it takes place, for a text."""
    zone = await zone_of(uow, event.timezone, event.venue_id)
    return f"{event.starts_at.astimezone(zone):%d.%m.%Y}"


async def theatre_zone(uow: Uow) -> ZoneInfo:
    return ZoneInfo((await HOUSE.of(uow)).zone)
