"""Work that is cancelled in the middle leaves nothing behind: no theatre for the next user of the
connection, no open transaction, no connection that is never given back, no half of a write.
"""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.main import create_app
from app.tags.models import Tag
from tests.conftest import Client, new_client
from tests.factories import Factory, TheaterOf
from tests.stack import Stack

POOL, AT_ONCE, CANCELLED = 4, 16, 0.4
_SEEN = text(
    "SELECT coalesce(current_setting('app.theater_id', true), ''), "
    "(SELECT string_agg(DISTINCT theater_id::text, ',') FROM inventory_items)"
)
_OPEN = """
SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND state <> 'idle'
"""
# Halves: units of which one tag is missing, tags and items without exactly the rows that belong to
# them, rows of the journal about what is not there.
_HALVES = """
SELECT split_part(name, ' ', 1) FROM tags WHERE name LIKE 'u%' GROUP BY theater_id, 1
HAVING count(*) <> 2
UNION ALL
SELECT t.name FROM tags t WHERE t.name LIKE 'u%' AND 1 <> (
  SELECT count(*) FROM audit_log a WHERE a.theater_id = t.theater_id AND a.entity = 'tag'
  AND a.action = 'create' AND a.entity_id = t.id)
UNION ALL
SELECT i.name FROM inventory_items i WHERE i.name LIKE 'h%' AND (1, 1, 1) IS DISTINCT FROM (
  (SELECT count(*) FROM inventory_stock s WHERE s.theater_id = i.theater_id AND s.item_id = i.id),
  (SELECT count(*) FROM inventory_movements m
   WHERE m.theater_id = i.theater_id AND m.item_id = i.id),
  (SELECT count(*) FROM audit_log a WHERE a.theater_id = i.theater_id AND a.entity = 'item'
   AND a.action = 'create' AND a.entity_id = i.id))
UNION ALL
SELECT a.entity || ' ' || a.entity_id FROM audit_log a
WHERE a.theater_id IN ({theaters}) AND a.action = 'create' AND a.entity IN ('tag', 'item')
AND NOT EXISTS (SELECT FROM tags t WHERE t.id = a.entity_id AND a.entity = 'tag')
AND NOT EXISTS (SELECT FROM inventory_items i WHERE i.id = a.entity_id AND a.entity = 'item')
"""


@pytest.fixture
async def narrow(settings: Settings, app: FastAPI) -> AsyncIterator[FastAPI]:
    """The application on so few connections that each passes from theatre to theatre."""
    application = create_app(settings.model_copy(update={"db_pool_size": POOL}))
    async with application.router.lifespan_context(application):
        yield application


