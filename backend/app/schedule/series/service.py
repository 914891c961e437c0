"""Series: made from a rule, changed for one date, from one on, or all that are still ahead."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.auth.permissions import P
from app.kit import clock
from app.kit.errors import Conflict, Invalid
from app.kit.http import expect
from app.kit.uow import Uow
from app.kit.uses import uses_of
from app.schedule import changing, drafts, repository, scope
from app.schedule.models import Event, EventStatus, Series
from app.schedule.placing import Placement, overlapping, place
from app.schedule.references import day_of, zone_of
from app.schedule.schemas import Scope
from app.schedule.series import planning, recurrence
from app.schedule.series.planning import Plan, local
from app.schedule.service import Events, Rows, Saved
from app.schedule.uses import EVENT

MAX_ROWS = 10_000
"""Dates times people of a series: what one transaction can write while somebody waits."""
_DEFER = text("SET CONSTRAINTS ex_schedule_events_venue DEFERRED")
_CHECK = text("SET CONSTRAINTS ex_schedule_events_venue IMMEDIATE")


class AllSeries:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.events = Events(uow)

    @property
    def session(self) -> AsyncSession:
        return self.uow.session

    async def create(self, body: Mapping[str, Any], rrule: str) -> tuple[Series, list[Event]]:
        """Every date of the rule as an event of its own, or none of them."""
        values, calls, items, reason = await self.events.prepare(body)
        homes = await drafts.check_calls(self.uow, calls, values)
        rule = recurrence.parse(rrule)
        zone = await zone_of(self.uow, values.get("timezone"), values.get("venue_id"))
        starts = recurrence.expand(rule, local(values["starts_at"], zone), zone.key)
        _check_size(len(starts), len(calls) + len(items))
        placements = []
        for start in starts:
            shift = start - values["starts_at"]
            moved = planning.at(values, start)
            placements.append(self.events.build(moved, _along(calls, shift), items, homes))
        await _check_apart(self.uow, placements)
        live = values["status"] != EventStatus.CANCELLED
        await place(self.uow, placements if live else [], reason)
        series = await self._row(str(rule), starts, zone.key)
        _join(series, placements)
        await self.events.save_new(placements)
        return series, [placement.event for placement in placements]

    async def _row(self, rrule: str, starts: Sequence[datetime], zone: str) -> Series:
        series = Series(rrule=rrule, dtstart=starts[0], timezone=zone, until=starts[-1], exdates=[])
        self.session.add(series)
        await self.session.flush()
        return series

    async def members(self, event: Event, which: Scope, *, lock: bool = True) -> list[Event]:
        """The dates that a change reaches: never those that are over. A question locks nothing."""
        assert event.series_id is not None
        since = event.original_start if which == "following" else None
        found = await repository.of_series(self.session, event.series_id, since, lock=lock)
        now = clock.now()
        return [one for one in found if one.ends_at >= now]

    async def change(
        self, event_id: int, body: Mapping[str, Any], version: int | None, which: Scope
    ) -> Saved:
        """The edited date and, of the others, all but exceptions; exceptions and the past stay."""
        series_id = (await self.events.get(event_id)).series_id
        if series_id is None or which == "this":
            saved = await self.events.change(event_id, body, version)
            rrule = body.get("rrule")
            if series_id is None and rrule is not None:
                await self._repeat(saved.event, rrule)
            return saved
        # The series before its dates: two changes of one series would lock those in a ring.
        series = await repository.series(self.session, series_id, lock=True)
        event = await self.events.for_change(event_id)
        expect(event.version, version)
        values, calls, items, reason = await self.events.merged(event, body)
        homes = await drafts.check_calls(self.uow, calls or (), values)
        plan, rule = await self.planned(event, values, body.get("rrule"), which)
        changing.refuse_fixed(event, values)
        held = len(calls or ()) + len(items or ())
        _check_size(len(plan.targets), held)
        await self.session.execute(_DEFER)
        await self._carry_out(event, plan, calls, items, homes, reason)
        await self._split(series, event, plan, rule, which)
        await self.session.flush()
        await self.session.execute(_CHECK)
        return Saved(await self.events.placement(event), None)

    async def _repeat(self, event: Event, rrule: str) -> None:
        """A single event becomes the first date of a series."""
        rule = recurrence.parse(rrule)
        zone = await zone_of(self.uow, event.timezone, event.venue_id)
        starts = recurrence.expand(rule, local(event.starts_at, zone), zone.key)
        model = await self.events.placement(event)
        _check_size(len(starts), len(model.calls) + len(model.items))
        values = changing.snapshot(event)
        placements = []
        for start in starts[1:]:
            own = _along(_copied(model), start - event.starts_at)
            moved = planning.at(values, start)
            placements.append(self.events.build(moved, own, _things(model), _homes(model)))
        await _check_apart(self.uow, [model, *placements])
        live = event.status != EventStatus.CANCELLED
        await place(self.uow, placements if live else [], None)
        _join(await self._row(str(rule), starts, zone.key), [model, *placements])
        await self.events.save_new(placements)

    async def planned(
        self, event: Event, values: Mapping[str, Any], rrule: str | None, which: Scope
    ) -> tuple[Plan, recurrence.Rule | None]:
        members = await self.members(event, which)
        if event not in members:
            raise Conflict("event.past")
        assert event.series_id is not None
        series = await repository.series(self.session, event.series_id)
        zone = await zone_of(self.uow, values.get("timezone"), values.get("venue_id"))
        new = None
        if rrule is not None:
            rule = recurrence.parse(rrule)
            if str(rule) != series.rrule:
                new = rule
        plan = planning.plan(event, members, values, zone, new)
        reached = [target.event for target in plan.targets if target.event is not None]
        await scope.require_dates(self.uow, P.SCHEDULE_UPDATE, (*reached, *plan.dropped))
        return plan, new

    async def _carry_out(
        self,
        edited: Event,
        plan: Plan,
        calls: Rows | None,
        items: Rows | None,
        homes: Mapping[int, int | None],
        reason: str | None,
    ) -> None:
        known = await self.events.placements([t.event for t in plan.targets if t.event is not None])
        model = known[edited.id]
        placed: list[Placement] = []
        new: list[Placement] = []
        asked = False
        with self.session.no_autoflush:
            # Before the edited event itself changes: new dates copy the people it has.
            copied = _copied(model) if calls is None else calls
            things = _things(model) if items is None else items
            for target in plan.targets:
                moved = None if calls is None else _along(calls, target.shift)
                if target.event is None:
                    own = _along(copied, target.shift)
                    made = self.events.build(target.values, own, things, {**homes, **_homes(model)})
                    new.append(made)
                    placed.append(made)
                    continue
                before = known[target.event.id]
                after = Placement(target.event, list(before.calls), list(before.items))
                if changing.apply(self.uow, after, target.values, moved, items, homes):
                    asked = True
                await changing.drop_missing(self.uow, before, after)
                if plan.anew:
                    target.event.is_exception = False
                placed.append(after)
            for event in plan.dropped:
                self.events.take_out(event)
            await _check_apart(self.uow, placed)
            live = [p for p in placed if p.event.status != EventStatus.CANCELLED]
            aside = [event.id for event in plan.dropped]
            aside += [p.event.id for p in placed if p.event.id is not None]
            if asked or new:
                await place(self.uow, live, reason, aside)
        for placement in new:
            placement.event.series_id = edited.series_id
        await self.session.flush()
        await self.events.save_new(new)
        for placement in placed:
            event = placement.event
            if not event.is_exception:
                event.original_start = event.starts_at
            elif event.original_start is not None:
                event.original_start += plan.delta

    async def _split(
        self,
        series: Series,
        edited: Event,
        plan: Plan,
        rule: recurrence.Rule | None,
        which: Scope,
    ) -> None:
        """What is behind keeps the old rule, ended; what is ahead becomes a series of its own."""
        ahead = [target.event for target in plan.targets if target.event is not None]
        everyone = await repository.of_series(self.session, series.id)
        reached = {event.id for event in (*ahead, *plan.kept)}
        behind = [e for e in everyone if e.id not in reached and e.original_start is not None]
        old = recurrence.parse(series.rrule)
        days = plan.delta // timedelta(days=1)
        gone = len(behind) + len(series.exdates)
        if rule is not None:
            text = str(rule)
        elif days:
            text = recurrence.shifted(old, days)
        else:
            text = series.rrule
        for event in plan.kept:
            if event.original_start is not None:
                event.original_start += plan.delta
        starts = sorted(
            (target.event and target.event.original_start) or target.values["starts_at"]
            for target in plan.targets
        )
        if not behind:
            series.rrule, series.dtstart, series.until = text, starts[0], starts[-1]
            return
        first = min(event.original_start or event.starts_at for event in (*ahead, *plan.kept))
        series.rrule = recurrence.split_until(old, first - plan.delta)
        series.until = max(event.original_start or event.starts_at for event in behind)
        rest = text if rule is not None else recurrence.split_rest(recurrence.parse(text), gone)
        new = await self._row(rest, starts, series.timezone)
        for event in everyone:
            if event not in behind:
                event.series_id = new.id

    async def uses(self, event_id: int, which: Scope) -> dict[str, Any]:
        """Who is called to the dates that a deletion takes away, and what is reserved for them."""
        event = await self.events.get(event_id)
        single = which == "this" or event.series_id is None
        dates = [event] if single else await self.members(event, which, lock=False)
        return (await uses_of(self.uow, EVENT, [one.id for one in dates])).together()

    async def delete(self, event_id: int, version: int | None, which: Scope) -> None:
        """One date, those from it on, or all that are ahead."""
        series_id = (await self.events.get(event_id)).series_id
        if series_id is None:
            await self.events.delete(event_id, version)
            return
        series = await repository.series(self.session, series_id, lock=True)
        event = await self.events.for_change(event_id, P.SCHEDULE_DELETE)
        if which == "this":
            await self.events.delete(event_id, version)
            if event.original_start is not None:
                series.exdates = [*series.exdates, event.original_start.isoformat()]
            return
        expect(event.version, version)
        members = await self.members(event, which)
        await scope.require_dates(self.uow, P.SCHEDULE_DELETE, members)
        if members:
            first = min(one.original_start or one.starts_at for one in members)
            if first > series.dtstart:
                series.rrule = recurrence.split_until(recurrence.parse(series.rrule), first)
        at = clock.now()
        for one in members:
            self.events.take_out(one, at)
        await self.session.flush()


def _join(series: Series, placements: Sequence[Placement]) -> None:
    for placement in placements:
        placement.event.series_id = series.id
        placement.event.original_start = placement.event.starts_at


def _along(calls: Rows, shift: timedelta) -> list[dict[str, Any]]:
    return [
        {**call, "call_at": None if call.get("call_at") is None else call["call_at"] + shift}
        for call in calls
    ]


def _copied(model: Placement) -> list[dict[str, Any]]:
    return [
        {
            "user_id": call.user_id,
            "role": call.role,
            "department_id": call.department_id,
            "call_at": call.call_at,
        }
        for call in model.calls
    ]


def _things(model: Placement) -> list[dict[str, Any]]:
    return [
        {"inventory_item_id": i.inventory_item_id, "quantity": i.quantity, "notes": i.notes}
        for i in model.items
    ]


def _homes(model: Placement) -> dict[int, int | None]:
    return {c.user_id: c.department_id for c in model.calls if c.user_id is not None}


def _check_size(dates: int, each: int) -> None:
    if dates * max(each, 1) > MAX_ROWS:
        raise Invalid.field("rrule", "event.series_large", limit=MAX_ROWS)


async def _check_apart(uow: Uow, placements: list[Placement]) -> None:
    clash = overlapping(placements)
    if clash is not None and clash.event.venue_id is not None:
        date = await day_of(uow, clash.event)
        raise Invalid.field("rrule", "event.series_overlaps", date=date)
