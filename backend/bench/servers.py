"""What the benchmark runs: PostgreSQL, Valkey, loaded databases, the product and the probe."""

import contextlib
import os
import secrets
import socket
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import asyncpg
from redis.asyncio import Redis

from app.core.embedded.folder import DataFolder
from app.core.embedded.postgres import SUPERUSER, EmbeddedPostgres
from app.core.embedded.processes import Child, spawn
from app.core.embedded.valkey import EmbeddedValkey
from app.kit.cache import DataVersions

BACKEND = Path(__file__).resolve().parents[1]
SPA = BACKEND.parent / "frontend" / "dist"
OWNER = "theatre_owner"
POOL_SIZE = 10
_START_S = 60.0

# Commits do not wait for the disk: what is compared is code. The data fits into memory.
_POSTGRES = {"shared_buffers": "1GB", "max_wal_size": "4GB", "max_connections": "200"}

# Sixteen pictures for ten things, as theatres have them; the files themselves are never asked for.
_PHOTOS = """
WITH drawn AS (
  SELECT i.theater_id, i.id AS item_id, n, 'bench/' || i.id || '-' || n AS key
  FROM inventory_items i CROSS JOIN generate_series(1, 2) n WHERE (n = 1 OR i.id % 5 < 3)
    AND NOT EXISTS (SELECT FROM inventory_photos p
                    WHERE p.theater_id = i.theater_id AND p.item_id = i.id)
), stored AS (
  INSERT INTO files (theater_id, object_key, file_name, mime_type, size, checksum, purpose, state)
  SELECT theater_id, key, 'photo.jpg', 'image/jpeg', 1, repeat('0', 64), 'photo', 'attached'
  FROM drawn RETURNING id, theater_id, object_key
)
INSERT INTO inventory_photos (theater_id, item_id, file_id, is_main, sort_order)
SELECT d.theater_id, d.item_id, s.id, d.n = 1, d.n
FROM drawn d JOIN stored s ON s.theater_id = d.theater_id AND s.object_key = d.key
"""
_PICTURED = "SELECT 1 FROM files WHERE object_key LIKE 'bench/%' LIMIT 1"


@dataclass(frozen=True)
class Server:
    """A process that answers HTTP, and how PostgreSQL names its connections."""

    name: str
    port: int
    child: Child
    database: str
    user: str
    application: str


