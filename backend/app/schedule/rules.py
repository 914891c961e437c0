"""What times an event may have."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.kit.errors import Invalid
from app.schedule.conflicts.checking import MAX_CALL_LEAD
from app.schedule.models import MAX_DAYS, EventType

_LONG_TYPES = (EventType.TOUR, EventType.MAINTENANCE, EventType.OTHER)
_DAY = timedelta(hours=24)


def longest(event_type: str) -> timedelta:
    """A tour or a repair may last for weeks; what is played or rehearsed ends within a day."""
    return timedelta(days=MAX_DAYS) if event_type in _LONG_TYPES else _DAY


def check_times(values: Mapping[str, Any]) -> None:
    starts_at, ends_at = values["starts_at"], values["ends_at"]
    if ends_at <= starts_at:
        raise Invalid.field("ends_at", "event.ends_first")
    most = longest(values["event_type"])
    if ends_at - starts_at > most:
        if most == _DAY:
            raise Invalid.field("ends_at", "event.too_long_day")
        raise Invalid.field("ends_at", "event.too_long", days=MAX_DAYS)
    ready = values.get("stage_ready_at")
    if ready is not None:
        earliest = starts_at - timedelta(minutes=values["setup_minutes"])
        if not earliest <= ready <= starts_at:
            raise Invalid.field("stage_ready_at", "event.ready_outside")


def check_call(field: str, call_at: datetime | None, values: Mapping[str, Any]) -> None:
    if call_at is None:
        return
    if not values["starts_at"] - MAX_CALL_LEAD <= call_at <= values["ends_at"]:
        raise Invalid.field(field, "event.call_outside", hours=MAX_CALL_LEAD // timedelta(hours=1))


def check_clock(field: str, moment: datetime, zone: ZoneInfo) -> None:
    """Refuse a wall time that the clock jumps over, when it was meant in that clock's offset.

    `02:30+01:00` on the night of the change in Berlin: such a moment exists, that time does not.
    """
    wall = moment.replace(tzinfo=None)
    offset = moment.utcoffset()
    there = wall.replace(tzinfo=zone)
    back = there.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    if back != wall and offset and offset in (there.utcoffset(), there.replace(fold=1).utcoffset()):
        raise Invalid.field(field, "event.gap", time=f"{wall:%H:%M}", date=f"{wall:%d.%m.%Y}")
