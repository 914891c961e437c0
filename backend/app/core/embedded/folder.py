"""The data folder of an embedded run: its layout, its lock and its private runtime folder for
sockets.
"""

import fcntl
import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from app.core.embedded.errors import AlreadyRunningError, StartRefusedError

_LONGEST_RUNTIME_BASE = (
    60  # a socket path ends at 107 bytes; the rest is our folder and the socket's name
)


class DataFolder:
    """Everything an embedded run keeps, held by one process at a time. Use as a context manager.

    Raises AlreadyRunningError with the address of the other process, StartRefusedError when the
    folder cannot be used.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.postgres = self.root / "pg"
        self.valkey = self.root / "kv"
        self.files = self.root / "files"
        self.logs = self.root / "logs"
        self.secrets = self.root / "secrets.json"
        self.environment = self.root / "environment"
        self.seeding = self.root / "seeding"
        """Exists while demo data is being loaded; found at start, the loading goes on."""
        self.runtime = _runtime_folder(self.root)
        self._lock: int | None = None

    def __enter__(self) -> Self:
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = os.open(self.root / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StartRefusedError(
                f"The data folder {self.root} cannot be used: {error.strerror}."
            ) from error
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            address = os.pread(self._lock, 200, 0).decode("utf-8", errors="replace").strip()
            os.close(self._lock)
            self._lock = None
            where = f"at {address}" if address else "(it is still starting)"
            raise AlreadyRunningError(f"Kulisa already runs on {self.root} {where}") from None
        self.announce("")
        make_private_folder(self.runtime)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._lock is None:
            return
        shutil.rmtree(self.runtime, ignore_errors=True)
        self.announce("")
        os.close(self._lock)
        self._lock = None

    def announce(self, address: str) -> None:
        """Tell a second start on this folder where the first one is reached."""
        if self._lock is not None:
            os.ftruncate(self._lock, 0)
            os.pwrite(self._lock, address.encode(), 0)


def make_private_folder(folder: Path) -> None:
    """Make ``folder`` with mode 0700, or accept it when it is ours. Raises StartRefusedError when
    it is not.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    state = folder.lstat()
    if folder.is_symlink() or not folder.is_dir() or state.st_uid != os.geteuid():
        raise StartRefusedError(
            f"{folder} belongs to somebody else: remove it or set TMPDIR to another folder."
        )
    folder.chmod(0o700)


def runtime_base() -> Path:
    """Where short-lived socket folders go: XDG_RUNTIME_DIR, else the temp folder, else /tmp when
    those are too long.
    """
    for candidate in (os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir()):
        is_short = candidate is not None and len(os.fsencode(candidate)) <= _LONGEST_RUNTIME_BASE
        if (
            candidate
            and is_short
            and os.path.isdir(candidate)
            and os.access(candidate, os.W_OK | os.X_OK)
        ):
            return Path(candidate)
    return Path("/tmp")  # noqa: S108  a private folder is made inside


def _runtime_folder(root: Path) -> Path:
    fingerprint = hashlib.sha256(os.fsencode(root)).hexdigest()[:12]
    return runtime_base() / f"kulisa-{os.geteuid()}-{fingerprint}"
