"""What the application is told: environment variables for the parts that run here, the user's own
for the rest.
"""

import os
import shlex
from pathlib import Path

from app.core.embedded.errors import StartRefusedError
from app.core.embedded.folder import DataFolder
from app.core.embedded.postgres import SUPERUSER, EmbeddedPostgres
from app.core.embedded.secrets import load_secrets
from app.core.embedded.valkey import EmbeddedValkey

BACKEND = Path(__file__).resolve().parents[3]
PROJECT = BACKEND.parent
DATABASE = "theatre_main"

_OWNERS_ONLY = ("DATABASE_ADMIN_URL", "DATABASE_MIGRATION_URL")


def uses_own_postgres() -> bool:
    return not os.environ.get("DATABASE_URL")


def uses_own_valkey() -> bool:
    return not os.environ.get("REDIS_URL")


def database_environment(postgres: EmbeddedPostgres | None) -> dict[str, str]:
    """DATABASE_* for the embedded server, or those of the user. Raises StartRefusedError when one
    of them is missing.
    """
    if postgres is not None:
        return {
            "DATABASE_URL": postgres.url("theatre_app", DATABASE),
            "DATABASE_MIGRATION_URL": postgres.url("theatre_owner", DATABASE),
            "DATABASE_ADMIN_URL": postgres.url(SUPERUSER, "postgres"),
        }
    if not os.environ.get("DATABASE_MIGRATION_URL"):
        raise StartRefusedError(
            "DATABASE_URL is set, so your own server is used: set DATABASE_MIGRATION_URL too (the "
            "owner role, for migrations), and DATABASE_ADMIN_URL when roles and database are still "
            "to be created."
        )
    return {}


def application_environment(
    folder: DataFolder, valkey: EmbeddedValkey | None, address: str
) -> dict[str, str]:
    """Settings besides the database. Whatever the user has set wins, except the addresses of
    servers started here.
    """
    decided = {"REDIS_URL": valkey.url()} if valkey is not None else {}
    defaults = {
        "APP_ENV": "development",
        "LOG_FORMAT": "console",
        "LOG_LEVEL": "WARNING",
        "PUBLIC_URL": address,
        "STORAGE_BACKEND": "s3" if os.environ.get("MINIO_ENDPOINT") else "local",
        "STORAGE_DIR": str(folder.files),
        "DATA_DIR": str(folder.root),
        **load_secrets(folder.secrets),
    }
    if not os.environ.get("KULISA_HOST"):
        defaults["ALLOWED_HOSTS"] = "localhost,127.0.0.1"  # no foreign page may reach us by DNS
    spa = PROJECT / "frontend" / "dist"
    if (spa / "index.html").is_file():
        defaults["SPA_DIR"] = str(spa)
    return decided | {name: value for name, value in defaults.items() if not os.environ.get(name)}


def for_serving(environment: dict[str, str]) -> dict[str, str]:
    """What serving processes get: they know neither the superuser nor the owner, who passes row
    security.
    """
    return {name: value for name, value in environment.items() if name not in _OWNERS_ONLY}


def write_environment_file(path: Path, environment: dict[str, str]) -> None:
    """Let admin commands reach this run: ``set -a; . <path>`` in a shell. Mode 0600, removed when
    the run ends.
    """
    path.unlink(missing_ok=True)
    lines = [f"{name}={shlex.quote(value)}" for name, value in sorted(environment.items())]
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write("\n".join(lines) + "\n")
