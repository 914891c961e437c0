"""Rules about tags: a forest without circles."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select, text

from app.kit.errors import Conflict, Invalid, NotFound
from app.kit.http import expect
from app.kit.uow import Uow
from app.kit.usage import count_uses
from app.tags.models import Tag
from app.tags.schemas import TagOut

MAX_DEPTH = 10
_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('tags'), :theater)")


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
        tag = Tag(**values)
        self.session.add(tag)
        await self.session.flush()
        return tag

    async def change(self, tag_id: int, values: dict[str, Any], version: int | None) -> Tag:
        tag = await self.get(tag_id)
        expect(tag.version, version)
        if values.get("parent_id") is not None:
            await self._check_parent(tag_id, values["parent_id"])
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

    async def usage(self, tag_ids: Collection[int]) -> dict[int, int]:
        totals = dict.fromkeys(tag_ids, 0)
        for by_tag in (await count_uses(self.session, Tag, tag_ids)).values():
            for tag_id, number in by_tag.items():
                totals[tag_id] += number
        return totals

    async def out(self, tag: Tag) -> TagOut:
        used = await self.usage([tag.id])
        values = {name: getattr(tag, name) for name in TagOut.model_fields if name != "usage_count"}
        return TagOut.model_validate(values | {"usage_count": used[tag.id]})

    async def _check_parent(self, tag_id: int | None, parent_id: int | None) -> None:
        """Moves wait for one another, so two of them cannot close a circle together."""
        if parent_id is not None:
            await self.session.execute(_LOCK, {"theater": self.uow.ctx.theater_id})
        current, steps = parent_id, 0
        while current is not None:
            if current == tag_id:
                raise Conflict("tag.cycle")
            steps += 1
            if steps >= MAX_DEPTH:
                raise Invalid.field("parent_id", "tag.too_deep", limit=MAX_DEPTH)
            found = (
                await self.session.execute(select(Tag.id, Tag.parent_id).where(Tag.id == current))
            ).first()
            if found is None:
                raise Invalid.field("parent_id", "reference_unknown")
            current = found.parent_id
