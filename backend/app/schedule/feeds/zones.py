"""Time zones as calendar programs read them: VTIMEZONE for the years of a calendar.

The library's own `Timezone.from_tzinfo` writes the spring change an hour late: the onset is a local
time before the change (RFC 5545 3.6.5), it takes the one after it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_NONE = timedelta(0)
Kind = tuple[timedelta, timedelta, str, bool]
"""Offset before and after, name, and whether it is summer time."""


@lru_cache(maxsize=200)
def component(zone: ZoneInfo, first_year: int, last_year: int) -> Timezone:
    """The zone from the beginning of one year to the end of another; shared, not to be changed."""
    start = datetime(first_year, 1, 1, tzinfo=UTC)
    offset = start.astimezone(zone).utcoffset() or _NONE
    timezone = Timezone()
    timezone.add("TZID", zone.key)
    changes: dict[Kind, list[datetime]] = {
        _kind(start, zone, offset): [datetime(first_year, 1, 1)]  # noqa: DTZ001 - local time
    }
    for moment in _changes(zone, start, datetime(last_year + 1, 1, 1, tzinfo=UTC)):
        onset = (moment + offset).replace(tzinfo=None)
        kind = _kind(moment, zone, offset)
        changes.setdefault(kind, []).append(onset)
        offset = kind[1]
    for (before, after, name, summer), onsets in changes.items():
        part = TimezoneDaylight() if summer else TimezoneStandard()
        part.add("DTSTART", onsets[0])
        part.add("TZOFFSETFROM", before)
        part.add("TZOFFSETTO", after)
        part.add("TZNAME", name)
        if onsets[1:]:
            part.add("RDATE", onsets[1:])
        timezone.add_component(part)
    return timezone


def _kind(moment: datetime, zone: ZoneInfo, before: timedelta) -> Kind:
    local = moment.astimezone(zone)
    return before, local.utcoffset() or _NONE, local.tzname() or zone.key, bool(local.dst())


def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """The moments at which the clocks are put forward or back."""
    while start < end:
        following = start + _DAY
        if start.astimezone(zone).utcoffset() != following.astimezone(zone).utcoffset():
            yield _bisect(zone, start, following)
        start = following


def _bisect(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    offset = before.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after
