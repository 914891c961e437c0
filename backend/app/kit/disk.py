"""Free space that uploads may not touch: PostgreSQL, logs and the system live on the same disks.

A body is announced before it is read: uploads side by side do not pass the reserve together.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from app.kit.errors import StorageFull


class FreeSpace:
    def __init__(self, reserve: int = 0, folders: Sequence[Path] = ()) -> None:
        self._reserve = reserve
        self._folders = list(folders)
        self._announced = 0

    def watch(self, reserve: int, folders: Sequence[Path]) -> None:
        self._reserve, self._folders = reserve, list(folders)

    def is_enough_for(self, size: int = 0) -> bool:
        """Whether the reserve stays whole on every disk; a folder that is lost says nothing."""
        free = [shutil.disk_usage(folder).free for folder in self._folders if folder.is_dir()]
        return not free or min(free) - size >= self._reserve

    def require(self, size: int) -> None:
        """Raises StorageFull."""
        if not self.is_enough_for(size):
            raise StorageFull

    @contextmanager
    def announced(self, size: int) -> Iterator[None]:
        """So many bytes are coming. Raises StorageFull before any of them is read."""
        self.require(self._announced + size)
        self._announced += size
        try:
            yield
        finally:
            self._announced -= size


space = FreeSpace()
"""The disks of this process; watched from its start (core.lifespan)."""
