"""What may be kept: per person, per theatre, and what the disk has to keep free."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx import AsyncClient, Response
from sqlalchemy import func, select

from app.files.models import StoredObject
from app.kit import disk
from app.kit.errors import StorageFull
from app.kit.storage import LocalStore
from tests.conftest import SignIn
from tests.factories import Factory, TheaterOf
from tests.files.tools import kept, photo, upload

Work = Callable[[], Awaitable[None]]
TEXT = b"a" * 300_000


@pytest.fixture
def quota(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Another quota for this test, in megabytes."""

    def change(**values: int) -> None:
        for name, value in values.items():
            monkeypatch.setattr(app.state.settings, f"quota_{name}_mb", value)

    return change


@pytest.fixture
def reserve() -> Iterator[Callable[[int], None]]:
    """Another reserve of free space for this test, in bytes."""
    before = disk.space._reserve, disk.space._folders
    yield lambda size: disk.space.watch(size, before[1])
    disk.space.watch(*before)


async def counted(make: Factory, theater: TheaterOf) -> int:
    async with make.db.read(theater.ctx) as uow:
        return int(await uow.session.scalar(select(func.sum(StoredObject.size))) or 0)


async def send(client: AsyncClient) -> Response:
    return await upload(client, "note.txt", TEXT, mime="text/plain")


async def test_a_person_may_keep_so_much_and_deleting_makes_room(
    admin: AsyncClient,
    as_role: SignIn,
    make: Factory,
    theater: TheaterOf,
    work: Work,
    quota: Callable[..., None],
) -> None:
    quota(person=1)
    bodies = [await kept(admin, "note.txt", TEXT, mime="text/plain") for _ in range(3)]
    refused = await send(admin)
    assert refused.status_code == 413
    problem = refused.json()
    assert problem["code"] == "files.quota_person"
    assert (problem["used"], problem["limit"]) == (900_000, 1024 * 1024)
    assert "1 МБ из 1 МБ" in problem["detail"]
    assert await counted(make, theater) == 900_000
    colleague = await as_role("technical_director")
    assert (await send(colleague)).status_code == 201
    await admin.delete(f"/files/{bodies[0]['id']}")
    await work()
    assert await counted(make, theater) == 900_000
    assert (await send(admin)).status_code == 201


async def test_a_theatre_may_keep_so_much(
    admin: AsyncClient, as_role: SignIn, quota: Callable[..., None]
) -> None:
    quota(theater=1)
    for role in ("technical_director", "assistant_director", "admin"):
        assert (await send(await as_role(role))).status_code == 201
    refused = await send(admin)
    assert (refused.status_code, refused.json()["code"]) == (413, "files.quota_theater")


async def test_uploads_side_by_side_do_not_pass_together(
    as_role: SignIn, make: Factory, theater: TheaterOf, quota: Callable[..., None]
) -> None:
    quota(theater=1)
    people = [await as_role("technical_director") for _ in range(4)]
    answers = await asyncio.gather(*(send(one) for one in people for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [201] * 3 + [413] * 9
    assert await counted(make, theater) == 900_000


async def test_a_picture_counts_with_its_thumbnail_and_a_failure_for_nothing(
    app: FastAPI,
    admin: AsyncClient,
    make: Factory,
    theater: TheaterOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    body = await kept(admin, "1.jpg", photo())
    assert await counted(make, theater) > body["size"]
    before = await counted(make, theater)
    table = "Наименование;Инв. №\nСтул;С-1\n".encode()
    await admin.post("/inventory/imports", files={"file": ("список.csv", table)})
    assert await counted(make, theater) == before + len(table)

    async def broken(*_: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(type(app.state.storage), "put", broken)
    assert (await send(admin)).status_code == 503
    assert await counted(make, theater) == before + len(table)


async def test_the_last_space_of_the_disk_is_not_for_uploads(
    app: FastAPI, admin: AsyncClient, reserve: Callable[[int], None]
) -> None:
    reserve(1 << 60)
    refused = await send(admin)
    assert (refused.status_code, refused.json()["code"]) == (507, "storage.full")
    app.state.health = None
    report = (await admin.get("/health")).json()
    assert report["parts"]["disk"] == "down"
    assert report["parts"]["database"] == "up"
    assert (await admin.post("/tags", json={"name": "бархат"})).status_code == 201
    reserve(0)
    app.state.health = None
    assert (await send(admin)).status_code == 201
    assert (await admin.get("/health")).json()["parts"]["disk"] == "up"


async def test_bodies_on_their_way_count_before_they_have_come(tmp_path: Path) -> None:
    free = disk.FreeSpace(0, [tmp_path])
    most = shutil.disk_usage(tmp_path).free
    with free.announced(most // 2), pytest.raises(StorageFull), free.announced(most * 2 // 3):
        pass
    with free.announced(most // 2):
        pass


async def test_a_lost_folder_is_the_storage_s_fault_not_the_database_s(
    app: FastAPI, admin: AsyncClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "files"
    monkeypatch.setitem(app.state._state, "storage", LocalStore(folder))
    body = await kept(admin, "note.txt", TEXT, mime="text/plain")
    folder.rename(tmp_path / "elsewhere")
    for answer in (await send(admin), await admin.get(f"/files/{body['id']}")):
        assert answer.status_code == 503
        assert (answer.json()["code"], answer.json()["part"]) == ("storage.unavailable", "storage")
    app.state.health = None
    report = (await admin.get("/health")).json()
    assert report["parts"]["storage"] == "down"
    assert report["parts"]["database"] == "up"
    (tmp_path / "elsewhere").rename(folder)
    app.state.health = None
    assert (await admin.get(f"/files/{body['id']}")).content == TEXT
    assert (await admin.get("/health")).json()["parts"]["storage"] == "up"
