"""From the components of a calendar to dated events: repetitions laid out, exceptions put in."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar.parser import split_on_unescaped_comma
from icalendar.prop import vDDDTypes

from app.kit.errors import Invalid
from app.schedule.feeds.importing import repeating
from app.schedule.feeds.importing.clocks import Clocks, Zone
from app.schedule.feeds.importing.lines import MAX_EVENTS, CalendarError, Component, Document

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1991, 2199
"""Within what events may have (schemas.Moment), in every zone and with every length."""
MAX_UID = 230
"""Room is left for the moment of a date in a series."""


@dataclass(frozen=True, slots=True)
class Dated:
    """One event as a row will have it; times are UTC, `timezone` the clock it was meant in."""

    index: int
    uid: str
    title: str
    description: str
    location: str
    categories: list[str]
    status: str
    starts_at: datetime
    ends_at: datetime
    timezone: str | None


@dataclass(frozen=True, slots=True)
class Remark:
    """Why an event was left out, or how it was read otherwise than it stands there."""

    index: int
    uid: str
    title: str
    code: str
    params: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wall:
    """A time on some clock; a date alone is the beginning of its day."""

    local: datetime
    zone: Zone
    is_date: bool

    @property
    def moment(self) -> datetime:
        return self.local.replace(tzinfo=self.zone.clock).astimezone(UTC)


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
    sequence: int

    @property
    def cancelled(self) -> bool:
        return self.component.text("STATUS").upper() == "CANCELLED"


class Reading:
    """One file: `events`, and what had to be said about it."""

    def __init__(self, document: Document, zone: str, today: date) -> None:
        self.document = document
        self.clocks = Clocks(document.zones, zone)
        self.today = today
        self.events: list[Dated] = []
        self.errors: list[Remark] = []
        self.notes: list[Remark] = []
        self.doubled: list[Dated] = []
        self._unknown: set[str] = set()

    def run(self) -> None:
        if not self.document.events:
            raise CalendarError("ical.empty")
        families: dict[str, list[Source]] = defaultdict(list)
        for index, component in enumerate(self.document.events, 1):
            uid, title = _uid(component), component.text("SUMMARY")[:1000]
            try:
                source = self._source(index, uid, title, component)
                families[source.uid].append(source)
            except CalendarError as error:
                self.errors.append(Remark(index, uid, title[:255], error.code, error.params))
        for family in families.values():
            for event in self._family(family):
                self.events.append(event)
                if len(self.events) > MAX_EVENTS:
                    raise CalendarError("ical.too_many", limit=MAX_EVENTS)
        self.events.sort(key=lambda event: (event.starts_at, event.index))

    def _source(self, index: int, uid: str, title: str, component: Component) -> Source:
        if component.error is not None:
            raise component.error
        start = self._wall(component, "DTSTART", index, uid)
        if start is None:
            raise CalendarError("ical.no_start")
        sequence = component.text("SEQUENCE")
        return Source(
            index,
            uid,
            title,
            component,
            start,
            self._length(component, start, index, uid),
            self._wall(component, "RECURRENCE-ID", index, uid),
            int(sequence) if re.fullmatch(r"[0-9]{1,9}", sequence) else 0,
        )

    def _wall(self, component: Component, name: str, index: int, uid: str) -> Wall | None:
        found = component.first(name)
        if found is None:
            return None
        return self.walls(found.raw, found.params, index, uid)[0]

    def walls(self, raw: str, params: Any, index: int = 0, uid: str = "") -> list[Wall]:
        """The times of a property; a clock that nobody knows is taken for the theatre's."""
        tzid = str(params.get("TZID") or "")[:200]
        zone = self.clocks.get(tzid) if tzid else self.clocks.own
        if zone is None:
            zone = self.clocks.own
            if index and tzid not in self._unknown:
                self._unknown.add(tzid)
                self.notes.append(Remark(index, uid, "", "ical.zone_unknown", {"zone": tzid[:100]}))
        return [_read(text.strip(), zone, self.clocks.own) for text in raw.split(",")[:1000]]

    def _length(self, component: Component, start: Wall, index: int, uid: str) -> timedelta:
        usual = DAY if start.is_date else HOUR
        end = self._wall(component, "DTEND", index, uid)
        if end is not None:
            length = end.moment - start.moment
        elif (said := component.text("DURATION")) != "":
            length = _duration(said)
        else:
            return usual
        if length < timedelta(0):
            raise CalendarError("ical.ends_first")
        return length or usual

    def _family(self, family: Sequence[Source]) -> Iterator[Dated]:
        """A master with its dates and those that stand in for some of them."""
        masters = sorted((s for s in family if s.replaces is None), key=lambda s: s.sequence)
        for older in masters[:-1]:
            self.doubled.append(_event(older, older.uid, older.start.moment))
        changed = {s.replaces.moment: s for s in family if s.replaces is not None}
        if masters:
            yield from self._dates(masters[-1], changed)
        for moment, source in changed.items():
            yield _event(source, instance(source.uid, moment), source.start.moment)

    def _dates(self, master: Source, changed: dict[datetime, Source]) -> Iterator[Dated]:
        """Takes out of `changed` what stands for a date of the master."""
        properties = master.component.properties
        if not properties.get("RRULE") and not properties.get("RDATE"):
            yield _event(master, master.uid, master.start.moment)
            return
        remark = (master.index, master.uid, master.title[:255])
        try:
            dates, cut = repeating.dates(self, master)
        except Invalid as invalid:
            error = invalid.errors[0]
            self.errors.append(Remark(*remark, error.code, dict(error.params)))
            return
        except CalendarError as broken:
            self.errors.append(Remark(*remark, broken.code, broken.params))
            return
        if cut is not None:
            self.notes.append(Remark(*remark, "ical.endless", {"date": f"{cut:%d.%m.%Y}"}))
        for moment in dates:
            source = changed.pop(moment, None)
            if source is None or (master.cancelled and not source.cancelled):
                yield _event(master, instance(master.uid, moment), moment)
            else:
                yield _event(source, instance(master.uid, moment), source.start.moment)


