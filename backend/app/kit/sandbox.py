"""Risky work (parsing what a stranger uploaded) in a child process with hard limits.

The child is a fresh interpreter that imports only the module of the function. Input goes in by
stdin, output comes back by stdout; it gets no environment, no network name space of use, an empty
working folder, less of the processor than we have, and is killed on time-out. Nothing is read into
this process's memory: a file flows into the child once its turn has come (kit.gate).
"""

import asyncio
import contextlib
import sys
import tempfile
from collections.abc import AsyncIterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import anyio.to_thread
import structlog

from app.kit.gate import Gate, Share

log = structlog.get_logger()
_ROOT = Path(__file__).resolve().parents[2]
_CHUNK = 256 * 1024
_ERRORS_KEPT = 64 * 1024

Source = bytes | BinaryIO | AsyncIterable[bytes]
"""An open file is read from its beginning and left there again."""

# Somebody's heavy files leave a place for another theatre, and for a colleague.
gate = Gate(Share(running=4, per_theater=3, per_person=2, waiting=64, waiting_per_person=12))

# A function that the sandbox may run: bytes and a JSON argument in, bytes out.
_CHILD = """
import ctypes, importlib, os, resource, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, 9)  # PR_SET_PDEATHSIG: the child never outlives a killed parent
memory, cpu = int(sys.argv[3]), int(sys.argv[4])
os.nice(10)  # answers to people come first
resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
sys.path[:0] = [sys.argv[6]]
function = getattr(importlib.import_module(sys.argv[1]), sys.argv[2])
sys.stdout.buffer.write(function(sys.stdin.buffer.read(), sys.argv[5]))
"""


@dataclass(frozen=True)
class Limits:
    """`cpu_s` is what a file may cost everybody else; `wall_s` counts from its turn."""

    memory_mb: int = 512
    cpu_s: int = 5
    wall_s: int = 60
    output_mb: int = 256


class SandboxKilled(Exception):
    """The child broke a limit or died: the input is to blame, say so to its owner."""


async def run(module: str, function: str, data: Source, argument: str, limits: Limits) -> bytes:
    """Call `module.function(data, argument)` in a child, when it is the caller's turn.

    Raises TooMany or Unavailable when the queue is full, and whatever reading `data` raises.
    """
    async with gate.turn():
        with tempfile.TemporaryDirectory(prefix="kulisa-") as folder:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-I",
                "-c",
                _CHILD,
                module,
                function,
                str(limits.memory_mb * 1024 * 1024),
                str(limits.cpu_s),
                argument,
                str(_ROOT),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                cwd=folder,
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
                start_new_session=True,
            )
            try:
                out, err = await asyncio.wait_for(_talk(process, data, limits), limits.wall_s)
            except TimeoutError as error:
                raise SandboxKilled("time") from error
            finally:
                if process.returncode is None:
                    await _end(process)
    if process.returncode != 0:
        log.warning(
            "sandbox_failed", code=process.returncode, error=err[-500:].decode("utf-8", "replace")
        )
        raise SandboxKilled(f"exit {process.returncode}")
    return out


async def _talk(
    process: asyncio.subprocess.Process, data: Source, limits: Limits
) -> tuple[bytes, bytes]:
    assert process.stdin
    assert process.stdout
    assert process.stderr
    talks = [
        asyncio.ensure_future(_feed(process.stdin, data)),
        asyncio.ensure_future(_kept(process.stdout, limits.output_mb * 1024 * 1024)),
        asyncio.ensure_future(_kept(process.stderr, _ERRORS_KEPT, cut=True)),
    ]
    try:
        _, out, err = await asyncio.gather(*talks)
    finally:
        for talk in talks:
            talk.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
    await process.wait()
    return out or b"", err or b""


async def _end(process: asyncio.subprocess.Process) -> None:
    """Kill the child and see it gone.

    What it had still to say is read first: asyncio hears of an end only behind the end of all
    pipes, and a pipe that nobody reads has none.
    """
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    for pipe in (process.stdout, process.stderr):
        while pipe is not None and await pipe.read(_CHUNK):
            pass
    await process.wait()


async def _feed(target: asyncio.StreamWriter, data: Source) -> None:
    """A child that has died or wants no more is no error here: its exit says why."""
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        if isinstance(data, bytes):
            target.write(data)
            await target.drain()
        elif isinstance(data, AsyncIterable):
            async for piece in data:
                target.write(piece)
                await target.drain()
        else:
            data.seek(0)
            while piece := await anyio.to_thread.run_sync(data.read, _CHUNK):
                target.write(piece)
                await target.drain()
            data.seek(0)
    target.close()
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        await target.wait_closed()


async def _kept(source: asyncio.StreamReader, most: int, *, cut: bool = False) -> bytes:
    kept = bytearray()
    while piece := await source.read(_CHUNK):
        if len(kept) + len(piece) <= most:
            kept += piece
        elif not cut:
            raise SandboxKilled("output")
    return bytes(kept)
