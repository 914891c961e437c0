"""Events as iCalendar text (RFC 5545): escaping, folding and types are the library's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vText

from app.kit import clock
from app.schedule.feeds import zones

PRODID = "-//Kulisa//Schedule//RU"
REFRESH = timedelta(hours=1)
_UTC_NAMES = frozenset({"UTC", "Etc/UTC", "Zulu", "Etc/Zulu", "Universal", "Etc/Universal", "UCT"})

Status = Literal["TENTATIVE", "CONFIRMED", "CANCELLED"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A VEVENT: one dated event, as its reader has to know it."""

    uid: str
    sequence: int
    changed_at: datetime
    starts_at: datetime
    ends_at: datetime
    zone: ZoneInfo
    summary: str
    status: Status
    url: str
    location: str | None = None
    description: str | None = None
    category: str | None = None
    busy: bool = False


def write(name: str, zone: ZoneInfo, entries: Sequence[Entry]) -> bytes:
    """A calendar to subscribe to; equal entries give equal bytes."""
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODID)
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    # Said to be texts: the library does not escape the value of a property that it does not know.
    calendar.add("NAME", vText(name))
    calendar.add("X-WR-CALNAME", vText(name))
    calendar.add("X-WR-TIMEZONE", vText(zone.key))
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT1H")
    used: dict[ZoneInfo, list[int]] = {}
    for entry in entries:
        if entry.zone.key not in _UTC_NAMES:
            used.setdefault(entry.zone, []).extend((entry.starts_at.year, entry.ends_at.year))
    if not entries and zone.key not in _UTC_NAMES:
        # A calendar without any component is none (RFC 5545 3.6).
        used[zone] = [clock.now().year]
    for key in sorted(used, key=lambda one: one.key):
        # A year on both sides: local years begin before and end after those of UTC.
        calendar.add_component(zones.component(key, min(used[key]) - 1, max(used[key]) + 1))
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("UID", entry.uid)
    event.add("SEQUENCE", entry.sequence)
    event.add("DTSTAMP", entry.changed_at)
    event.add("LAST-MODIFIED", entry.changed_at)
    event.add("DTSTART", _local(entry.starts_at, entry.zone))
    event.add("DTEND", _local(entry.ends_at, entry.zone))
    event.add("SUMMARY", entry.summary)
    if entry.location:
        event.add("LOCATION", entry.location)
    if entry.description:
        event.add("DESCRIPTION", entry.description)
    if entry.category:
        event.add("CATEGORIES", [entry.category])
    event.add("STATUS", entry.status)
    event.add("TRANSP", "OPAQUE" if entry.busy else "TRANSPARENT")
    event.add("URL", entry.url)
    return event


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    """The time on the wall; UTC for one that comes twice in the night when the clocks go back:
    readers do not agree which of the two it means.
    """
    local = moment.astimezone(zone)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    if twice or zone.key in _UTC_NAMES:
        return moment.astimezone(UTC)
    return local
