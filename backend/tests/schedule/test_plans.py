"""The hot shapes of the schedule use their indexes under row security, as the app role."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import pytest

from app.core.config import Settings
from app.kit.listing import ListRun
from app.kit.statements import Prepared
from app.schedule.conflicts.repository import _NEAR, PLAYABLE
from app.schedule.listing import EventList
from app.schedule.models import STAGED
from tests.factories import Factory, TheaterOf
from tests.stack import Stack

EVENTS, PEOPLE, VENUES = 6000, 60, 8
# A table of a few rows may well be read whole; these may not.
BIG = re.compile(r"Seq Scan on (schedule_events|event_participants|event_inventory)\b")
# As kit.session sets it for every connection.
PLANNER = {"plan_cache_mode": "force_generic_plan", "random_page_cost": "1.1", "jit": "off"}
START = datetime(2026, 1, 5, 9, tzinfo=UTC)

_EVENTS = """
INSERT INTO schedule_events (title, event_type, starts_at, ends_at, setup_minutes, venue_id,
                             performance_id)
SELECT 'Событие ' || n, 'performance', s, s + interval '2 hours', 30, ($1::int[])[1 + n % $2],
       ($3::int[])[1 + n % 20]
FROM generate_series(0, $4::int - 1) n
CROSS JOIN LATERAL (SELECT $5::timestamptz + n / $2 * interval '1 day' AS s) AS days
"""
_CALLS = """
INSERT INTO event_participants (event_id, user_id)
SELECT e.id, ($1::int[])[1 + (e.id + n) % $2] FROM schedule_events e
CROSS JOIN generate_series(1, 6) n
"""
_THINGS = """
INSERT INTO event_inventory (event_id, inventory_item_id)
SELECT e.id, $1 FROM schedule_events e WHERE e.id % 4 = 0
"""


class Explain:
    """A reader as the application is one, and what the schedule is about."""

    def __init__(self, connection: asyncpg.Connection, theater: TheaterOf) -> None:
        self.connection = connection
        self.theater = theater
        self.venues: list[int] = []
        self.titles: list[int] = []
        self.people: list[int] = []
        self.item = 0

    async def list(self, **query: Any) -> str:
        asked = EventList(**query)
        run = ListRun(self, asked)  # type: ignore[arg-type]  # it only asks for the theatre
        statement = run._statement(1000)
        return await self.statement(statement, run._values)

    async def statement(self, statement: Prepared, values: dict[str, Any]) -> str:
        return await self.explain(statement.sql, statement.arguments(values))

    async def explain(self, sql: str, arguments: Any) -> str:
        await self.connection.execute(f"PREPARE shape AS {sql}")
        marks = ", ".join(_literal(value) for value in arguments)
        rows = await self.connection.fetch(f"EXPLAIN EXECUTE shape ({marks})")
        await self.connection.execute("DEALLOCATE shape")
        return "\n".join(row[0] for row in rows)

    @property
    def ctx(self) -> Any:
        return self.theater.ctx

    @property
    def theater_id(self) -> int:
        return self.theater.id


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, list):
        return "'{" + ",".join("NULL" if v is None else f'"{v}"' for v in value) + "}'"
    if isinstance(value, timedelta):
        return f"'{value.total_seconds()} seconds'"
    return f"'{value}'"


@pytest.fixture
async def plan(
    make: Factory, theater: TheaterOf, settings: Settings, stack: Stack, database: str
) -> AsyncIterator[Explain]:
    venues = [await make.venue(theater, f"Зал {n}") for n in range(VENUES)]
    titles = [await make.performance(theater, title=f"Пьеса {n}") for n in range(20)]
    people = [(await make.user(theater, "actor")).id for _ in range(PEOPLE)]
    item = await make.item(theater, name="Самовар")
    async with make.db.write(theater.ctx) as uow:
        connection = await uow.session.connection()
        await connection.exec_driver_sql(_EVENTS, (venues, VENUES, titles, EVENTS, START))
        await connection.exec_driver_sql(_CALLS, (people, PEOPLE))
        await connection.exec_driver_sql(_THINGS, (item,))
    stack.run_sql("ANALYZE schedule_events, event_participants, event_inventory", database)
    reader = await asyncpg.connect(
        settings.database_url.replace("+asyncpg", "", 1), server_settings=PLANNER
    )
    explain = Explain(reader, theater)
    explain.venues, explain.titles, explain.people, explain.item = venues, titles, people, item
    async with reader.transaction():
        await reader.execute("SELECT set_config('app.theater_id', $1, true)", str(theater.id))
        yield explain
    await reader.close()


MONTH = {"from": START + timedelta(days=300), "to": START + timedelta(days=331)}


async def test_a_month_walks_the_index_of_time(plan: Explain) -> None:
    found = await plan.list(**MONTH)
    assert "ix_schedule_events_starts" in found
    assert "ix_event_participants_event" in found
    assert not BIG.search(found)


async def test_a_venue_or_a_title_in_a_month_uses_an_index(plan: Explain) -> None:
    for narrowing, own in (
        ({"venue": plan.venues[:1]}, "ix_schedule_events_venue"),
        ({"performance": plan.titles[:1]}, "ix_schedule_events_performance"),
    ):
        found = await plan.list(**MONTH, **narrowing)
        assert own in found or "ix_schedule_events_starts" in found
        assert not BIG.search(found)


async def test_calls_of_a_person_are_looked_up(plan: Explain) -> None:
    found = await plan.list(**MONTH, participant=plan.people[:1])
    assert "ix_event_participants_" in found
    assert not BIG.search(found)


async def test_conflicts_of_a_draft_look_only_near_it(plan: Explain) -> None:
    start = START + timedelta(days=300)
    end = start + timedelta(hours=3)
    people, count = plan.people[:10], 10
    found = await plan.explain(
        _NEAR,
        [
            plan.theater_id, [0], [start], [end], [start], [end], [plan.venues[0]], [None], [],
            [0] * count, people, [start] * count, [end] * count, [0], [plan.item],
            timedelta(hours=23), [kind.value for kind in STAGED], list(PLAYABLE),
        ],
    )  # fmt: skip
    assert "ix_schedule_events_busy" in found
    assert "ix_schedule_events_long" in found
    assert "event_participants_" in found
    assert not BIG.search(found)