class Crowd:
    """Units of work and requests of two theatres and of nobody, some of them cancelled."""

    def __init__(self, app: FastAPI, theaters: list[TheaterOf], clients: list[Client]) -> None:
        self._db = app.state.db
        self._theaters = theaters
        self._clients = clients
        self._took: Counter[str] = Counter()
        self._dice = random.Random(20_261)
        self.leaks: list[Any] = []
        self.done: set[str] = set()
        self.ends: Counter[str] = Counter()

    async def _look(self, session: AsyncSession, theater_id: int | None) -> None:
        expected = ("", None) if theater_id is None else (str(theater_id), str(theater_id))
        seen = tuple((await session.execute(_SEEN)).one())
        if seen != expected:
            self.leaks.append((expected, seen))

    async def read(self, number: int) -> None:
        theater = self._theaters[number % 2]
        async with self._db.read(theater.ctx) as uow:
            await self._look(uow.session, theater.id)
            await asyncio.sleep(0.003)  # cancelled while PostgreSQL is idle in the transaction
            await uow.session.execute(text("SELECT pg_sleep(0.001)::text"))

    async def write(self, number: int) -> None:
        theater = self._theaters[number % 2]
        async with self._db.write(theater.ctx) as uow:
            uow.session.add(Tag(name=f"u{number} first"))
            await uow.session.flush()
            await self._look(uow.session, theater.id)
            await asyncio.sleep(0.003)
            uow.session.add(Tag(name=f"u{number} second"))
        self.done.add(f"u{number} second")

    async def nobody(self, _: int) -> None:
        async with self._db.anonymous() as session:
            await self._look(session, None)

    async def ask(self, number: int) -> None:
        answer = await self._clients[number % 2].get("/inventory", params={"page_size": 5})
        own = {self._theaters[number % 2].code}
        if answer.status_code == 200:
            seen = {row["inventory_number"].split("-")[0] for row in answer.json()["items"]}
            if not seen <= own:
                self.leaks.append((own, seen))

    async def post(self, number: int) -> None:
        new = {
            "name": f"h{number}",
            "inventory_number": f"{self._theaters[number % 2].code}-{number}",
        }
        answer = await self._clients[number % 2].post("/inventory", json=new)
        if answer.status_code == 201:
            self.done.add(new["name"])

    async def one(self, number: int) -> None:
        kinds: list[Callable[[int], Awaitable[None]]] = [
            self.read, self.write, self.nobody, self.ask, self.post
        ]  # fmt: skip
        kind = kinds[number // 2 % len(kinds)]
        task = asyncio.ensure_future(kind(number))
        if self._dice.random() < CANCELLED:
            # Somewhere within it: after so many steps of the loop, or after a part of its time.
            if self._dice.random() < 0.5:
                for _ in range(self._dice.randrange(60)):
                    await asyncio.sleep(0)
            else:
                await asyncio.sleep(self._dice.random() * 0.06)
            self.ends["cancelled" if task.cancel() else "too late"] += 1
        (ended,) = await asyncio.gather(task, return_exceptions=True)
        if isinstance(ended, Exception):
            raise ended


@pytest.mark.parametrize("count", [300, pytest.param(4_000, marks=pytest.mark.slow)])
async def test_cancelled_work_leaves_nothing_behind(
    count: int, narrow: FastAPI, stack: Stack, database: str, make: Factory
) -> None:
    theaters = [await make.theater() for _ in range(2)]
    clients = []
    for theater in theaters:
        await make.item(theater, inventory_number=f"{theater.code}-0")
        token = await make.access_token(await make.user(theater))
        clients.append(new_client(narrow, Authorization=f"Bearer {token}"))
    crowd = Crowd(narrow, theaters, clients)
    for begin in range(0, count, AT_ONCE):
        await asyncio.gather(*(crowd.one(number) for number in range(begin, begin + AT_ONCE)))
    print(crowd.ends, len(crowd.done))
    assert crowd.leaks == []
    assert crowd.ends["cancelled"] > 0.25 * count

    async with asyncio.timeout(10):
        while stack.run_sql(_OPEN, database) != "0":
            await asyncio.sleep(0.05)
    await _every_connection_is_free(narrow, theaters[0])

    own = ",".join(str(theater.id) for theater in theaters)
    assert stack.run_sql(_HALVES.format(theaters=own), database) == ""
    kept = "SELECT name FROM tags WHERE theater_id IN ({0}) UNION ALL "
    kept += "SELECT name FROM inventory_items WHERE theater_id IN ({0})"
    stands = set(stack.run_sql(kept.format(own), database).splitlines())
    assert crowd.done <= stands
    for theater, client in zip(theaters, clients, strict=True):
        for path, table in (("/tags", "tags"), ("/inventory", "inventory_items")):
            body = (await client.get(path)).json()
            rows = stack.run_sql(
                f"SELECT count(*) FROM {table} WHERE theater_id = {theater.id}", database
            )
            assert body.get("total", len(body["items"])) == int(rows), path
        await client.aclose()


async def _every_connection_is_free(app: FastAPI, theater: TheaterOf) -> None:
    """As many units as the pool has connections are open at once, and are whose they should be."""
    all_open = asyncio.Barrier(POOL)

    async def hold() -> str:
        async with app.state.db.read(theater.ctx) as uow:
            seen = await uow.session.scalar(text("SELECT current_setting('app.theater_id')"))
            await all_open.wait()
            return str(seen)

    async with asyncio.timeout(10):
        seen = await asyncio.gather(*(hold() for _ in range(POOL)))
    assert set(seen) == {str(theater.id)}


async def test_a_write_that_stands_has_told_the_caches(make: Factory, theater: TheaterOf) -> None:
    """Cancelled at any moment, also between its commit and the word of it."""
    versions, silent = make.db.versions, []

    async def write(number: int) -> None:
        async with make.db.write(theater.ctx) as uow:
            uow.session.add(Tag(name=f"t{number}"))

    for number in range(300):
        before = await versions.of(theater.id, ["tags"])
        task = asyncio.create_task(write(number))
        for _ in range(number % 60):
            await asyncio.sleep(0.0004)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await asyncio.sleep(0.02)
        async with make.db.read(theater.ctx) as uow:
            stands = await uow.session.scalar(select(Tag.id).where(Tag.name == f"t{number}"))
        if stands and await versions.of(theater.id, ["tags"]) == before:
            silent.append(number)
    assert silent == []
