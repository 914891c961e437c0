"""What comes out of a stranger's calendar: dated events, and a line for all that did not."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar.parser import split_on_unescaped_comma

from app.schedule.feeds.importing import texts
from app.schedule.feeds.importing.clocks import Clocks
from app.schedule.feeds.importing.lines import MAX_EVENTS, CalendarError, Document
from app.schedule.feeds.importing.repeating import Date, Horizon, Series, repeats
from app.schedule.feeds.importing.sources import DAY, Source, Sources, uid_of
from app.schedule.feeds.uids import named

MAX_TITLE = 255
MAX_DESCRIPTION = 9_000


@dataclass(frozen=True, slots=True)
class Dated:
    """One event as a row will have it; times are UTC, `timezone` the clock it was meant in.

    `recurrence` tells a date of a series from the others, wherever it is moved: the moment at which
    it stood at first. None for an event that does not repeat.
    """

    index: int
    uid: str
    recurrence: datetime | None
    sequence: int
    title: str
    description: str
    location: str
    categories: list[str]
    status: str
    starts_at: datetime
    ends_at: datetime
    timezone: str | None

    @property
    def moment(self) -> datetime:
        """When it stood at first."""
        return self.recurrence or self.starts_at

    @property
    def name(self) -> str:
        return named(self.uid, self.recurrence)


@dataclass(frozen=True, slots=True)
class Remark:
    """Why an event was left out, or how it was read otherwise than it stands there."""

    index: int
    uid: str
    title: str
    code: str
    params: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Family:
    """Dates of one UID. `whole`: within the stretch there are no others, so what is missing was
    taken out. Without a stretch, everywhere.
    """

    uid: str
    whole: bool
    since: datetime | None = None
    until: datetime | None = None


class Reading:
    """One file: `events`, and what had to be said about it."""

    def __init__(self, document: Document, zone: str, today: date) -> None:
        self.document = document
        said = document.said
        clocks = Clocks(document.zones, zone, said.get("X-WR-TIMEZONE") or said.get("TZ") or "")
        cancelling = said.get("METHOD", "").upper() == "CANCEL"
        self.sources = Sources(clocks, cancelling=cancelling)
        self.horizon = Horizon.of(today)
        self.events: list[Dated] = []
        self.errors: list[Remark] = []
        self.notes: list[Remark] = []
        self.left: list[tuple[Dated, str]] = []
        self.families: list[Family] = []

    def run(self) -> None:
        if not self.document.events:
            raise CalendarError("ical.empty")
        families: dict[str, list[Source]] = defaultdict(list)
        for index, component in enumerate(self.document.events, 1):
            try:
                source = self.sources.read(index, component)
                families[source.uid].append(source)
            except CalendarError as error:
                if error.code == "ical.too_many_zones":
                    raise
                title = component.text("SUMMARY")[:MAX_TITLE]
                remark = Remark(index, uid_of(component), title, error.code, error.params)
                self.errors.append(remark)
        for family in families.values():
            for event in self._family(family):
                self.events.append(event)
                if len(self.events) > MAX_EVENTS:
                    raise CalendarError("ical.too_many", limit=MAX_EVENTS)
            for source in family:
                self.notes += (
                    self._note(source, code, params) for code, params in source.told.notes
                )
        self.events.sort(key=lambda event: (event.starts_at, event.index))

    def _note(self, source: Source, code: str, params: dict[str, str]) -> Remark:
        return Remark(source.index, source.uid, source.title[:MAX_TITLE], code, params)

    def _family(self, family: Sequence[Source]) -> Iterator[Dated]:
        """A master with its dates and those that stand in for some of them."""
        masters = [source for source in family if source.replaces is None]
        changed = [source for source in family if source.replaces is not None]
        master = self._newest(masters) if masters else None
        if master is None:
            yield from self._alone(changed)
            return
        series = Series(self.sources, master, self.horizon)
        if master.cancelled or not (repeats(master) or changed):
            # A series that is called off as a whole: whatever it had brought.
            self.families.append(Family(master.uid, whole=True))
            yield self._event(master, None, master.start.moment)
            return
        kept: dict[datetime, list[Source]] = defaultdict(list)
        for source in changed:
            kept[series.date_of(source)].append(source)
        exceptions = [self._newest(sources) for sources in kept.values()]
        if not repeats(master):
            self.families.append(Family(master.uid, whole=False))
            if master.start.local not in kept:
                yield self._event(master, None, master.start.moment)
            yield from (self._instead(series, source) for source in exceptions)
            return
        yield from self._dates(series, exceptions)

    def _newest(self, sources: Sequence[Source]) -> Source:
        """The highest SEQUENCE, of equals the last in the file; the others are told of."""
        newest = max(sources, key=lambda source: (source.sequence, source.index))
        for source in sources:
            if source is not newest:
                self.left.append((self._event(source, None, source.start.moment), "doubled"))
        return newest

    def _alone(self, changed: Sequence[Source]) -> Iterator[Dated]:
        """Dates of a series that is not in the file."""
        kept: dict[datetime, list[Source]] = defaultdict(list)
        for source in changed:
            if source.replaces is not None:
                kept[source.replaces.moment].append(source)
        self.families.append(Family(changed[0].uid, whole=False))
        for moment, sources in kept.items():
            source = self._newest(sources)
            yield self._event(source, moment, source.start.moment)

    def _dates(self, series: Series, exceptions: Sequence[Source]) -> Iterator[Dated]:
        master = series.master
        expanded = series.expand(exceptions)
        clock = master.start.zone.clock
        first, last = (
            at.replace(tzinfo=clock).astimezone(UTC)
            for at in (series.horizon.first, series.horizon.last)
        )
        self.families.append(Family(master.uid, expanded.whole, first, last))
        if expanded.cut:
            days = {
                "since": f"{series.horizon.first:%d.%m.%Y}",
                "until": f"{series.horizon.last:%d.%m.%Y}",
            }
            master.told.add("ical.horizon", **days)
        for one in expanded.dates:
            yield self._of_date(series, one)
        found = {one.source.index for one in expanded.dates}
        for source in exceptions:
            if source.index not in found:
                moment = series.date_of(source).replace(tzinfo=clock).astimezone(UTC)
                left = self._event(source, moment, source.start.moment)
                outside = not first <= left.starts_at <= last
                self.left.append((left, "outside" if outside else "excluded"))

    def _of_date(self, series: Series, date_: Date) -> Dated:
        master, source = series.master, date_.source
        clock = master.start.zone.clock
        recurrence = date_.original.replace(tzinfo=clock).astimezone(UTC)
        own = source is not master and date_.original == series.date_of(source)
        starts_at = (
            source.start.moment if own else date_.local.replace(tzinfo=clock).astimezone(UTC)
        )
        return self._event(source, recurrence, starts_at, date_.length)

    def _instead(self, series: Series, source: Source) -> Dated:
        clock = series.master.start.zone.clock
        moment = series.date_of(source).replace(tzinfo=clock).astimezone(UTC)
        return self._event(source, moment, source.start.moment)

    def _event(
        self,
        source: Source,
        recurrence: datetime | None,
        moment: datetime,
        length: timedelta | None = None,
    ) -> Dated:
        component = source.component
        categories = [
            word.strip()[:100]
            for line in component.properties.get("CATEGORIES", ())
            for word in split_on_unescaped_comma(line.raw)[:10]
        ]
        if len(source.title) > MAX_TITLE:
            source.told.add("ical.title_cut", limit=str(MAX_TITLE))
        lasts = source.length if length is None else length
        return Dated(
            source.index,
            source.uid,
            recurrence,
            source.sequence,
            source.title[:MAX_TITLE],
            texts.plain(component.text("DESCRIPTION"))[:MAX_DESCRIPTION],
            component.text("LOCATION")[:500],
            categories[:20],
            "CANCELLED" if source.cancelled else component.text("STATUS").upper()[:20],
            moment,
            _end(source, moment, lasts),
            source.start.zone.name,
        )


def _end(source: Source, moment: datetime, length: timedelta) -> datetime:
    """Days end at midnight, also when the clocks change in between."""
    if not source.start.is_date or length % DAY:
        return moment + length
    clock = source.start.zone.clock
    local = moment.astimezone(clock).replace(tzinfo=None) + length
    return local.replace(tzinfo=clock).astimezone(UTC)


def packed(reading: Reading) -> dict[str, Any]:
    return {
        "prodid": reading.document.said.get("PRODID", ""),
        "events": [asdict(event) for event in reading.events],
        "left": [[asdict(event), reason] for event, reason in reading.left],
        "families": [asdict(family) for family in reading.families],
        "errors": [asdict(remark) for remark in reading.errors],
        "notes": [asdict(remark) for remark in reading.notes],
    }
