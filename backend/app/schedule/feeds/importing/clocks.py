"""The zones that a calendar speaks of: ours by name, Windows' by theirs, others by their rules."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from itertools import islice
from zoneinfo import ZoneInfo, available_timezones

from dateutil import rrule as dateutil
from icalendar.prop import vDDDTypes, vUTCOffset
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from app.kit.errors import Invalid
from app.schedule.feeds.importing.lines import Component
from app.schedule.series import recurrence

_OFFSET = re.compile(r"\((?:UTC|GMT)\s*(?:([+-])(\d{1,2}):?(\d{2}))?\)", re.I)
_MAX_PARTS = 40
_MAX_ONSETS = 700


@dataclass(frozen=True)
class Zone:
    """`name` is that of the database of zones, None for a clock that only the file describes."""

    clock: tzinfo
    name: str | None = None


class Clocks:
    """Zones by the TZID of their properties."""

    def __init__(self, described: Iterable[Component], own: str) -> None:
        self.own = Zone(ZoneInfo(own), own)
        self._described = {c.text("TZID").strip('"'): c for c in described if c.error is None}
        self._found: dict[str, Zone | None] = {}
        self._known = {name.lower(): name for name in available_timezones()}
        self._windows = {name.lower(): olson for name, olson in WINDOWS_TO_OLSON.items()}

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
        if described is not None and (onsets := _onsets(described)):
            return Zone(Described(tzid, onsets))
        shown = _OFFSET.search(tzid)
        if shown is None:
            return None
        sign, hours, minutes = shown.groups()
        offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
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


class Described(tzinfo):
    """A clock by the moments, in its own local time, at which it is put forward or back."""

    def __init__(self, name: str, onsets: list[tuple[datetime, timedelta, timedelta]]) -> None:
        self._name = name
        self._starts = [onset for onset, _, _ in onsets]
        self._offsets = [onsets[0][1], *(after for _, _, after in onsets)]

    def utcoffset(self, moment: datetime | None) -> timedelta:
        if moment is None:
            return self._offsets[0]
        return self._offsets[bisect_right(self._starts, moment.replace(tzinfo=None))]

    def dst(self, moment: datetime | None) -> timedelta:
        return timedelta(0)

    def tzname(self, moment: datetime | None) -> str:
        return self._name

    def fromutc(self, moment: datetime) -> datetime:
        """By the offset that leads back to the same moment; the later of two, else the first."""
        for offset in dict.fromkeys(reversed(self._offsets)):
            if self.utcoffset(moment + offset) == offset:
                return moment + offset
        return moment + self._offsets[0]


def _onsets(zone: Component) -> list[tuple[datetime, timedelta, timedelta]]:
    """(local time, offset before, offset after) in order; empty when the rules are unusable."""
    found: list[tuple[datetime, timedelta, timedelta]] = []
    try:
        for part in zone.parts[:_MAX_PARTS]:
            start, before, after = (
                part.first("DTSTART"), part.first("TZOFFSETFROM"), part.first("TZOFFSETTO"),
            )  # fmt: skip
            if start is None or before is None or after is None:
                return []
            offsets = (_offset(before.raw), _offset(after.raw))
            for onset in islice(_dates(part, start.raw, offsets[0]), _MAX_ONSETS):
                found.append((onset, *offsets))
    except (Invalid, ValueError, OverflowError):
        return []
    return sorted(found, key=lambda one: one[0])


def _dates(part: Component, start_text: str, before: timedelta) -> Iterator[datetime]:
    start = _local(start_text)
    yield start
    for line in part.properties.get("RDATE", ()):
        yield from map(_local, line.raw.split(","))
    for line in part.properties.get("RRULE", ()):
        rule = recurrence.parse(_with_utc(line.raw))
        if rule.freq != "YEARLY" or rule.byhour or rule.byminute or rule.bysecond:
            raise ValueError("a clock is put forward and back once a year")
        until = rule.until
        if until is not None and not isinstance(until, datetime):
            until = datetime(until.year, until.month, until.day, tzinfo=UTC)
        last = datetime(2200, 1, 1) if until is None else (until + before).replace(tzinfo=None)  # noqa: DTZ001
        text = str(replace(rule, until=None))
        for onset in dateutil.rrulestr(text, dtstart=start):
            if onset > last:
                break
            yield onset


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
