"""The sealed journal: nobody edits, deletes or adds an entry without being found."""

import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.audit import repository
from app.audit.sealing import seal_all
from app.audit.verifying import Finding, Tampering, verify_theater
from tests.factories import Factory, TheaterOf
from tests.stack import Stack

Write = Callable[[int], Awaitable[list[int]]]
BACKEND = Path(__file__).resolve().parents[2]


@pytest.fixture
def key(app: FastAPI) -> str:
    return str(app.state.settings.audit_seal_key.get_secret_value())


@pytest.fixture
def sql(stack: Stack, database: str) -> Callable[[str], str]:
    """As the superuser, whom neither rights nor row security hold."""
    return lambda statement: stack.run_sql(statement, database)


@pytest.fixture
async def journal(app: FastAPI, theater: TheaterOf, key: str) -> list[int]:
    """Two seals over ten entries; ids of the entries that were made by hand."""
    ids: list[int] = []
    for _ in range(2):
        for number in range(5):
            async with app.state.db.write(theater.ctx) as uow:
                await uow.audit("update", "item", number, {"name": [None, f"кресло {number}"]})
        await seal_all(app.state.db, app.state.storage, key)
    async with app.state.db.read(theater.ctx) as uow:
        rows = await repository.rows_between(uow.session, 0, 2**60)
        ids = [row["id"] for row in rows if row["entity"] == "item"]
    assert len(ids) == 10
    return ids


async def verify(app: FastAPI, theater: TheaterOf, key: str) -> list[Finding]:
    found = verify_theater(app.state.db, app.state.storage, key, theater.id)
    return [finding async for finding in found]


async def test_an_untouched_journal_is_proved(
    app: FastAPI, theater: TheaterOf, key: str, journal: list[int]
) -> None:
    assert await verify(app, theater, key) == []
    async with app.state.db.write(theater.ctx) as uow:
        await uow.audit("update", "item", 1)
    assert await verify(app, theater, key) == []


@pytest.mark.parametrize(
    "change",
    [
        'diff = \'{"name": [null, "трон"]}\'',
        "actor_id = 1",
        "action = 'create'",
        "at = at - interval '1 microsecond'",
        "ip = '10.0.0.1'",
        "entity_id = entity_id + 1",
    ],
)
async def test_an_edit_is_found(
    app: FastAPI,
    theater: TheaterOf,
    key: str,
    journal: list[int],
    sql: Callable[[str], str],
    change: str,
) -> None:
    sql(f"UPDATE audit_log SET {change} WHERE id = {journal[3]}")
    assert await verify(app, theater, key) == [Finding(theater.id, Tampering.EDITED, journal[3])]


async def test_a_deletion_in_the_middle_is_found(
    app: FastAPI, theater: TheaterOf, key: str, journal: list[int], sql: Callable[[str], str]
) -> None:
    sql(f"DELETE FROM audit_log WHERE id IN ({journal[2]}, {journal[6]})")
    assert await verify(app, theater, key) == [
        Finding(theater.id, Tampering.DELETED, journal[2]),
        Finding(theater.id, Tampering.DELETED, journal[6]),
    ]


async def test_a_deletion_of_the_tail_is_found(
    app: FastAPI, theater: TheaterOf, key: str, journal: list[int], sql: Callable[[str], str]
) -> None:
    sql(f"DELETE FROM audit_log WHERE theater_id = {theater.id} AND id >= {journal[8]}")
    assert await verify(app, theater, key) == [
        Finding(theater.id, Tampering.DELETED, journal[8]),
        Finding(theater.id, Tampering.DELETED, journal[9]),
    ]


async def test_a_tail_cut_off_with_its_seal_is_found(
    app: FastAPI, theater: TheaterOf, key: str, journal: list[int], sql: Callable[[str], str]
) -> None:
    last = sql(f"SELECT max(id) FROM audit_seals WHERE theater_id = {theater.id}")
    sql(f"DELETE FROM audit_log WHERE theater_id = {theater.id} AND id >= {journal[5]}")
    sql(f"DELETE FROM audit_seals WHERE id = {last}")
    assert sql(f"SELECT count(*) FROM audit_seal_leaves WHERE seal_id = {last}") == "0"
    assert await verify(app, theater, key) == [Finding(theater.id, Tampering.TAIL_CUT, journal[9])]


