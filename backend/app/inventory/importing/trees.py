"""Paths of a list against a tree of the theatre: found, or to be made on the way."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

from app.inventory.importing.words import same_name

Path = tuple[str, ...]


class TreeRow(Protocol):
    id: int
    parent_id: int | None
    name: str


class TreeTargets:
    """Where a path leads. Names match as people mean them: case, ё and «№ 1» make no difference."""

    def __init__(self, rows: Iterable[TreeRow]) -> None:
        self._ids: dict[tuple[int | None, str], int] = {}
        self._by_name: dict[str, list[int]] = defaultdict(list)
        for row in rows:
            self.add(row.parent_id, row.name, row.id)
        self._known: dict[Path, int | None] = {}
        self.missing: dict[Path, Path] = {}
        """Normalised path → the path as it is to be written; parents come before children."""

    def add(self, parent_id: int | None, name: str, node_id: int) -> None:
        key = same_name(name)
        self._ids[parent_id, key] = node_id
        self._by_name[key].append(node_id)

    def find(self, path: Path) -> int | None:
        """The node; a path may begin at the only node of its name, wherever that is."""
        if path not in self._known:
            node = self._first(path[0])
            for name in path[1:]:
                node = None if node is None else self._ids.get((node, same_name(name)))
            self._known[path] = node
        return self._known[path]

    def _first(self, name: str) -> int | None:
        key = same_name(name)
        alike = self._by_name.get(key, [])
        return self._ids.get((None, key)) or (alike[0] if len(alike) == 1 else None)

    def want(self, path: Path) -> None:
        """Note a path that has to be made, with those of its parents that are missing too."""
        if self.find(path) is not None:
            return
        for length in range(1, len(path) + 1):
            part = path[:length]
            if length == len(path) or self.find(part) is None:
                self.missing.setdefault(tuple(map(same_name, part)), part)

    def made(self, path: Path, parent_id: int | None, node_id: int) -> None:
        self.add(parent_id, path[-1], node_id)
        self._known.clear()
