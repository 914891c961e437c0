"""The dates of a VEVENT that repeats, bounded as those of our own series are."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from app.kit.errors import Invalid
from app.schedule.feeds.importing.lines import CalendarError
from app.schedule.series import recurrence

if TYPE_CHECKING:
    from app.schedule.feeds.importing.dated import Reading, Source, Wall

AHEAD = timedelta(days=366)
"""A series without an end is laid out for a year ahead: another import carries it on."""
LONGEST = timedelta(days=365 * recurrence.MAX_YEARS)


def dates(reading: "Reading", master: "Source") -> tuple[list[datetime], date | None]:
    """The moments of the series in order, and where an endless one was cut off."""
    start = master.start
    properties = master.component.properties
    excluded = _walls(reading, master, "EXDATE")
    moments = {wall.moment for wall in _walls(reading, master, "RDATE")} | {start.moment}
    cut: date | None = None
    rules = properties.get("RRULE", [])
    if len(rules) > 1:
        raise CalendarError("ical.rules")
    for line in rules:
        found, cut = _expanded(line.raw, start, reading.today)
        moments |= found
    moments -= {wall.moment for wall in excluded if not wall.is_date}
    # A date alone takes out whatever begins on that day.
    days = {wall.local.date() for wall in excluded if wall.is_date}
    if days:
        clock = start.zone.clock
        moments = {m for m in moments if m.astimezone(clock).date() not in days}
    return sorted(moments), cut


def _walls(reading: "Reading", master: "Source", name: str) -> list["Wall"]:
    lines = master.component.properties.get(name, ())
    return [wall for line in lines for wall in reading.walls(line.raw, line.params)]


def _expanded(text: str, start: "Wall", today: date) -> tuple[set[datetime], date | None]:
    """By the clock on the wall: dates are found as if in UTC and read on their own clock."""
    rule = recurrence.parse(_timed(text, start))
    until, cut = rule.until, None
    if isinstance(until, datetime):
        until = until.astimezone(start.zone.clock).replace(tzinfo=UTC)
    if rule.count is None and _is_after(until, start.local.date() + LONGEST):
        until = cut = _cut(start.local.date(), today)
    rule = replace(rule, until=until)
    # The start belongs to the series also where the rule would pass it by.
    walls = [start.local]
    try:
        walls += recurrence.expand(rule, start.local, "UTC", [start.local.replace(tzinfo=UTC)])
    except Invalid as invalid:
        if invalid.errors[0].code != "recurrence.empty":
            raise
    clock = start.zone.clock
    return {wall.replace(tzinfo=clock).astimezone(UTC) for wall in walls}, cut


def _is_after(until: date | datetime | None, last: date) -> bool:
    day = until.date() if isinstance(until, datetime) else until
    return day is None or day > last


def _cut(start: date, today: date) -> date:
    last = start + LONGEST
    if last < today:
        raise Invalid.field("rrule", "recurrence.too_long", years=recurrence.MAX_YEARS)
    return min(max(today, start) + AHEAD, last)


def _timed(text: str, start: "Wall") -> str:
    """UNTIL without a zone is against the RFC and common: it is meant on the clock of the start."""

    def in_utc(found: re.Match[str]) -> str:
        try:
            local = datetime.strptime(found.group(1), "%Y%m%dT%H%M%S")  # noqa: DTZ007
            moment = local.replace(tzinfo=start.zone.clock).astimezone(UTC)
        except (ValueError, OverflowError):
            return found.group(0)
        return f"UNTIL={moment:%Y%m%dT%H%M%SZ}"

    return re.sub(r"UNTIL=(\d{8}T\d{6})(?=;|$)", in_utc, text.strip().upper())
