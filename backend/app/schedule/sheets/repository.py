from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.auth.permissions import RoleCode
from app.kit.context import Context
from app.schedule import repository, scope
from app.schedule.days import FARTHEST
from app.schedule.models import Call, Event, EventItem
from app.users.models import Role, User, UserRole


def _is_artist() -> Any:
    return (
        exists()
        .where(
            UserRole.user_id == User.id,
            UserRole.role_id == Role.id,
            Role.code == RoleCode.ACTOR.value,
        )
        .correlate(User)
    )


class SheetRepository:
    def __init__(self, session: AsyncSession, ctx: Context) -> None:
        self.session = session
        self.ctx = ctx

    async def event(self, event_id: int) -> Event:
        return await repository.get(self.session, event_id, scope.predicate(self.ctx))

    async def events_around(self, day: date) -> Sequence[Event]:
        """Whatever starts on the day on some clock of the world."""
        midnight = datetime.combine(day, time(), UTC)
        statement = (
            select(Event)
            .where(
                Event.starts_at >= midnight - FARTHEST,
                Event.starts_at < midnight + timedelta(days=1) + FARTHEST,
            )
            .order_by(Event.starts_at, Event.id)
        )
        return (await self.session.scalars(self._seen(statement))).all()

    async def calls(self, event_ids: Sequence[int]) -> Sequence[Any]:
        statement = (
            select(
                Call,
                User.last_name,
                User.first_name,
                User.patronymic,
                User.phone,
                User.department_id.label("home_id"),
                _is_artist().label("is_artist"),
            )
            .outerjoin(User, User.id == Call.user_id)
            .where(Call.event_id.in_(event_ids))
            .order_by(Call.event_id, User.last_name, User.first_name, Call.id)
        )
        return (await self.session.execute(statement)).all()

    async def reserved(self, event_ids: Sequence[int]) -> dict[int, int]:
        """How many different things are reserved for each event."""
        statement = (
            select(EventItem.event_id, func.count())
            .where(EventItem.event_id.in_(event_ids))
            .group_by(EventItem.event_id)
        )
        return {row[0]: row[1] for row in await self.session.execute(statement)}

    def _seen(self, statement: Select[Any]) -> Select[Any]:
        reach = scope.predicate(self.ctx)
        return statement if reach is None else statement.where(reach)
