"""Adds up one run of test_all.sh and prints it; the last line is ``N passed, N failed, N skipped``.

``summary.py FOLDER`` reads what the checks left there: checks.tsv (name, exit code, seconds, text)
and the reports of pytest, vitest and Playwright. A check without a report counts as one test. The
exit code is 1 when anything failed, was skipped, or when a kind of server was used by no test.
"""

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Counts:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    services: dict[str, int] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    """Tests that did not pass, each with its verdict."""

    def add(self, other: "Counts") -> None:
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        self.names += other.names
        for name, number in other.services.items():
            self.services[name] = self.services.get(name, 0) + number


def from_pytest(report: Any) -> Counts:
    return Counts(
        report["passed"],
        report["failed"],
        report["skipped"],
        dict(report["services"]),
        [f"failed: {name}" for name in report["failed_tests"]]
        + [f"skipped: {name}" for name in report["skipped_tests"]],
    )


def from_vitest(report: Any) -> Counts:
    skipped = report["numPendingTests"] + report["numTodoTests"]
    return Counts(report["numPassedTests"], report["numFailedTests"], skipped)


def from_playwright(report: Any) -> Counts:
    stats = report["stats"]
    passed = stats["expected"]
    failed = stats["unexpected"] + stats["flaky"]  # passing at the second try is not passing
    return Counts(passed, failed, stats["skipped"], {"Chromium": passed})


SERVICES = ("PostgreSQL", "Valkey", "S3", "Chromium")
READERS = {"pytest": from_pytest, "vitest": from_vitest, "playwright": from_playwright}


def read(folder: Path, name: str, code: int) -> Counts:
    """The counts of one check; a missing or spotless report cannot hide a bad exit code."""
    reader = READERS.get(name)
    if reader is None:
        return Counts(passed=int(code == 0), failed=int(code != 0))
    try:
        counts = reader(json.loads((folder / f"{name}.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError):
        counts = Counts(failed=1)
    if code != 0 and counts.failed == 0:
        counts.failed = 1
    return counts


def report(folder: Path) -> tuple[list[str], int]:
    """The lines to print and the exit code."""
    total = Counts(services=dict.fromkeys(SERVICES, 0))
    lines = ["", "Summary"]
    for line in (folder / "checks.tsv").read_text(encoding="utf-8").splitlines():
        name, code, seconds, text = line.split("\t")
        counts = read(folder, name, int(code))
        total.add(counts)
        verdict = "ok" if counts.failed == 0 else "FAILED"
        passed = f"{counts.passed} passed" if name in READERS else ""
        lines.append(f"  {verdict:<7}{text:<44}{seconds:>5} s   {passed}".rstrip())
    lines.append("Tests that ran on real servers")
    lines += [f"  {service:<12}{number}" for service, number in total.services.items()]
    lines += [f"  {name}" for name in total.names]
    lines.append(f"{total.passed} passed, {total.failed} failed, {total.skipped} skipped")
    is_unused = any(number == 0 for number in total.services.values())
    return lines, int(bool(total.failed or total.skipped or is_unused))


if __name__ == "__main__":
    printed, exit_code = report(Path(sys.argv[1]))
    sys.stdout.write("\n".join(printed) + "\n")
    sys.exit(exit_code)
