"""Writes the season of a demo theatre from its book: rows in bulk, in one transaction."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import func, insert, select, update

from app.auth.permissions import P
from app.departments.models import Department
from app.inventory.models import Item, StockBalance
from app.kit import clock
from app.kit.context import Scope
from app.kit.uow import Uow
from app.performances.models import Performance, PerformanceItem
from app.schedule.availability.models import Absence, Closure
from app.schedule.conflicts.repository import PLAYABLE
from app.schedule.models import Call, Event, EventItem, EventStatus, EventType, Series, Tails
from app.schedule.plan.models import Publication
from app.schedule.plan.schemas import PlanRow
from app.schedule.plan.service import Plans
from app.schedule.series import recurrence
from app.users.models import Role, User, UserRole
from app.venues.models import Venue
from scripts.demo.book import MOSCOW, SHOWS, STAGED, Book, Called, Planned
from scripts.demo.cast import Company
from scripts.demo.planning import HALL_1, HALL_2, MAIN, TAILS, House, Planner
from scripts.demo.season import PREMIERE, Season

Row = dict[str, Any]
_RESERVED = timedelta(days=14)
_ANNOUNCED = timedelta(days=45)


async def has_events(uow: Uow) -> bool:
    return bool(await uow.session.scalar(select(func.count()).select_from(Event)))


async def season(uow: Uow) -> None:
    """The season of the theatre with a repertoire."""
    writing = Writing(uow)
    house = await writing.house()
    planner = Planner(house, Book(await _needs(uow), await _stock(uow)), _today())
    made = Season(planner)
    made.plan()
    await writing.tails(house)
    await writing.write(planner.book, made.series)
    await uow.session.execute(
        update(Performance)
        .where(Performance.id == house.titles[PREMIERE])
        .values(premiere_date=made.premiere),
        execution_options={"audit": True},
    )
    months = sorted({_today().replace(day=1), (_today() + timedelta(days=10)).replace(day=1)})
    for month in months:
        await writing.publish(month)


async def handful(uow: Uow) -> None:
    """A few days of a theatre that keeps no repertoire here yet."""
    writing = Writing(uow)
    house = await writing.house()
    planner = Planner(house, Book(), _today())
    company = house.company
    for days, title, kind, start, minutes, venue in (
        (-3, "Двенадцатая ночь", "performance", "19:00", 150, MAIN),
        (0, "Двенадцатая ночь", "performance", "19:00", 150, MAIN),
        (1, "Буря", "rehearsal", "11:00", 180, HALL_1),
        (2, "Буря", "rehearsal", "11:00", 180, HALL_1),
        (3, "Проверка световой аппаратуры", "technical", "10:00", 120, MAIN),
        (4, "Двенадцатая ночь", "performance", "18:00", 150, MAIN),
        (7, "Буря", "run_through", "12:00", 180, MAIN),
        (9, "Общее собрание труппы", "meeting", "15:00", 60, HALL_2),
    ):
        called = [(user_id, "Оливия" if kind == "performance" else None) for user_id in company.men]
        called += [(heads, None) for heads in company.heads.values()] if kind == "meeting" else []
        planner.work(
            title, kind, _today() + timedelta(days=days), start, minutes, venue, called,
            setup=120 if kind == "performance" else 0, strike=60 if kind == "performance" else 0,
        )  # fmt: skip
    await writing.write(planner.book, [])


def _today() -> date:
    return clock.now().astimezone(MOSCOW).date()


async def _needs(uow: Uow) -> dict[int, dict[int, int]]:
    rows = await uow.session.execute(
        select(
            PerformanceItem.performance_id,
            PerformanceItem.inventory_item_id,
            func.max(PerformanceItem.quantity),
        ).group_by(PerformanceItem.performance_id, PerformanceItem.inventory_item_id)
    )
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for title, item, pieces in rows:
        found[title][item] = pieces
    return found


async def _stock(uow: Uow) -> dict[int, int]:
    rows = await uow.session.execute(
        select(StockBalance.item_id, func.sum(StockBalance.quantity))
        .join(Item, Item.id == StockBalance.item_id)
        .where(StockBalance.status.in_(PLAYABLE))
        .group_by(StockBalance.item_id)
    )
    return dict(rows.tuples().all())


class Writing:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.now = clock.now()
        self.random = Random(23)  # noqa: S311 - the same answers each time
        self.planners: tuple[int, int] = (0, 0)

    async def house(self) -> House:
        session = self.uow.session
        venues = (await session.execute(select(Venue.name, Venue.id))).tuples().all()
        titles = (await session.execute(select(Performance.title, Performance.id))).tuples().all()
        codes = (await session.execute(select(Department.code, Department.id))).tuples().all()
        people = await session.execute(
            select(User.id, User.email, User.patronymic, Role.code, Department.code)
            .join(UserRole, UserRole.user_id == User.id)
            .join(Role, Role.id == UserRole.role_id)
            .outerjoin(Department, Department.id == User.department_id)
            .order_by(User.id)
        )
        by_role: dict[str, list[int]] = defaultdict(list)
        staff: dict[str, list[int]] = {code: [] for code, _ in codes}
        heads: dict[str, int] = {}
        women: list[int] = []
        men: list[int] = []
        demo = 0
        for user_id, email, patronymic, role, department in people.tuples():
            by_role[role].append(user_id)
            if role == "actor":
                (women if (patronymic or "").endswith("на") else men).append(user_id)
                demo = user_id if email.startswith("actor@") else demo
            elif role == "department_head" and department:
                heads[department] = user_id
            elif department:
                staff[department].append(user_id)
        admin = by_role["admin"][0]
        director = (by_role["technical_director"] or [admin])[0]
        assistant = (by_role["assistant_director"] or [admin])[0]
        self.planners = director, assistant
        everybody = {code: [*ids, *([heads[code]] if code in heads else [])]
                     for code, ids in staff.items()}  # fmt: skip
        company = Company(women, men, everybody, heads, dict(codes), director, assistant, demo)
        return House(dict(venues), dict(titles), company)

    async def tails(self, house: House) -> None:
        await self._insert(
            Tails,
            [
                {
                    "performance_id": house.titles[title],
                    "venue_id": house.venues[venue],
                    "setup_minutes": setup,
                    "strike_minutes": strike,
                    "ready_minutes": ready,
                }
                for title, by_venue in TAILS.items()
                for venue, (setup, strike, ready) in by_venue.items()
            ],
        )

    async def write(self, book: Book, series: Sequence[tuple[str, list[Planned]]]) -> None:
        director, assistant = self.planners
        authors = {"created_by_id": assistant, "updated_by_id": assistant}
        numbers = await self._insert(
            Series,
            [
                {
                    "rrule": str(recurrence.parse(rule)),
                    "dtstart": dates[0].original_start,
                    "timezone": MOSCOW.key,
                    "until": dates[-1].original_start,
                    **authors,
                }
                for rule, dates in series
            ],
        )
        events = sorted(book.events, key=lambda event: (event.starts_at, event.title))
        ids = await self._insert(Event, [self._event(one, numbers) for one in events])
        self.ids = dict(zip(events, ids, strict=True))
        await self._insert(
            Call, [self._call(event, call) for event in events for call in event.calls]
        )
        await self._insert(EventItem, self._things(book, events))
        entered = self.now - timedelta(days=2)
        told = {**authors, "created_at": entered, "updated_at": entered}
        await self._insert(
            Absence,
            [
                {
                    "user_id": away.user_id, "kind": away.kind, "starts_at": away.starts_at,
                    "ends_at": away.ends_at, "comment": away.comment, **told,
                }
                for away in book.absences
            ],
        )  # fmt: skip
        await self._insert(
            Closure,
            [
                {
                    "venue_id": closed.venue_id, "starts_at": closed.starts_at,
                    "ends_at": closed.ends_at, "reason": closed.reason,
                    "created_by_id": director, "updated_by_id": director,
                }
                for closed in book.closures
            ],
        )  # fmt: skip

    def _event(self, event: Planned, series: Sequence[int]) -> Row:
        made = min(self.now, event.starts_at) - timedelta(days=30)
        changed = self.now - timedelta(hours=20) if event.sequence else made
        ready = None if event.ready is None else event.starts_at - timedelta(minutes=event.ready)
        director, assistant = self.planners
        return {
            "title": event.title,
            "description": event.description,
            "event_type": event.kind,
            "status": event.status or self._status(event),
            "starts_at": event.starts_at,
            "ends_at": event.ends_at,
            "setup_minutes": event.setup,
            "strike_minutes": event.strike,
            "stage_ready_at": ready,
            "venue_id": event.venue_id,
            "performance_id": event.performance_id,
            "department_id": event.department_id,
            "is_public": event.kind in SHOWS and event.starts_at < self.now + _ANNOUNCED,
            "is_locked": event.locked,
            "timezone": event.timezone,
            "tour_city": event.city,
            "tour_venue_name": event.house,
            "series_id": None if event.series is None else series[event.series],
            "original_start": event.original_start,
            "is_exception": event.original_start not in (None, event.starts_at)
            or (event.series is not None and not event.live),
            "overridden": event.override is not None,
            "override_reason": event.override,
            "override_by_id": director if event.override else None,
            "override_at": self.now - timedelta(days=1) if event.override else None,
            "cancel_reason": event.cancel_reason,
            "sequence": event.sequence,
            "created_at": made,
            "updated_at": min(changed, self.now),
            "created_by_id": assistant,
            "updated_by_id": director if event.sequence else assistant,
        }

    def _status(self, event: Planned) -> str:
        if event.ends_at < self.now:
            return "completed"
        soon = event.starts_at < self.now + timedelta(days=14)
        return "confirmed" if soon and event.venue_id is not None else "planned"

    def _call(self, event: Planned, call: Called) -> Row:
        answer = call.answer or ("invited" if call.user_id is None else self._answer(event, call))
        answered = answer != "invited"
        moved = call.was_at is not None and call.user_id is not None
        comes = call.call_at or event.starts_at
        before = min(self.now, event.starts_at) - timedelta(hours=self.random.randint(3, 90))
        return {
            "event_id": self.ids[event],
            "user_id": call.user_id,
            "role": call.role,
            "department_id": call.department_id,
            "call_at": call.call_at,
            "status": answer,
            "decline_reason": (call.reason or "busy") if answer == "declined" else None,
            "comment": call.comment,
            "responded_at": before if answered or moved else None,
            "call_version": 2 if moved else 1,
            "responded_version": (2 if moved else 1) if answered else 1 if moved else None,
            "answered_call_at": comes if answered else call.was_at,
        }

    def _answer(self, event: Planned, call: Called) -> str:
        """The nearer the event, the more people have answered."""
        days = (event.starts_at - self.now).days
        dice = self.random.random()
        if days < 0:
            return "confirmed"
        if days > 30:
            return "invited"
        if days > 10:
            return "confirmed" if dice < 0.35 else "invited"
        if dice < 0.78:
            return "confirmed"
        if dice > 0.98 and call.department_id is None:
            call.comment = "Озвучание в Москве, не успеваю"
            return "declined"
        return "tentative" if dice > 0.93 else "invited"

    def _things(self, book: Book, events: Sequence[Planned]) -> list[Row]:
        """What the titles of these weeks need, as far as there is any of it."""
        rows = []
        for event in events:
            wanted = dict(event.items)
            near = abs(event.starts_at - self.now) < _RESERVED
            if near and event.live and event.keep_items and event.kind in STAGED:
                wanted |= book.demand(event)
            over = event.ends_at < self.now
            for item, pieces in wanted.items():
                if held := min(pieces, book.stock.get(item, 0)):
                    rows.append(
                        {
                            "event_id": self.ids[event],
                            "inventory_item_id": item,
                            "quantity": held,
                            "status": "returned" if over else "planned",
                        }
                    )
        return rows

    async def publish(self, month: date) -> None:
        """The plan as it stood a week ago, before what has changed since."""
        name = f"{month:%Y-%m}"
        reader = replace(self.uow.ctx, permissions={P.SCHEDULE_READ: Scope.ALL})
        rows = await Plans(Uow(self.uow.transaction, reader, self.uow.versions), name).draft()
        changed = {self.ids[event]: event for event in self.ids if event.since_plan}
        published: list[PlanRow] = []
        for row in rows:
            event = changed.get(row.event_id)
            what = None if event is None else event.since_plan
            if what == "moved":
                hour = timedelta(hours=1)
                was = {"starts_at": row.starts_at + hour, "ends_at": row.ends_at + hour}
                published.append(row.model_copy(update=was))
            elif what != "new":
                published.append(row)
        for event_id, event in changed.items():
            if event.since_plan == "cancelled":
                gone = _as_planned(event_id, event, published, month)
                published += [] if gone is None else [gone]
        published.sort(key=lambda row: (row.starts_at, row.event_id))
        week = self.now - timedelta(days=6)
        self.uow.session.add(
            Publication(
                month=month,
                version=1,
                snapshot={
                    "timezone": MOSCOW.key,
                    "rows": [json.loads(row.model_dump_json()) for row in published],
                },
                note="Утверждён на производственном совещании",
                published_at=week,
                published_by_id=self.planners[0],
            )
        )
        await self.uow.session.flush()

    async def _insert(self, model: Any, rows: Iterable[Row]) -> list[int]:
        """Ids in the order of the rows."""
        values = list(rows)
        if not values:
            return []
        statement = insert(model).returning(model.id, sort_by_parameter_order=True)
        self.uow.touch(model.__tablename__)
        return list(await self.uow.session.scalars(statement, values))


def _as_planned(
    event_id: int, event: Planned, rows: Sequence[PlanRow], month: date
) -> PlanRow | None:
    """A row for a show that is cancelled now; the venue is copied from another of its rows."""
    day: datetime = event.starts_at.astimezone(MOSCOW)
    if (day.year, day.month) != (month.year, month.month):
        return None
    same = next((row for row in rows if row.venue and row.venue.id == event.venue_id), None)
    if same is None:
        return None
    return same.model_copy(
        update={
            "event_id": event_id, "day": day.date(), "weekday": day.isoweekday(),
            "starts_at": event.starts_at, "ends_at": event.ends_at, "title": event.title,
            "event_type": EventType(event.kind), "status": EventStatus.CONFIRMED,
            "performance_id": event.performance_id,
        }
    )  # fmt: skip
