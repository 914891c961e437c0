"""One contract for both object stores."""

import io
import os
import resource
from pathlib import Path

import pytest

from app.core.config import Settings
from app.core.lifespan import make_storage
from app.kit.errors import NotFound, StorageFull, Unavailable
from app.kit.storage import LocalStore, ObjectStore, S3Store, new_key


@pytest.fixture(params=["local", "s3"])
async def store(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> ObjectStore:
    if request.param == "local":
        return LocalStore(tmp_path / "with space")
    made = make_storage(settings)
    assert isinstance(made, S3Store)
    await made.ensure_bucket()
    return made


async def test_what_was_put_comes_back(store: ObjectStore) -> None:
    key, content = new_key(1, "imports"), os.urandom(700_000)
    await store.put(key, io.BytesIO(content), len(content))
    assert await store.get(key) == content
    assert b"".join([chunk async for chunk in store.stream(key)]) == content


@pytest.mark.parametrize(
    ("start", "end"),
    [(0, 0), (0, None), (5, 9), (262_143, 262_145), (699_999, 699_999), (600_000, None)],
)
async def test_a_part_is_read_alone(store: ObjectStore, start: int, end: int | None) -> None:
    key, content = new_key(1, "imports"), os.urandom(700_000)
    await store.put(key, io.BytesIO(content), len(content))
    part = b"".join([chunk async for chunk in store.stream(key, start, end)])
    assert part == content[start : None if end is None else end + 1]


async def test_deleting_twice_is_no_error_and_then_it_is_gone(store: ObjectStore) -> None:
    key = new_key(1, "imports")
    await store.put(key, io.BytesIO(b"x"), 1)
    await store.delete(key)
    await store.delete(key)
    with pytest.raises(NotFound):
        await store.get(key)


async def test_a_store_that_answers_passes_the_check(store: ObjectStore) -> None:
    await store.check()


@pytest.mark.parametrize("key", ["../etc/passwd", "1/imports/../../x", "/1/imports/" + "a" * 32])
async def test_a_key_that_is_not_ours_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="not an object key"):
        await LocalStore(tmp_path).get(key)


async def test_a_full_disk_leaves_no_piece(tmp_path: Path) -> None:
    """A limit on the size of files stands in for the end of the disk: the same kind of errno."""
    store, key = LocalStore(tmp_path), new_key(1, "imports")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(StorageFull):
            await store.put(key, io.BytesIO(b"x" * 900_000), 900_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


async def test_a_stopped_s3_is_unavailable_not_an_error() -> None:
    store = S3Store(
        "127.0.0.1:9", "key", "secret-secret", secure=False, region="us-east-1", bucket="nowhere"
    )
    with pytest.raises(Unavailable):
        await store.get(new_key(1, "imports"))
