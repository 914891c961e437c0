"""A private PostgreSQL server: a data folder, a unix socket nobody else can reach, no TCP port.

Also used by the test suite, with ``disposable=True``.
"""

import contextlib
import os
import shutil
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from app.core.embedded.binaries import POSTGRES_MAJOR, find_postgres_programs
from app.core.embedded.errors import StartRefusedError
from app.core.embedded.orphans import end_servers_in
from app.core.embedded.privileges import Identity, choose_identity
from app.core.embedded.processes import Child, spawn

SUPERUSER = "postgres"

_OPTIONS: Mapping[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "128MB",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
_DISPOSABLE_OPTIONS: Mapping[str, str] = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}
_READY_LINE = 7


class EmbeddedPostgres:
    """One server process on ``data``. The socket folder must be short (107 bytes with the file
    name) and private.

    ``start`` is the whole of ``prepare``, ``launch`` and waiting for ``is_ready``.
    ``disposable`` trades durability for speed: for data that may vanish with the machine.
    """

    name = "PostgreSQL"
    start_seconds = 120.0  # includes crash recovery

    def __init__(
        self,
        data: Path,
        socket_folder: Path,
        *,
        log: Path,
        options: Mapping[str, str] | None = None,
        disposable: bool = False,
    ) -> None:
        self.data = data
        self.socket_folder = socket_folder
        self.log = log
        self.programs = find_postgres_programs()
        self.options = {
            **_OPTIONS,
            **(_DISPOSABLE_OPTIONS if disposable else {}),
            **(options or {}),
        }
        self.disposable = disposable
        self.child: Child | None = None
        self._identity: Identity = choose_identity(self.programs / "postgres")

    def start(self) -> None:
        """Make the data folder if it is new, then start and wait until connections are accepted."""
        self._initialise()
        self.prepare()
        self.launch()
        try:
            if self.child is not None:
                self.child.wait_ready(self.is_ready, self.start_seconds)
        except BaseException:
            self.stop()
            raise

    def prepare(self) -> None:
        self._end_orphan()
        self._renew_socket_folder()

    def launch(self) -> None:
        settings = [
            argument
            for name, value in self.options.items()
            for argument in ("-c", f"{name}={value}")
        ]
        self.child = spawn(
            self.name,
            [
                self.programs / "postgres",
                "-D",
                self.data,
                "-k",
                self.socket_folder,
                *settings,
            ],
            log=self.log,
            stop_signal=signal.SIGINT,  # "fast": ends sessions, writes a checkpoint
            env=_clean_environment(),
            cwd=Path("/"),
            become=self._identity.enter,
        )

    def stop(self) -> None:
        if self.child is not None:
            self.child.stop()
            self.child = None

    def url(self, user: str, database: str, driver: str = "postgresql+asyncpg") -> str:
        """A SQLAlchemy URL over the socket. No password: the socket folder is the key."""
        return f"{driver}://{user}@/{database}?host={quote(str(self.socket_folder), safe='/')}"

    def _initialise(self) -> None:
        version_file = self.data / "PG_VERSION"
        if version_file.exists():
            version = version_file.read_text(encoding="ascii").strip()
            if version != POSTGRES_MAJOR:
                raise StartRefusedError(
                    f"{self.data} was written by PostgreSQL {version}, not {POSTGRES_MAJOR}: dump "
                    "it with that version and restore, or choose another folder with --data."
                )
            self._identity.own(self.data)  # it may have been used by root here and a user there
            return
        if self.data.exists() and any(self.data.iterdir()):
            raise StartRefusedError(f"{self.data} is not empty and not a PostgreSQL data folder.")
        # renamed when whole, so that a first start killed half-way begins anew
        unfinished = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700, parents=True)
        self._identity.own(unfinished)
        child = spawn(
            "initdb",
            [
                self.programs / "initdb",
                *(
                    "-D",
                    unfinished,
                    "-U",
                    SUPERUSER,
                    "-A",
                    "trust",
                    "-E",
                    "UTF8",
                    "--no-instructions",
                ),
                *(["--no-sync"] if self.disposable else []),
            ],
            log=self.log,
            env=_clean_environment(),
            cwd=Path("/"),  # another account may not be allowed to stand where this process does
            become=self._identity.enter,
        )
        try:
            child.wait_done()
        except BaseException:
            child.stop()
            raise
        with contextlib.suppress(FileNotFoundError):
            self.data.rmdir()
        unfinished.rename(self.data)

    def _end_orphan(self) -> None:
        """Stop a server left by a killed launcher. Its pid file is removed only when nobody works
        in the folder.
        """
        pid_file = self.data / "postmaster.pid"
        try:
            leader = int(pid_file.read_text(encoding="utf-8").split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            leader = 0
        end_servers_in(
            self.data, "postgres", signal.SIGINT, leader=leader
        )  # the leader ends its own children
        if sys.platform == "linux":
            pid_file.unlink(missing_ok=True)

    def _renew_socket_folder(self) -> None:
        shutil.rmtree(
            self.socket_folder, ignore_errors=True
        )  # an old socket lock file names a pid that may be reused
        self.socket_folder.mkdir(mode=0o700)
        self._identity.own(self.socket_folder)

    def is_ready(self) -> bool:
        if self.child is None:
            return False
        lines = (self.data / "postmaster.pid").read_text(encoding="utf-8").split("\n")
        is_ours = lines[0] == str(self.child.pid)  # a stale file says "ready" too
        return is_ours and len(lines) > _READY_LINE and lines[_READY_LINE].strip() == "ready"


def _clean_environment() -> dict[str, str]:
    """The environment without PG* settings of the user; one locale everywhere, so that sorting
    never depends on it.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return inherited | {
        "LC_ALL": "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8",
        "TZ": "UTC",
    }
