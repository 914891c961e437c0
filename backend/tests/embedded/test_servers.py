"""The two servers by themselves, and the promises that processes.py and privileges.py make."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from app.core.embedded import address, privileges
from app.core.embedded.binaries import find_postgres_programs
from app.core.embedded.errors import (
    AlreadyRunningError,
    ChildFailedError,
    PortTakenError,
    StartRefusedError,
)
from app.core.embedded.folder import DataFolder, make_private_folder
from app.core.embedded.orphans import is_alive, servers_in
from app.core.embedded.postgres import EmbeddedPostgres
from app.core.embedded.processes import spawn
from app.core.embedded.secrets import load_secrets
from app.core.embedded.valkey import EmbeddedValkey
from tests.embedded.launcher import BACKEND, wait_for

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.mark.runs_on("PostgreSQL")
@on_linux
def test_postgres_survives_kill_9_without_losing_a_commit(tmp_path: Path, short_path: Path) -> None:
    def server() -> EmbeddedPostgres:
        return EmbeddedPostgres(tmp_path / "p g", short_path / "s", log=tmp_path / "pg.log")

    first = server()
    first.start()
    _psql(first, "CREATE TABLE kept AS SELECT 1 AS one")
    assert first.child is not None
    for pid in servers_in(first.data, "postgres"):
        os.kill(pid, signal.SIGKILL)
    first.child.process.wait()

    second = server()
    second.start()
    try:
        assert _psql(second, "SELECT one FROM kept") == "1"
        with pytest.raises(subprocess.CalledProcessError):
            _psql(second, "SELECT one FROM lost")
    finally:
        second.stop()
    assert servers_in(second.data, "postgres") == []


@pytest.mark.runs_on("PostgreSQL")
@on_linux
def test_a_server_left_by_a_killed_launcher_is_stopped_first(
    tmp_path: Path, short_path: Path
) -> None:
    orphan = EmbeddedPostgres(tmp_path / "pg", short_path / "s", log=tmp_path / "pg.log")
    orphan.start()
    assert orphan.child is not None
    heir = EmbeddedPostgres(tmp_path / "pg", short_path / "s", log=tmp_path / "pg.log")
    heir.start()
    try:
        assert orphan.child.process.wait(10) == 0
        assert _psql(heir, "SELECT 1") == "1"
    finally:
        heir.stop()


@pytest.mark.runs_on("Valkey")
def test_valkey_keeps_its_keys_over_a_restart(tmp_path: Path, short_path: Path) -> None:
    import redis

    for expected in (None, b"kept"):
        server = EmbeddedValkey(tmp_path / "k v", short_path / "kv.sock", log=tmp_path / "kv.log")
        server.start()
        try:
            with redis.Redis.from_url(server.url()) as client:
                assert client.get("key") == expected
                client.set("key", "kept")
        finally:
            server.stop()


def test_a_folder_of_another_major_version_is_refused(tmp_path: Path, short_path: Path) -> None:
    (tmp_path / "pg").mkdir()
    (tmp_path / "pg" / "PG_VERSION").write_text("16\n")
    server = EmbeddedPostgres(tmp_path / "pg", short_path / "s", log=tmp_path / "pg.log")
    with pytest.raises(StartRefusedError, match="written by PostgreSQL 16"):
        server.start()


@pytest.mark.runs_on("PostgreSQL")
def test_root_without_user_namespaces_runs_postgres_as_an_account(
    tmp_path: Path, short_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(privileges, "_libc", None)
    programs = find_postgres_programs()
    if os.geteuid() == 0 and not _others_may_enter(programs):
        with pytest.raises(StartRefusedError, match="Start as an ordinary user"):
            EmbeddedPostgres(short_path / "pg", short_path / "s", log=tmp_path / "pg.log")
        return
    server = EmbeddedPostgres(short_path / "pg", short_path / "s", log=tmp_path / "pg.log")
    server.start()
    try:
        assert _psql(server, "SELECT 1") == "1"
        owner = (short_path / "pg").stat().st_uid
        assert (owner == os.geteuid()) is (os.geteuid() != 0)
    finally:
        server.stop()


@pytest.mark.parametrize("use_watchdog", [False, True], ids=["kernel", "watchdog"])
def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path, use_watchdog: bool) -> None:
    if sys.platform != "linux" and not use_watchdog:
        pytest.skip("only Linux tells children of their parent's death")
    script = textwrap.dedent(f"""
        import sys, time
        from pathlib import Path
        from app.core.embedded import processes
        if {use_watchdog}:
            processes._libc = None
        child = processes.spawn(
            "sleep", ["sleep", "600"], log=Path(sys.argv[1]), use_watchdog={use_watchdog}
        )
        print(child.pid, flush=True)
        time.sleep(600)
    """)
    parent = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "log")],
        cwd=BACKEND,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    with parent.stdout:
        child = int(parent.stdout.readline())
    assert is_alive(child)
    parent.kill()
    parent.wait()
    wait_for(lambda: not is_alive(child), 10)


def test_a_child_that_ends_early_is_reported_with_its_words(tmp_path: Path) -> None:
    child = spawn("Helper", ["sh", "-c", "echo no luck; exit 7"], log=tmp_path / "helper.log")
    with pytest.raises(ChildFailedError, match=r"(?s)Helper did not start.*no luck"):
        child.wait_ready(lambda: False, 30)


def test_the_lock_names_the_address_of_the_holder(tmp_path: Path) -> None:
    with DataFolder(tmp_path / "data") as folder:
        folder.announce("http://127.0.0.1:8123")
        with (
            pytest.raises(AlreadyRunningError, match=r"http://127\.0\.0\.1:8123"),
            DataFolder(tmp_path / "data"),
        ):
            pass
    with DataFolder(tmp_path / "data"):
        pass


def test_a_runtime_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(StartRefusedError, match="belongs to somebody else"):
        make_private_folder(tmp_path / "link")


def test_without_a_wish_the_next_free_port_is_taken() -> None:
    with address.bind(None) as first, address.bind(None) as second:
        assert address.url_of(first) != address.url_of(second)
        with pytest.raises(PortTakenError):
            address.bind(first.getsockname()[1])


def test_secrets_are_made_once_and_kept_private(tmp_path: Path) -> None:
    file = tmp_path / "secrets.json"
    made = load_secrets(file)
    assert load_secrets(file) == made
    assert all(len(value) >= 64 for value in made.values())
    assert len(set(made.values())) == len(made)
    assert file.stat().st_mode & 0o777 == 0o600


def test_damaged_secrets_are_not_replaced_silently(tmp_path: Path) -> None:
    (tmp_path / "secrets.json").write_text("{")
    with pytest.raises(StartRefusedError, match="cannot be read"):
        load_secrets(tmp_path / "secrets.json")


def _others_may_enter(folder: Path) -> bool:
    return all(parent.stat().st_mode & 0o1 for parent in folder.resolve().parents)


def _psql(server: EmbeddedPostgres, statement: str) -> str:
    done = subprocess.run(
        [
            str(server.programs / "psql"),
            *("-X", "-q", "-A", "-t", "-h", str(server.socket_folder)),
            *("-U", "postgres", "-d", "postgres", "-c", statement),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()
