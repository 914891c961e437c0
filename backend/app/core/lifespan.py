"""What the process holds: engine, Redis, object store. Opened and closed here only."""

import gc
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from redis.asyncio import BlockingConnectionPool, Redis

from app.auth.deps import Principals, admit
from app.auth.front import FrontDoor
from app.core.config import Settings
from app.kit import disk
from app.kit.cache import DataVersions
from app.kit.ratelimit import RateLimiter
from app.kit.session import Database, make_engine
from app.kit.storage import LocalStore, ObjectStore, S3Store


def make_redis(settings: Settings) -> Redis:
    """One client a process; an operation that takes longer than 0.3 s counts as away."""
    pool = BlockingConnectionPool.from_url(
        settings.redis_url,
        max_connections=32,
        timeout=0.3,
        socket_timeout=0.3,
        socket_connect_timeout=0.3,
    )
    return Redis.from_pool(pool)


def make_storage(settings: Settings) -> ObjectStore:
    if settings.storage_backend == "local":
        assert settings.storage_dir is not None  # Settings checks it
        return LocalStore(settings.storage_dir)
    assert settings.minio_endpoint
    assert settings.minio_access_key
    assert settings.minio_secret_key
    return S3Store(
        settings.minio_endpoint,
        settings.minio_access_key.get_secret_value(),
        settings.minio_secret_key.get_secret_value(),
        secure=settings.minio_secure,
        region=settings.minio_region,
        bucket=settings.minio_bucket,
    )


def watched_folders(settings: Settings) -> list[Path]:
    """Where bytes of people's files go, and where PostgreSQL must find space to write."""
    named = (
        settings.storage_dir if settings.storage_backend == "local" else None,
        settings.data_dir,
    )
    return [Path(tempfile.gettempdir()), *(folder for folder in named if folder is not None)]


def _settle() -> None:
    """What the start has made stays for good: the collector need not walk over it again and again,
    which took a third of a 304.
    """
    gc.collect()
    gc.freeze()


def lifespan(settings: Settings) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def opened(app: FastAPI) -> AsyncIterator[None]:
        redis = make_redis(settings)
        db = Database(
            make_engine(settings.database_url, pool_size=settings.db_pool_size, name="kulisa-api"),
            DataVersions(redis, settings.database_name),
        )
        disk.space.watch(settings.disk_reserve_mb * 1024 * 1024, watched_folders(settings))
        app.state.settings = settings
        app.state.redis = redis
        app.state.db = db
        app.state.principals = Principals(db)
        app.state.front = FrontDoor(db, settings)
        app.state.admit = admit
        app.state.storage = make_storage(settings)
        app.state.limiter = RateLimiter(redis)
        _settle()
        try:
            yield
        finally:
            await db.close()
            await redis.aclose()

    return opened
