"""Counts which real servers the tests spoke to, so that a green run cannot hide that they were
never there.

A test counts for a service when, while it ran, this process sent it a query, a command or a
request, or when it is marked ``@pytest.mark.runs_on("PostgreSQL")`` because other processes do.
``--tally FILE`` writes the counts as JSON. Enabled by tests.stack.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any, TypedDict

import minio
import pytest
import redis.asyncio.connection
import redis.connection
import sqlalchemy

SERVICES = ("PostgreSQL", "Valkey", "S3")
_PROPERTY = "runs_on"
_spoken_to: set[str] = set()


class Tally(TypedDict):
    """The JSON of --tally. ``services`` counts passed tests only."""

    passed: int
    failed: int
    skipped: int
    services: dict[str, int]
    failed_tests: list[str]
    skipped_tests: list[str]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--tally", metavar="FILE", default=None, help="write counts of tests per service as JSON"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "runs_on(*services): real servers that this test starts itself"
    )
    _listen()
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Counter(config.getoption("--tally")), "kulisa-tally")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Iterator[None]:
    _spoken_to.clear()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    try:
        return (yield)
    finally:
        marked = {service for mark in item.iter_markers("runs_on") for service in mark.args}
        item.user_properties.append((_PROPERTY, sorted(_spoken_to | marked)))


def _listen() -> None:
    """Note each use of a service; what is sent stays as it is."""

    @sqlalchemy.event.listens_for(sqlalchemy.Engine, "before_cursor_execute")
    def _(*_: object) -> None:
        _spoken_to.add("PostgreSQL")

    _note_calls(redis.connection.AbstractConnection, "send_packed_command", "Valkey")
    _note_calls(redis.asyncio.connection.AbstractConnection, "send_packed_command", "Valkey")
    _note_calls(minio.Minio, "_url_open", "S3")


def _note_calls(owner: type, name: str, service: str) -> None:
    original: Callable[..., Any] = getattr(owner, name)

    @wraps(original)
    def noting(*arguments: Any, **options: Any) -> Any:
        _spoken_to.add(service)
        return original(*arguments, **options)

    setattr(owner, name, noting)


class _Counter:
    """Lives in the process that sees all reports (under xdist: the controller)."""

    def __init__(self, file: str | None) -> None:
        self._file = file
        self._outcomes: dict[str, str] = {}
        self._services: dict[str, list[str]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._outcomes[report.nodeid] = "failed"
        elif report.skipped:
            self._outcomes.setdefault(report.nodeid, "skipped")
        elif report.when == "call":
            self._outcomes.setdefault(report.nodeid, "passed")
        self._services[report.nodeid] = [
            name
            for key, names in report.user_properties
            if key == _PROPERTY
            for name in names  # type: ignore[attr-defined]
        ]

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        counts = self.counts()
        shown = ", ".join(f"{name} {number}" for name, number in counts["services"].items())
        terminalreporter.write_line(f"Tests that ran on real servers: {shown or 'none'}")

    def pytest_sessionfinish(self) -> None:
        if self._file is not None:
            Path(self._file).write_text(json.dumps(self.counts(), indent=2), encoding="utf-8")

    def counts(self) -> Tally:
        outcomes = Counter(self._outcomes.values())
        services = Counter(
            name
            for test, names in self._services.items()
            if self._outcomes.get(test) == "passed"
            for name in names
        )
        return {
            "passed": outcomes["passed"],
            "failed": outcomes["failed"],
            "skipped": outcomes["skipped"],
            "services": {name: services[name] for name in SERVICES},
            "failed_tests": self._with_outcome("failed"),
            "skipped_tests": self._with_outcome("skipped"),
        }

    def _with_outcome(self, wanted: str) -> list[str]:
        return sorted(test for test, outcome in self._outcomes.items() if outcome == wanted)
