"""Drives ``python -m app.core.embedded`` as a user would: real processes, real signals."""

import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

from app.core.embedded.orphans import is_alive

BACKEND = Path(__file__).resolve().parents[2]
_REPLACED = ("DATABASE_", "REDIS_", "MINIO_", "STORAGE_", "SPA_DIR")
PATIENCE = 90.0
"""Seconds until a start counts as hung; a machine under load needs ten."""


class Launcher:
    """One launcher process and whatever it has started."""

    def __init__(self, data: Path, *arguments: str) -> None:
        self.data = data
        self._output = data.parent / f"{data.name}.out"
        with self._output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "app.core.embedded", "--data", str(data), *arguments],
                cwd=BACKEND,
                env=_clean_environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def output(self) -> str:
        return self._output.read_text(encoding="utf-8", errors="replace")

    def wait_until_serving(self) -> Self:
        wait_for(lambda: "Ctrl-C" in self.output or self.process.poll() is not None)
        assert self.process.poll() is None, self.output
        return self

    @property
    def url(self) -> str:
        return (self.data / "lock").read_text(encoding="utf-8").strip()

    def children(self) -> dict[str, int]:
        """Programs started directly by the launcher with their process ids."""
        found = {}
        for entry in os.scandir("/proc"):
            with contextlib.suppress(OSError, IndexError):
                if not entry.name.isdigit() or _parent_of(int(entry.name)) != self.process.pid:
                    continue
                command = Path(f"/proc/{entry.name}/cmdline").read_text().rstrip("\0").split("\0")
                program = Path(f"/proc/{entry.name}/comm").read_text().strip()
                found[command[-1] if "-m" in command else program] = int(entry.name)
        return found

    def descendants(self) -> list[int]:
        known = {self.process.pid}
        while True:
            more = {
                int(entry.name)
                for entry in os.scandir("/proc")
                if entry.name.isdigit() and _parent_of(int(entry.name)) in known
            }
            if more <= known:
                return sorted(known - {self.process.pid})
            known |= more

    def stop(self, request: signal.Signals = signal.SIGTERM) -> int:
        """Send ``request`` and return the exit code."""
        self.process.send_signal(request)
        return self.process.wait(PATIENCE)


@contextlib.contextmanager
def launched(data: Path, *arguments: str) -> Iterator[Launcher]:
    """A launcher that is gone afterwards, whatever the test did."""
    launcher = Launcher(data, *arguments)
    try:
        yield launcher
    finally:
        if launcher.process.poll() is None:
            launcher.stop()


def answers(url: str) -> bool:
    """Whether the API behind ``url`` answers at all, with whatever status."""
    try:
        with urllib.request.urlopen(f"{url}/api/v1/health", timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def wait_for(condition: Callable[[], bool], seconds: float = PATIENCE) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def wait_until_gone(pids: list[int]) -> None:
    wait_for(lambda: not any(is_alive(pid) for pid in pids), 30)


def _parent_of(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    return int(status.rpartition(")")[2].split()[1])


def _clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(_REPLACED)}
