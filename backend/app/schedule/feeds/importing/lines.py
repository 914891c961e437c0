"""From the bytes of a stranger's calendar to the properties of its events, in one bounded walk.

Whole components are never built: a file of five megabytes may hold a hundred thousand of them, or
one nested a hundred thousand deep. What matters is picked out line by line; names, parameters and
escapes of a line are read by the icalendar package.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from icalendar.parser import Contentline
from icalendar.parser.property import unescape_backslash

from app.schedule.feeds.importing.texts import unfolded

MAX_EVENTS = 2_000
MAX_ZONES = 200
MAX_LINES = 2_000
"""Properties of one component: EXDATE may come as a line for each date."""
MAX_TEXT = 20_000
MAX_VALUE = 20_000

_TEXTS = frozenset({"SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES"})
_KEPT: Mapping[str, frozenset[str]] = {
    "VEVENT": _TEXTS
    | {
        "UID", "DTSTART", "DTEND", "DURATION", "STATUS", "RRULE", "RDATE", "EXDATE",
        "RECURRENCE-ID", "SEQUENCE", "EXRULE",
    },
    "VTIMEZONE": frozenset({"TZID", "X-LIC-LOCATION"}),
    "STANDARD": frozenset({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"}),
    "DAYLIGHT": frozenset({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"}),
}  # fmt: skip
_NAME = re.compile(r"[ \t]*([A-Za-z0-9-]{1,40})[ \t]*[:;]")
_UNQUOTED = re.compile(r"(;TZID=)([^\":;,]*[+-]\d{1,2}:\d{2})(?=[:;])", re.I)
"""`TZID=GMT+05:30` as Google writes it: the colon would end the name."""
_OF_CALENDAR = ("PRODID", "METHOD", "X-WR-TIMEZONE", "TZ")
_TOP = 3


class CalendarError(Exception):
    """The file as a whole, or one of its events, cannot be taken; `code` is a catalogue key."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass
class Property:
    params: Mapping[str, Any]
    value: str
    """Unescaped, for texts."""
    raw: str


@dataclass
class Component:
    """A VEVENT or VTIMEZONE by the names of its properties; a zone also has its parts."""

    kind: str
    properties: dict[str, list[Property]] = field(default_factory=dict)
    """By name, in the order of the file; at the depth of the component itself."""
    parts: list["Component"] = field(default_factory=list)
    error: CalendarError | None = None
    lines: int = 0

    def first(self, name: str) -> Property | None:
        found = self.properties.get(name)
        return found[0] if found else None

    def text(self, name: str) -> str:
        found = self.first(name)
        return "" if found is None else found.value.strip()


@dataclass
class Document:
    said: dict[str, str] = field(default_factory=dict)
    """What the calendar says of itself (`_OF_CALENDAR`)."""
    events: list[Component] = field(default_factory=list)
    zones: list[Component] = field(default_factory=list)


def read(data: bytes) -> Document:
    """The events and zones of every calendar in the file."""
    return _Walk().read(unfolded(data))


class _Walk:
    """`stack` holds the open components down to the parts of a zone, `deeper` counts the rest."""

    def __init__(self) -> None:
        self.document = Document()
        self.stack: list[str] = []
        self.deeper = 0
        self.open: list[tuple[int, Component]] = []
        self.calendars = 0

    def read(self, lines: Iterator[str]) -> Document:
        for line in lines:
            head = line[:6].upper().lstrip()
            if head.startswith("BEGIN:"):
                self._begin(line.partition(":")[2][:40].strip().upper())
            elif head.startswith("END:"):
                self._end(line.partition(":")[2][:40].strip().upper())
            elif line:
                self._property(line)
        if not self.calendars:
            raise CalendarError("ical.not_a_calendar")
        for _, component in self.open:
            component.error = CalendarError("ical.cut_off")
        return self.document

    def _begin(self, name: str) -> None:
        if len(self.stack) == _TOP or self.deeper:
            self.deeper += 1
            return
        depth = len(self.stack)
        self.stack.append(name)
        if depth == 0:
            self.calendars += name == "VCALENDAR"
        elif self.stack[0] != "VCALENDAR":
            return
        elif depth == 1 and name == "VEVENT":
            if len(self.document.events) == MAX_EVENTS:
                raise CalendarError("ical.too_many", limit=MAX_EVENTS)
            self._opened(self.document.events, name)
        elif depth == 1 and name == "VTIMEZONE" and len(self.document.zones) < MAX_ZONES:
            self._opened(self.document.zones, name)
        elif self.open and name in ("STANDARD", "DAYLIGHT"):
            zone = self.open[-1][1]
            if zone.kind == "VTIMEZONE":
                self._opened(zone.parts, name)

    def _opened(self, among: list[Component], name: str) -> None:
        component = Component(name)
        among.append(component)
        self.open.append((len(self.stack), component))

    def _end(self, name: str) -> None:
        if self.deeper:
            self.deeper -= 1
        elif name in self.stack:
            # Whatever was left open inside ends with it.
            while self.stack.pop() != name:
                pass
            while self.open and self.open[-1][0] > len(self.stack):
                self.open.pop()

    def _property(self, line: str) -> None:
        found = _NAME.match(line)
        if found is None or self.deeper or not self.stack:
            return
        name = found.group(1).upper()
        if self.stack == ["VCALENDAR"] and name in _OF_CALENDAR:
            self.document.said.setdefault(name, line.partition(":")[2][:200].strip())
        depth, component = self.open[-1] if self.open else (0, None)
        if component is None or depth != len(self.stack):
            return
        if component.error is not None or name not in _KEPT[component.kind]:
            return
        component.lines += 1
        if component.lines > MAX_LINES or (len(line) > MAX_VALUE and name not in _TEXTS):
            component.error = CalendarError("ical.too_large")
            return
        try:
            line = _UNQUOTED.sub(r'\1"\2"', line[:MAX_TEXT])
            _, params, raw = Contentline(line).raw_parts()  # type: ignore[no-untyped-call]
        except ValueError:
            component.error = CalendarError("ical.line_broken", name=name)
            return
        value = unescape_backslash(raw)
        component.properties.setdefault(name, []).append(Property(params, value, raw))
