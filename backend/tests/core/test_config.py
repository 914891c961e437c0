"""A wrong setting stops the start and names itself, all of them at once, none of them shown."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.stack import BACKEND

REQUIRED = ("DATABASE_URL", "REDIS_URL", "JWT_SECRET_KEY", "AUDIT_SEAL_KEY")


def start(environment: dict[str, str], dotenv: Path | None = None) -> tuple[int, str]:
    """Load the settings in a process of their own; the exit code and what it said."""
    folder = Path(tempfile.mkdtemp())
    if dotenv is not None:
        shutil.copy(dotenv, folder / ".env")
    done = subprocess.run(
        [sys.executable, "-c", "from app.core.config import load_settings; load_settings()"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(BACKEND), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    shutil.rmtree(folder)
    return done.returncode, done.stderr


def test_every_missing_setting_is_named_at_once() -> None:
    code, said = start({})
    assert code != 0
    assert [name for name in REQUIRED if name not in said] == []
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("JWT_SECRET_KEY", "short"),
        ("JWT_SECRET_KEY", "x" * 70),
        ("AUDIT_SEAL_KEY", "0" * 64),
        ("MINIO_ACCESS_KEY", "minioadmin"),
        ("MINIO_SECRET_KEY", "minioadmin"),
        ("DATABASE_URL", "postgresql+asyncpg://theatre:theatre@db/theatre_main"),
        ("DATABASE_URL", "sqlite://"),
        ("REDIS_URL", "redis://:change-me@redis"),
        ("PUBLIC_URL", "http://example.org"),
        ("STORAGE_BACKEND", "ftp"),
    ],
)
def test_a_known_default_or_weak_value_is_refused(
    app_environment: dict[str, str], name: str, value: str
) -> None:
    good = {**app_environment, "APP_ENV": "production", "PUBLIC_URL": "https://kulisa.example.org"}
    assert start(good) == (0, "")
    code, said = start({**good, name: value})
    assert code != 0
    assert name in said
    assert value not in said
