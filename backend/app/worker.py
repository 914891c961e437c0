"""The worker process: runs queued jobs and housekeeping until it is told to stop."""

import asyncio
import contextlib
import signal
from datetime import timedelta

import asyncpg
import structlog
from pgqueuer import PgQueuer
from pgqueuer.db import AsyncpgPoolDriver
from pgqueuer.models import Job, Schedule
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app import models as models
from app import subscribers as subscribers  # registers every job
from app.core.config import Settings, load_settings
from app.core.lifespan import make_redis, make_storage
from app.core.logging import configure_logging
from app.health.router import WORKER_HEARTBEAT, WORKER_SILENCE_S
from app.kit import jobs
from app.kit.cache import DataVersions
from app.kit.session import Database, make_engine
from app.kit.storage import ObjectStore

log = structlog.get_logger()
JOB_STATEMENT_TIMEOUT_MS = 600_000


def build(pool: asyncpg.Pool, db: Database, storage: ObjectStore, settings: Settings) -> PgQueuer:
    """A queue manager with every registered job and cron; a failed job is held, not deleted."""
    driver = AsyncpgPoolDriver(pool)
    queuer = PgQueuer(driver, queries=jobs.queries(driver))
    for name in jobs.registry:

        async def run(job: Job, name: str = name) -> None:
            structlog.contextvars.bind_contextvars(job=name, job_id=job.id)
            await jobs.run_envelope(name, job.payload or b"{}", db, storage, settings)
            log.info("job_done")

        queuer.entrypoint(name, on_failure="hold")(run)
    for name, (expression, function) in jobs.crons.items():

        async def tick(schedule: Schedule, function: jobs.Cron = function) -> None:
            await function(db, storage, settings)

        queuer.schedule(name, expression)(tick)
    return queuer


async def run(settings: Settings) -> None:
    redis = make_redis(settings)
    db = Database(
        make_engine(
            settings.database_url,
            pool_size=5,
            statement_timeout_ms=JOB_STATEMENT_TIMEOUT_MS,
            name="kulisa-worker",
        ),
        DataVersions(redis, settings.database_name),
    )
    pool = await asyncpg.create_pool(
        settings.database_url.replace("+asyncpg", "", 1), min_size=2, max_size=4, timeout=10
    )
    queuer = build(pool, db, make_storage(settings), settings)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, queuer.shutdown.set)
    heartbeat = asyncio.create_task(_beat(redis, queuer.shutdown))
    log.info("worker_started", jobs=len(jobs.registry), crons=len(jobs.crons))
    try:
        await queuer.run(dequeue_timeout=timedelta(seconds=5), batch_size=5)
    finally:
        heartbeat.cancel()
        await pool.close()
        await db.close()
        await redis.aclose()
        log.info("worker_stopped")


async def _beat(redis: Redis, stopped: asyncio.Event) -> None:
    """Tell /health that a worker is alive; Redis may be away for a while."""
    while not stopped.is_set():
        with contextlib.suppress(RedisError, OSError):
            await redis.set(WORKER_HEARTBEAT, "1", ex=WORKER_SILENCE_S)
        await asyncio.sleep(5)


def main() -> None:
    settings = load_settings()
    configure_logging(settings.log_level, settings.log_format)
    asyncio.run(run(settings))


if __name__ == "__main__":
    main()
