"""Fixtures of the suite.

Every test founds a theatre of its own and commits for real: row security keeps tests apart, so
parallel requests and the worker are tested as they run in production. Requests reach PostgreSQL
as the app role, which makes each test a test of row security too.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import asyncpg
import httpx
import pytest
from fastapi import FastAPI

from app.core.config import Settings
from app.core.lifespan import make_storage
from app.health.router import WORKER_HEARTBEAT
from app.kit import jobs
from app.kit.storage import S3Store
from app.main import create_app
from app.worker import build
from tests.factories import Factory, Person, TheaterOf

pytest_plugins = ["tests.stack"]

Client = httpx.AsyncClient
SignIn = Callable[..., Awaitable[Client]]


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def settings(app_environment: dict[str, str]) -> Settings:
    """Settings from the addresses of the session's servers alone, whatever the shell has set."""
    values = {name.lower(): value for name, value in app_environment.items()}
    return Settings(_env_file=None, rate_limit_per_minute=1_000_000, db_pool_size=25, **values)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
async def app(settings: Settings, anyio_backend: str) -> AsyncIterator[FastAPI]:
    """The application as it starts for real, once per test process."""
    storage = make_storage(settings)
    assert isinstance(storage, S3Store)
    await storage.ensure_bucket()
    application = create_app(settings)
    async with application.router.lifespan_context(application):
        # No worker process runs here: tests drain the queue themselves (`work`).
        await application.state.redis.set(WORKER_HEARTBEAT, "1")
        yield application


@pytest.fixture
async def make(app: FastAPI) -> Factory:
    return Factory(app)


@pytest.fixture
async def theater(make: Factory) -> TheaterOf:
    """A fresh theatre with its roles and departments; nobody else's test sees it."""
    return await make.theater()


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[Client]:
    """Nobody: no credentials."""
    async with new_client(app) as anonymous:
        yield anonymous


@pytest.fixture
async def as_person(app: FastAPI, make: Factory) -> AsyncIterator[SignIn]:
    """`await as_person(person)` → a client signed in as that person."""
    opened: list[Client] = []

    async def sign_in(person: Person) -> Client:
        token = await make.access_token(person)
        opened.append(new_client(app, Authorization=f"Bearer {token}"))
        return opened[-1]

    yield sign_in
    for one in opened:
        await one.aclose()


@pytest.fixture
async def as_role(make: Factory, theater: TheaterOf, as_person: SignIn) -> SignIn:
    """`await as_role("department_head", department="light")` → a client of this test's theatre."""

    async def sign_in(role: str, **attributes: Any) -> Client:
        return await as_person(await make.user(theater, role, **attributes))

    return sign_in


@pytest.fixture
async def admin(as_role: SignIn) -> Client:
    return await as_role("admin")


@pytest.fixture
async def work(app: FastAPI, settings: Settings) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """`await work()` runs every queued job of this database as the worker does, then returns."""
    pool = await asyncpg.create_pool(
        settings.database_url.replace("+asyncpg", "", 1), min_size=1, max_size=3
    )

    async def drain() -> None:
        await jobs.drain(build(pool, app.state.db, app.state.storage, settings))

    yield drain
    await pool.close()


def new_client(app: FastAPI, **headers: str) -> Client:
    """A client on the application itself; an unexpected error is a 500, as in production."""
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app, raise_app_exceptions=False),
        base_url="http://localhost:8000/api/v1",
        headers=headers,
        timeout=30,
    )
