"""Parts that are killed: the house goes on, and says so when it cannot."""

import asyncio
import json
import os
import signal
import urllib.error
import urllib.request
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest

from app.core.embedded import supervisor
from app.core.embedded.supervisor import Patience, Supervisor
from tests.embedded.launcher import Launcher, launched, wait_for, wait_until_gone

pytestmark = [
    pytest.mark.runs_on("PostgreSQL", "Valkey"),
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="reads /proc"),
]
PARTS = {"valkey-server": "Valkey", "app.worker": "The worker", "postgres": "PostgreSQL"}


def ask(url: str) -> tuple[int, str | None]:
    """Status of an address that PostgreSQL must be asked about, and when to come again."""
    try:
        with urllib.request.urlopen(f"{url}/api/v1/ics/1/{'x' * 43}.ics", timeout=10) as answer:
            return answer.status, None
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get("Retry-After")


def is_healthy(launcher: Launcher) -> bool:
    try:
        with urllib.request.urlopen(f"{launcher.url}/api/v1/health", timeout=10) as answer:
            return bool(json.load(answer)["status"] == "healthy")
    except urllib.error.HTTPError:
        return False


def kill(launcher: Launcher, program: str) -> int:
    pid = launcher.children()[program]
    os.kill(pid, signal.SIGKILL)
    return pid


def test_each_part_that_is_killed_comes_back_and_the_product_answers(tmp_path: Path) -> None:
    with launched(tmp_path / "data", "--no-demo") as launcher:
        launcher.wait_until_serving()
        pids = []
        for program, name in PARTS.items():
            before = kill(launcher, program)
            if program == "postgres":
                wait_for(lambda: ask(launcher.url)[0] == 503)
                assert ask(launcher.url)[1] is not None
            wait_for(lambda name=name: f"{name} runs again" in launcher.output)  # type: ignore[misc]
            wait_for(lambda: ask(launcher.url)[0] == 404)
            wait_for(lambda: is_healthy(launcher))
            assert launcher.children()[program] != before
            pids += launcher.descendants()
        assert launcher.stop() == 0
        wait_until_gone(pids)


def test_a_part_that_dies_again_and_again_is_given_up(tmp_path: Path) -> None:
    with launched(tmp_path / "data", "--no-demo") as launcher:
        launcher.wait_until_serving()
        everyone = launcher.descendants()
        for life in range(1, 6):
            if launcher.process.poll() is None and "app.worker" in launcher.children():
                kill(launcher, "app.worker")
            if life < 5:
                wait_for(lambda life=life: launcher.output.count("runs again") == life)  # type: ignore[misc]
                everyone += launcher.descendants()
        assert launcher.process.wait(60) == 5
        assert "The worker ended 5 times" in launcher.output
        wait_until_gone(everyone)


def test_a_stop_while_a_part_is_being_started_again_leaves_nothing(tmp_path: Path) -> None:
    with launched(tmp_path / "data", "--no-demo") as launcher:
        launcher.wait_until_serving()
        everyone = launcher.descendants()
        kill(launcher, "postgres")
        wait_for(lambda: "PostgreSQL ended, starting it again" in launcher.output)
        everyone += launcher.descendants()
        assert launcher.stop(signal.SIGINT) == 0
        wait_until_gone(everyone)


class Remembering:
    """A part that dies at its first start, and remembers what is done to it."""

    name, start_seconds = "Part", 5.0

    def __init__(self) -> None:
        self.child: Any = None
        self.done: list[str] = []

    def prepare(self) -> None:
        self.done.append("prepare")

    def launch(self) -> None:
        self.done.append("launch")
        dies = self.done.count("launch") == 1
        self.child = SimpleNamespace(has_ended=dies, process=Mock(), log="log", log_tail=str)

    def is_ready(self) -> bool:
        self.done.append("ready")
        return True

    def stop(self) -> None:
        self.done.append("stop")


async def test_each_life_of_a_part_begins_with_a_clearing_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What the last life left, a lock or a socket, would keep the next from starting."""
    monkeypatch.setattr(supervisor, "_FIRST_WAIT", 0.01)
    part, server = Remembering(), Remembering()
    server.launch()
    watching = asyncio.create_task(Supervisor([server], {server.name: part}).watch())
    async with asyncio.timeout(10):
        while "launch" not in part.done:
            await asyncio.sleep(0.01)
    watching.cancel()
    assert server.done == ["launch", "stop", "prepare", "launch", "ready"]
    assert part.done == ["stop", "launch"]


def test_waits_grow_and_a_stable_time_forgives() -> None:
    now = 0.0
    patience = Patience(lambda: now)
    assert [patience.after_death() for _ in range(4)] == [0.5, 1.0, 2.0, 4.0]
    assert patience.after_death() is None
    now = 1000.0
    assert patience.after_death() == 0.5
