"""Rate limits: shared through Redis, per process while Redis is away, never simply off."""

import time
from functools import cache

from limits import RateLimitItem
from limits import parse as parse_limit
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import (
    FixedWindowRateLimiter,
    MovingWindowRateLimiter,
)
from limits.aio.strategies import RateLimiter as Strategy
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.kit.errors import TooMany

parse = cache(parse_limit)


class RateLimiter:
    """`check` counts one attempt under a key and refuses with 429 when the window is full."""

    def __init__(self, redis: Redis) -> None:
        self._shared = MovingWindowRateLimiter(
            RedisStorage(
                "async+redis://",
                implementation="redispy",
                key_prefix="kulisa:limits",
                connection_pool=redis.connection_pool,  # type: ignore[arg-type]  # typed too narrowly
            )
        )
        self._local = MovingWindowRateLimiter(MemoryStorage())
        # A moving window in memory walks over everybody's hits in a thread at each request.
        self._here = FixedWindowRateLimiter(MemoryStorage())

    async def check(self, limit: str, *key: str) -> None:
        item = parse(limit)
        try:
            limiter: Strategy = self._shared
            allowed = await limiter.hit(item, *key)
        except (RedisError, OSError):
            limiter, allowed = self._local, await self._local.hit(item, *key)
        if not allowed:
            raise TooMany(await self._wait(limiter, item, key))

    async def check_here(self, limit: str, *key: str) -> None:
        """Counted in this process only: for the general limit, which need not be exact."""
        item = parse(limit)
        if not await self._here.hit(item, *key):
            raise TooMany(await self._wait(self._here, item, key))

    async def clear(self, limit: str, *key: str) -> None:
        """Forget the attempts under a key, as after a successful sign-in."""
        item = parse(limit)
        await self._local.clear(item, *key)
        try:
            await self._shared.clear(item, *key)
        except (RedisError, OSError):
            return

    @staticmethod
    async def _wait(limiter: Strategy, item: RateLimitItem, key: tuple[str, ...]) -> int:
        try:
            stats = await limiter.get_window_stats(item, *key)
        except (RedisError, OSError):
            return item.get_expiry()
        return max(1, int(stats.reset_time - time.time()) + 1)
