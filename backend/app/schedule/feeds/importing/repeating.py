"""The dates of a series, expanded by the library on the clock of the wall.

Everything goes to the library in one form, local times of the master's zone: an exception is then
the same date however it was written, and 19:00 stays 19:00 when the clocks change.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import recurring_ical_events
from dateutil.rrule import rrulestr
from icalendar import Calendar, Event, vRecur

from app.schedule.feeds.importing import rules, times
from app.schedule.feeds.importing.lines import MAX_EVENTS, CalendarError
from app.schedule.feeds.importing.sources import Source, Sources

BEHIND, AHEAD = timedelta(days=366), timedelta(days=2 * 366)
"""The horizon of planning: what of a series lies outside is not brought in."""
_MARK = "X-KULISA-SOURCE"


@dataclass(frozen=True)
class Horizon:
    first: datetime
    last: datetime

    @classmethod
    def of(cls, today: date) -> "Horizon":
        midnight = datetime(today.year, today.month, today.day)  # noqa: DTZ001 - a local time
        return cls(midnight - BEHIND, midnight + AHEAD)


@dataclass(frozen=True)
class Date:
    """One date: by which event, where it stood at first and stands now, on the master's wall."""

    source: Source
    original: datetime
    local: datetime
    length: timedelta


@dataclass(frozen=True)
class Expanded:
    """`whole`: these are all dates of the series within the horizon."""

    dates: list[Date]
    whole: bool
    cut: bool


def repeats(source: Source) -> bool:
    return bool(source.lines("RRULE") or source.lines("RDATE"))


class Series:
    """A master and the events that stand for some of its dates."""

    def __init__(self, sources: Sources, master: Source, horizon: Horizon) -> None:
        self.sources, self.master, self.horizon = sources, master, horizon
        self.whole = True
        self.cut = False
        self._periods: dict[datetime, timedelta] = {}

    def date_of(self, source: Source) -> datetime:
        """Which date of the master an exception replaces, on the master's wall."""
        assert source.replaces is not None
        start = self.master.start
        found = times.same_date(source.replaces, start.zone, start.local, whole_days=start.is_date)
        return found if isinstance(found, datetime) else datetime.combine(found, start.local.time())

    def expand(self, changed: Sequence[Source]) -> Expanded:
        calendar = Calendar()
        newer = {self.date_of(s) for s in changed if s.sequence > self.master.sequence}
        calendar.add_component(self._master(newer))
        known = {self.master.index: self.master}
        for source in changed:
            known[source.index] = source
            calendar.add_component(self._exception(source))
        first, last = self.horizon.first, self.horizon.last
        if not self.whole:
            # Of a series that cannot be read its first date is kept, whenever it is.
            first, last = min(first, self.master.start.local), max(last, self.master.start.local)
        found = recurring_ical_events.of(calendar).between(first, last)
        dates = sorted(
            (self._date(event, known[int(event[_MARK])]) for event in found),
            key=lambda one: one.original,
        )
        return Expanded(dates, self.whole, self.cut)

    def _master(self, newer: set[datetime]) -> Event:
        """`newer` are dates that a later exception speaks of: an older EXDATE of them is void."""
        source = self.master
        event = self._event(source, source.start.local, source.length)
        lines = []
        for line in source.lines("RRULE"):
            tidied = self._rule(line)
            if tidied is not None:
                lines.append(vRecur.from_ical(tidied))
                self.cut = self.cut or self._goes_beyond(tidied)
        if lines:
            event["RRULE"] = lines
        extra = list(self._times("RDATE"))
        first, last = self.horizon.first, self.horizon.last
        self.cut = self.cut or any(not first <= one <= last for one in extra)
        if extra:
            event.add("RDATE", extra)
        gone = [*self._times("EXDATE"), *self._excluded()]
        days = [one for one in gone if not isinstance(one, datetime)]
        moments = [one for one in gone if isinstance(one, datetime) and one not in newer]
        for values in (days, moments):
            if values:
                event.add("EXDATE", values)
        return event

    def _rule(self, line: str) -> str | None:
        start = self.master.start
        last = max(self.horizon.last, start.local + AHEAD)
        tidied = rules.tidy(line, start, self.sources.time, last, self.master.told)
        if tidied is None:
            self.whole = False
        return tidied

    def _goes_beyond(self, rule: str) -> bool:
        """Whether the horizon cuts it; not even counted to the end when it has too many dates."""
        start, horizon = self.master.start.local, self.horizon
        dates = rrulestr(rule, dtstart=start).xafter(horizon.first, inc=True)
        for number, one in enumerate(dates):
            if one > horizon.last:
                return True
            if number == MAX_EVENTS:
                raise CalendarError("ical.too_many", limit=MAX_EVENTS)
        return start < horizon.first

    def _excluded(self) -> Iterator[datetime]:
        """EXRULE is of an older RFC; programs still write it."""
        for line in self.master.lines("EXRULE"):
            tidied = self._rule(line)
            if tidied is not None:
                dates = rrulestr(tidied, dtstart=self.master.start.local)
                yield from dates.between(self.horizon.first, self.horizon.last, inc=True)

    def _times(self, name: str) -> Iterator[datetime | date]:
        start = self.master.start
        for line in self.master.component.properties.get(name, ()):
            for text in filter(str.strip, line.raw.split(",")[:1000]):
                try:
                    [(wall, length)] = self.sources.walls(text, line.params, self.master.told)
                except CalendarError as error:
                    if error.code == "ical.too_many_zones":
                        raise
                    self.master.told.add("ical.time_dropped", name=name, value=text[:40])
                    continue
                found = times.same_date(wall, start.zone, start.local, whole_days=start.is_date)
                if name == "RDATE" and not isinstance(found, datetime):
                    found = datetime.combine(found, start.local.time())
                if length is not None and isinstance(found, datetime):
                    self._periods[found] = length
                yield found

    def _exception(self, source: Source) -> Event:
        start = source.start
        local = start.local if start.is_date else start.on(self.master.start.zone)
        event = self._event(source, local, source.length)
        event.add("RECURRENCE-ID", self.date_of(source))
        if source.following:
            event["RECURRENCE-ID"].params["RANGE"] = "THISANDFUTURE"
        return event

    def _event(self, source: Source, local: datetime, length: timedelta) -> Event:
        event = Event()
        event.add("UID", "series")
        event.add("SEQUENCE", source.sequence)
        event.add("DTSTART", local)
        event.add("DTEND", local + length)
        event[_MARK] = str(source.index)
        return event

    def _date(self, event: Event, source: Source) -> Date:
        local: datetime = event.decoded("DTSTART")
        length = self._periods.get(local, source.length)
        if source is self.master:
            return Date(source, local, local, length)
        original = self.date_of(source)
        if source.following:
            start = source.start
            first = start.local if start.is_date else start.on(self.master.start.zone)
            original = local - (first - original)
        return Date(source, original, local, length)
