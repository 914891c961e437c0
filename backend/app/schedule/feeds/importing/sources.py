"""The VEVENTs of a file as they are meant: when, how long, instead of which date."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from typing import Any

from app.schedule.feeds.importing import times
from app.schedule.feeds.importing.clocks import Clocks, Zone
from app.schedule.feeds.importing.lines import CalendarError, Component
from app.schedule.feeds.importing.rules import Told
from app.schedule.feeds.importing.times import Wall

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MAX_UID = 230
"""Room is left for the moment of a date in a series."""
MAX_DATES = 1000
_MAY_BE_EMPTY = ("RRULE", "EXRULE", "RDATE", "EXDATE", "DTEND", "DURATION", "RECURRENCE-ID")


@dataclass(frozen=True, slots=True)
class Source:
    """A VEVENT that could be read."""

    index: int
    uid: str
    title: str
    component: Component
    start: Wall
    length: timedelta
    replaces: Wall | None
    following: bool
    """It stands for all dates from the one it replaces on."""
    sequence: int
    cancelled: bool
    told: Told = field(default_factory=Told)

    def lines(self, name: str) -> list[str]:
        """The values of a property that are not empty, each once."""
        found = self.component.properties.get(name, ())
        values = [line.raw.strip() for line in found if line.raw.strip()]
        kept = list(dict.fromkeys(values))
        if len(kept) < len(values) and name == "RRULE":
            self.told.add("ical.rule_twice")
        return kept


class Sources:
    """Reads components on the clocks of one file."""

    def __init__(self, clocks: Clocks, *, cancelling: bool) -> None:
        self.clocks = clocks
        self.cancelling = cancelling
        self._unknown: set[str] = set()

    def read(self, index: int, component: Component) -> Source:
        if component.error is not None:
            raise component.error
        told = Told()
        empty = [
            name
            for name in _MAY_BE_EMPTY
            if any(not line.raw.strip() for line in component.properties.get(name, ()))
        ]
        if empty:
            told.add("ical.empty_parts", names=", ".join(empty))
        start = self._wall(component, "DTSTART", told)
        if start is None:
            raise CalendarError("ical.no_start")
        replaces = self._wall(component, "RECURRENCE-ID", told)
        start = self._at_home(start, component)
        sequence = component.text("SEQUENCE")
        instead = component.first("RECURRENCE-ID")
        return Source(
            index,
            uid_of(component),
            component.text("SUMMARY")[:1000],
            component,
            start,
            self._length(component, start, told),
            replaces,
            instead is not None and str(instead.params.get("RANGE")).upper() == "THISANDFUTURE",
            int(sequence) if re.fullmatch(r"[0-9]{1,9}", sequence) else 0,
            self.cancelling or component.text("STATUS").upper() in ("CANCELLED", "CANCELED"),
            told,
        )

    def _at_home(self, start: Wall, component: Component) -> Wall:
        """A series in UTC of a calendar that names its zone keeps the hour of that zone."""
        home = self.clocks.calendars
        repeats = any(line.raw.strip() for line in component.properties.get("RRULE", ()))
        if start.is_date or start.zone.clock is not UTC or home is None or not repeats:
            return start
        return Wall(start.on(home), home, is_date=False)

    def _wall(self, component: Component, name: str, told: Told) -> Wall | None:
        found = component.first(name)
        if found is None or not found.raw.strip():
            return None
        return self.walls(found.raw, found.params, told)[0][0]

    def walls(
        self, raw: str, params: Mapping[str, Any], told: Told
    ) -> list[tuple[Wall, timedelta | None]]:
        """The times of a property, of periods with their lengths."""
        zone = self._zone(str(params.get("TZID") or "")[:200].strip(), told)
        as_date = str(params.get("VALUE") or "").upper() == "DATE"
        found = []
        for text in raw.split(",")[:MAX_DATES]:
            begins, _, ends = text.strip().partition("/")
            wall = self._time(begins, zone, as_date=as_date)
            length = None
            if ends.upper().startswith("P"):
                length = times.duration(ends)
            elif ends:
                length = self._time(ends, zone, as_date=False).moment - wall.moment
            found.append((wall, length))
        return found

    def time(self, text: str) -> Wall:
        return self._time(text, None, as_date=False)

    def _time(self, text: str, zone: Zone | None, *, as_date: bool) -> Wall:
        clocks = self.clocks
        return times.read(text, zone, clocks.floating, clocks.own, as_date=as_date)

    def _zone(self, tzid: str, told: Told) -> Zone | None:
        """A clock that nobody knows is taken for that of the calendar or of the theatre."""
        if not tzid:
            return None
        zone = self.clocks.get(tzid)
        if zone is None and tzid not in self._unknown:
            self._unknown.add(tzid)
            read_as = self.clocks.floating.name or self.clocks.own.name or ""
            told.add("ical.zone_unknown", zone=tzid[:100], read_as=read_as)
        return zone

    def _length(self, component: Component, start: Wall, told: Told) -> timedelta:
        usual = DAY if start.is_date else HOUR
        end = self._wall(component, "DTEND", told)
        if end is not None:
            length = end.moment - start.moment
        elif (said := component.text("DURATION")) != "":
            length = times.duration(said)
        else:
            return usual
        if length < timedelta(0):
            raise CalendarError("ical.ends_first")
        return length or usual


def uid_of(component: Component) -> str:
    """Its own; a long one by its hash; without one, a name made of what and when it is."""
    said = component.text("UID")
    if said and len(said) <= MAX_UID and said.isprintable():
        return said
    start = component.first("DTSTART")
    said = said or f"{component.text('SUMMARY')}\n{start.raw if start else ''}"
    return f"kulisa-{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()[:40]}"
