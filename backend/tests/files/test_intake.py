"""Objects and rows: no object without an owner stays, no object with an owner goes."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from httpx import AsyncClient
from sqlalchemy import select, update

from app.files import jobs
from app.files.intake import Intake, intake
from app.files.models import File, PendingObject
from app.files.service import Files
from app.inventory.importing.models import Import
from app.kit import clock
from app.kit.errors import NotFound
from tests.factories import Factory, TheaterOf
from tests.files.tools import kept, photo, upload

Work = Callable[[], Awaitable[None]]


async def ledger(make: Factory, theater: TheaterOf) -> set[str]:
    async with make.db.read(theater.ctx) as uow:
        return set(await uow.session.scalars(select(PendingObject.key)))


async def later(make: Factory, theater: TheaterOf, **ago: float) -> None:
    """Let the ledger and the temporary files grow older."""
    async with make.db.write(theater.ctx) as uow:
        for statement in (
            update(PendingObject).values(created_at=clock.now() - timedelta(**ago)),
            update(File).values(expires_at=File.expires_at - timedelta(**ago)),
        ):
            await uow.session.execute(statement)


async def exists(app: FastAPI, key: str) -> bool:
    try:
        await app.state.storage.get(key)
    except NotFound:
        return False
    return True


def reap(app: FastAPI, theater: TheaterOf) -> Awaitable[int]:
    return jobs.reap_theater(app.state.db, app.state.storage, theater.ctx)


async def test_killed_between_put_and_commit(
    app: FastAPI, admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    """The process dies with the object stored: an hour later it is gone, and nothing else is."""
    body = await kept(admin, "1.jpg", photo())
    row = await make.get(theater, File, body["id"])
    lost = await Intake(app.state.db, app.state.storage, theater.ctx).put_bytes("files", b"lost")
    assert await ledger(make, theater) == {lost}
    assert await reap(app, theater) == 0
    assert await exists(app, lost)
    await later(make, theater, hours=1, seconds=5)
    assert await reap(app, theater) == 1
    assert not await exists(app, lost)
    assert await ledger(make, theater) == set()
    assert [await exists(app, key) for key in row.keys] == [True, True]


async def test_a_failed_commit_leaves_neither_row_nor_object(
    app: FastAPI, admin: AsyncClient, make: Factory, theater: TheaterOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    put: list[str] = []
    keep = Files.keep

    async def broken(self: Files, taken: Intake, stored: Any) -> File:
        await keep(self, taken, stored)
        put.extend(stored.keys)
        raise ConnectionError("the database is gone")

    monkeypatch.setattr(Files, "keep", broken)
    assert (await upload(admin, "1.jpg", photo())).status_code == 503
    assert len(put) == 2
    assert await ledger(make, theater) == set()
    assert [await exists(app, key) for key in put] == [False, False]


async def test_a_commit_that_answered_too_late_keeps_its_object(
    app: FastAPI, make: Factory, theater: TheaterOf
) -> None:
    """The row owns the object although the request failed: what is owned is never removed."""
    with pytest.raises(ConnectionError):
        async with intake(app.state.db, app.state.storage, theater.ctx) as taken:
            key = await taken.put_bytes("files", b"mine")
            async with make.db.write(theater.ctx) as uow:
                await taken.claim(uow, [key])
            raise ConnectionError
    assert await exists(app, key)


async def test_a_reaper_and_a_late_commit_agree(
    app: FastAPI, make: Factory, theater: TheaterOf
) -> None:
    """Either the row is made and the object stays, or the row is refused and the object goes."""
    for _ in range(10):
        taken = Intake(app.state.db, app.state.storage, theater.ctx)
        key = await taken.put_bytes("files", b"x")
        await later(make, theater, hours=2)

        async def commit(taken: Intake = taken, key: str = key) -> bool:
            try:
                async with make.db.write(theater.ctx) as uow:
                    await taken.claim(uow, [key])
            except Exception:
                return False
            return True

        committed, _ = await asyncio.gather(commit(), reap(app, theater))
        assert await exists(app, key) == committed


async def test_temporary_files_go_after_a_day(
    app: FastAPI, admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    body = await kept(admin, "1.jpg", photo())
    keys = (await make.get(theater, File, body["id"])).keys
    await later(make, theater, hours=23)
    await reap(app, theater)
    assert await make.get(theater, File, body["id"]) is not None
    await later(make, theater, hours=2)
    await reap(app, theater)
    assert await make.get(theater, File, body["id"]) is None
    await later(make, theater, hours=2)
    await reap(app, theater)
    assert [await exists(app, key) for key in keys] == [False, False]


async def test_the_object_of_a_deleted_row_goes_after_the_commit(
    app: FastAPI, admin: AsyncClient, make: Factory, theater: TheaterOf, work: Work
) -> None:
    body = await kept(admin, "1.jpg", photo())
    keys = (await make.get(theater, File, body["id"])).keys
    assert (await admin.delete(f"/files/{body['id']}")).status_code == 204
    assert await ledger(make, theater) == set(keys)
    await work()
    assert await ledger(make, theater) == set()
    assert [await exists(app, key) for key in keys] == [False, False]


async def test_an_import_keeps_its_file_and_leaves_no_orphan(
    app: FastAPI, admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    table = "Наименование;Инв. №\nСтул;С-1\n".encode()
    answer = await admin.post("/inventory/imports", files={"file": ("список.csv", table)})
    row = await make.get(theater, Import, answer.json()["id"])
    assert await exists(app, row.file_key)
    assert await ledger(make, theater) == set()
    refused = await admin.post("/inventory/imports", files={"file": ("x.csv", b"\x00\x01")})
    assert refused.status_code == 422
    assert await ledger(make, theater) == set()


async def test_the_housekeeping_walks_every_theatre(
    app: FastAPI, make: Factory, theater: TheaterOf
) -> None:
    key = await Intake(app.state.db, app.state.storage, theater.ctx).put_bytes("files", b"x")
    await later(make, theater, hours=2)
    await jobs.reap(app.state.db, app.state.storage, app.state.settings)
    assert not await exists(app, key)
