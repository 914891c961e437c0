"""A calendar that comes again, and what people have changed here since.

Three states of each field are compared: what the calendar said last, what it says now, what stands
here. What a person changed here stays; the rest follows the calendar.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.schedule.models import Event, EventStatus

_TIME = ("starts_at", "ends_at")
PLACED = ("starts_at", "ends_at", "venue_id")


@dataclass
class Merged:
    """`values` follow the calendar; `kept` are fields that both have changed: ours stay.

    `heard` is what the calendar says, but for what was kept: that is told again the next time.
    """

    values: dict[str, Any] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    heard: dict[str, Any] = field(default_factory=dict)


def merge(event: Event, said: Mapping[str, Any]) -> Merged:
    merged = Merged()
    for names in _together(said):
        ours = {name: _plain(getattr(event, name)) for name in names}
        theirs = {name: _plain(said[name]) for name in names}
        before = {name: _before(event, name, ours[name]) for name in names}
        if theirs not in (ours, before) and ours != before:
            merged.kept.append(names[0])
            continue
        new = {name: said[name] for name in names}
        merged.heard |= new
        if theirs != ours == before:
            merged.values |= new
    return merged


def _together(said: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Beginning and end are one."""
    alone: list[tuple[str, ...]] = [(name,) for name in said if name not in _TIME]
    return [_TIME, *alone] if "starts_at" in said else alone


def _before(event: Event, name: str, ours: Any) -> Any:
    """What was brought before we kept that counts as what the calendar said."""
    return ours if event.ical_seen is None else event.ical_seen.get(name, ours)


def moved_here(event: Event) -> bool:
    """A person has moved it since."""
    return any(
        _plain(getattr(event, name)) != _before(event, name, _plain(getattr(event, name)))
        for name in PLACED
    )


def cancelled_here(event: Event) -> bool:
    seen = (event.ical_seen or {}).get("status", EventStatus.CANCELLED)
    return event.status == EventStatus.CANCELLED and seen != EventStatus.CANCELLED


def seen(said: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """To be kept with the event."""
    return {**(before or {}), **{name: _plain(value) for name, value in said.items()}}


def seen_start(event: Event) -> datetime | None:
    """When the calendar last said that it begins."""
    said = (event.ical_seen or {}).get("starts_at")
    return None if said is None else datetime.fromisoformat(said)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
