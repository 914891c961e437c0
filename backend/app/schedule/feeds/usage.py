"""When a feed was last fetched: noted in Redis, for a GET writes nothing to the database, and
taken over from there by the worker."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy import or_, update

from app.core.lifespan import make_redis
from app.kit import clock
from app.kit.context import system_context
from app.kit.jobs import cron
from app.kit.session import Database
from app.kit.storage import ObjectStore
from app.schedule.feeds.models import CalendarFeed

STEP = timedelta(hours=1)
log = structlog.get_logger()


async def note(redis: Redis, database: str, theater_id: int, feed_id: int) -> None:
    """Without Redis the fetch is not noted; it is told all the same."""
    try:
        now = int(clock.now().timestamp())
        await redis.hset(_key(database), f"{theater_id}:{feed_id}", str(now))
    except (RedisError, OSError):
        log.info("feed_use_unnoted")


@cron("feeds.take_over_uses", "*/5 * * * *")
async def take_over(db: Database, storage: ObjectStore, settings: Any) -> None:
    """A row is written once an hour at most, however often its feed is fetched."""
    redis = make_redis(settings)
    try:
        async with redis.pipeline(transaction=True) as pipe:
            pipe.hgetall(_key(settings.database_name))
            pipe.delete(_key(settings.database_name))
            noted: dict[bytes, bytes] = (await pipe.execute())[0]
    except (RedisError, OSError):
        return
    finally:
        await redis.aclose()
    uses: dict[int, dict[int, datetime]] = defaultdict(dict)
    for key, value in noted.items():
        theater_id, feed_id = map(int, key.split(b":"))
        uses[theater_id][feed_id] = datetime.fromtimestamp(int(value), tz=UTC)
    for theater_id, feeds in uses.items():
        async with db.write(system_context(theater_id)) as uow:
            for feed_id, at in feeds.items():
                last = CalendarFeed.last_used_at
                await uow.session.execute(
                    update(CalendarFeed)
                    .where(CalendarFeed.id == feed_id, or_(last.is_(None), last < at - STEP))
                    .values(last_used_at=at),
                    execution_options={"audit": "uses", "synchronize_session": False},
                )


def _key(database: str) -> str:
    return f"kulisa:feeds:{database}"
