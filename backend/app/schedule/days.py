"""Days and clocks in words, for paper; on the clock of the place where something happens."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from app.kit import i18n, schemas
from app.kit.uow import Uow
from app.schedule.references import HOUSE, VENUES, House, Places, zone_name

FIRST_YEAR, LAST_YEAR = 1990, 2200
FARTHEST = timedelta(hours=15)
"""No clock is farther from UTC: what starts on a day somewhere lies within it on both sides."""


def _known_year(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise PydanticCustomError("calendar.year", "a year between 1990 and 2200")
    return day


Day = Annotated[schemas.Day, AfterValidator(_known_year)]


@dataclass(frozen=True)
class Clocks:
    """The theatre's clock and those of its venues, asked once for many events."""

    house: House
    places: Places

    @classmethod
    async def of(cls, uow: Uow) -> "Clocks":
        return cls(await HOUSE.of(uow), await VENUES.of(uow))

    def name(self, timezone: str | None, venue_id: int | None) -> str:
        return zone_name(self.house, self.places, timezone, venue_id)

    def differing(self, timezone: str | None, venue_id: int | None) -> str | None:
        """The zone of a place whose clocks are not the theatre's."""
        name = self.name(timezone, venue_id)
        return None if name == self.house.zone else name

    def local(self, at: datetime, timezone: str | None, venue_id: int | None) -> datetime:
        return at.astimezone(ZoneInfo(self.name(timezone, venue_id)))


def long_day(day: date, locale: str) -> str:
    """«Четверг, 26 ноября 2026 г.»"""
    said = i18n.text(
        "calendar.day",
        locale,
        {
            "weekday": weekday(day, locale),
            "day": day.day,
            "month": i18n.text(f"calendar.month_of.{day.month}", locale),
            "year": day.year,
        },
    )
    return said[:1].upper() + said[1:]


def weekday(day: date, locale: str) -> str:
    return i18n.text(f"calendar.weekday.{day.isoweekday()}", locale)


def month_name(month: date, locale: str) -> str:
    return f"{i18n.text(f'calendar.month.{month.month}', locale)} {month.year}"


def clock_time(at: datetime, day: date) -> str:
    """The time of a local moment; with its date when that is another day than the sheet's."""
    return f"{at:%H:%M}" if at.date() == day else f"{at:%H:%M} ({at:%d.%m})"
