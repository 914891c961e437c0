"""Work for the worker process, queued in PostgreSQL by the transaction that causes it.

pgqueuer owns the table, locking, retries and cron. `SessionDriver` makes its INSERT run through
our session: on the raw connection it would fall outside a transaction that has not begun.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import orjson
from pgqueuer import PgQueuer
from pgqueuer.adapters.persistence.qb import (
    QueryBuilderEnvironment,
    QueryQueueBuilder,
    QuerySchedulerBuilder,
)
from pgqueuer.core.tm import TaskManager
from pgqueuer.db import Driver
from pgqueuer.domain.settings import DBSettings
from pgqueuer.queries import Queries
from pgqueuer.types import QueueExecutionMode
from sqlalchemy.ext.asyncio import AsyncSession

from app.kit.context import Context, caller, system_context

if TYPE_CHECKING:
    from app.kit.session import Database
    from app.kit.storage import ObjectStore


# The queue has a schema of its own beside the tenant tables.
_SETTINGS = DBSettings(db_schema="queue")


def install_sql() -> str:
    """DDL of the queue, for the migration that creates it."""
    return QueryBuilderEnvironment(_SETTINGS).build_install_query(create_schema=False)


def queries(driver: Driver) -> Queries:
    return Queries(
        driver,
        qbe=QueryBuilderEnvironment(_SETTINGS),
        qbq=QueryQueueBuilder(_SETTINGS),
        qbs=QuerySchedulerBuilder(_SETTINGS),
    )


@dataclass(frozen=True)
class JobContext:
    """What a job works with: it opens its own units for the theatre it was queued by."""

    ctx: Context
    db: "Database"
    storage: "ObjectStore"
    settings: Any


Job = Callable[[JobContext, dict[str, Any]], Awaitable[None]]
Cron = Callable[["Database", "ObjectStore", Any], Awaitable[None]]
registry: dict[str, Job] = {}
crons: dict[str, tuple[str, Cron]] = {}


def job(name: str) -> Callable[[Job], Job]:
    """Register a job under a stable name; it may run twice and must bear that."""

    def register(function: Job) -> Job:
        if name in registry:
            raise RuntimeError(f"two jobs are named {name}")
        registry[name] = function
        return function

    return register


def cron(name: str, expression: str) -> Callable[[Cron], Cron]:
    """Register housekeeping that belongs to no theatre; runs once over all workers."""

    def register(function: Cron) -> Cron:
        crons[name] = (expression, function)
        return function

    return register


class SessionDriver(Driver):
    """pgqueuer's statements through a SQLAlchemy session, so they join its transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._shutdown = asyncio.Event()
        self._tasks = TaskManager()

    async def fetch(self, query: str, *args: object) -> list[dict[str, object]]:
        connection = await self._session.connection()
        result = await connection.exec_driver_sql(query, tuple(args))
        return [dict(row) for row in result.mappings()]

    async def execute(self, query: str, *args: object) -> str:
        connection = await self._session.connection()
        await connection.exec_driver_sql(query, tuple(args))
        return ""

    async def notify(self, channel: str, payload: str) -> None:
        await self.execute("SELECT pg_notify($1, $2)", channel, payload)

    async def add_listener(self, channel: str, callback: Any) -> None:
        raise RuntimeError("a session of a request does not listen")

    @property
    def shutdown(self) -> asyncio.Event:
        return self._shutdown

    @property
    def tm(self) -> TaskManager:
        return self._tasks

    async def __aenter__(self) -> "SessionDriver":
        return self

    async def __aexit__(self, *_: object) -> None:
        return None


async def enqueue(
    session: AsyncSession,
    ctx: Context,
    name: str,
    payload: Mapping[str, Any],
    *,
    delay: timedelta | None = None,
    dedupe_key: str | None = None,
) -> None:
    """Queue a job in the transaction of `session`; a rollback takes the job with it."""
    if name not in registry:
        raise RuntimeError(f"unknown job {name}")
    envelope = {
        "theater_id": ctx.theater_id,
        "user_id": ctx.user_id,
        "request_id": ctx.request_id,
        "locale": ctx.locale,
        "payload": dict(payload),
    }
    await queries(SessionDriver(session)).enqueue(
        name, orjson.dumps(envelope), execute_after=delay, dedupe_key=dedupe_key
    )


async def run_envelope(
    name: str, body: bytes, db: "Database", storage: "ObjectStore", settings: Any
) -> None:
    """Run one queued job for the theatre that its envelope names."""
    envelope = orjson.loads(body)
    base = system_context(envelope["theater_id"], envelope["user_id"], envelope["request_id"])
    ctx = Context(
        theater_id=base.theater_id,
        user_id=base.user_id,
        request_id=base.request_id,
        locale=envelope["locale"],
    )
    caller.set(ctx)
    await registry[name](JobContext(ctx, db, storage, settings), envelope["payload"])


async def drain(queuer: PgQueuer) -> None:
    """Run what is queued now and return (for tests and scripts)."""
    await queuer.qm.run(
        mode=QueueExecutionMode.drain, batch_size=5, dequeue_timeout=timedelta(seconds=0.2)
    )
