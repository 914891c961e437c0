import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.embedded.folder import runtime_base


@pytest.fixture
def short_path() -> Iterator[Path]:
    """A private folder with a path short enough for sockets; pytest's own are too long."""
    folder = Path(tempfile.mkdtemp(prefix="kulisa-", dir=runtime_base()))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
