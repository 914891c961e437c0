"""Who is called to an event: call, assign, release, answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.auth.permissions import P
from app.kit import audit, clock
from app.kit.context import Scope
from app.kit.db import learn
from app.kit.errors import Conflict, Invalid, NotFound
from app.kit.http import expect
from app.kit.uow import Uow
from app.schedule import changing, drafts, repository
from app.schedule.events import CallAnswered, PersonCalled, PersonReleased
from app.schedule.models import Call, CallStatus, DeclineReason, Event, EventStatus
from app.schedule.people import answers, substitutes
from app.schedule.people.substitutes import Wanted
from app.schedule.placing import Placement, place
from app.schedule.service import Events


class Calls:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.events = Events(uow)

    @property
    def session(self) -> AsyncSession:
        return self.uow.session

    async def of(self, event_id: int) -> tuple[Event, Sequence[Call]]:
        event = await self.events.get(event_id)
        return event, await repository.calls_of(self.session, [event.id])

    async def add(self, event_id: int, body: Mapping[str, Any]) -> Call:
        """Raises Conflict when the person is called elsewhere at that time."""
        values, reason = drafts.without_reason(body)
        event = await self._open(event_id)
        homes = await self._checked(event, values)
        call = changing.new_call(event, values, homes)
        self._inside(event, call)
        await self._refuse_double(event, call)
        await self._asked(event, [call], reason)
        self.session.add(call)
        changing.touch(event)
        await self.session.flush()
        if call.user_id is not None:
            self.uow.record(PersonCalled(event.id, call.id, call.user_id))
        return call

    async def change(
        self, event_id: int, call_id: int, body: Mapping[str, Any], version: int | None
    ) -> Call:
        """Another person starts with an invitation of their own."""
        values, reason = drafts.without_reason(body)
        event = await self._open(event_id)
        call = await self._call(event, call_id)
        expect(call.version, version)
        self._inside(event, call)
        whole = {
            "user_id": call.user_id, "role": call.role, "department_id": call.department_id,
            "call_at": call.call_at, **values,
        }  # fmt: skip
        if whole["user_id"] is None and not whole["role"]:
            raise Invalid.field("role", "event.call_empty")
        homes = await self._checked(event, whole)
        before = call.user_id
        with self.session.no_autoflush:
            changing.change_time(call, whole["call_at"], event)
            call.role = whole["role"] or None
            call.department_id = whole["department_id"]
            if whole["user_id"] != before:
                self._hand_over(call, whole["user_id"], homes)
                await self._refuse_double(event, call)
            if self.session.is_modified(call):
                await self._asked(event, [call], reason)
            self._inside(event, call)
            changing.touch(event)
        await self.session.flush()
        if call.user_id != before:
            if before is not None:
                self.uow.record(PersonReleased(event.id, before))
            if call.user_id is not None:
                self.uow.record(PersonCalled(event.id, call.id, call.user_id))
        return call

    def _hand_over(self, call: Call, user_id: int | None, homes: Mapping[int, int | None]) -> None:
        call.user_id = user_id
        call.status = CallStatus.INVITED
        call.decline_reason = call.comment = call.responded_at = None
        call.responded_version = call.answered_call_at = None
        call.call_version += 1
        if call.department_id is None and user_id is not None:
            call.department_id = homes.get(user_id)

    async def remove(self, event_id: int, call_id: int, version: int | None) -> None:
        event = await self._open(event_id)
        call = await self._call(event, call_id)
        expect(call.version, version)
        self._inside(event, call)
        await self._drop(event, call)

    async def remove_person(self, event_id: int, user_id: int) -> None:
        """Releases the person from every role of the event."""
        event = await self._open(event_id)
        for call in await self._calls_of(event, user_id):
            self._inside(event, call)
            await self._drop(event, call)

    async def _drop(self, event: Event, call: Call) -> None:
        changing.touch(event)
        if call.user_id is not None:
            self.uow.record(PersonReleased(call.event_id, call.user_id))
        await self.session.delete(call)
        await self.session.flush()

    async def set_status(
        self,
        event_id: int,
        user_id: int,
        status: CallStatus,
        comment: str | None,
        version: int | None,
    ) -> Sequence[Call]:
        """A planner writes down what somebody said by word of mouth."""
        event, calls = await answers.hold(self.uow, event_id, user_id)
        if event.status == EventStatus.CANCELLED:
            raise Conflict("event.cancelled")
        expect(calls[0].version, version)
        for call in calls:
            self._inside(event, call)
        reason = DeclineReason.OTHER if status is CallStatus.DECLINED else None
        return await self._answered(event, calls, status, reason, comment)

    async def answer(
        self,
        event_id: int,
        status: CallStatus,
        call_version: int | None,
        *,
        reason: DeclineReason | None = None,
        comment: str | None = None,
    ) -> Sequence[Call]:
        """One's own answer, for all roles of the event; NotFound for whoever is not called.

        The answer is to the call as it was read: Conflict when the time or place has changed.
        """
        event, calls = await answers.hold(self.uow, event_id, self.uow.ctx.user_id)
        if event.status == EventStatus.CANCELLED:
            raise Conflict("event.cancelled")
        if event.ends_at < clock.now():
            raise Conflict("event.past")
        newest = max(call.call_version for call in calls)
        if call_version is not None and call_version != newest:
            raise Conflict("event.call_changed", extra={"call_version": newest})
        return await self._answered(event, calls, status, reason, comment)

    async def _answered(
        self,
        event: Event,
        calls: Sequence[Call],
        status: CallStatus,
        reason: DeclineReason | None,
        comment: str | None,
    ) -> Sequence[Call]:
        waits = status is CallStatus.INVITED
        came_back = [c for c in calls if c.status == "declined" and status != "declined"]
        diffs = {}
        for call in calls:
            values = {
                "status": status.value,
                "decline_reason": reason and reason.value,
                "comment": comment,
                "responded_at": None if waits else clock.now(),
                "responded_version": None if waits else call.call_version,
                "answered_call_at": None if waits else call.call_at or event.starts_at,
            }
            diffs[call.id] = audit.changed(call, values)
            learn(call, values)
            self.uow.record(CallAnswered(event.id, call.id, call.user_id or 0, status.value))
        if came_back:
            # Whoever had declined may have been called elsewhere since.
            await self._asked(event, came_back, None)
        await answers.save(self.uow, calls, diffs)
        return calls

    async def substitutes(self, event_id: int, call_id: int) -> list[dict[str, Any]]:
        """Who could take this role: free over the whole call."""
        event = await self.events.get(event_id)
        call = await self._call(event, call_id)
        department_id = call.department_id
        calls = await repository.calls_of(self.session, [event.id])
        there = {c.user_id for c in calls if c.user_id is not None}
        wanted = Wanted(
            call.call_at or event.starts_at,
            event.ends_at,
            call.role,
            department_id,
            event.performance_id,
            event.id,
            sorted(there),
        )
        return await substitutes.free(self.uow, wanted)

    async def _open(self, event_id: int) -> Event:
        """The event for a change of its people; heads of other departments send their own."""
        event = await self.events.get(event_id, lock=True)
        if event.status == EventStatus.CANCELLED:
            raise Conflict("event.cancelled")
        return event

    async def _call(self, event: Event, call_id: int) -> Call:
        call = await self.session.scalar(
            select(Call).where(Call.id == call_id, Call.event_id == event.id)
        )
        if call is None:
            raise NotFound
        return call

    async def _calls_of(self, event: Event, user_id: int | None) -> Sequence[Call]:
        statement = select(Call).where(Call.event_id == event.id, Call.user_id == user_id)
        calls = (await self.session.scalars(statement.order_by(Call.id))).all()
        if not calls:
            raise NotFound
        return calls

    def _inside(self, event: Event, call: Call) -> None:
        """A head of department calls people to the department's own events, and its own people
        to any.
        """
        ctx = self.uow.ctx
        if ctx.scope(P.SCHEDULE_UPDATE) is Scope.ALL:
            return
        if ctx.department_id is None or ctx.department_id not in (
            event.department_id,
            call.department_id,
        ):
            raise NotFound

    async def _checked(self, event: Event, values: Mapping[str, Any]) -> dict[int, int | None]:
        try:
            return await drafts.check_calls(self.uow, [values], changing.snapshot(event))
        except Invalid as error:
            raise drafts.renamed(error, "participants.0.") from None

    async def _refuse_double(self, event: Event, call: Call) -> None:
        if call.user_id is None:
            return
        twin = await self.session.scalar(
            select(Call.id).where(
                Call.event_id == event.id,
                Call.user_id == call.user_id,
                Call.role.is_not_distinct_from(call.role),
                Call.id.is_distinct_from(call.id),
            )
        )
        if twin is not None:
            raise Conflict("event.called_twice")

    async def _asked(self, event: Event, calls: Sequence[Call], reason: str | None) -> None:
        """Only the people of these calls are looked at: the rest of the event stands already."""
        if event.status == EventStatus.CANCELLED:
            return
        await place(self.uow, [Placement(event, list(calls), [])], reason, part="people")
