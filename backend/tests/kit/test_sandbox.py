"""Risky work in a child: its result comes back, its crimes do not."""

import os

import pytest

from app.kit import sandbox
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
