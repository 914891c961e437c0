"""The API as a process of its own, for tests that need a real socket or take a server away."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from app.core.embedded.processes import spawn
from tests.stack import BACKEND


@contextmanager
def serve(environment: dict[str, str], folder: Path) -> Iterator[str]:
    """Start uvicorn on a free port; yields the base URL of the API."""
    log = folder / "api.log"
    child = spawn(
        "api",
        [sys.executable, "-m", "tests.serve_main"],
        log=log,
        env={"PATH": os.environ["PATH"], **environment},
        cwd=BACKEND,
    )
    try:
        child.wait_ready(lambda: "listening on " in log.read_text("utf-8"), 30)
        port = log.read_text("utf-8").rsplit("listening on ", 1)[1].split()[0]
        base = f"http://127.0.0.1:{port}/api/v1"
        until(lambda: httpx.get(f"{base}/health/live").status_code == 200)
        yield base
    finally:
        child.stop()


def until(true: Callable[[], object], seconds: float = 20) -> None:
    """Wait for something to become true; errors on the way count as not yet."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if true():
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    raise AssertionError("it did not happen in time")
