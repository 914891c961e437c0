"""First useful paint of the inventory's page, by a real browser: cold cache, slowed processor."""

import asyncio
import json
import os
import shutil
from statistics import median

from bench.report import Goal
from bench.servers import SPA, Server
from scripts.demo.people import ACCOUNTS, PASSWORD

KEY = "paint"
_FRONTEND = SPA.parent
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MOST_S = 240


async def measure(server: Server) -> Goal:
    value, why = await _seconds(server)
    title = "largest contentful paint, CPU 4 × slower, s"
    return Goal("P-12", title, 2.5, 3.0, False, value, why)


async def _seconds(server: Server) -> tuple[float | None, str]:
    node = shutil.which("node")
    found = (shutil.which(name) for name in _BROWSERS)
    browser = os.environ.get("CHROMIUM_PATH") or next(filter(None, found), None)
    if not (SPA / "index.html").is_file():
        return None, "the client is not built (npm run build)"
    if node is None or not (_FRONTEND / "node_modules" / "@playwright").is_dir():
        return None, "node or its modules are missing (npm ci)"
    if browser is None:
        return None, "no Chromium; CHROMIUM_PATH names one"
    child = await asyncio.create_subprocess_exec(
        node, "scripts/first-paint.mjs", f"http://127.0.0.1:{server.port}", ACCOUNTS[0].email,
        PASSWORD, cwd=_FRONTEND, env={**os.environ, "CHROMIUM_PATH": browser},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        out, errors = await asyncio.wait_for(child.communicate(), _MOST_S)
    except TimeoutError:
        child.kill()
        return None, f"the browser did not finish in {_MOST_S} s"
    if child.returncode:
        return None, " ".join(errors.decode(errors="replace").split()[:30])
    return median(json.loads(out)) / 1000, ""
