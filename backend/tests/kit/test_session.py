"""The listeners of a session: tenancy, soft delete, authors, journal; and what they refuse."""

import asyncio

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from app.inventory.models import Item
from app.kit import clock
from app.kit.audit import AuditEntry
from app.kit.context import Context
from app.tags.models import Tag
from tests.factories import Factory, TheaterOf


async def test_a_statement_sees_only_its_theatre(make: Factory, theater: TheaterOf) -> None:
    own, foreign = await make.item(theater), await make.item(await make.theater())
    async with make.db.read(theater.ctx) as uow:
        seen = set(await uow.session.scalars(select(Item.id)))
        assert seen == {own}
        assert await uow.session.get(Item, foreign) is None


async def test_archived_rows_are_hidden_unless_asked_for(make: Factory, theater: TheaterOf) -> None:
    item = await make.item(theater)
    async with make.db.write(theater.ctx) as uow:
        found = await uow.session.get(Item, item)
        found.deleted_at = clock.now()
    async with make.db.read(theater.ctx) as uow:
        assert await uow.session.get(Item, item) is None
        assert (await uow.session.scalars(select(Item.id))).all() == []
        everything = select(Item.id).execution_options(include_deleted=True)
        assert (await uow.session.scalars(everything)).all() == [item]


async def test_a_read_unit_cannot_write(make: Factory, theater: TheaterOf) -> None:
    with pytest.raises(DBAPIError, match="read-only"):
        async with make.db.read(theater.ctx) as uow:
            uow.session.add(Tag(name="нельзя"))
            await uow.session.flush()


async def test_an_error_leaves_nothing(make: Factory, theater: TheaterOf) -> None:
    with pytest.raises(ZeroDivisionError):
        async with make.db.write(theater.ctx) as uow:
            uow.session.add(Tag(name="нет"))
            await uow.session.flush()
            raise ZeroDivisionError
    async with make.db.read(theater.ctx) as uow:
        assert (await uow.session.scalars(select(Tag.id))).all() == []
        entries = select(AuditEntry.id).where(AuditEntry.entity == "tag")
        assert (await uow.session.scalars(entries)).all() == []


async def test_a_failed_savepoint_takes_raw_statements_along(
    make: Factory, theater: TheaterOf
) -> None:
    """None of them is the session's, which alone would say SAVEPOINT too late."""
    write = "INSERT INTO tags (theater_id, name) VALUES ($1, $2)"
    async with make.db.write(theater.ctx) as uow:
        await uow.rows(write, [theater.id, "до"])
        with pytest.raises(ZeroDivisionError):
            async with uow.savepoint():
                await uow.rows(write, [theater.id, "нет"])
                raise ZeroDivisionError
        async with uow.savepoint():
            await uow.rows(write, [theater.id, "после"])
    async with make.db.read(theater.ctx) as uow:
        assert set(await uow.session.scalars(select(Tag.name))) == {"до", "после"}


async def test_the_second_of_two_writers_is_refused(make: Factory, theater: TheaterOf) -> None:
    tag = await make.tag(theater)
    with pytest.raises(StaleDataError):
        async with make.db.write(theater.ctx) as slow:
            mine = await slow.session.get(Tag, tag)
            async with make.db.write(theater.ctx) as fast:
                (await fast.session.get(Tag, tag)).name = "первый"
            mine.name = "второй"
            await slow.session.flush()


async def test_changes_are_journalled_with_author_and_difference(
    make: Factory, theater: TheaterOf
) -> None:
    person = await make.user(theater)
    ctx = Context(theater.id, person.id, home_theater_id=theater.id, request_id="r-1", ip="::1")
    async with make.db.write(ctx) as uow:
        item = Item(name="Стол", inventory_number="С-1")
        uow.session.add(item)
        await uow.session.flush()
        item.name = "Стол круглый"
        await uow.session.flush()
        item.deleted_at = clock.now()
        await uow.session.flush()
        await uow.session.delete(item)
    assert (item.created_by_id, item.updated_by_id) == (person.id, person.id)
    async with make.db.read(theater.ctx) as uow:
        rows = await uow.session.scalars(
            select(AuditEntry).where(AuditEntry.entity == "item").order_by(AuditEntry.id)
        )
        entries = rows.all()
    assert [entry.action for entry in entries] == ["create", "update", "archive", "delete"]
    assert entries[0].diff["inventory_number"] == [None, "С-1"]
    assert entries[1].diff == {"name": ["Стол", "Стол круглый"]}
    assert {(e.actor_id, e.request_id, e.ip) for e in entries} == {(person.id, "r-1", "::1")}


async def test_secrets_stay_out_of_the_journal(make: Factory, theater: TheaterOf) -> None:
    await make.user(theater)
    async with make.db.read(theater.ctx) as uow:
        diff = await uow.session.scalar(select(AuditEntry.diff).where(AuditEntry.entity == "user"))
    assert "hashed_password" not in diff
    assert "last_name" in diff


@pytest.mark.parametrize("statement", [update(Tag).values(name="x"), delete(Tag)])
async def test_a_silent_bulk_change_is_refused(
    make: Factory, theater: TheaterOf, statement: object
) -> None:
    async with make.db.write(theater.ctx) as uow:
        with pytest.raises(RuntimeError, match="without audit="):
            await uow.session.execute(statement)


async def test_cancelled_work_never_hands_its_theatre_to_the_next(
    make: Factory, theater: TheaterOf
) -> None:
    """Two theatres and nobody on one small pool, many of them cancelled in the middle."""
    other = await make.theater()
    await make.item(theater)
    await make.item(other)
    foreign = 0
    count = text(
        "SELECT count(*) FILTER (WHERE theater_id <> :own), count(*), pg_sleep(0.0005)::text "
        "FROM inventory_items"
    )

    async def ask(number: int) -> None:
        nonlocal foreign
        if number % 3 == 2:
            async with make.db.anonymous() as session:
                foreign += (await session.execute(count, {"own": 0})).one()[1]
            return
        own = (theater, other)[number % 3]
        async with make.db.read(own.ctx) as uow:
            foreign += (await uow.session.execute(count, {"own": own.id})).one()[0]

    async def sometimes_cancelled(number: int) -> None:
        task = asyncio.create_task(ask(number))
        if number % 5 < 2:
            await asyncio.sleep(0.0003 * (number % 7))
            task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    for start in range(0, 600, 20):
        await asyncio.gather(*(sometimes_cancelled(n) for n in range(start, start + 20)))
    assert foreign == 0
    async with make.db.read(theater.ctx) as uow:
        idle = await uow.session.scalar(
            text(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                "AND state = 'idle in transaction' AND pid <> pg_backend_pid()"
            )
        )
    assert idle == 0
