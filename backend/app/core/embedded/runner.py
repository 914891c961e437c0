"""The order of things: lock, port, servers, database, worker, API; and everything down again in
reverse.
"""

import asyncio
import contextlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING

from app.core.embedded import address, demo
from app.core.embedded.environment import (
    BACKEND,
    application_environment,
    database_environment,
    for_serving,
    uses_own_postgres,
    uses_own_valkey,
    write_environment_file,
)
from app.core.embedded.errors import StartRefusedError
from app.core.embedded.folder import DataFolder
from app.core.embedded.greeting import say, welcome
from app.core.embedded.postgres import EmbeddedPostgres
from app.core.embedded.processes import Child, spawn
from app.core.embedded.signals import Stopped, StopSignals
from app.core.embedded.supervisor import Part, Supervisor
from app.core.embedded.valkey import EmbeddedValkey

if TYPE_CHECKING:
    import uvicorn

_WATCH_SECONDS = 0.2
_REQUEST_GRACE_SECONDS = 5


@dataclass(frozen=True)
class Options:
    """What the user asked for on the command line."""

    port: int | None
    data: Path
    with_demo: bool


@dataclass(frozen=True)
class _Running:
    """What has been started before the API serves."""

    folder: DataFolder
    listener: socket
    parts: tuple[Part, ...]
    worker: Part
    accounts: list[str]


def run(options: Options) -> int:
    """Run until asked to stop. Returns 0; raises StartRefusedError when it cannot start or a part
    of it ends.
    """
    signals = StopSignals()
    signals.install()
    try:
        with contextlib.ExitStack() as house:
            with signals.interrupting():
                running = _start(options, house)
            _serve(running, signals)
            say("stopping")
    except Stopped:
        say("stopped before it was up")
    return 0


def _start(options: Options, house: contextlib.ExitStack) -> _Running:
    folder = house.enter_context(DataFolder(options.data))
    listener = house.enter_context(address.bind(options.port))
    url = address.url_of(listener)
    folder.announce(url)

    postgres = _start_postgres(folder, house) if uses_own_postgres() else None
    valkey = _start_valkey(folder, house) if uses_own_valkey() else None

    environment = database_environment(postgres) | application_environment(folder, valkey, url)
    everything = {**os.environ, **environment}
    serving = for_serving(everything)
    os.environ.clear()
    os.environ.update(serving)
    write_environment_file(folder.environment, environment)
    house.callback(folder.environment.unlink, missing_ok=True)

    accounts = _prepare_database(folder, everything, options, house)
    if accounts and not os.environ.get("SIGN_IN_THEATER"):
        os.environ["SIGN_IN_THEATER"] = demo.DEMO_THEATER
    worker = Worker(serving, folder.logs / "worker.log")
    house.callback(worker.stop)
    worker.launch()
    parts = tuple(part for part in (postgres, valkey, worker) if part is not None)
    return _Running(folder, listener, parts, worker, accounts)


class Worker:
    """The worker process, for its supervisor."""

    name = "The worker"
    start_seconds = 60.0

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self.child: Child | None = None
        self._environment = environment
        self._log = log

    def prepare(self) -> None: ...

    def launch(self) -> None:
        self.child = spawn(
            self.name,
            [sys.executable, "-m", "app.worker"],
            log=self._log,
            env=self._environment,
            cwd=BACKEND,
        )

    def is_ready(self) -> bool:
        return True

    def stop(self) -> None:
        if self.child is not None:
            self.child.stop()
            self.child = None


def _start_postgres(folder: DataFolder, house: contextlib.ExitStack) -> EmbeddedPostgres:
    postgres = EmbeddedPostgres(
        folder.postgres, folder.runtime / "pg", log=folder.logs / "postgres.log"
    )
    house.callback(postgres.stop)
    postgres.start()
    return postgres


def _start_valkey(folder: DataFolder, house: contextlib.ExitStack) -> EmbeddedValkey:
    valkey = EmbeddedValkey(
        folder.valkey, folder.runtime / "kv.sock", log=folder.logs / "valkey.log"
    )
    house.callback(valkey.stop)
    valkey.start()
    return valkey


def _start_script(
    name: str,
    module: str,
    environment: dict[str, str],
    folder: DataFolder,
    house: contextlib.ExitStack,
) -> Child:
    log = folder.logs / f"{module.rpartition('.')[2]}.log"
    child = spawn(name, [sys.executable, "-m", module], log=log, env=environment, cwd=BACKEND)
    house.callback(child.stop)
    return child


def _prepare_database(
    folder: DataFolder, environment: dict[str, str], options: Options, house: contextlib.ExitStack
) -> list[str]:
    """Roles, database, migrations, and the demo theatre into an empty database. Returns the demo
    accounts there are.
    """
    owner_url = environment["DATABASE_MIGRATION_URL"]
    say("preparing the database")
    setup = _start_script("The database setup", "scripts.init_db", environment, folder, house)
    import app.main  # noqa: F401  a second of imports, while the other process works

    setup.wait_done()
    accounts = demo.known_accounts(owner_url)
    was_cut_short = folder.seeding.exists() and len(accounts) < len(demo.DEMO_ACCOUNTS)
    if options.with_demo and (was_cut_short or demo.is_empty(owner_url)):
        say("loading the demo theatre")
        folder.seeding.touch()
        _start_script("The demo data", "scripts.seed_data", environment, folder, house).wait_done()
        accounts = demo.known_accounts(owner_url)
    folder.seeding.unlink(missing_ok=True)
    return accounts


def _serve(running: _Running, signals: StopSignals) -> None:
    import uvicorn
    import uvloop

    from app.core.config import load_settings
    from app.core.http_protocol import BoundedHttp
    from app.main import create_app

    config = uvicorn.Config(
        create_app(load_settings()),
        loop="uvloop",
        http=BoundedHttp,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="on",
        timeout_graceful_shutdown=_REQUEST_GRACE_SECONDS,
    )
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        try:
            runner.run(_serve_until_stopped(uvicorn.Server(config), running, signals))
        except (
            SystemExit
        ) as failure:  # uvicorn's way to say that the lifespan failed; it has logged why
            raise StartRefusedError("The API did not start; the reason stands above.") from failure


async def _serve_until_stopped(
    server: "uvicorn.Server", running: _Running, signals: StopSignals
) -> None:
    """Serve, with the parts kept alive, until a stop signal or GaveUpError."""
    serving = asyncio.create_task(server.serve(sockets=[running.listener]))
    supervisor = Supervisor(running.parts, {EmbeddedPostgres.name: running.worker})
    keeping = asyncio.create_task(supervisor.watch())
    is_announced = False
    while not serving.done():
        if server.started and not is_announced:
            is_announced = True
            welcome(
                address.url_of(running.listener),
                running.folder.root,
                running.accounts,
            )
        if signals.received or keeping.done() or server.should_exit:
            server.should_exit = True
            keeping.cancel()
        await asyncio.wait({serving}, timeout=_WATCH_SECONDS)
    keeping.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await keeping
    await serving
