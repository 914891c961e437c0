"""Risky work (parsing what a stranger uploaded) in a child process with hard limits.

The child is a fresh interpreter that imports only the module of the function. Input goes in by
stdin, output comes back by stdout, both as bytes; it gets no environment, no network name space of
use, an empty working folder, and is killed on time-out.
"""

import asyncio
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import structlog

log = structlog.get_logger()
_slots: asyncio.Semaphore | None = None
_ROOT = Path(__file__).resolve().parents[2]
MAX_PARALLEL = 2

# A function that the sandbox may run: bytes and a JSON argument in, bytes out.
_CHILD = """
import ctypes, importlib, resource, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, 9)  # PR_SET_PDEATHSIG: the child never outlives a killed parent
memory, cpu = int(sys.argv[3]), int(sys.argv[4])
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
    memory_mb: int = 512
    cpu_s: int = 20
    wall_s: int = 60
    output_mb: int = 256


class SandboxKilled(Exception):
    """The child broke a limit or died: the input is to blame, say so to its owner."""


async def run(module: str, function: str, data: bytes, argument: str, limits: Limits) -> bytes:
    """Call `module.function(data, argument)` in a child; at most two run at once."""
    global _slots
    _slots = _slots or asyncio.Semaphore(MAX_PARALLEL)
    async with _slots:
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
                out, err = await asyncio.wait_for(process.communicate(data), limits.wall_s)
            except TimeoutError as error:
                raise SandboxKilled("time") from error
            finally:
                if process.returncode is None:
                    process.kill()
                    await process.wait()
    if process.returncode != 0:
        log.warning(
            "sandbox_failed", code=process.returncode, error=err[-500:].decode("utf-8", "replace")
        )
        raise SandboxKilled(f"exit {process.returncode}")
    if len(out) > limits.output_mb * 1024 * 1024:
        raise SandboxKilled("output")
    return out
