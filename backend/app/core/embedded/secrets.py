"""Secrets of an embedded run. No secret has a default in the code, so each data folder gets its
own.
"""

import json
import os
import secrets
from pathlib import Path

from app.core.embedded.errors import StartRefusedError

_NAMES = ("JWT_SECRET_KEY", "AUDIT_SEAL_KEY")
_BYTES = 48  # 64 characters of base64, the shortest the settings accept


def load_secrets(path: Path) -> dict[str, str]:
    """The secrets kept in ``path`` (mode 0600); those missing are made and written, whole or not at
    all.
    """
    kept: dict[str, str] = {}
    try:
        kept = {
            str(name): str(value)
            for name, value in json.loads(path.read_text(encoding="utf-8")).items()
        }
    except FileNotFoundError:
        pass
    except (OSError, ValueError, AttributeError) as error:
        raise StartRefusedError(
            f"{path} cannot be read: {error}. Without it nobody stays signed in."
        ) from error
    missing = [name for name in _NAMES if name not in kept]
    if missing:
        kept |= {name: secrets.token_urlsafe(_BYTES) for name in missing}
        _write(path, kept)
    return kept


def _write(path: Path, content: dict[str, str]) -> None:
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
