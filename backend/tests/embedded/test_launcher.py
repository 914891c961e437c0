"""The embedded run as a whole: one life of a data folder after another, in a path with spaces."""

import os
import signal
import socket
from pathlib import Path

import pytest

from tests.embedded.launcher import answers, launched, wait_until_gone

pytestmark = [
    pytest.mark.runs_on("PostgreSQL", "Valkey"),
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="reads /proc"),
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "a folder with spaces, папка"
    folder.mkdir()
    return folder / "data"


def test_one_folder_lives_through_start_second_start_kill_and_stop(data: Path) -> None:
    with launched(data, "--no-demo") as first:
        first.wait_until_serving()
        assert answers(first.url)
        assert {"postgres", "valkey-server", "app.worker"} <= set(first.children())
        assert (data / "secrets.json").stat().st_mode & 0o777 == 0o600
        assert data.stat().st_mode & 0o777 == 0o700
        secrets = (data / "secrets.json").read_text()

        with launched(data, "--no-demo") as second:
            assert second.process.wait(60) == 3
            assert first.url in second.output

        everyone = first.descendants()
        os.kill(first.process.pid, signal.SIGKILL)
        first.process.wait()
        wait_until_gone(everyone)

    with launched(data, "--no-demo") as third:
        third.wait_until_serving()
        assert answers(third.url)
        assert (data / "secrets.json").read_text() == secrets
        everyone = third.descendants()
        assert third.stop(signal.SIGINT) == 0
        wait_until_gone(everyone)
        assert not (data / "environment").exists()


def test_a_taken_port_is_refused_when_asked_for(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with launched(data, "--no-demo", "--port", str(port)) as launcher:
            assert launcher.process.wait(60) == 4
            assert f"Port {port} is in use" in launcher.output


def test_a_stop_during_the_start_leaves_nothing(data: Path) -> None:
    with launched(data, "--no-demo") as launcher:
        while "preparing the database" not in launcher.output:
            assert launcher.process.poll() is None, launcher.output
        everyone = launcher.descendants()
        assert launcher.stop() == 0
        wait_until_gone(everyone)
