"""Speed that never shows a stale number.

Each theatre has a counter per table in Redis. A unit raises the counters of the tables it changed
after its commit and before its answer; everything cached is keyed by those counters. Without Redis
nothing is cached and everything still works.
"""

import asyncio
import secrets
import sys
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Any, TypeVar

import orjson
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.kit.breaker import Breaker

T = TypeVar("T")

# A crash between commit and bump leaves a counter behind; it expires and starts at a random value.
_COUNTER_LIFE_S = 600


@dataclass
class _Question:
    """Which counters are wanted, by key, and where the answer will be."""

    names: dict[str, set[str]]
    answer: asyncio.Future[dict[tuple[str, str], Any]]


class DataVersions:
    """Counters of data changes; answers None while Redis is away (then do not cache).

    `database` keeps installations apart that share a Redis: each counts its theatres from one.
    """

    def __init__(self, redis: Redis, database: str) -> None:
        self._redis = redis
        self._database = database
        self.breaker = Breaker("redis")
        self._unsent: set[tuple[int, str]] = set()
        self._next: _Question | None = None
        self._asking: asyncio.Task[None] | None = None

    async def of(self, theater_id: int, tables: Collection[str]) -> tuple[int, ...] | None:
        if self.breaker.rests:
            return None
        names = sorted(tables)
        key = self._key(theater_id)
        try:
            if self._unsent:
                await self._send()
            found = await self._ask(key, names)
            if None in found:
                async with self._redis.pipeline(transaction=True) as pipe:
                    for name in names:
                        pipe.hsetnx(key, name, secrets.randbits(48))
                    pipe.expire(key, _COUNTER_LIFE_S)
                    pipe.hmget(key, names)
                    found = (await pipe.execute())[-1]
            return tuple(int(value or 0) for value in found)
        except (RedisError, OSError) as error:
            self.breaker.trip(error)
            return None

    async def _ask(self, key: str, names: list[str]) -> list[Any]:
        """All who ask while a question is on its way share the next one: one connection serves any
        crowd, and every answer is younger than its asker.
        """
        if self._next is None:
            self._next = _Question({}, asyncio.get_running_loop().create_future())
        question = self._next
        question.names.setdefault(key, set()).update(names)
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._answer())
        answer = await asyncio.shield(question.answer)
        return [answer[key, name] for name in names]

    async def _answer(self) -> None:
        while (question := self._next) is not None:
            self._next = None
            try:
                question.answer.set_result(await self._known(question))
            except Exception as error:  # whatever it is, those who ask must hear of it
                question.answer.set_exception(error)
            finally:
                question.answer.cancel()  # of an answer that is there this changes nothing

    async def _known(self, question: _Question) -> dict[tuple[str, str], Any]:
        known: dict[tuple[str, str], Any] = {}
        for key, wanted in question.names.items():
            names = sorted(wanted)
            values = await self._redis.hmget(key, names)
            known.update({(key, n): v for n, v in zip(names, values, strict=True)})
        return known

    async def bump(self, theater_id: int, tables: Collection[str]) -> None:
        if not tables:
            return
        self._unsent.update((theater_id, table) for table in tables)
        if self.breaker.rests:
            return
        try:
            await self._send()
        except (RedisError, OSError) as error:
            self.breaker.trip(error)

    async def _send(self) -> None:
        """What could not be told while Redis was away is told before anything is read again."""
        sending = set(self._unsent)
        async with self._redis.pipeline(transaction=False) as pipe:
            for theater_id, table in sending:
                # A random step: a counter that expired in between must not repeat an old value.
                pipe.hincrby(self._key(theater_id), table, secrets.randbits(32) + 1)
            for theater_id in {theater_id for theater_id, _ in sending}:
                pipe.expire(self._key(theater_id), _COUNTER_LIFE_S)
            await pipe.execute()
        self._unsent -= sending

    def _key(self, theater_id: int) -> str:
        return f"kulisa:versions:{self._database}:{theater_id}"


