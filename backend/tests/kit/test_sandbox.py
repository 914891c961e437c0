"""Risky work in a child: its result comes back, its crimes do not."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from typing import BinaryIO, cast

import pytest

from app.kit import sandbox
from app.kit.context import Context, caller
from app.kit.errors import NotFound
from app.kit.sandbox import Limits, SandboxKilled

HERE = "tests.kit.sandboxed"


async def test_bytes_go_in_and_out() -> None:
    out = await sandbox.run(HERE, "reverse", "ёлка".encode(), "", Limits())
    assert out == "ёлка".encode()[::-1]


@pytest.mark.parametrize("crime", ["eat_memory", "spin", "write_file", "fail", "crash"])
async def test_a_child_that_breaks_a_limit_is_killed(crime: str) -> None:
    with pytest.raises(SandboxKilled):
        await sandbox.run(HERE, crime, b"", "", Limits(memory_mb=200, cpu_s=1, wall_s=10))


async def test_a_child_that_waits_is_killed() -> None:
    with pytest.raises(SandboxKilled, match="time"):
        await sandbox.run(HERE, "wait", b"", "", Limits(wall_s=1))


async def test_the_child_sees_none_of_our_environment() -> None:
    os.environ["KULISA_CANARY"] = "canary"
    out = await sandbox.run(HERE, "environment", b"", "", Limits())
    assert b"canary" not in out


async def test_a_file_flows_in_without_being_held() -> None:
    data = os.urandom(3_000_000)

    async def pieces() -> AsyncIterator[bytes]:
        yield data[:1_000_000]
        yield data[1_000_000:]

    with tempfile.SpooledTemporaryFile(max_size=1000) as file:
        file.write(data)
        assert await sandbox.run(HERE, "reverse", cast(BinaryIO, file), "", Limits()) == data[::-1]
        assert file.tell() == 0
    assert await sandbox.run(HERE, "reverse", pieces(), "", Limits()) == data[::-1]


async def test_a_file_that_is_gone_is_no_fault_of_the_child() -> None:
    async def lost() -> AsyncIterator[bytes]:
        raise NotFound
        yield b""

    with pytest.raises(NotFound):
        await sandbox.run(HERE, "reverse", lost(), "", Limits())


async def test_more_than_may_come_back_is_refused() -> None:
    """However much of it is still on its way: the child is gone, and so is its place."""
    for megabytes in (3, 40, 3, 40):
        with pytest.raises(SandboxKilled, match="output"):
            async with asyncio.timeout(20):
                data = b"x" * megabytes * 1024 * 1024
                await sandbox.run(HERE, "reverse", data, "", Limits(output_mb=1))


async def test_heavy_files_of_one_theatre_leave_a_place_for_another() -> None:
    """Every place that one theatre may have is taken by files that do not end."""

    async def heavy(person: int) -> bytes:
        caller.set(Context(theater_id=1, user_id=person))
        return await sandbox.run(HERE, "wait", b"", "", Limits())

    async def small() -> bytes:
        caller.set(Context(theater_id=2, user_id=9))
        return await sandbox.run(HERE, "reverse", b"ab", "", Limits())

    attack = [asyncio.create_task(heavy(person)) for person in range(8)]
    await asyncio.sleep(0)
    try:
        assert await asyncio.create_task(small()) == b"ba"
        assert not any(task.done() for task in attack)
    finally:
        for task in attack:
            task.cancel()
        await asyncio.gather(*attack, return_exceptions=True)
    assert await sandbox.run(HERE, "reverse", b"ab", "", Limits()) == b"ba"
