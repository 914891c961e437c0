"""Cached numbers follow the data, with Redis and without."""

from fastapi import FastAPI
from redis.asyncio import Redis

from app.kit.cache import DataVersions, cached
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


async def test_what_redis_missed_is_told_before_it_is_asked_again(app: FastAPI) -> None:
    """A write while Redis was away must not leave an old total behind."""
    versions = DataVersions(app.state.redis, "elsewhere")
    before = await versions.of(987_654, ["tags"])
    versions._away_until = float("inf")
    await versions.bump(987_654, ["tags"])
    versions._away_until = 0
    assert await versions.of(987_654, ["tags"]) != before
