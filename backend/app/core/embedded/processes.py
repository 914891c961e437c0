"""Child processes that never outlive this one, not even after ``kill -9``.

On Linux the kernel delivers the stop signal when the parent dies (PR_SET_PDEATHSIG). It follows the
*thread* that forked, so spawn from the main thread only. Elsewhere a watchdog shell waits for its
end of a pipe to close.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.core.embedded.errors import ChildFailedError

_PR_SET_PDEATHSIG = 1
_POLL_SECONDS = 0.02
_LOG_LIMIT_BYTES = 5 * 1024 * 1024
_TAIL_BYTES = 2000

_IS_LINUX = sys.platform == "linux"
_libc = ctypes.CDLL(None, use_errno=True) if _IS_LINUX else None


@dataclass
class Child:
    """A running child process, its log file and the signal that stops it politely."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    stop_signal: signal.Signals
    _watchdog: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def wait_ready(self, is_ready: Callable[[], bool], seconds: float) -> None:
        """Poll until ``is_ready``; an OSError from it means "not yet". Raises ChildFailedError with
        the log's end.
        """
        deadline = time.monotonic() + seconds
        while not self.has_ended and time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                if is_ready():
                    return
            time.sleep(_POLL_SECONDS)
        raise ChildFailedError(
            f"{self.name} did not start. The end of {self.log}:\n{self.log_tail()}"
        )

    def wait_done(self) -> None:
        """Wait for a helper that must end by itself with code 0. Raises ChildFailedError with the
        log's end.
        """
        if code := self.process.wait():
            raise ChildFailedError(
                f"{self.name} failed with code {code}. The end of {self.log}:\n{self.log_tail()}"
            )
        self._end_watchdog()

    def stop(self, seconds: float = 15.0) -> None:
        """Ask politely, wait up to ``seconds``, then SIGQUIT (for PostgreSQL: stop now, recover
        later), then SIGKILL.
        """
        self._end_watchdog()
        for request, patience in (
            (self.stop_signal, seconds),
            (signal.SIGQUIT, 5.0),
            (signal.SIGKILL, None),
        ):
            if self.has_ended:
                return
            self.process.send_signal(request)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(patience)

    def log_tail(self) -> str:
        try:
            content = self.log.read_bytes()
        except OSError as error:
            return f"(the log cannot be read: {error})"
        return content[-_TAIL_BYTES:].decode("utf-8", errors="replace").strip()

    def _end_watchdog(self) -> None:
        if self._watchdog is not None:
            self._watchdog.kill()
            self._watchdog.wait()
            if self._watchdog.stdin is not None:
                self._watchdog.stdin.close()
            self._watchdog = None


def spawn(
    name: str,
    command: Sequence[str | Path],
    *,
    log: Path,
    stop_signal: signal.Signals = signal.SIGTERM,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    become: Callable[[], None] | None = None,
    use_watchdog: bool = not _IS_LINUX,
) -> Child:
    """Start ``command`` with its output in ``log``, in a session of its own so that Ctrl-C reaches
    only this process.

    ``become`` runs in the child between fork and exec (see privileges.py). It may only make system
    calls: another thread of this process could hold any lock at the moment of the fork.
    """
    parent = os.getpid()
    death_signal = int(stop_signal)

    def prepare() -> None:
        if become is not None:
            become()
        # after `become`: the kernel forgets the death signal when credentials change
        if _libc is not None:
            _libc.prctl(_PR_SET_PDEATHSIG, death_signal)
            if os.getppid() != parent:
                os._exit(1)

    with open_log(log) as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=None if env is None else dict(env),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=prepare,  # it makes system calls only
        )
    watchdog = _watch(process.pid, death_signal) if use_watchdog else None
    return Child(name, process, log, stop_signal, watchdog)


@contextlib.contextmanager
def open_log(log: Path) -> Iterator[int]:
    """Open ``log`` for appending; a log over 5 MB is moved to ``<name>.1`` first, so the folder
    stays bounded.
    """
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with contextlib.suppress(FileNotFoundError):
        if log.stat().st_size > _LOG_LIMIT_BYTES:
            log.replace(log.with_name(f"{log.name}.1"))
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _watch(pid: int, death_signal: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [
            "/bin/sh",
            "-c",
            'read -r _; kill -s "$1" "$2" 2>/dev/null',
            "watchdog",
            str(death_signal),
            str(pid),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
