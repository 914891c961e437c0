"""What every list names by id and few people change: trees, tags, departments, people.

Joined in Python from a per-process copy per theatre instead of in SQL on every request. A copy is
keyed by the data versions of its tables, so it is never older than the last committed change;
without Redis, or inside a unit that has itself changed those tables, it is read anew.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

import orjson
from sqlalchemy.ext.asyncio import AsyncSession

from app.kit.cache import cached
from app.kit.uow import Uow

T = TypeVar("T")


class Versions:
    """The data versions of one unit of work: Redis is asked once a table, as early as possible.

    What is read after the question is at least as new as the answer.
    """

    def __init__(self, known: Mapping[str, int] | None) -> None:
        self._known = known

    @classmethod
    async def read(cls, uow: Uow, tables: Collection[str]) -> "Versions":
        known: dict[str, int] = uow.info.setdefault("versions", {})
        asked = sorted(set(tables) - known.keys())
        if asked:
            found = await uow.versions.of(uow.ctx.theater_id, asked)
            if found is None:
                return cls(None)
            known.update(zip(asked, found, strict=True))
        return cls(known)

    def of(self, tables: Iterable[str]) -> tuple[int, ...] | None:
        """The versions of these tables; None when nothing may be cached."""
        return None if self._known is None else tuple(self._known[t] for t in sorted(tables))


@dataclass(frozen=True)
class Reference(Generic[T]):
    """A cached copy of something small: `await CATEGORIES.of(uow, versions)`."""

    name: str
    tables: frozenset[str]
    load: Callable[[AsyncSession], Awaitable[T]]

    async def of(self, uow: Uow, versions: Versions | None = None) -> T:
        async def load() -> T:
            return await self.load(uow.session)

        if uow.touched & self.tables:
            # What this unit has changed is not yet true for anybody else.
            return await load()
        versions = versions or await Versions.read(uow, self.tables)
        return await cached(self.name, uow.ctx.theater_id, versions.of(self.tables), load)


class Refs(Mapping[int, dict[str, Any]]):
    """Rows by id, in the order in which they are to be shown."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self._rows = {row["id"]: dict(row) for row in rows}
        self._json = {i: _fragment(row) for i, row in self._rows.items()}
        self._order = {i: n for n, i in enumerate(self._rows)}

    def __getitem__(self, key: int) -> dict[str, Any]:
        return self._rows[key]

    def __iter__(self) -> Iterator[int]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def json(self, key: int | None) -> orjson.Fragment | None:
        """The row as it stands in answers, serialised once for all of them."""
        return None if key is None else self._json.get(key)

    def json_list(self, keys: Iterable[int] | None) -> list[orjson.Fragment]:
        known = [key for key in keys or () if key in self._order]
        if len(known) > 1:
            known.sort(key=self._order.__getitem__)
        return [self._json[key] for key in known]

    def name(self, key: int | None) -> str | None:
        """What to call the row in an export."""
        row = None if key is None else self._rows.get(key)
        return None if row is None else row.get("name") or row.get("short_name")


def _fragment(row: dict[str, Any]) -> orjson.Fragment:
    """A copy, because what orjson returns keeps its whole buffer: 4 KB for a row of 70 bytes."""
    return orjson.Fragment(bytes(memoryview(orjson.dumps(row))))


class TreeRow(Protocol):
    """A node as the database has it."""

    id: int
    parent_id: int | None
    name: str


class Tree:
    """A small tree by id. `refs` are its nodes as answers name them."""

    def __init__(self, rows: Iterable[TreeRow]) -> None:
        """Rows come in the order of siblings."""
        nodes = list(rows)
        self.refs = Refs({"id": n.id, "name": n.name} for n in nodes)
        self._parents = {n.id: n.parent_id for n in nodes}
        self._children: dict[int | None, list[int]] = defaultdict(list)
        for node in nodes:
            self._children[node.parent_id].append(node.id)

    def __contains__(self, key: object) -> bool:
        return key in self._parents

    def children(self, key: int | None) -> list[int]:
        return self._children.get(key, [])

    def ancestors(self, key: int) -> list[int]:
        """The node itself first, the root last."""
        found = []
        current: int | None = key
        while current is not None and current in self._parents:
            found.append(current)
            current = self._parents[current]
        return found

    def descendants(self, key: int) -> list[int]:
        """The node itself and everything below it; an unknown id stands for itself alone."""
        found = [key]
        for node in found:
            found.extend(self._children.get(node, ()))
        return found

    def spread(self, keys: Iterable[int]) -> list[int]:
        """Subtrees of all these nodes, each id once."""
        return sorted({d for key in keys for d in self.descendants(key)})

    def height(self, key: int) -> int:
        """Levels from the node down to its deepest leaf, itself included."""
        return 1 + max((self.height(child) for child in self.children(key)), default=0)

    def walk(self) -> dict[int, int]:
        """The turn of each node when one goes through the tree branch by branch."""
        turns: dict[int, int] = {}
        left = list(reversed(self.children(None)))
        while left:
            node = left.pop()
            turns[node] = len(turns)
            left.extend(reversed(self.children(node)))
        return turns

    def path(self, key: int | None) -> str | None:
        """«Склад / Стеллаж 3», from the root."""
        if key is None or key not in self._parents:
            return None
        names = [self.refs[i]["name"] for i in reversed(self.ancestors(key))]
        return " / ".join(names)
