"""Rate limits: shared through Redis, per process while Redis is away, never simply off."""

import time
from collections import Counter
from collections.abc import Awaitable, Callable
from functools import cache
from typing import NoReturn, TypeVar

from limits import RateLimitItem
from limits import parse as parse_limit
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.aio.strategies import RateLimiter as Strategy
from redis.asyncio import Redis
from redis.asyncio.client import Pipeline
from redis.exceptions import RedisError

from app.kit.breaker import Breaker
from app.kit.errors import TooMany

T = TypeVar("T")
# Longer than whatever is done at a place.
_PLACE_S = 30
parse = cache(parse_limit)


def _places(key: tuple[str, ...]) -> str:
    return "/".join(("kulisa:places", *key))


class _Counts:
    """Hits per key in the present window of the clock: a dictionary, for every request asks it."""

    _MOST = 10_000

    def __init__(self) -> None:
        self._windows: dict[tuple[str, ...], tuple[int, int]] = {}

    def hit(self, most: int, span_s: int, key: tuple[str, ...]) -> int | None:
        """Seconds to wait when the window is full, else None."""
        now = time.time()
        window = int(now) // span_s
        began, hits = self._windows.get(key, (window, 0))
        hits = hits + 1 if began == window else 1
        if key not in self._windows and len(self._windows) >= self._MOST:
            self._windows.clear()
        self._windows[key] = (window, hits)
        return None if hits <= most else max(1, int((window + 1) * span_s - now) + 1)


class RateLimiter:
    """`check` counts one attempt under a key and refuses with 429 when the window is full.

    `spare` and `note` are its halves, for what is counted only once it has gone wrong; `enter` and
    `leave` hold a place for it until that is known.
    """

    def __init__(self, redis: Redis) -> None:
        self._shared = MovingWindowRateLimiter(
            RedisStorage(
                "async+redis://",
                implementation="redispy",
                key_prefix="kulisa:limits",
                connection_pool=redis.connection_pool,  # type: ignore[arg-type]  # typed too narrowly
            )
        )
        self._redis = Breaker("redis")
        self._client = redis
        self._inside: Counter[tuple[str, ...]] = Counter()
        self._local = MovingWindowRateLimiter(MemoryStorage())
        self._here = _Counts()

    async def check(self, limit: str, *key: str) -> None:
        item = parse(limit)
        if not await self._ask(lambda limiter: limiter.hit(item, *key)):
            raise TooMany(await self._wait(self._shared_or_local, item, key))

    async def spare(self, limit: str, *key: str) -> int:
        """How many more may be noted under a key; nothing is counted."""
        item = parse(limit)
        return (await self._ask(lambda limiter: limiter.get_window_stats(item, *key))).remaining

    async def note(self, limit: str, *key: str) -> None:
        """Counts one under a key, full or not."""
        item = parse(limit)
        await self._ask(lambda limiter: limiter.hit(item, *key))

    async def enter(self, mark: str, *key: str) -> int:
        """Takes a place under a key; how many are taken then, over all processes.

        `mark` names the place. One whose process died is free again after a while.
        """
        self._inside[key] += 1
        here, now = self._inside[key], time.time()

        async def shared(places: Pipeline) -> int:
            name = _places(key)
            places.zremrangebyscore(name, 0, now)
            places.zadd(name, {mark: now + _PLACE_S})
            places.zcard(name)
            places.expire(name, _PLACE_S)
            return int((await places.execute())[2])

        return await self._at_places(shared, here)

    async def leave(self, mark: str, *key: str) -> None:
        self._inside[key] -= 1
        if not self._inside[key]:
            del self._inside[key]

        async def shared(places: Pipeline) -> int:
            places.zrem(_places(key), mark)
            await places.execute()
            return 0

        await self._at_places(shared, 0)

    async def _at_places(self, act: Callable[[Pipeline], Awaitable[int]], otherwise: int) -> int:
        if not self._redis.rests:
            try:
                async with self._client.pipeline() as places:
                    return await act(places)
            except (RedisError, OSError) as error:
                self._redis.trip(error)
        return otherwise

    async def refuse(self, limit: str, *key: str) -> NoReturn:
        """429 with the wait until something under the key is forgotten."""
        raise TooMany(await self._wait(self._shared_or_local, parse(limit), key))

    def check_here(self, limit: str, *key: str) -> None:
        """Counted in this process only: for the general limit, which need not be exact."""
        item = parse(limit)
        wait = self._here.hit(item.amount, item.get_expiry(), (limit, *key))
        if wait is not None:
            raise TooMany(wait)

    async def clear(self, limit: str, *key: str) -> None:
        """Forget the attempts under a key, as after a successful sign-in."""
        item = parse(limit)
        await self._local.clear(item, *key)
        await self._ask(lambda limiter: limiter.clear(item, *key))

    @property
    def _shared_or_local(self) -> Strategy:
        return self._local if self._redis.rests else self._shared

    async def _ask(self, question: Callable[[Strategy], Awaitable[T]]) -> T:
        """The shared count, or this process's own while Redis is away."""
        if not self._redis.rests:
            try:
                return await question(self._shared)
            except (RedisError, OSError) as error:
                self._redis.trip(error)
        return await question(self._local)

    @staticmethod
    async def _wait(limiter: Strategy, item: RateLimitItem, key: tuple[str, ...]) -> int:
        try:
            stats = await limiter.get_window_stats(item, *key)
        except (RedisError, OSError):
            return item.get_expiry()
        return max(1, int(stats.reset_time - time.time()) + 1)