class Memo:
    """Computed values of this process, the newest version of each, the least used out first.

    The store is bound by bytes, not by the number of values: one list of tags may weigh as much as
    ten thousand totals. A value is weighed once, when it comes in (`weight`).
    """

    def __init__(self, most_bytes: int = 64 * 1024 * 1024, most_of_one: int | None = None) -> None:
        self._values: OrderedDict[Any, tuple[Any, Any, int]] = OrderedDict()
        self._most = most_bytes
        self._most_of_one = most_of_one or most_bytes // 4
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: Any, version: Any) -> Any:
        found = self._values.get(key)
        if found is None or found[0] != version:
            return None
        self._values.move_to_end(key)
        return found[1]

    def put(self, key: Any, version: Any, value: Any, heavy: int | None = None) -> None:
        """`heavy` is the weight in bytes where the caller knows it without looking around."""
        self._drop(key)
        if heavy is None:
            heavy = weight(key) + weight(value)
        if heavy > self._most_of_one:
            return  # one value must not drive out everything else
        self._values[key] = (version, value, heavy)
        self.bytes += heavy
        while self.bytes > self._most:
            self._drop(next(iter(self._values)))

    def _drop(self, key: Any) -> None:
        gone = self._values.pop(key, None)
        if gone is not None:
            self.bytes -= gone[2]


def weight(value: Any) -> int:
    """Bytes of a value and of all that it holds, each object once.

    What the interpreter says of each object; a little more than the truth, for what several values
    share counts in each.
    """
    seen: dict[int, Any] = {}
    total = 0
    left = [value]
    while left:
        one = left.pop()
        if id(one) not in seen:
            seen[id(one)] = one
            total += sys.getsizeof(one)
            left.extend(_parts(one))
    return total


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, str | bytes | bytearray | int | float | None | type):
        return ()
    if isinstance(value, dict):
        return (*value.keys(), *value.values())
    if isinstance(value, Sequence | Set):
        return tuple(value)
    if isinstance(value, orjson.Fragment):
        return (bytes(memoryview(orjson.dumps(value))),)
    slots = getattr(type(value), "__slots__", ())
    own = [getattr(value, name) for name in slots if hasattr(value, name)]
    return (*own, *getattr(value, "__dict__", {}).values())


_memo = Memo()
# Whole answers, by who asked what (kit.http).
bodies = Memo(most_of_one=1024 * 1024)


def kept_bytes() -> dict[str, int]:
    """What this process keeps in memory, for the metrics."""
    return {"values": _memo.bytes, "bodies": bodies.bytes}


async def cached(
    name: str,
    theater_id: int,
    versions: tuple[int, ...] | None,
    load: Callable[[], Awaitable[T]],
    *parts: Any,
) -> T:
    """The value for these data versions, computed once per process; not kept without versions."""
    if versions is None:
        return await load()
    key = (name, theater_id, *parts)
    value: T | None = _memo.get(key, versions)
    if value is None:
        value = await load()
        _memo.put(key, versions, value)
    return value


_FAILED = object()
_under_way: dict[Any, asyncio.Future[Any]] = {}


async def computed_once(
    name: str,
    theater_id: int,
    versions: tuple[int, ...] | None,
    load: Callable[[], Awaitable[T]],
    *parts: Any,
) -> T:
    """`cached`, and whoever asks meanwhile waits for the one who computes instead of joining in.

    For what is dear and asked for by a crowd after every change. Only where the one who computes
    has a connection already: those who wait may hold all the others.
    """
    if versions is None:
        return await load()
    flight = (name, theater_id, versions, *parts)
    known = _under_way.get(flight)
    if known is not None:
        value = await asyncio.shield(known)
        # Whoever fails or goes away leaves the others to themselves.
        return await load() if value is _FAILED else value
    landed = _under_way[flight] = asyncio.get_running_loop().create_future()
    try:
        found = await cached(name, theater_id, versions, load, *parts)
        landed.set_result(found)
    finally:
        del _under_way[flight]
        if not landed.done():
            landed.set_result(_FAILED)
    return found