async def test_the_whole_journal_removed_is_found(
    app: FastAPI, theater: TheaterOf, key: str, journal: list[int], sql: Callable[[str], str]
) -> None:
    for table in ("audit_log", "audit_seals"):
        sql(f"DELETE FROM {table} WHERE theater_id = {theater.id}")
    assert await verify(app, theater, key) == [Finding(theater.id, Tampering.TAIL_CUT, journal[9])]


@pytest.mark.parametrize("place", ["between", "before"])
async def test_an_insertion_is_found(
    app: FastAPI,
    theater: TheaterOf,
    key: str,
    journal: list[int],
    sql: Callable[[str], str],
    place: str,
) -> None:
    sequence = "pg_get_serial_sequence('audit_log', 'id')"
    gap = int(sql(f"SELECT nextval({sequence})")) if place == "between" else -theater.id
    async with app.state.db.write(theater.ctx) as uow:
        await uow.audit("update", "item", 1)
    await seal_all(app.state.db, app.state.storage, key)
    assert await verify(app, theater, key) == []
    sql(
        "INSERT INTO audit_log (id, theater_id, action, entity, diff, request_id) OVERRIDING "
        f"SYSTEM VALUE VALUES ({gap}, {theater.id}, 'delete', 'item', '{{}}', '')"
    )
    assert await verify(app, theater, key) == [Finding(theater.id, Tampering.INSERTED, gap)]


async def test_covering_up_in_the_leaves_does_not_help(
    app: FastAPI, theater: TheaterOf, key: str, journal: list[int], sql: Callable[[str], str]
) -> None:
    sql(f"DELETE FROM audit_log WHERE id = {journal[7]}")
    sql(f"DELETE FROM audit_seal_leaves WHERE audit_id = {journal[7]}")
    kinds = {finding.kind for finding in await verify(app, theater, key)}
    assert kinds == {Tampering.LEAVES_CHANGED}
    seal = f"theater_id = {theater.id} AND to_id = {journal[9]}"
    sql(f"UPDATE audit_seals SET count = count - 1 WHERE {seal}")
    kinds = {finding.kind for finding in await verify(app, theater, key)}
    assert Tampering.SEAL_BROKEN in kinds


async def test_a_seal_made_with_another_key_is_found(
    app: FastAPI, theater: TheaterOf, key: str, journal: list[int], sql: Callable[[str], str]
) -> None:
    sql(f"DELETE FROM audit_seals WHERE theater_id = {theater.id}")
    sql(f"UPDATE audit_log SET action = 'forged' WHERE id = {journal[0]}")
    await seal_all(app.state.db, app.state.storage, "x" * 64)
    found = await verify(app, theater, key)
    assert Tampering.SEAL_BROKEN in {finding.kind for finding in found}


async def test_an_entry_of_a_slow_transaction_is_sealed_too(
    app: FastAPI, make: Factory, theater: TheaterOf, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.audit.sealing._PATIENCE_S", 0.6)
    async with app.state.db.write(theater.ctx) as slow:
        await slow.audit("update", "item", 1)
        async with app.state.db.write(theater.ctx) as quick:
            await quick.audit("update", "item", 2)
        assert await seal_all(app.state.db, app.state.storage, key) == 0
    assert await seal_all(app.state.db, app.state.storage, key) > 0
    async with app.state.db.read(theater.ctx) as uow:
        seal = await repository.last_seal(uow.session)
        assert seal is not None
        assert len(await repository.leaves_of(uow.session, seal.id)) == seal.count
        assert await repository.last_entry_id(uow.session) == seal.to_id
    assert await verify(app, theater, key) == []


@pytest.mark.parametrize("table", ["audit_log", "audit_seals", "audit_seal_leaves"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET theater_id = theater_id", "DELETE FROM {}"])
async def test_the_application_itself_can_only_add(
    app: FastAPI, theater: TheaterOf, table: str, verb: str
) -> None:
    with pytest.raises(DBAPIError, match="permission denied"):
        async with app.state.db.write(theater.ctx) as uow:
            await uow.session.execute(text(verb.format(table)))


async def test_the_command_names_the_place_and_fails(
    app: FastAPI,
    app_environment: dict[str, str],
    theater: TheaterOf,
    journal: list[int],
    sql: Callable[[str], str],
) -> None:
    sql(f"DELETE FROM audit_log WHERE id = {journal[4]}")
    done = subprocess.run(
        [sys.executable, "-m", "scripts.verify_audit"],
        cwd=BACKEND,
        env={**app_environment, "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert f"theatre {theater.id}: deleted at audit entry {journal[4]}" in done.stdout
