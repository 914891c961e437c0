"""When people and venues are busy."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, select

from app.inventory import references as common
from app.kit.reference import Refs
from app.kit.uow import Uow
from app.schedule import references
from app.schedule import scope as events_scope
from app.schedule.availability import scope
from app.schedule.availability.models import Absence, Closure
from app.schedule.availability.rules import check_stretch
from app.schedule.availability.schemas import MAX_BUSY, AvailabilityQuery
from app.schedule.availability.service import awaited_at, near
from app.schedule.models import Call, CallStatus, Event
from app.schedule.naming import EVENT, event_ref, seen
from app.users.models import User

LONGEST = timedelta(days=62)
TABLES = frozenset(
    {
        "schedule_events", "event_participants", "absences", "venue_closures", "users", "venues",
    }
)  # fmt: skip

Busy = dict[int, list[dict[str, Any]]]


class Hours:
    def __init__(self, uow: Uow, query: AvailabilityQuery) -> None:
        check_stretch(query.since, query.until, LONGEST, "to")
        self.uow = uow
        self.session = uow.session
        self.query = query
        self._near = near(query.since, query.until)

    async def of(self) -> dict[str, Any]:
        names = await common.PEOPLE.of(self.uow)
        venues = (await references.VENUES.of(self.uow)).refs
        people = await self._watched(names)
        places = [venue_id for venue_id in venues if venue_id in set(self.query.venue)]
        busy = await self._people(people, venues)
        blocked = await self._venues(places, venues)
        return {
            "people": [
                {"id": one, "name": names.name(one), "busy": _in_order(busy[one])} for one in people
            ],
            "venues": [
                {"id": one, "name": venues.name(one), "busy": _in_order(blocked[one])}
                for one in places
            ],
        }

    async def _watched(self, names: Refs) -> list[int]:
        """Those of the people asked about whom the caller may watch, in the order of names."""
        asked = set(self.query.user)
        reach = scope.people(scope.watched(self.uow.ctx), self.uow.ctx)
        if asked and reach is not None:
            asked &= set(
                await self.session.scalars(select(User.id).where(User.id.in_(asked), reach))
            )
        return [user_id for user_id in names if user_id in asked]

    async def _people(self, people: Sequence[int], venues: Refs) -> Busy:
        busy: Busy = defaultdict(list)
        if not people:
            return busy
        called: dict[tuple[int, int], dict[str, Any]] = {}
        for row in await self.session.execute(self._calls(people)):
            # Who plays two roles comes once, for the earlier call.
            called.setdefault(
                (row.user_id, row.id),
                {
                    "starts_at": row.awaited_at,
                    "ends_at": row.ends_at,
                    "kind": "event",
                    "event": event_ref(row, venues) if row.seen else None,
                    "status": row.status if self._answers(row.user_id) else None,
                },
            )
        for (user_id, _), one in called.items():
            busy[user_id].append(one)
        away = (
            select(Absence.user_id, Absence.starts_at, Absence.ends_at)
            .where(
                Absence.user_id.in_(people),
                Absence.starts_at < self.query.until,
                Absence.ends_at > self.query.since,
            )
            .limit(MAX_BUSY)
        )
        for absent in await self.session.execute(away):
            busy[absent.user_id].append(_stretch(absent, "absence") | {"status": None})
        return busy

    def _calls(self, people: Iterable[int]) -> Select[Any]:
        return (
            select(
                *EVENT,
                Call.user_id,
                Call.status,
                awaited_at.label("awaited_at"),
                seen(self.uow.ctx).label("seen"),
            )
            .join(Event, Event.id == Call.event_id)
            .where(
                Call.user_id.in_(people),
                Call.status != CallStatus.DECLINED.value,
                Event.live,
                Event.ends_at > self.query.since,
                awaited_at < self.query.until,
                awaited_at < Event.ends_at,
                self._near,
            )
            .order_by(awaited_at, Event.id, Call.id)
        )

    async def _venues(self, places: Sequence[int], venues: Refs) -> Busy:
        busy: Busy = defaultdict(list)
        if not places:
            return busy
        events = select(
            *EVENT, Event.busy_from, Event.busy_to, seen(self.uow.ctx).label("seen")
        ).where(
            Event.venue_id.in_(places),
            Event.live,
            Event.busy_from < self.query.until,
            Event.busy_to > self.query.since,
            self._near,
        )
        for row in await self.session.execute(events):
            busy[row.venue_id].append(
                {
                    "starts_at": row.busy_from,
                    "ends_at": row.busy_to,
                    "kind": "event",
                    "event": event_ref(row, venues) if row.seen else None,
                }
            )
        closed = select(Closure.venue_id, Closure.starts_at, Closure.ends_at).where(
            Closure.venue_id.in_(places),
            Closure.starts_at < self.query.until,
            Closure.ends_at > self.query.since,
        )
        for shut in await self.session.execute(closed):
            busy[shut.venue_id].append(_stretch(shut, "closure"))
        return busy

    def _answers(self, user_id: int) -> bool:
        ctx = self.uow.ctx
        return user_id == ctx.user_id or events_scope.plans(ctx)


def _stretch(row: Any, kind: str) -> dict[str, Any]:
    return {"starts_at": row.starts_at, "ends_at": row.ends_at, "kind": kind, "event": None}


def _in_order(busy: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    def moments(one: Mapping[str, Any]) -> tuple[datetime, datetime]:
        return one["starts_at"], one["ends_at"]

    return sorted(busy, key=moments)[:MAX_BUSY]
