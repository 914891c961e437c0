"""Importing a calendar: looked at as often as wanted, carried out whole or not at all."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import text

from app.inventory import references as common
from app.kit import i18n
from app.kit.uow import Uow
from app.schedule import changing, references
from app.schedule.conflicts import service as conflicts
from app.schedule.conflicts.describing import describe
from app.schedule.feeds.importing.dated import Remark
from app.schedule.feeds.importing.files import Parsed
from app.schedule.feeds.importing.matching import Known
from app.schedule.feeds.importing.planning import Plan, Planner, Step, Wishes
from app.schedule.models import EventStatus
from app.schedule.placing import Placement, place, probes_of
from app.schedule.schemas import MAX_CONFLICTS
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
        plan, placed = await self._plan(parsed)
        probes = await probes_of(self.uow, [step.placement for step in placed])
        found = await conflicts.find_together(self.uow, probes, _aside(placed))
        told = await describe(self.uow, found, probes)
        return await self._answer(plan, parsed, told, dry_run=True)

    async def run(self, parsed: Parsed, reason: str | None) -> dict[str, Any]:
        """Raises Conflict naming what stands in the way, unless there is a reason to force it."""
        plan, placed = await self._plan(parsed)
        await self.session.execute(_DEFER)
        with self.session.no_autoflush:
            placements = await self._applied(plan.steps)
            looked = await place(
                self.uow, [placements[id(step)] for step in placed], reason, _aside(placed)
            )
        await self._save(plan.steps)
        told = await describe(self.uow, looked.found, looked.probes)
        return await self._answer(plan, parsed, told, dry_run=False)

    async def _applied(self, steps: Sequence[Step]) -> dict[int, Placement]:
        """The events as they shall be, by step; not flushed, for they may be refused yet."""
        known = await Events(self.uow).placements([s.event for s in steps if s.event is not None])
        found: dict[int, Placement] = {}
        for step in steps:
            event = step.event
            if event is None:
                found[id(step)] = step.placement
                continue
            left = event.series_id is not None and any(
                getattr(event, name) != step.values[name] for name in changing.FIELDS
            )
            found[id(step)] = known[event.id]
            changing.apply(self.uow, known[event.id], step.values, None, None, {})
            event.is_exception = event.is_exception or left
        return found

    async def _plan(self, parsed: Parsed) -> tuple[Plan, list[Step]]:
        """The plan, and those of its steps for which there must be room."""
        if self.wishes.venue_id is not None:
            places = await references.VENUES.of(self.uow)
            common.require("venue_id", self.wishes.venue_id, places.active)
        with self.session.no_autoflush:
            planner = Planner(self.uow, self.wishes, await Known.read(self.uow))
            plan = await planner.plan(parsed)
        return plan, [step for step in plan.steps if step.takes_place]

    async def _save(self, steps: Sequence[Step]) -> None:
        new = [step.placement for step in steps if step.event is None]
        await Events(self.uow).save_new(new)
        await self.session.execute(_CHECK)
        counts = {"created": [None, len(new)], "updated": [None, len(steps) - len(new)]}
        await self.uow.audit("import", "event", diff=counts)

    async def _answer(
        self, plan: Plan, parsed: Parsed, told: list[dict[str, Any]], *, dry_run: bool
    ) -> dict[str, Any]:
        venues = (await references.VENUES.of(self.uow)).refs
        titles = await common.TITLES.of(self.uow)

        def row(step: Step) -> dict[str, Any]:
            values, event = step.values, step.event or step.placement.event
            title = titles.get(values["performance_id"] or 0)
            return {
                "id": event.id,
                "uid": step.dated.uid,
                **{name: values[name] for name in ("title", "event_type", "starts_at", "ends_at")},
                "venue": venues.get(values["venue_id"] or 0),
                "performance": title and {"id": title["id"], "title": title["title"]},
                "cancelled": values["status"] == EventStatus.CANCELLED,
            }

        return {
            "dry_run": dry_run,
            "created": [row(step) for step in plan.steps if step.event is None],
            "updated": [row(step) for step in plan.steps if step.event is not None],
            "skipped": [
                {
                    "uid": dated.uid,
                    "title": dated.title,
                    "starts_at": dated.starts_at,
                    "ends_at": dated.ends_at,
                    "reason": reason,
                }
                for dated, reason in plan.skipped
            ],
            "errors": [
                self._said(remark)
                for remark in sorted((*parsed.errors, *plan.errors), key=lambda r: r.index)
            ],
            "notes": [self._said(remark) for remark in parsed.notes],
            "conflicts": told[:MAX_CONFLICTS],
        }

    def _said(self, remark: Remark) -> dict[str, Any]:
        kind = "error" if i18n.has(f"error.{remark.code}") else "problem"
        return {
            "index": remark.index,
            "uid": remark.uid,
            "title": remark.title,
            "code": remark.code,
            "message": i18n.text(f"{kind}.{remark.code}", self.uow.ctx.locale, remark.params),
        }


def _aside(steps: Sequence[Step]) -> list[int]:
    """Events that this import moves do not stand in its way where they are now."""
    return [step.event.id for step in steps if step.event is not None]
