"""Importing a calendar: looked at as often as wanted, carried out whole or not at all."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import text

from app.inventory import references as common
from app.kit.uow import Uow
from app.schedule import changing, references
from app.schedule.conflicts import service as conflicts
from app.schedule.conflicts.describing import describe
from app.schedule.feeds.importing import merging
from app.schedule.feeds.importing.fields import Fields, Wishes
from app.schedule.feeds.importing.files import Parsed
from app.schedule.feeds.importing.matching import Known
from app.schedule.feeds.importing.planning import Heard, Plan, Planner, Step
from app.schedule.feeds.importing.reporting import Report
from app.schedule.feeds.repository import FeedRepository
from app.schedule.placing import Placement, place, probes_of
from app.schedule.service import Events

_DEFER = text("SET CONSTRAINTS ex_schedule_events_venue DEFERRED")
_CHECK = text("SET CONSTRAINTS ex_schedule_events_venue IMMEDIATE")


class CalendarImport:
    def __init__(self, uow: Uow, wishes: Wishes) -> None:
        self.uow = uow
        self.session = uow.session
        self.wishes = wishes

    async def look(self, parsed: Parsed) -> dict[str, Any]:
        """What a run would do now, and what stands in its way."""
        plan = await self._plan(parsed, locking=False)
        placed = [step.placement for step in plan.steps if step.takes_place]
        probes = await probes_of(self.uow, placed)
        found = await conflicts.find_together(self.uow, probes, _aside(plan.steps))
        told = await describe(self.uow, found, probes)
        return (await Report.read(self.uow)).of(plan, parsed, told, dry_run=True)

    async def run(self, parsed: Parsed, reason: str | None) -> dict[str, Any]:
        """Raises Conflict naming what stands in the way, unless there is a reason to force it."""
        plan = await self._plan(parsed, locking=True)
        await self.session.execute(_DEFER)
        with self.session.no_autoflush:
            aside = _aside(plan.steps)
            placements = await self._applied(plan.steps)
            looked = await place(self.uow, placements, reason, aside)
        await self._save(plan.steps)
        await self._remember(plan.heard)
        told = await describe(self.uow, looked.found, looked.probes)
        return (await Report.read(self.uow)).of(plan, parsed, told, dry_run=False)

    async def _plan(self, parsed: Parsed, *, locking: bool) -> Plan:
        if self.wishes.venue_id is not None:
            places = await references.VENUES.of(self.uow)
            common.require("venue_id", self.wishes.venue_id, places.active)
        with self.session.no_autoflush:
            fields = Fields(self.uow, self.wishes, await Known.read(self.uow))
            return await Planner(self.uow, fields, locking=locking).of(parsed)

    async def _applied(self, steps: Sequence[Step]) -> list[Placement]:
        """Those that must find room as they shall be; not flushed, for they may be refused yet."""
        known = await Events(self.uow).placements([s.event for s in steps if s.event is not None])
        found = []
        for step in steps:
            event, placement = step.event, step.placement
            if event is not None:
                placement = known[event.id]
                left = event.series_id is not None and bool(step.changes)
                changing.apply(self.uow, placement, step.values, None, None, {})
                event.is_exception = event.is_exception or left
                event.ical_recurrence = step.dated.recurrence
                event.ical_sequence = step.dated.sequence
                event.ical_seen = merging.seen(step.heard, event.ical_seen)
            if step.takes_place:
                found.append(placement)
        return found

    async def _save(self, steps: Sequence[Step]) -> None:
        new = [step.placement for step in steps if step.event is None]
        await Events(self.uow).save_new(new)
        await self.session.execute(_CHECK)
        cancelled = sum(step.cancels for step in steps)
        counts = {
            "created": len(new),
            "updated": len(steps) - len(new) - cancelled,
            "cancelled": cancelled,
        }
        diff = {name: [None, count] for name, count in counts.items() if count}
        await self.uow.audit("import", "event", diff=diff)

    async def _remember(self, heard: Sequence[Heard]) -> None:
        """What the calendar says of events that stay: the next load is compared with it."""
        rows = []
        for one in heard:
            event = one.event
            sequence = max(one.sequence, event.ical_sequence or 0)
            said = merging.seen(one.said, event.ical_seen)
            if (sequence, said) != (event.ical_sequence, event.ical_seen):
                rows.append({"event": event.id, "new_sequence": sequence, "new_seen": said})
        await FeedRepository(self.session, self.uow.ctx).remember_heard(rows)


def _aside(steps: Sequence[Step]) -> list[int]:
    """Events that this import moves or cancels do not stand in its way where they are now."""
    leaving = [step for step in steps if step.takes_place or step.cancels]
    return [step.event.id for step in leaving if step.event is not None]
