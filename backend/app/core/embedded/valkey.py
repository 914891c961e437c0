"""A private Valkey server on a unix socket: cache, rate limits, pokes between processes. Also used
by the tests.
"""

import signal
import socket
from pathlib import Path
from urllib.parse import quote

from app.core.embedded.binaries import find_valkey_program
from app.core.embedded.orphans import end_servers_in
from app.core.embedded.processes import Child, spawn

_PROBE_SECONDS = 1.0


class EmbeddedValkey:
    """One server process on ``data``. ``socket_path`` must be shorter than 107 bytes and lie in a
    private folder.
    """

    name = "Valkey"
    start_seconds = 60.0  # includes reading a long append-only file

    def __init__(
        self, data: Path, socket_path: Path, *, log: Path, disposable: bool = False
    ) -> None:
        self.data = data
        self.socket_path = socket_path
        self.log = log
        self.disposable = disposable
        self.program = find_valkey_program()
        self.child: Child | None = None

    def start(self) -> None:
        """Start and wait until PING is answered."""
        self.prepare()
        self.launch()
        try:
            if self.child is not None:
                self.child.wait_ready(self.is_ready, self.start_seconds)
        except BaseException:
            self.stop()
            raise

    def prepare(self) -> None:
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        end_servers_in(self.data, self.program.name, signal.SIGTERM)
        self.socket_path.unlink(missing_ok=True)

    def launch(self) -> None:
        self.child = spawn(
            self.name,
            [
                self.program,
                *(
                    "--port",
                    "0",
                    "--unixsocket",
                    self.socket_path,
                    "--unixsocketperm",
                    "700",
                ),
                *("--dir", self.data, "--save", "", "--daemonize", "no"),
                *("--appendonly", "no" if self.disposable else "yes"),
                *("--maxmemory", "256mb", "--maxmemory-policy", "volatile-lru"),
            ],
            log=self.log,
        )

    def stop(self) -> None:
        if self.child is not None:
            self.child.stop()
            self.child = None

    def url(self, database: int = 0) -> str:
        """A redis-py URL over the socket; ``database`` is 0..15."""
        return f"unix://{quote(str(self.socket_path), safe='/')}?db={database}"

    def is_ready(self) -> bool:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(_PROBE_SECONDS)
            connection.connect(str(self.socket_path))
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
