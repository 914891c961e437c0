"""What is looked at for conflicts: dates with their place, people and things."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from app.schedule.models import STAGED


@dataclass(frozen=True)
class Demand:
    """Pieces of an item: reserved by hand, and needed by the title whether reserved or not."""

    reserved: int = 0
    needed: int = 0

    @property
    def total(self) -> int:
        return max(self.reserved, self.needed)


@dataclass(frozen=True)
class Probe:
    """One date, saved (`event_id`) or not. `people`: from when each is wanted, by user."""

    starts_at: datetime
    ends_at: datetime
    busy_from: datetime
    busy_to: datetime
    venue_id: int | None = None
    event_id: int | None = None
    people: Mapping[int, datetime] = field(default_factory=dict)
    things: Mapping[int, Demand] = field(default_factory=dict)


def probe(
    values: Mapping[str, Any],
    *,
    event_id: int | None = None,
    people: Mapping[int, datetime] | None = None,
    things: Mapping[int, Demand] | None = None,
) -> Probe:
    """A probe from the fields of an event."""
    return Probe(
        values["starts_at"],
        values["ends_at"],
        values["starts_at"] - timedelta(minutes=values["setup_minutes"]),
        values["ends_at"] + timedelta(minutes=values["strike_minutes"]),
        values["venue_id"],
        event_id,
        people or {},
        things or {},
    )


def wanted_from(
    calls: Iterable[tuple[int | None, datetime | None]], starts_at: datetime
) -> dict[int, datetime]:
    """From when each person is wanted: with several roles, from the earliest call."""
    found: dict[int, datetime] = {}
    for user_id, call_at in calls:
        if user_id is not None:
            at = call_at or starts_at
            found[user_id] = min(found.get(user_id, at), at)
    return found


def demands(
    reserved: Mapping[int, int], needed: Mapping[int, int], event_type: str
) -> dict[int, Demand]:
    """Together; a rehearsal wants only what is reserved for it."""
    if event_type not in STAGED:
        needed = {}
    return {
        item_id: Demand(reserved.get(item_id, 0), needed.get(item_id, 0))
        for item_id in reserved.keys() | needed.keys()
    }