def instance(uid: str, moment: datetime) -> str:
    """One date of a series keeps its name wherever it is moved."""
    return f"{uid}#{moment:%Y%m%dT%H%M%SZ}"


def _event(source: Source, uid: str, moment: datetime) -> Dated:
    component = source.component
    categories = [
        word.strip()[:100]
        for line in component.properties.get("CATEGORIES", ())
        for word in split_on_unescaped_comma(line.raw)
    ]
    return Dated(
        source.index,
        uid,
        source.title[:255],
        component.text("DESCRIPTION")[:9_000],
        component.text("LOCATION")[:500],
        categories[:20],
        "CANCELLED" if source.cancelled else component.text("STATUS").upper()[:20],
        moment,
        moment + source.length,
        source.start.zone.name,
    )


def _uid(component: Component) -> str:
    """Its own; a long one by its hash; without one, a name made of what and when it is."""
    said = component.text("UID")
    if said and len(said) <= MAX_UID and said.isprintable():
        return said
    start = component.first("DTSTART")
    said = said or f"{component.text('SUMMARY')}\n{start.raw if start else ''}"
    return f"kulisa-{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()[:40]}"


def _read(text: str, zone: Zone, own: Zone) -> Wall:
    try:
        value = vDDDTypes.from_ical(text)  # type: ignore[no-untyped-call]
    except ValueError as error:
        raise CalendarError("ical.date_broken", value=text[:50]) from error
    if isinstance(value, tuple):
        value = value[0]
    if not isinstance(value, date):
        raise CalendarError("ical.date_broken", value=text[:50])
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise CalendarError("ical.year", value=text[:50])
    if not isinstance(value, datetime):
        return Wall(datetime.combine(value, time()), own, True)
    if value.tzinfo is not None or text.upper().endswith("Z"):
        # The clock of a moment in UTC is nobody's own: it is shown on the theatre's.
        return Wall(value.replace(tzinfo=None), Zone(UTC), False)
    return Wall(value, zone, False)


def _duration(text: str) -> timedelta:
    try:
        value = vDDDTypes.from_ical(text)  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError) as error:
        raise CalendarError("ical.date_broken", value=text[:50]) from error
    if not isinstance(value, timedelta):
        raise CalendarError("ical.date_broken", value=text[:50])
    if abs(value) > timedelta(days=366):
        raise CalendarError("ical.too_long")
    return value


def packed(reading: Reading) -> dict[str, Any]:
    return {
        "prodid": reading.document.prodid,
        "events": [asdict(event) for event in reading.events],
        "doubled": [asdict(event) for event in reading.doubled],
        "errors": [asdict(remark) for remark in reading.errors],
        "notes": [asdict(remark) for remark in reading.notes],
    }
