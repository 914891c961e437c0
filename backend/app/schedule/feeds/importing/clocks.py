"""The zones that a calendar speaks of: ours by name, Windows' by theirs, others by their rules."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, available_timezones

from dateutil import rrule as dateutil
from icalendar.prop import vDDDTypes, vUTCOffset
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from app.kit.errors import Invalid
from app.schedule.feeds.importing.lines import CalendarError, Component
from app.schedule.series import recurrence

_OFFSET = re.compile(r"\((?:UTC|GMT)\s*(?:([+-])(\d{1,2}):?(\d{2}))?\)", re.I)
_BARE = re.compile(r"(?:UTC|GMT)?\s*([+-])(\d{1,2})(?::?(\d{2}))?", re.I)
MAX_DESCRIBED = 20
"""Clocks of its own that one file may use: each costs time to work out."""
_MAX_PARTS = 40
_MAX_DATES = 200


@dataclass(frozen=True)
class Zone:
    """`name` is that of the database of zones, None for a clock that only the file describes."""

    clock: tzinfo
    name: str | None = None


class Clocks:
    """Zones by the TZID of their properties."""

    def __init__(self, described: Iterable[Component], own: str, calendars: str = "") -> None:
        """`own` is the theatre's zone, `calendars` what the calendar says of all its times."""
        self.own = Zone(ZoneInfo(own), own)
        self._described = {c.text("TZID").strip('"'): c for c in described if c.error is None}
        self._found: dict[str, Zone | None] = {}
        self._known = {name.lower(): name for name in available_timezones()}
        self._windows = {name.lower(): olson for name, olson in WINDOWS_TO_OLSON.items()}
        self._worked_out = 0
        self.calendars = self.get(calendars) if calendars else None
        self.floating = self.calendars or self.own
        """The clock of times that name none."""

    def get(self, tzid: str) -> Zone | None:
        """None for a zone that nobody knows."""
        if tzid not in self._found:
            self._found[tzid] = self._look_up(tzid)
        return self._found[tzid]

    def _look_up(self, tzid: str) -> Zone | None:
        described = self._described.get(tzid.strip('"'))
        wanted = [tzid, described.text("X-LIC-LOCATION") if described else ""]
        for name in filter(None, map(self._named, wanted)):
            return Zone(ZoneInfo(name), name)
        if described is not None and (parts := self._parts(described)):
            return Zone(Described(tzid, parts))
        shown = _OFFSET.search(tzid) or _BARE.fullmatch(tzid.strip('" '))
        if shown is None:
            return None
        sign, hours, minutes = shown.groups()
        offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
        if offset >= timedelta(days=1):
            return None
        return Zone(timezone(-offset if sign == "-" else offset))

    def _named(self, tzid: str) -> str | None:
        """`Europe/Moscow`, `Russian Standard Time`, `/mozilla.org/20050126_1/Europe/Moscow`."""
        words = tzid.strip('"/ ').lower().split("/")[-8:]
        for start in range(len(words)):
            name = "/".join(words[start:])
            if name in self._known:
                return self._known[name]
            if name in self._windows:
                return self._windows[name]
        return None

    def _parts(self, zone: Component) -> "list[Part]":
        """The rules of a zone, the latest when there are too many; none when they are unusable."""
        self._worked_out += 1
        if self._worked_out > MAX_DESCRIBED:
            raise CalendarError("ical.too_many_zones", limit=MAX_DESCRIBED)
        try:
            parts = [_part(part) for part in zone.parts[-_MAX_PARTS:]]
            for part in parts:
                part.latest(datetime(LAST, 1, 1))  # noqa: DTZ001 - a local time
        except (Invalid, ValueError, OverflowError):
            return []
        return parts


LAST = 2100


@dataclass
class Part:
    """Since when a clock is put forward or back, by dates and by a rule of every year."""

    dates: list[datetime]
    before: timedelta
    after: timedelta
    rule: str | None
    until: datetime
    _years: dict[int, list[datetime]] = field(default_factory=dict)

    def latest(self, local: datetime) -> datetime | None:
        """The last time before or at `local` at which it is put so. Cheap: two years of a rule."""
        found = [one for one in self.dates if one <= local]
        if self.rule is not None:
            year = min(local.year, self.until.year)
            found += [
                one
                for one in (*self._of(year - 1), *self._of(year))
                if self.dates[0] <= one <= min(local, self.until)
            ]
        return max(found, default=None)

    def _of(self, year: int) -> list[datetime]:
        if self.rule is None or year <= self.dates[0].year:
            return []
        if year not in self._years:
            rule = dateutil.rrulestr(self.rule, dtstart=self.dates[0].replace(year=year - 1))
            ends = datetime(year + 1, 1, 1)  # noqa: DTZ001 - a local time
            self._years[year] = rule.between(datetime(year, 1, 1), ends)  # noqa: DTZ001
        return self._years[year]


