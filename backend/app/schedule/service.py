"""Rules of events: make, change, move, cancel, delete, bring back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.auth.permissions import P
from app.kit import clock
from app.kit.context import Scope
from app.kit.errors import Conflict
from app.kit.http import expect
from app.kit.uow import Uow
from app.schedule import changing, drafts, references, repository, scope, writing
from app.schedule.conflicts.service import Looked
from app.schedule.events import EventCancelled, EventPlanned
from app.schedule.models import Call, Event, EventItem
from app.schedule.placing import Placement, place

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Saved:
    """An event as it was saved; `looked` is what stood near it then, None where nobody asked."""

    placement: Placement
    looked: Looked | None

    @property
    def event(self) -> Event:
        return self.placement.event


class Events:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow

    @property
    def session(self) -> AsyncSession:
        return self.uow.session

    async def get(self, event_id: int, *, lock: bool = False, deleted: bool = False) -> Event:
        """The event; NotFound outside the caller's reach."""
        reach = scope.predicate(self.uow.ctx)
        return await repository.get(self.session, event_id, reach, lock=lock, deleted=deleted)

    async def for_change(self, event_id: int, permission: P = P.SCHEDULE_UPDATE) -> Event:
        event = await self.get(event_id, lock=True)
        scope.require_change(self.uow.ctx, permission, event)
        return event

    async def placement(self, event: Event) -> Placement:
        calls = await repository.calls_of(self.session, [event.id])
        items = await repository.items_of(self.session, [event.id])
        return Placement(event, list(calls), list(items))

    async def placements(self, events: Sequence[Event]) -> dict[int, Placement]:
        """Many at once, by event."""
        found = {event.id: Placement(event, [], []) for event in events}
        for call in await repository.calls_of(self.session, found.keys()):
            found[call.event_id].calls.append(call)
        for item in await repository.items_of(self.session, found.keys()):
            found[item.event_id].items.append(item)
        return found

    async def create(self, body: Mapping[str, Any]) -> Saved:
        """One event with its people and things; raises Conflict naming what stands in the way."""
        values, calls, items, reason = await self.prepare(body)
        homes = await drafts.check_calls(self.uow, calls, values)
        new = self.build(values, calls, items, homes)
        looked = await place(self.uow, live([new]), reason)
        await writing.save(self.uow, new)
        self.uow.record(EventPlanned(new.event.id))
        changing.tell_called(self.uow, new)
        return Saved(new, looked)

    async def prepare(
        self, body: Mapping[str, Any]
    ) -> tuple[dict[str, Any], Rows, Rows, str | None]:
        """The fields of a new event, checked; its calls and things as sent; the reason to force."""
        await references.know_names(self.uow)
        given, reason = drafts.without_reason(body)
        calls: Rows = given.pop("participants", None) or ()
        items: Rows = given.pop("inventory", None) or ()
        given.pop("rrule", None)
        if self.uow.ctx.scope(P.SCHEDULE_CREATE) is Scope.DEPARTMENT:
            # A head of department plans for the own department without having to say so.
            given["department_id"] = given.get("department_id") or self.uow.ctx.department_id
        scope.keep_inside(self.uow.ctx, P.SCHEDULE_CREATE, given)
        values = await drafts.resolve(self.uow, given)
        await drafts.check_items(self.uow, items)
        return values, calls, items, reason

    def build(
        self,
        values: Mapping[str, Any],
        calls: Rows,
        items: Rows,
        homes: Mapping[int, int | None],
    ) -> Placement:
        event = Event(**values)
        return Placement(
            event,
            [changing.new_call(event, call, homes) for call in calls],
            [EventItem(status="planned", **item) for item in items],
        )

    async def save_new(self, placements: Sequence[Placement]) -> None:
        """Many at once, which the session goes on changing: the dates of a series, an import."""
        self.session.add_all([placement.event for placement in placements])
        await self.session.flush()
        for placement in placements:
            parts: list[Call | EventItem] = [*placement.calls, *placement.items]
            for part in parts:
                part.event_id = placement.event.id
            self.session.add_all(parts)
            self.uow.record(EventPlanned(placement.event.id))
        await self.session.flush()
        for placement in placements:
            changing.tell_called(self.uow, placement)

    async def change(self, event_id: int, body: Mapping[str, Any], version: int | None) -> Saved:
        """One event alone; a date of a series becomes an exception when it leaves its place."""
        event = await self.for_change(event_id)
        expect(event.version, version)
        values, calls, items, reason = await self.merged(event, body)
        changing.refuse_fixed(event, values)
        homes = await drafts.check_calls(self.uow, calls or (), values)
        before = await self.placement(event)
        after = Placement(event, list(before.calls), list(before.items))
        with self.session.no_autoflush:
            left = event.series_id is not None and any(
                getattr(event, name) != values[name] for name in changing.FIELDS
            )
            asked = changing.apply(self.uow, after, values, calls, items, homes)
            event.is_exception = event.is_exception or left
            looked = await place(self.uow, [after], reason) if asked else None
            await changing.drop_missing(self.uow, before, after)
        await self.session.flush()
        changing.tell_called(self.uow, after, before)
        return Saved(after, looked)

    async def merged(
        self, event: Event, body: Mapping[str, Any]
    ) -> tuple[dict[str, Any], Rows | None, Rows | None, str | None]:
        """The whole event after the change, checked; None for people or things left as they are."""
        given, reason = drafts.without_reason(body)
        calls = given.pop("participants", None)
        items = given.pop("inventory", None)
        given.pop("rrule", None)
        scope.keep_inside(self.uow.ctx, P.SCHEDULE_UPDATE, given)
        values = {**changing.snapshot(event), **given}
        if "starts_at" in given and "ends_at" not in given:
            values["ends_at"] = given["starts_at"] + (event.ends_at - event.starts_at)
        if event.stage_ready_at is not None and "stage_ready_at" not in given:
            values["stage_ready_at"] = event.stage_ready_at + (
                values["starts_at"] - event.starts_at
            )
        values = await drafts.resolve(self.uow, values, event)
        if items is not None:
            await drafts.check_items(self.uow, items)
        return values, calls, items, reason

    async def delete(self, event_id: int, version: int | None) -> None:
        """Takes the event out of the schedule; it can be brought back."""
        event = await self.for_change(event_id, P.SCHEDULE_DELETE)
        expect(event.version, version)
        self.take_out(event)
        await self.session.flush()

    def take_out(self, event: Event, at: datetime | None = None) -> None:
        """`at`: one moment for all dates that go together, by which they come back together."""
        if event.is_locked:
            raise Conflict("event.locked")
        event.deleted_at = at or clock.now()
        event.sequence += 1
        self.uow.record(EventCancelled(event.id, None))


def live(placements: list[Placement]) -> list[Placement]:
    """A cancelled event stands in nobody's way."""
    return [p for p in placements if p.event.status != "cancelled"]
