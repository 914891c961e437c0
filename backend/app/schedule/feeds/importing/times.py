"""Times as calendar programs write them, the RFC's form and the others, on a clock."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from icalendar.prop import vDDDTypes

from app.schedule.feeds.importing.clocks import Zone
from app.schedule.feeds.importing.lines import CalendarError

FIRST_YEAR, LAST_YEAR = 1991, 2199
"""Within what events may have (schemas.Moment), in every zone and with every length."""
LONGEST = timedelta(days=366)
_FORM = re.compile(
    r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})"
    r"(?:[T ]?([0-9]{2}):?([0-9]{2})(?::?([0-9]{2})(?:[.,][0-9]{1,9})?)?)?"
    r" ?(Z|[+-][0-9]{2}:?[0-9]{2})?"
)


@dataclass(frozen=True, slots=True)
class Wall:
    """A time on some clock; a date alone is the beginning of its day.

    `floating`: it names no clock, so it may be meant on that of something else.
    """

    local: datetime
    zone: Zone
    is_date: bool
    floating: bool = False

    @property
    def moment(self) -> datetime:
        return self.local.replace(tzinfo=self.zone.clock).astimezone(UTC)

    def on(self, zone: Zone) -> datetime:
        """The same moment as another clock shows it."""
        return self.moment.astimezone(zone.clock).replace(tzinfo=None)


def read(text: str, named: Zone | None, floating: Zone, own: Zone, *, as_date: bool) -> Wall:
    """`named` is the clock of the property, `floating` that of times without one.

    A day is a day of the theatre, `own`. `as_date`: midnight stands for the whole day.
    """
    found = _FORM.fullmatch(text.strip().upper())
    if found is None:
        raise CalendarError("ical.date_broken", value=text[:50])
    year, month, day, hour, minute, second, offset = found.groups()
    try:
        whole = datetime(int(year), int(month), int(day))  # noqa: DTZ001
        # 24:00 ends a day; a leap second is the last of its minute.
        into = timedelta(hours=int(hour or 0), minutes=int(minute or 0))
        into += timedelta(seconds=min(int(second or 0), 59))
    except ValueError as error:
        raise CalendarError("ical.date_broken", value=text[:50]) from error
    if into > timedelta(days=1) or int(minute or 0) > 59 or int(second or 0) > 60:
        raise CalendarError("ical.date_broken", value=text[:50])
    if not FIRST_YEAR <= whole.year <= LAST_YEAR:
        raise CalendarError("ical.year", value=text[:50])
    if hour is None or (as_date and not into):
        return Wall(whole, own, is_date=True)
    local = whole + into
    if offset == "Z":
        # The clock of a moment in UTC is nobody's own: it is shown on the theatre's.
        return Wall(local, Zone(UTC), is_date=False)
    if offset is not None:
        return Wall(local, Zone(_fixed(offset)), is_date=False)
    return Wall(local, named or floating, is_date=False, floating=named is None)


def _fixed(offset: str) -> timezone:
    digits = offset[1:].replace(":", "")
    apart = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if apart >= timedelta(days=1):
        raise CalendarError("ical.date_broken", value=offset)
    return timezone(-apart if offset[0] == "-" else apart)


def duration(text: str) -> timedelta:
    try:
        value = vDDDTypes.from_ical(text)  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError) as error:
        raise CalendarError("ical.date_broken", value=text[:50]) from error
    if not isinstance(value, timedelta):
        raise CalendarError("ical.date_broken", value=text[:50])
    if abs(value) > LONGEST:
        raise CalendarError("ical.too_long")
    return value


def same_date(given: Wall, zone: Zone, at: datetime, *, whole_days: bool) -> datetime | date:
    """Which date of a series is meant by an exception written in another form than its master.

    The series stands on the clock of `zone`, its first date at `at`. A `date` when only the day is
    said: whatever begins on it.
    """
    midnight = given.local.time() == datetime.min.time()
    utc = given.zone.clock is UTC
    if whole_days:
        return given.local if midnight or given.floating else given.on(zone)
    if given.is_date:
        return given.local.date()
    wall = given.local if given.floating else given.on(zone)
    if midnight and (utc or given.floating) and wall.time() != at.time():
        return given.local.date()
    return wall
