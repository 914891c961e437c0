"""Absences of people and closures of venues, with the events that they come across."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select

from app.inventory import references as common
from app.kit.errors import Invalid, NotFound
from app.kit.http import expect
from app.kit.uow import Uow
from app.schedule import references
from app.schedule.availability import scope
from app.schedule.availability.listing import (
    AbsenceList,
    ClosureList,
    absence_shape,
    closure_shape,
)
from app.schedule.availability.models import Absence, Closure
from app.schedule.availability.rules import check_stretch
from app.schedule.availability.schemas import MAX_CLASHES
from app.schedule.models import MAX_DAYS, Call, CallStatus, Event
from app.schedule.naming import EVENT, event_refs, seen
from app.users.models import User

awaited_at: Any = func.coalesce(Call.call_at, Event.starts_at)
"""From when a called person is needed."""
_MARGIN = timedelta(days=MAX_DAYS)


def near(since: datetime, until: datetime) -> ColumnElement[bool]:
    """Lets an index in the order of time begin near a stretch: a tour may have begun long before
    it, and people be called or a stage be set up long before an event.
    """
    return Event.starts_at.between(since - _MARGIN, until + _MARGIN)


class Absences:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.session = uow.session
        self._people = scope.people(scope.planned(uow.ctx), uow.ctx)

    async def get(self, absence_id: int, *, lock: bool = False) -> Absence:
        """NotFound for the absence of somebody whom the caller does not plan."""
        statement = select(Absence).where(Absence.id == absence_id)
        if self._people is not None:
            statement = statement.where(Absence.user_id.in_(select(User.id).where(self._people)))
        if lock:
            statement = statement.with_for_update()
        found = await self.session.scalar(statement)
        if found is None:
            raise NotFound
        return found

    async def create(self, values: Mapping[str, Any]) -> Absence:
        check_stretch(values["starts_at"], values["ends_at"])
        await self._check_person(values["user_id"])
        absence = Absence(**values)
        self.session.add(absence)
        await self.session.flush()
        return absence

    async def change(
        self, absence_id: int, values: Mapping[str, Any], version: int | None
    ) -> Absence:
        absence = await self.get(absence_id, lock=True)
        expect(absence.version, version)
        check_stretch(
            values.get("starts_at", absence.starts_at), values.get("ends_at", absence.ends_at)
        )
        if "user_id" in values:
            await self._check_person(values["user_id"])
        for name, value in values.items():
            setattr(absence, name, value)
        await self.session.flush()
        return absence

    async def delete(self, absence_id: int, version: int | None) -> None:
        absence = await self.get(absence_id, lock=True)
        expect(absence.version, version)
        await self.session.delete(absence)
        await self.session.flush()

    async def body(self, absence: Absence) -> dict[str, Any]:
        shape = await absence_shape(self.uow)
        row = {column.key: getattr(absence, column.key) for column in AbsenceList.row}
        return {**shape(row), "clashes": await self._clashes(absence)}

    async def _clashes(self, absence: Absence) -> list[dict[str, Any]]:
        """Who has declined is not awaited anyhow."""
        called = (
            select(Call.id)
            .where(
                Call.theater_id == Event.theater_id,
                Call.event_id == Event.id,
                Call.user_id == absence.user_id,
                Call.status != CallStatus.DECLINED.value,
                awaited_at < absence.ends_at,
            )
            .correlate(Event)
            .exists()
        )
        statement = (
            select(*EVENT)
            .where(
                Event.live,
                Event.ends_at > absence.starts_at,
                near(absence.starts_at, absence.ends_at),
                called,
                seen(self.uow.ctx),
            )
            .order_by(Event.starts_at, Event.id)
            .limit(MAX_CLASHES)
        )
        return await event_refs(self.uow, await self.session.execute(statement))

    async def _check_person(self, user_id: int) -> None:
        statement = select(User.id).where(User.id == user_id)
        if self._people is not None:
            statement = statement.where(self._people)
        if await self.session.scalar(statement) is None:
            raise Invalid.field("user_id", "reference_unknown")


class Closures:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.session = uow.session

    async def get(self, closure_id: int, *, lock: bool = False) -> Closure:
        statement = select(Closure).where(Closure.id == closure_id)
        if lock:
            statement = statement.with_for_update()
        found = await self.session.scalar(statement)
        if found is None:
            raise NotFound
        return found

    async def create(self, values: Mapping[str, Any]) -> Closure:
        await self._check(values, values["starts_at"], values["ends_at"])
        closure = Closure(**values)
        self.session.add(closure)
        await self.session.flush()
        return closure

    async def change(
        self, closure_id: int, values: Mapping[str, Any], version: int | None
    ) -> Closure:
        closure = await self.get(closure_id, lock=True)
        expect(closure.version, version)
        starts_at = values.get("starts_at", closure.starts_at)
        await self._check(values, starts_at, values.get("ends_at", closure.ends_at))
        for name, value in values.items():
            setattr(closure, name, value)
        await self.session.flush()
        return closure

    async def delete(self, closure_id: int, version: int | None) -> None:
        closure = await self.get(closure_id, lock=True)
        expect(closure.version, version)
        await self.session.delete(closure)
        await self.session.flush()

    async def body(self, closure: Closure) -> dict[str, Any]:
        shape = await closure_shape(self.uow)
        row = {column.key: getattr(closure, column.key) for column in ClosureList.row}
        return {**shape(row), "clashes": await self._clashes(closure)}

    async def _clashes(self, closure: Closure) -> list[dict[str, Any]]:
        statement = (
            select(*EVENT)
            .where(
                Event.live,
                Event.venue_id == closure.venue_id,
                Event.busy_from < closure.ends_at,
                Event.busy_to > closure.starts_at,
                near(closure.starts_at, closure.ends_at),
                seen(self.uow.ctx),
            )
            .order_by(Event.starts_at, Event.id)
            .limit(MAX_CLASHES)
        )
        return await event_refs(self.uow, await self.session.execute(statement))

    async def _check(self, values: Mapping[str, Any], starts_at: Any, ends_at: Any) -> None:
        check_stretch(starts_at, ends_at)
        if "venue_id" in values:
            venues = (await references.VENUES.of(self.uow)).refs
            common.require("venue_id", values["venue_id"], venues)
