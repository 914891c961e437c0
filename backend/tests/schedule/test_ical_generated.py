"""Generated calendars: what comes in is what the library makes of their plain form.

The library reads each calendar with all times in the master's zone; the import reads the same
one with its exceptions written in whatever form programs choose.
"""

import json
import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from icalendar import Calendar

from app.schedule.feeds.importing import child
from tests.schedule.calendars import calendar

ZONES = ("Europe/Moscow", "Europe/Berlin", "Asia/Yekaterinburg", "America/New_York")
RULES = (
    "FREQ=DAILY;COUNT=9", "FREQ=WEEKLY;COUNT=6", "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=8",
    "FREQ=WEEKLY;INTERVAL=2;COUNT=5", "FREQ=MONTHLY;COUNT=5", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=4",
    "FREQ=DAILY;UNTIL=20270410T235959", "FREQ=YEARLY;COUNT=2",
)  # fmt: skip
WALL = "%Y%m%dT%H%M%S"


def written(dice: random.Random, name: str, wall: datetime, zone: str, whole_day: bool) -> str:
    """A time in one of the forms that mean it."""
    moment = wall.replace(tzinfo=ZoneInfo(zone))
    if whole_day:
        forms = [
            f"{name};VALUE=DATE:{wall:%Y%m%d}", f"{name}:{wall:%Y%m%d}T000000Z",
            f"{name};TZID=Europe/London:{wall:%Y%m%d}T000000", f"{name}:{wall:%Y-%m-%d}",
        ]  # fmt: skip
    else:
        forms = [
            f"{name};TZID={zone}:{wall:{WALL}}", f"{name}:{moment.astimezone(UTC):{WALL}}Z",
            f"{name}:{wall:{WALL}}", f"{name};VALUE=DATE:{wall:%Y%m%d}",
            f"{name}:{wall:%Y-%m-%dT%H:%M}", f"{name}:{moment:{WALL}%z}",
            f"{name};TZID=Europe/London:{moment.astimezone(ZoneInfo('Europe/London')):{WALL}}",
        ]  # fmt: skip
    return dice.choice(forms)


def plain(name: str, wall: datetime, zone: str, whole_day: bool) -> str:
    if whole_day:
        return f"{name};VALUE=DATE:{wall:%Y%m%d}"
    return f"{name};TZID={zone}:{wall:{WALL}}"


def generated(dice: random.Random) -> tuple[bytes, bytes]:
    """As programs write it, and in its plain form."""
    zone, whole_day = dice.choice(ZONES), dice.random() < 0.3
    start = datetime(2027, 3, dice.randrange(1, 28))  # noqa: DTZ001 - a wall time
    if not whole_day:
        start += timedelta(hours=dice.randrange(8, 23), minutes=dice.choice((0, 30)))
    rule = dice.choice(RULES)
    head = ["BEGIN:VEVENT", "UID:g", "SUMMARY:x", plain("DTSTART", start, zone, whole_day)]
    body = [*head, f"RRULE:{rule}", "END:VEVENT"]
    days = [day["DTSTART"].dt for day in expected(calendar(*body))]
    walls = [datetime(d.year, d.month, d.day, start.hour, start.minute) for d in days]  # noqa: DTZ001
    chosen = dice.sample(walls, min(3, len(walls)))
    gone, moved = chosen[:2], chosen[2:]
    other, own = body[:-1], body[:-1]
    for wall in gone:
        other.append(written(dice, "EXDATE", wall, zone, whole_day))
        own.append(plain("EXDATE", wall, zone, whole_day))
    other.append("END:VEVENT")
    own.append("END:VEVENT")
    for wall in moved:
        to = wall + timedelta(days=dice.choice((0, 1, 2)))
        if not whole_day:
            to += timedelta(hours=dice.randrange(0, 3))
        exception = ["BEGIN:VEVENT", "UID:g", "SUMMARY:y", plain("DTSTART", to, zone, whole_day)]
        other += [*exception, written(dice, "RECURRENCE-ID", wall, zone, whole_day), "END:VEVENT"]
        own += [*exception, plain("RECURRENCE-ID", wall, zone, whole_day), "END:VEVENT"]
    return calendar(*other), calendar(*own)


def expected(data: bytes) -> list:  # type: ignore[type-arg]
    query = recurring_ical_events.of(Calendar.from_ical(data))
    return list(query.between(datetime(2026, 12, 1), datetime(2028, 11, 1)))  # noqa: DTZ001


def moments(data: bytes) -> list[tuple[datetime, str]]:
    found = []
    for day in expected(data):
        at = day["DTSTART"].dt
        if not isinstance(at, datetime):
            at = datetime(at.year, at.month, at.day, tzinfo=ZoneInfo("Europe/Moscow"))
        found.append((at.astimezone(UTC), str(day["SUMMARY"])))
    return sorted(found)


@pytest.mark.parametrize("seed", range(4))
def test_dates_are_those_of_the_library(seed: int) -> None:
    dice = random.Random(seed)
    argument = json.dumps({"zone": "Europe/Moscow", "today": "2026-11-30"})
    for _ in range(40):
        as_written, in_plain = generated(dice)
        body = json.loads(child.read(as_written, argument))
        read = sorted(
            (datetime.fromisoformat(row["starts_at"]), row["title"]) for row in body["events"]
        )
        assert read == moments(in_plain), as_written.decode()
        assert body["errors"] == []
