"""Counts which real servers the tests ran on, so that a green run cannot hide that they were never
there.

A test counts for a service when it uses, directly or not, the fixture that hands it out, or when it
is marked ``@pytest.mark.runs_on("PostgreSQL")`` because it starts one itself. ``--tally FILE``
writes the counts as JSON. Enable with ``pytest_plugins = ["tests.tally"]`` in the root conftest.
"""

import json
from collections import Counter
from pathlib import Path
from typing import TypedDict

import pytest

SERVICES = {"database": "PostgreSQL", "redis_url": "Valkey", "s3": "S3"}
_PROPERTY = "runs_on"


class Tally(TypedDict):
    """The JSON of --tally. ``services`` counts passed tests only."""

    passed: int
    failed: int
    skipped: int
    services: dict[str, int]
    skipped_tests: list[str]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--tally", metavar="FILE", default=None, help="write counts of tests per service as JSON"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "runs_on(*services): real servers that this test starts itself"
    )
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Counter(config.getoption("--tally")), "kulisa-tally")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    used = {SERVICES[name] for name in getattr(item, "fixturenames", ()) if name in SERVICES}
    for mark in item.iter_markers("runs_on"):
        used.update(mark.args)
    item.user_properties.append((_PROPERTY, sorted(used)))


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
            "services": {name: services[name] for name in SERVICES.values()},
            "skipped_tests": sorted(
                test for test, outcome in self._outcomes.items() if outcome == "skipped"
            ),
        }