class Described(tzinfo):
    """A clock by the moments, in its own local time, at which it is put forward or back."""

    def __init__(self, name: str, parts: list[Part]) -> None:
        self._name = name
        self._parts = parts
        self._first = min(parts, key=lambda part: part.dates[0]).before
        self._offsets = list(dict.fromkeys(o for p in parts for o in (p.after, p.before)))
        self._onsets: dict[int, list[tuple[datetime, timedelta]]] = {}

    def utcoffset(self, moment: datetime | None) -> timedelta:
        if moment is None:
            return self._first
        local = moment.replace(tzinfo=None)
        return next((after for onset, after in self._of(local.year) if onset <= local), self._first)

    def _of(self, year: int) -> list[tuple[datetime, timedelta]]:
        """The onsets that matter in a year, the latest first."""
        if year not in self._onsets:
            found: dict[datetime, timedelta] = {}
            for part in self._parts:
                local = datetime(year, 12, 31, 23, 59, 59)  # noqa: DTZ001 - a local time
                while (onset := part.latest(local)) is not None:
                    found[onset] = part.after
                    if onset.year < year:
                        break
                    local = onset - timedelta(seconds=1)
            self._onsets[year] = sorted(found.items(), reverse=True)
        return self._onsets[year]

    def dst(self, moment: datetime | None) -> timedelta:
        return timedelta(0)

    def tzname(self, moment: datetime | None) -> str:
        return self._name

    def fromutc(self, moment: datetime) -> datetime:
        """By the offset that leads back to the same moment."""
        for offset in self._offsets:
            if self.utcoffset(moment + offset) == offset:
                return moment + offset
        return moment + self._first


def _part(part: Component) -> Part:
    start, before, after = (
        part.first("DTSTART"), part.first("TZOFFSETFROM"), part.first("TZOFFSETTO"),
    )  # fmt: skip
    if start is None or before is None or after is None:
        raise ValueError("a part of a zone says when, and from what to what")
    offset = _offset(before.raw)
    dates = [_local(start.raw)]
    for line in part.properties.get("RDATE", ()):
        dates += map(_local, line.raw.split(",")[:_MAX_DATES])
    text, until = None, datetime(LAST, 12, 31)  # noqa: DTZ001
    for line in part.properties.get("RRULE", ())[:1]:
        text, until = _yearly(line.raw, offset)
    return Part(sorted(dates[:_MAX_DATES]), offset, _offset(after.raw), text, until)


def _yearly(text: str, before: timedelta) -> tuple[str, datetime]:
    rule = recurrence.parse(_with_utc(text))
    often = rule.freq != "YEARLY" or rule.interval != 1 or rule.count is not None
    if often or rule.byhour or rule.byminute or rule.bysecond:
        raise ValueError("a clock is put forward and back once a year")
    until = rule.until
    if until is None:
        return str(rule), datetime(LAST, 12, 31)  # noqa: DTZ001
    if not isinstance(until, datetime):
        until = datetime(until.year, until.month, until.day, tzinfo=UTC)
    return str(replace(rule, until=None)), (until + before).replace(tzinfo=None)


def _offset(text: str) -> timedelta:
    offset: timedelta = vUTCOffset.from_ical(text.strip())  # type: ignore[no-untyped-call]
    return offset


def _local(text: str) -> datetime:
    value = vDDDTypes.from_ical(text.strip())  # type: ignore[no-untyped-call]
    if not isinstance(value, datetime):
        raise ValueError("a local time")
    return value.replace(tzinfo=None)


def _with_utc(rule: str) -> str:
    """An UNTIL without a zone is against the RFC and common."""
    return re.sub(r"(UNTIL=\d{8}T\d{6})(?=;|$)", r"\1Z", rule.strip(), flags=re.I)
