"""Putting events into the schedule: conflicts are asked under locks, all dates or none."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Literal

from app.kit import clock
from app.kit.uow import Uow
from app.schedule.conflicts import probes, repository, service
from app.schedule.conflicts.probes import Probe
from app.schedule.conflicts.service import Looked
from app.schedule.models import STAGED, Call, Event, EventItem


@dataclass
class Placement:
    """An event as it shall be, with its people and things."""

    event: Event
    calls: list[Call]
    items: list[EventItem]

    def probe(self, needs: Mapping[int, Mapping[int, int]]) -> Probe:
        event = self.event
        calls = [(c.user_id, c.call_at) for c in self.calls if c.status != "declined"]
        reserved = {item.inventory_item_id: item.quantity for item in self.items}
        return Probe(
            event.starts_at,
            event.ends_at,
            event.starts_at - timedelta(minutes=event.setup_minutes),
            event.ends_at + timedelta(minutes=event.strike_minutes),
            event.venue_id,
            event.id,
            probes.wanted_from(calls, event.starts_at),
            probes.demands(reserved, needs.get(event.performance_id or 0, {}), event.event_type),
        )


async def probes_of(uow: Uow, placements: Sequence[Placement]) -> list[Probe]:
    titles = {
        p.event.performance_id
        for p in placements
        if p.event.performance_id is not None and p.event.event_type in STAGED
    }
    needs = await repository.title_needs(uow, titles)
    return [placement.probe(needs) for placement in placements]


async def place(
    uow: Uow,
    placements: Sequence[Placement],
    reason: str | None,
    aside: Collection[int] = (),
    *,
    part: Literal["people", "things"] | None = None,
) -> Looked:
    """Let these events stand where they are, or raise Conflict for all of them.

    With a reason (and the right to) they stand over a hard conflict, and say so. Nothing is
    flushed before: the database's own guard would answer without naming the other side.
    `part`: the place is taken already, only these calls or reservations are new.
    """
    if not placements:
        return Looked([], [], [])
    with uow.no_autoflush:
        wanted = await probes_of(uow, placements)
        if part is not None:
            wanted = [
                _only(one, placement, part)
                for one, placement in zip(wanted, placements, strict=True)
            ]
        looked, hard = await service.settle(
            uow,
            wanted,
            aside,
            forced=reason is not None,
            performance_id=placements[0].event.performance_id,
        )
    for number, placement in enumerate(placements):
        if number in hard:
            mark(uow, placement.event, reason)
        elif part is None:
            mark(uow, placement.event, None)
    return looked


def _only(probe: Probe, placement: Placement, part: Literal["people", "things"]) -> Probe:
    if part == "people":
        return replace(probe, venue_id=None, things={})
    new = {item.inventory_item_id for item in placement.items}
    things = {item_id: demand for item_id, demand in probe.things.items() if item_id in new}
    return replace(probe, venue_id=None, people={}, things=things)


def mark(uow: Uow, event: Event, reason: str | None) -> None:
    """Say that an event stands over a conflict and why, or that it no longer does."""
    event.overridden = reason is not None
    event.override_reason = reason
    event.override_by_id = None if reason is None else uow.ctx.author_id
    event.override_at = None if reason is None else clock.now()


def overlapping(placements: Sequence[Placement]) -> Placement | None:
    """The first date of a series that would stand in the way of its own predecessor."""
    before: Placement | None = None
    for one in sorted(placements, key=lambda p: p.event.starts_at):
        if before is not None and _busy_to(before) > _busy_from(one):
            return one
        before = one
    return None


def _busy_from(placement: Placement) -> Any:
    event = placement.event
    return event.starts_at - timedelta(minutes=event.setup_minutes)


def _busy_to(placement: Placement) -> Any:
    event = placement.event
    return event.ends_at + timedelta(minutes=event.strike_minutes)
