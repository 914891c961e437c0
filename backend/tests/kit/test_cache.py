"""Cached numbers follow the data, with Redis and without."""

import asyncio
import tracemalloc
from typing import Any

import pytest
from fastapi import FastAPI
from redis.asyncio import Redis

from app.kit import breaker, cache
from app.kit.cache import DataVersions, Memo, cached, computed_once, weight
from app.kit.reference import Refs
from tests.factories import Factory, TheaterOf


async def test_a_commit_raises_the_versions_of_its_tables_only(
    app: FastAPI, make: Factory, theater: TheaterOf
) -> None:
    versions: DataVersions = app.state.db.versions
    before = await versions.of(theater.id, ["tags", "venues"])
    await make.tag(theater)
    after = await versions.of(theater.id, ["tags", "venues"])
    assert before is not None
    assert after is not None
    assert before[0] != after[0]
    assert before[1] == after[1]


async def test_a_value_is_computed_once_per_version() -> None:
    calls = 0

    async def load() -> int:
        nonlocal calls
        calls += 1
        return calls

    assert [await cached("test", 1, (1,), load) for _ in range(3)] == [1, 1, 1]
    assert await cached("test", 1, (2,), load) == 2


async def test_without_redis_nothing_is_kept_and_nothing_breaks() -> None:
    redis = Redis(host="127.0.0.1", port=9, socket_connect_timeout=0.1)
    versions = DataVersions(redis, "nowhere")
    assert await versions.of(1, ["tags"]) is None
    await versions.bump(1, ["tags"])
    calls = 0

    async def load() -> int:
        nonlocal calls
        calls += 1
        return calls

    assert [await cached("away", 1, None, load) for _ in range(2)] == [1, 2]


async def test_an_answer_of_another_kind_reaches_all_who_ask() -> None:
    """Whatever goes wrong with a question, nobody waits for it, and the next one is asked anew."""

    class Odd(Redis):
        answers = iter([ValueError("not of Redis"), [b"7"]])

        async def hmget(self, *_: Any) -> Any:
            await asyncio.sleep(0)
            answer = next(self.answers)
            if isinstance(answer, Exception):
                raise answer
            return answer

    versions = DataVersions(Odd(), "odd")
    async with asyncio.timeout(5):
        asked = [versions.of(1, ["tags"]) for _ in range(3)]
        found = await asyncio.gather(*asked, return_exceptions=True)
        assert [type(one) for one in found] == [ValueError] * 3
        assert await versions.of(1, ["tags"]) == (7,)


async def test_what_redis_missed_is_told_before_it_is_asked_again(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write while Redis was away must not leave an old total behind."""
    versions = DataVersions(app.state.redis, "elsewhere")
    before = await versions.of(987_654, ["tags"])
    monkeypatch.setattr(breaker, "REST_S", 60)
    versions.breaker.trip(ConnectionError())
    await versions.bump(987_654, ["tags"])
    versions.breaker.close()
    assert await versions.of(987_654, ["tags"]) != before


async def test_writes_leave_one_version_of_a_value_in_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    memo = Memo()
    monkeypatch.setattr(cache, "_memo", memo)

    async def load() -> Refs:
        return Refs({"id": number, "name": f"метка {number}"} for number in range(1000))

    await cached("tags", 1, (0,), load)
    once = memo.bytes
    for version in range(1, 30):
        await cached("tags", 1, (version,), load)
    assert len(memo) == 1
    assert memo.bytes == pytest.approx(once, rel=0.01)


async def test_the_store_is_bound_by_bytes_whatever_the_values() -> None:
    memo = Memo(most_bytes=1_000_000)
    for number in range(300):
        memo.put(
            ("list", number), 1, ["x" * 1000] * number + [f"{number}{n}" for n in range(number)]
        )
        memo.put(("total", number), 1, number)
        assert memo.bytes <= 1_000_000
    assert memo.get(("total", 299), 1) == 299
    assert memo.get(("list", 299), 1) is not None
    assert memo.get(("total", 0), 1) is None
    memo.put("giant", 1, "x" * 900_000)
    assert memo.get("giant", 1) is None
    assert len(memo) > 10


def test_a_value_weighs_what_it_holds() -> None:
    """The interpreter's own count of memory is the measure."""
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    value = Refs({"id": 10_000 + n, "name": f"метка номер {n}"} for n in range(2000))
    real = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert weight(value) == pytest.approx(real, rel=0.25)


async def test_a_crowd_computes_once_and_a_failure_is_nobody_elses() -> None:
    begun = 0
    fails = {1}

    async def load() -> int:
        nonlocal begun
        begun += 1
        mine = begun
        await asyncio.sleep(0.02)
        if mine in fails:
            raise ValueError
        return mine

    def crowd() -> list[asyncio.Task[int]]:
        return [asyncio.create_task(computed_once("n", 1, (7,), load)) for _ in range(10)]

    first = await asyncio.gather(*crowd(), return_exceptions=True)
    assert [type(one) for one in first].count(ValueError) == 1
    begun, fails = 0, set()
    tasks = [asyncio.create_task(computed_once("m", 1, (7,), load)) for _ in range(10)]
    await asyncio.sleep(0.01)
    tasks[0].cancel()
    left = await asyncio.gather(*tasks[1:])
    assert begun == 10  # the one who computed went away
    begun = 0
    assert (
        len({*await asyncio.gather(*(computed_once("o", 1, (7,), load) for _ in range(10)))}) == 1
    )
    assert (begun, len(left)) == (1, 9)
