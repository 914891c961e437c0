"""The Python behind scripts/*.sh: a run that went wrong must not look green."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

LIB = Path(__file__).resolve().parents[3] / "scripts" / "lib"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"kulisa_scripts_{name}", LIB / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


GREEN: dict[str, Any] = {
    "pytest": {
        "passed": 5,
        "failed": 0,
        "skipped": 0,
        "services": {"PostgreSQL": 5, "Valkey": 2, "S3": 1},
        "failed_tests": [],
        "skipped_tests": [],
    },
    "vitest": {
        "numPassedTests": 3,
        "numFailedTests": 0,
        "numPendingTests": 0,
        "numTodoTests": 0,
    },
    "playwright": {"stats": {"expected": 4, "unexpected": 0, "flaky": 0, "skipped": 0}},
}


def summarise(folder: Path, reports: dict[str, Any], codes: dict[str, int]) -> tuple[str, int]:
    checks = ["lint", "pytest", "vitest", "playwright"]
    lines = [f"{name}\t{codes.get(name, 0)}\t1\tthe {name}" for name in checks]
    (folder / "checks.tsv").write_text("\n".join(lines) + "\n")
    for name, report in reports.items():
        (folder / f"{name}.json").write_text(json.dumps(report))
    printed, code = load("summary").report(folder)
    return printed[-1], code


def test_a_green_run_adds_up(tmp_path: Path) -> None:
    assert summarise(tmp_path, GREEN, {}) == ("13 passed, 0 failed, 0 skipped", 0)


@pytest.mark.parametrize(
    ("missing", "codes", "last_line"),
    [
        ("pytest", {"pytest": 2}, "8 passed, 1 failed, 0 skipped"),
        ("pytest", {}, "8 passed, 1 failed, 0 skipped"),
        (None, {"playwright": 1}, "13 passed, 1 failed, 0 skipped"),
        (None, {"lint": 1}, "12 passed, 1 failed, 0 skipped"),
    ],
)
def test_a_missing_report_or_a_bad_exit_code_is_a_failure(
    tmp_path: Path, missing: str | None, codes: dict[str, int], last_line: str
) -> None:
    reports = {name: report for name, report in GREEN.items() if name != missing}
    assert summarise(tmp_path, reports, codes) == (last_line, 1)


def test_a_server_that_no_test_used_is_a_failure(tmp_path: Path) -> None:
    unused = GREEN["pytest"] | {"services": {"PostgreSQL": 5, "Valkey": 2, "S3": 0}}
    last_line, code = summarise(tmp_path, GREEN | {"pytest": unused}, {})
    assert (last_line, code) == ("13 passed, 0 failed, 0 skipped", 1)


def test_locks_with_addresses_or_gaps_are_refused() -> None:
    locks = load("locks")
    good = "anyio==4.1 \\\n    --hash=sha256:00\nidna==3.1 \\\n    --hash=sha256:11\n"
    assert locks.python_problems(good) == []
    assert locks.python_problems("anyio==4.1\nidna==3.1 \\\n    --hash=sha256:11\n")
    assert locks.python_problems("anyio @ https://example.org/anyio.whl --hash=sha256:00\n")

    package = {"version": "1.0", "optionalDependencies": {"tool-linux": "1.0"}}
    whole = {"node_modules/tool": package, "node_modules/tool-linux": {"version": "1.0"}}
    assert locks.npm_problems(json.dumps({"packages": whole})) == []
    assert locks.npm_problems(json.dumps({"packages": {"node_modules/tool": package}}))
    addressed = {"node_modules/tool": {"version": "1.0", "resolved": "https://example.org/t.tgz"}}
    assert locks.npm_problems(json.dumps({"packages": addressed}))


def test_a_digest_follows_names_and_contents_but_not_what_is_left_out(tmp_path: Path) -> None:
    digest = load("digest").digest
    (tmp_path / "src").mkdir()
    (tmp_path / "dist").mkdir()
    source = tmp_path / "src" / "main.ts"
    source.write_text("one")

    def now() -> str:
        return str(digest([tmp_path], frozenset({"dist"})))

    first = now()
    (tmp_path / "dist" / "main.js").write_text("built")
    assert now() == first
    source.write_text("two")
    second = now()
    assert second != first
    source.rename(tmp_path / "src" / "other.ts")
    assert now() != second