class House:
    """The servers of one run; leaving the context stops them all."""

    def __init__(self, data: Path) -> None:
        self._folder = DataFolder(data)
        self._house = contextlib.ExitStack()
        self._secrets = {
            "JWT_SECRET_KEY": secrets.token_urlsafe(64),
            "AUDIT_SEAL_KEY": secrets.token_urlsafe(64),
        }

    def __enter__(self) -> "House":
        folder = self._house.enter_context(self._folder)
        try:
            self.postgres = EmbeddedPostgres(
                folder.postgres,
                folder.runtime / "pg",
                log=folder.logs / "postgres.log",
                options=_POSTGRES,
                disposable=True,
            )
            self._house.callback(self.postgres.stop)
            self.postgres.start()
            self.valkey = EmbeddedValkey(
                folder.valkey,
                folder.runtime / "kv.sock",
                log=folder.logs / "valkey.log",
                disposable=True,
            )
            self._house.callback(self.valkey.stop)
            self.valkey.start()
        except BaseException:
            self._house.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._house.close()

    def url(self, user: str, database: str) -> str:
        return self.postgres.url(user, database)

    async def connect(self, database: str, user: str = SUPERUSER) -> asyncpg.Connection:
        return await asyncpg.connect(self.postgres.url(user, database, "postgresql"))

    async def load(self, scale: int) -> str:
        """The name of a migrated database with `scale` × 400 items; an earlier run's is kept."""
        database = f"theatre_bench_{scale}"
        started = time.monotonic()
        self._run("scripts.init_db", database)
        owner = await self.connect(database, OWNER)
        try:
            if not await owner.fetchval("SELECT 1 FROM users WHERE email = 'admin@second.demo'"):
                self._run("scripts.seed_data", database, "--scale", str(scale))
            if not await owner.fetchval(_PICTURED):
                await owner.execute(_PHOTOS, timeout=3600)
                await owner.execute("VACUUM ANALYZE", timeout=3600)
            count = await owner.fetchval("SELECT count(*) FROM inventory_items")
        finally:
            await owner.close()
        say(f"{database}: {count:,} items, ready in {time.monotonic() - started:.0f} s")
        return database

    def start_product(self, name: str, database: str, user: str = "theatre_app") -> Server:
        """The application with its normal settings; only the rate limit is out of the way."""
        environment = self._environment(database) | {
            "DATABASE_URL": self.url(user, database),
            "RATE_LIMIT_PER_MINUTE": "1000000000",
            "JWT_ACCESS_TOKEN_EXPIRE_MINUTES": "60",
        }
        if (SPA / "index.html").is_file():
            environment["SPA_DIR"] = str(SPA)
        environment.pop("DATABASE_MIGRATION_URL")
        environment.pop("DATABASE_ADMIN_URL")
        server = self._serve(name, "app.main:create_app", "/api/v1/health", environment)
        return Server(name, *server, database, user, "kulisa-api")

    def start_probe(self, name: str, database: str) -> Server:
        """The limit probe, as the owner role that row security does not stop."""
        environment = {
            "BENCH_DATABASE": self.postgres.url(OWNER, database, "postgresql"),
            "BENCH_POOL_SIZE": str(POOL_SIZE),
        }
        server = self._serve(name, "bench.probe:create_app", "/ready", environment)
        return Server(name, *server, database, OWNER, "best_raw")

    def versions(self, database: str) -> DataVersions:
        """By which the product knows what it may answer from memory."""
        return DataVersions(Redis.from_url(self.valkey.url()), database)

    async def backends(self, server: Server) -> list[int]:
        """Processes of PostgreSQL that work for the server, by the names of its connections."""
        admin = await self.connect("postgres")
        try:
            rows = await admin.fetch(
                "SELECT pid FROM pg_stat_activity "
                "WHERE datname = $1 AND usename = $2 AND application_name = $3",
                server.database,
                server.user,
                server.application,
            )
        finally:
            await admin.close()
        return [row["pid"] for row in rows]

    def _environment(self, database: str) -> dict[str, str]:
        return {
            **self._secrets,
            "APP_ENV": "development",
            "LOG_FORMAT": "json",
            "LOG_LEVEL": "INFO",
            "DATABASE_URL": self.url("theatre_app", database),
            "DATABASE_MIGRATION_URL": self.url(OWNER, database),
            "DATABASE_ADMIN_URL": self.url(SUPERUSER, "postgres"),
            "DB_POOL_SIZE": str(POOL_SIZE),
            "REDIS_URL": self.valkey.url(),
            "STORAGE_BACKEND": "local",
            "STORAGE_DIR": str(self._folder.files),
        }

    def _run(self, module: str, database: str, *arguments: str) -> None:
        name = module.rpartition(".")[2]
        child = spawn(
            name,
            [sys.executable, "-m", module, *arguments],
            log=self._folder.logs / f"{name}.log",
            env=_with_path(self._environment(database)),
            cwd=BACKEND,
        )
        try:
            child.wait_done()
        except BaseException:
            child.stop()
            raise

    def _serve(
        self, name: str, factory: str, ready: str, environment: Mapping[str, str]
    ) -> tuple[int, Child]:
        port = _free_port()
        child = spawn(
            name,
            [
                *(sys.executable, "-m", "uvicorn", "--factory", factory),
                *("--host", "127.0.0.1", "--port", str(port), "--loop", "uvloop"),
                *("--http", "httptools", "--no-access-log", "--log-level", "warning"),
            ],
            log=self._folder.logs / f"{name}.log",
            env=_with_path(environment),
            cwd=BACKEND,
        )
        self._house.callback(child.stop)
        child.wait_ready(lambda: _answers(port, ready), _START_S)
        return port, child


def _with_path(environment: Mapping[str, str]) -> dict[str, str]:
    """Nothing of the caller's settings reaches what is measured."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, **environment}


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _answers(port: int, path: str) -> bool:
    with urlopen(f"http://127.0.0.1:{port}{path}", timeout=2) as answer:
        return bool(answer.status == 200)


def say(text: str) -> None:
    sys.stderr.write(f"bench: {text}\n")
    sys.stderr.flush()
