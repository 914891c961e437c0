"""A part goes away and comes back: clear answers meanwhile, and everything heals by itself."""

import asyncio
import os
import shutil
import signal

import httpx
import pytest

from app.core.config import Settings
from app.core.embedded.folder import runtime_base
from app.core.embedded.postgres import EmbeddedPostgres
from app.core.embedded.valkey import EmbeddedValkey
from app.main import create_app
from scripts.init_db import initialise
from tests.conftest import new_client
from tests.factories import Factory


@pytest.mark.runs_on("PostgreSQL", "Valkey")
async def test_stopped_servers_are_told_apart_and_come_back(
    tmp_path_factory: pytest.TempPathFactory, app_environment: dict[str, str]
) -> None:
    """Servers of the test's own: without PostgreSQL 503, without Valkey everything goes on."""
    folder = runtime_base() / f"kulisa-outage-{os.getpid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    data = tmp_path_factory.mktemp("outage")
    postgres = EmbeddedPostgres(
        data / "pg", folder / "pg", log=data / "postgres.log", disposable=True
    )
    valkey = EmbeddedValkey(data / "kv", folder / "kv", log=data / "kv.log", disposable=True)
    postgres.start()
    valkey.start()
    try:
        urls = {
            "DATABASE_URL": postgres.url("theatre_app", "theatre_outage"),
            "DATABASE_MIGRATION_URL": postgres.url("theatre_owner", "theatre_outage"),
            "REDIS_URL": valkey.url(),
        }
        await asyncio.to_thread(
            initialise,
            postgres.url("postgres", "postgres"),
            urls["DATABASE_MIGRATION_URL"],
            urls["DATABASE_URL"],
        )
        values = {name.lower(): value for name, value in (app_environment | urls).items()}
        settings = Settings(_env_file=None, **values)  # type: ignore[arg-type]
        application = create_app(settings)
        async with application.router.lifespan_context(application):
            make = Factory(application)
            theater = await make.theater()
            token = await make.access_token(await make.user(theater))
            async with new_client(application, Authorization=f"Bearer {token}") as client:
                await _database_stops(client, postgres)
                await _redis_hangs_and_stops(client, valkey)
    finally:
        valkey.stop()
        postgres.stop()
        shutil.rmtree(folder)


async def _database_stops(client: httpx.AsyncClient, postgres: EmbeddedPostgres) -> None:
    assert (await client.get("/inventory")).status_code == 200
    postgres.stop()
    for _ in range(3):
        answer = await client.post("/inventory", json={"name": "Стул"})
        assert answer.status_code == 503, answer.text
        assert answer.json()["code"] == "unavailable"
        assert 1 <= int(answer.headers["retry-after"]) <= 5
    # Nobody has typed a wrong password: after the outage the account is not shut.
    someone = {"email": "someone@example.org", "password": "whatever-it-is"}
    tries = [(await client.post("/auth/login", json=someone)).status_code for _ in range(12)]
    assert tries == [503] * 12
    assert (await client.get("/health/live")).status_code == 200
    assert (await client.get("/health/ready")).status_code == 503
    postgres.start()
    assert await _eventually(client, "/inventory") == 200
    assert (await client.post("/auth/login", json=someone)).status_code == 401


async def _redis_hangs_and_stops(client: httpx.AsyncClient, valkey: EmbeddedValkey) -> None:
    """Nothing is cached, limits go on in the process, and nobody is signed out."""
    assert valkey.child is not None
    os.kill(valkey.child.pid, signal.SIGSTOP)
    try:
        made = await client.post("/inventory", json={"name": "Стол"})
        assert made.status_code == 201, made.text
        found = await client.get("/inventory")
        assert (found.status_code, found.json()["total"]) == (200, 1)
    finally:
        os.kill(valkey.child.pid, signal.SIGCONT)
    valkey.stop()
    wrong = {"email": "nobody@example.org", "password": "wrong-password"}
    statuses = [(await client.post("/auth/login", json=wrong)).status_code for _ in range(14)]
    assert statuses[0] == 401
    assert statuses[-1] == 429
    assert (await client.post("/inventory", json={"name": "Шкаф"})).status_code == 201
    assert (await client.get("/inventory")).json()["total"] == 2
    valkey.start()
    assert (await client.get("/inventory")).json()["total"] == 2


async def _eventually(client: httpx.AsyncClient, path: str) -> int:
    """The status within ten seconds, without a restart of the API."""
    status = 0
    for _ in range(40):
        status = (await client.get(path)).status_code
        if status == 200:
            break
        await asyncio.sleep(0.25)
    return status
