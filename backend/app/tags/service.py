"""Rules about tags: a forest without circles."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import func, select, text

from app.auth.permissions import P
from app.kit.context import Scope
from app.kit.errors import Conflict, FieldError, Invalid, NotFound
from app.kit.http import expect
from app.kit.lookalikes import fold_case, fold_lookalikes
from app.kit.reference import Tree
from app.kit.uow import Uow
from app.kit.usage import count_uses, point_elsewhere
from app.tags.models import Tag
from app.tags.schemas import TagOut

MAX_DEPTH = 10
_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('tags'), :theater)")
# The inventory imports the tags, not the other way round: here its tables and the reach of the
# reader over them are enough.
_ITEM_COUNTS = text(
    "WITH RECURSIVE below AS ("
    "SELECT id AS root, id FROM tags WHERE id = ANY(:ids) "
    "UNION SELECT below.root, tags.id FROM tags JOIN below ON tags.parent_id = below.id) "
    "SELECT below.root AS id, count(DISTINCT link.item_id) AS count FROM below "
    "JOIN inventory_item_tags link ON link.tag_id = below.id "
    "JOIN inventory_items item ON item.id = link.item_id AND item.deleted_at IS NULL "
    "WHERE (CAST(:keeper AS int) IS NULL OR item.responsible_id = :keeper) "
    "AND (CAST(:home AS int) IS NULL OR item.department_id = :home) "
    "GROUP BY below.root"
)


class Tags:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.session = uow.session

    async def get(self, tag_id: int) -> Tag:
        tag = await self.session.scalar(select(Tag).where(Tag.id == tag_id))
        if tag is None:
            raise NotFound
        return tag

    async def create(self, values: dict[str, Any]) -> Tag:
        await self._check_parent(None, values.get("parent_id"))
        await self._check_looks(None, values["name"])
        tag = Tag(**values)
        self.session.add(tag)
        await self.session.flush()
        return tag

    async def change(self, tag_id: int, values: dict[str, Any], version: int | None) -> Tag:
        tag = await self.get(tag_id)
        expect(tag.version, version)
        if values.get("parent_id") is not None and values["parent_id"] != tag.parent_id:
            await self._check_parent(tag_id, values["parent_id"])
        if "name" in values and values["name"].lower() != tag.name.lower():
            await self._check_looks(tag_id, values["name"])
        for name, value in values.items():
            setattr(tag, name, value)
        await self.session.flush()
        return tag

    async def delete(self, tag_id: int, version: int | None) -> None:
        """Things lose the tag, its children move to the top."""
        tag = await self.get(tag_id)
        expect(tag.version, version)
        await self.session.delete(tag)
        self.uow.touch("inventory_item_tags")
        await self.session.flush()

    async def merge(self, tag_id: int, into_id: int, version: int | None) -> Tag:
        """Things and children of the first tag go over to the second, and the first is gone."""
        await self._lock()
        tag = await self.get(tag_id)
        expect(tag.version, version)
        if into_id == tag_id:
            raise Conflict("tag.into_itself")
        into = await self.session.scalar(select(Tag).where(Tag.id == into_id))
        if into is None:
            raise Invalid.field("into_id", "reference_unknown")
        tree = await self._tree()
        # A tag that lies below the vanishing one cannot take in its own ancestors.
        home = tag.parent_id if tag_id in tree.ancestors(into_id) else into_id
        depth = len(tree.ancestors(home)) if home is not None else 0
        children = [child for child in tree.children(tag_id) if child != into_id]
        if any(depth + tree.height(child) > MAX_DEPTH for child in children):
            raise Invalid.field("into_id", "tag.too_deep", limit=MAX_DEPTH)
        for child in await self.session.scalars(select(Tag).where(Tag.parent_id == tag_id)):
            child.parent_id = tag.parent_id if child.id == into_id else home
        await point_elsewhere(self.session, Tag, tag_id, into_id)
        await self.uow.audit("merge", "tag", into_id, {"merged": [tag.name, into.name]})
        await self.session.delete(tag)
        self.uow.touch("inventory_item_tags")
        await self.session.flush()
        return into

    async def item_counts(self, tag_ids: Collection[int]) -> dict[int, int]:
        """Items that the reader sees under each tag; nobody and no department has the id 0."""
        ctx = self.uow.ctx
        reach = ctx.scope(P.INVENTORY_READ)
        bound = {
            "ids": list(tag_ids),
            "keeper": None if reach in (Scope.ALL, Scope.DEPARTMENT) else ctx.user_id or 0,
            "home": ctx.department_id or 0 if reach is Scope.DEPARTMENT else None,
        }
        found = await self.session.execute(_ITEM_COUNTS, bound)
        return dict.fromkeys(tag_ids, 0) | {row[0]: row[1] for row in found}

    async def usage(self, tag_ids: Collection[int]) -> dict[int, int]:
        totals = dict.fromkeys(tag_ids, 0)
        for by_tag in (await count_uses(self.session, Tag, tag_ids)).values():
            for tag_id, number in by_tag.items():
                totals[tag_id] += number
        return totals

    async def out(self, tag: Tag) -> TagOut:
        used = await self.usage([tag.id])
        counted = {
            "usage_count": used[tag.id],
            "item_count": (await self.item_counts([tag.id]))[tag.id],
        }
        values = {name: getattr(tag, name) for name in TagOut.model_fields if name not in counted}
        return TagOut.model_validate(values | counted)

    async def _check_looks(self, tag_id: int | None, name: str) -> None:
        """Raises Conflict for a name that another tag has in letters of the other alphabet."""
        others = select(Tag.name).where(
            Tag.id.is_distinct_from(tag_id),
            Tag.name_look == fold_lookalikes(name),
            func.lower(Tag.name) != fold_case(name),
        )
        other = await self.session.scalar(others.limit(1))
        if other is not None:
            code, params = "tag.name_lookalike", {"name": other}
            raise Conflict(code, params=params, errors=[FieldError("name", code, params)])

    async def _lock(self) -> None:
        """Moves wait for one another, so two of them cannot close a circle together."""
        await self.session.execute(_LOCK, {"theater": self.uow.ctx.theater_id})

    async def _tree(self) -> Tree:
        rows = await self.session.execute(select(Tag.id, Tag.parent_id, Tag.name))
        return Tree(rows.all())

    async def _check_parent(self, tag_id: int | None, parent_id: int | None) -> None:
        if parent_id is None:
            return
        await self._lock()
        tree = await self._tree()
        if parent_id not in tree:
            raise Invalid.field("parent_id", "reference_unknown")
        above = tree.ancestors(parent_id)
        if tag_id in above:
            raise Conflict("tag.cycle")
        height = 1 if tag_id is None else tree.height(tag_id)
        if len(above) + height > MAX_DEPTH:
            raise Invalid.field("parent_id", "tag.too_deep", limit=MAX_DEPTH)
