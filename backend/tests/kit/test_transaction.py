"""The unit's transaction below SQLAlchemy: walls, errors, and connections that have died."""

import asyncio

import pytest
from asyncpg import PostgresError
from sqlalchemy import select

from app.core.error_handlers import translate
from app.kit.errors import Conflict, Unavailable
from app.tags.models import Tag
from tests.factories import Factory, TheaterOf
from tests.stack import Stack

MINE = "SELECT pg_backend_pid(), current_setting('app.theater_id')"


async def test_raw_sql_sees_its_theatre_alone(make: Factory, theater: TheaterOf) -> None:
    """Row security holds for a statement that names no theatre."""
    own, foreign = await make.item(theater), await make.item(await make.theater())
    async with make.db.read(theater.ctx) as uow:
        seen = {row["id"] for row in await uow.rows("SELECT id FROM inventory_items")}
    assert own in seen
    assert foreign not in seen


async def test_a_session_joins_the_transaction_of_raw_sql(
    make: Factory, theater: TheaterOf
) -> None:
    async with make.db.write(theater.ctx) as uow:
        before = await uow.rows("SELECT pg_current_xact_id()::text AS id")
        uow.session.add(Tag(name="вместе"))
        await uow.session.flush()
        after = await uow.rows("SELECT pg_current_xact_id()::text AS id, count(*) AS n FROM tags")
        assert after[0]["id"] == before[0]["id"]
        assert after[0]["n"] == 1
    async with make.db.read(theater.ctx) as uow:
        assert await uow.session.scalar(select(Tag.name)) == "вместе"


async def test_connections_that_have_died_are_replaced_unseen(
    make: Factory, theater: TheaterOf, stack: Stack
) -> None:
    units = [make.db.read(theater.ctx) for _ in range(5)]
    uows = [await unit.__aenter__() for unit in units]
    pids = {(await uow.rows(MINE))[0]["pg_backend_pid"] for uow in uows}
    for unit in units:
        await unit.__aexit__(None, None, None)
    listed = ",".join(map(str, pids))
    await asyncio.to_thread(
        stack.run_sql, f"SELECT pg_terminate_backend(p) FROM unnest(ARRAY[{listed}]) p"
    )
    await asyncio.sleep(0.2)
    for _ in range(10):
        async with make.db.write(theater.ctx) as uow:
            (row,) = await uow.rows(MINE)
        assert row["current_setting"] == str(theater.id)
        assert row["pg_backend_pid"] not in pids


@pytest.mark.parametrize(
    ("limit", "kind"),
    [("statement_timeout", Unavailable), ("lock_timeout", Conflict)],
)
async def test_what_takes_too_long_ends_and_spoils_no_connection(
    make: Factory, theater: TheaterOf, limit: str, kind: type[Exception]
) -> None:
    item = await make.item(theater)
    lock = f"SELECT id FROM inventory_items WHERE id = {item} FOR UPDATE"
    async with make.db.write(theater.ctx) as holder:
        await holder.rows(lock)
        with pytest.raises(PostgresError) as failed:
            async with make.db.write(theater.ctx) as uow:
                await uow.rows(f"SET LOCAL {limit} = '50ms'")
                await uow.rows(lock)
        assert isinstance(translate(failed.value), kind)
    async with make.db.write(theater.ctx) as uow:
        assert len(await uow.rows(lock)) == 1


async def test_a_failure_that_nobody_has_told_is_no_commit(
    make: Factory, theater: TheaterOf
) -> None:
    """PostgreSQL answers COMMIT with ROLLBACK then, and takes it for no error."""
    with pytest.raises(RuntimeError, match="has failed"):
        async with make.db.write(theater.ctx) as uow:
            uow.session.add(Tag(name="нет"))
            await uow.session.flush()
            with pytest.raises(PostgresError):
                await uow.rows("SELECT 1 / 0")
    async with make.db.read(theater.ctx) as uow:
        assert (await uow.session.scalars(select(Tag.id))).all() == []
