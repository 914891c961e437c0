"""Servers left behind by a launcher that was killed. Called while holding the data folder's lock,
so a server that works in that folder is an orphan. Linux only: elsewhere the servers' own checks
have to do.
"""

import contextlib
import os
import signal
import sys
import time
from pathlib import Path

_POLL_SECONDS = 0.05
_COMM_LENGTH = 15  # the kernel cuts the name of a process there


def servers_in(folder: Path, program: str) -> list[int]:
    """Live processes of ``program`` that have ``folder`` as working directory, as PostgreSQL and
    Valkey do.

    The name matters: somebody's shell may stand in the folder too.
    """
    if sys.platform != "linux":
        return []
    wanted = str(folder.resolve())
    found = []
    for entry in os.scandir("/proc"):
        if not entry.name.isdigit():
            continue
        with contextlib.suppress(OSError):
            if os.readlink(f"/proc/{entry.name}/cwd") != wanted:
                continue
            name = (
                Path(f"/proc/{entry.name}/comm")
                .read_text(encoding="utf-8", errors="replace")
                .strip()
            )
            if name == program[:_COMM_LENGTH] and is_alive(int(entry.name)):
                found.append(int(entry.name))
    return found


def is_alive(pid: int) -> bool:
    """False for a zombie too: where nobody reaps orphans a killed server stays in the table for
    ever.
    """
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] not in ("Z", "X")


def end_servers_in(
    folder: Path,
    program: str,
    request: signal.Signals,
    *,
    leader: int | None = None,
    seconds: float = 20.0,
) -> None:
    """Send ``request`` to ``leader`` (to every process when None), wait until all are gone, after
    ``seconds`` kill.
    """
    servers = servers_in(folder, program)
    for pid in servers:
        if leader in (None, pid):
            _send(pid, request)
    deadline = time.monotonic() + seconds
    while servers and time.monotonic() < deadline:
        time.sleep(_POLL_SECONDS)
        servers = servers_in(folder, program)
    for pid in servers:
        _send(pid, signal.SIGKILL)
    while servers_in(folder, program):
        time.sleep(_POLL_SECONDS)


def _send(pid: int, request: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, request)
