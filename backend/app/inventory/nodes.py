"""Rules of both trees: no circles, ten levels, and nothing disappears while it is used."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.auth.permissions import P
from app.inventory import node_repository, references
from app.inventory.models import Category, Location
from app.inventory.node_repository import Node, NodeRepository
from app.kit.cache import cached
from app.kit.context import Context, Scope
from app.kit.errors import Conflict, Forbidden, Invalid
from app.kit.http import expect
from app.kit.reference import Reference, Tree, Versions
from app.kit.slug import free_slug
from app.kit.uow import Uow

MAX_DEPTH = 10


@dataclass(frozen=True)
class Kind:
    """What differs between the trees: the model, and how items use its nodes."""

    word: str
    model: type[Node]
    reference: Reference[Tree]
    fields: tuple[str, ...]
    uses: Callable[[AsyncSession, int], Awaitable[dict[str, int]]]
    counts: Callable[[AsyncSession, Context], Awaitable[list[tuple[frozenset[int], int]]]]
    counted: frozenset[str]

    @property
    def tables(self) -> frozenset[str]:
        """Everything that the tree's answer is made of."""
        return self.counted | self.reference.tables


_COMMON = (
    "id", "version", "name", "code", "description", "parent_id", "sort_order", "is_active",
)  # fmt: skip
CATEGORIES = Kind(
    word="category",
    model=Category,
    reference=references.CATEGORIES,
    fields=(*_COMMON, "color", "icon", "department_id"),
    uses=node_repository.category_uses,
    counts=node_repository.category_counts,
    counted=frozenset({"inventory_items"}),
)
LOCATIONS = Kind(
    word="location",
    model=Location,
    reference=references.LOCATIONS,
    fields=(*_COMMON, "type", "address", "city"),
    uses=node_repository.location_uses,
    counts=node_repository.location_counts,
    counted=frozenset({"inventory_items", "inventory_stock"}),
)


class Nodes:
    def __init__(self, uow: Uow, kind: Kind) -> None:
        self.uow = uow
        self.kind = kind
        self.repository = NodeRepository(uow.session, kind.model)

    async def tree(self, versions: Versions) -> dict[str, Any]:
        """All nodes, nested, each with the number of items in its subtree."""
        nodes = await self.repository.all()
        counts = await self._counts(Tree(nodes), versions)
        bodies = {
            node.id: {
                **{field: getattr(node, field) for field in self.kind.fields},
                "item_count": counts[node.id],
                "children": [],
            }
            for node in nodes
        }
        for body in bodies.values():
            if body["parent_id"] is not None:
                bodies[body["parent_id"]]["children"].append(body)
        return {"items": [body for body in bodies.values() if body["parent_id"] is None]}

    async def create(self, values: Mapping[str, Any]) -> Node:
        self._may_change()
        await self._check_department(values)
        await self.repository.lock(self.uow.ctx.theater_id)
        await self._check_parent(None, values["parent_id"])
        code = values["code"] or free_slug(values["name"], await self.repository.codes())
        node = self.kind.model(**{**values, "code": code})
        self.uow.session.add(node)
        await self.uow.session.flush()
        return node

    async def change(self, node_id: int, values: Mapping[str, Any], version: int | None) -> Node:
        """Set the given fields; an absent or empty code stays as it was."""
        self._may_change()
        node = await self.repository.get(node_id)
        expect(node.version, version)
        await self._check_department(values)
        if "parent_id" in values and values["parent_id"] != node.parent_id:
            await self.repository.lock(self.uow.ctx.theater_id)
            await self._check_parent(node_id, values["parent_id"])
        for field, value in values.items():
            if field != "code" or value is not None:
                setattr(node, field, value)
        await self.uow.session.flush()
        return node

    async def delete(self, node_id: int, version: int | None) -> None:
        self._may_change()
        await self.repository.lock(self.uow.ctx.theater_id)
        node = await self.repository.get(node_id)
        expect(node.version, version)
        uses = await self.kind.uses(self.uow.session, node_id)
        uses["children"] = await self.repository.children(node_id)
        if any(uses.values()):
            raise Conflict(f"{self.kind.word}.in_use", params=uses, extra={"uses": uses})
        await self.uow.session.delete(node)
        await self.uow.session.flush()

    def _may_change(self) -> None:
        """The catalogue belongs to the whole theatre: a narrower grant gives nothing here."""
        if self.uow.ctx.scope(P.CATALOGUE_MANAGE) is not Scope.ALL:
            raise Forbidden(params={"permission": P.CATALOGUE_MANAGE.value})

    async def _check_department(self, values: Mapping[str, Any]) -> None:
        if values.get("department_id") is not None:
            departments = await references.DEPARTMENTS.of(self.uow)
            references.require("department_id", values["department_id"], departments)

    async def _check_parent(self, node_id: int | None, parent_id: int | None) -> None:
        """Called under the lock, with the tree as it is now and not as a cache knew it."""
        tree = Tree(await self.repository.all())
        references.require("parent_id", parent_id, tree)
        above = [] if parent_id is None else tree.ancestors(parent_id)
        if node_id in above:
            raise Conflict(f"{self.kind.word}.cycle")
        height = 1 if node_id is None else tree.height(node_id)
        if len(above) + height > MAX_DEPTH:
            raise Invalid.field("parent_id", "tree_too_deep", limit=MAX_DEPTH)

    async def _counts(self, tree: Tree, versions: Versions) -> Counter[int]:
        async def load() -> list[tuple[frozenset[int], int]]:
            return await self.kind.counts(self.uow.session, self.uow.ctx)

        ctx = self.uow.ctx
        scope = ctx.scope(P.INVENTORY_READ)
        seen_by = None if scope is Scope.ALL else (scope, ctx.user_id, ctx.department_id)
        found = await cached(
            f"{self.kind.word}.counts",
            ctx.theater_id,
            versions.of(self.kind.counted),
            load,
            seen_by,
        )
        return _sums(tree, found)


def _sums(tree: Tree, found: Iterable[tuple[frozenset[int], int]]) -> Counter[int]:
    """An item in two places under one node counts there once."""
    sums: Counter[int] = Counter()
    for places, count in found:
        for node in {above for place in places for above in tree.ancestors(place)}:
            sums[node] += count
    return sums
