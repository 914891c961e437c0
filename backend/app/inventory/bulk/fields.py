"""Fields, tags and the archive of many items: one lock, one reading, one flush for all of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Integer, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from app.auth.permissions import P
from app.inventory.bulk.selection import ids_are, may_touch
from app.inventory.bulk.verdicts import UNCHANGED, Values, Verdict, compared, refused
from app.inventory.models import Item, ItemTag
from app.inventory.retagging import retag
from app.inventory.schemas import MAX_TAGS
from app.inventory.service import Items
from app.kit import clock
from app.kit.errors import Invalid
from app.kit.uow import Uow

FIELD = {
    "set_category": "category_id",
    "set_department": "department_id",
    "set_responsible": "responsible_id",
    "set_condition": "condition",
}


class FieldChanges:
    def __init__(self, uow: Uow, permission: P) -> None:
        self.uow = uow
        self.session = uow.session
        self.permission = permission
        self.items = Items(uow)

    async def run(self, action: Mapping[str, Any], ids: Collection[int]) -> dict[int, Verdict]:
        """Carry out the act on each of the items. Raises Invalid for ids the theatre lacks."""
        kind = action["type"]
        if kind in ("archive", "restore"):
            return await self.apply({one: {"archived": kind == "archive"} for one in ids})
        if kind in FIELD:
            wanted = {FIELD[kind]: action[FIELD[kind]]}
            await self.items.check_change(wanted, ())
            return await self.apply(dict.fromkeys(ids, wanted))
        named = set(action["tag_ids"])
        await self.items.check_change({}, named)
        carried = await self.tags(ids)
        adding = kind == "add_tags"
        return await self.apply(
            {
                item_id: {
                    "tag_ids": sorted(
                        carried[item_id] | named if adding else carried[item_id] - named
                    )
                }
                for item_id in ids
            }
        )

    async def apply(
        self, wanted: Mapping[int, Values], versions: Mapping[int, int] | None = None
    ) -> dict[int, Verdict]:
        """Give each item its values. `versions`: only items that are still as they were then."""
        items = await self._lock(wanted)
        carried = await self.tags([i for i, values in wanted.items() if "tag_ids" in values])
        taken = await self._taken(
            [items[i] for i, values in wanted.items() if i in items and "archived" in values]
        )
        found, before = {}, {}
        for item_id, values in wanted.items():
            item = items.get(item_id)
            if item is None:
                found[item_id] = refused("not_found")
            elif versions is not None and item.version != versions[item_id]:
                found[item_id] = refused("bulk.changed_since")
            elif item.deleted_at is not None and "archived" not in values:
                found[item_id] = refused("bulk.archived")
            elif len(values.get("tag_ids", ())) > MAX_TAGS:
                found[item_id] = refused("bulk.too_many_tags", limit=MAX_TAGS)
            elif values.get("archived") is False and _clashes(item, taken):
                found[item_id] = refused("inventory.number_taken")
            else:
                before[item_id] = _shown(item, values, carried)
        changing = {i: values for i, values in wanted.items() if before.get(i, values) != values}
        for item_id, values in changing.items():
            self._assign(items[item_id], values)
        retagged = {i: set(v["tag_ids"]) for i, v in changing.items() if "tag_ids" in v}
        await retag(self.uow, carried, retagged)
        await self.session.flush()
        for item_id in before:
            found[item_id] = (
                compared(before[item_id], dict(wanted[item_id]), items[item_id].version)
                if item_id in changing
                else UNCHANGED
            )
        return found

    async def check(self, values: Values) -> str | None:
        """Why these values cannot be set by this caller now, or None."""
        try:
            await self.items.check_change({k: v for k, v in values.items() if k != "archived"}, ())
        except Invalid as error:
            return error.errors[0].code if error.errors else error.code
        return None

    async def tags(self, ids: Collection[int]) -> dict[int, set[int]]:
        found: dict[int, set[int]] = defaultdict(set)
        if ids:
            rows = await self.session.execute(
                select(ItemTag.item_id, ItemTag.tag_id).where(
                    ItemTag.item_id == func.any(bindparam("ids", list(ids), type_=ARRAY(Integer)))
                )
            )
            for item_id, tag_id in rows:
                found[item_id].add(tag_id)
        return found

    async def _lock(self, ids: Collection[int]) -> dict[int, Item]:
        """In the order of ids, as everybody locks them, inside the caller's reach."""
        statement = (
            select(Item)
            .where(ids_are(ids), may_touch(self.uow, self.permission))
            .order_by(Item.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        rows = await self.session.scalars(statement, execution_options={"include_deleted": True})
        return {item.id: item for item in rows}

    async def _taken(self, items: Collection[Item]) -> set[str]:
        """Numbers of archived items that live ones carry."""
        keys = [item.number_key for item in items if item.deleted_at is not None]
        if not keys:
            return set()
        return set(
            await self.session.scalars(select(Item.number_key).where(Item.number_key.in_(keys)))
        )

    def _assign(self, item: Item, values: Values) -> None:
        for field, value in values.items():
            if field == "archived":
                item.deleted_at = clock.now() if value else None
            elif field == "tag_ids":
                item.updated_at = clock.now()  # tags are part of the item: its version goes up
            else:
                setattr(item, field, value)


def _shown(item: Item, values: Values, carried: Mapping[int, set[int]]) -> Values:
    """The item's present values of the same fields."""
    known: Values = {"archived": item.deleted_at is not None}
    if "tag_ids" in values:
        known["tag_ids"] = sorted(carried.get(item.id, ()))
    return {field: known[field] if field in known else getattr(item, field) for field in values}


def _clashes(item: Item, taken: set[str]) -> bool:
    """Whether another live item carries the number; the first of two archived ones gets it."""
    if item.deleted_at is None:
        return False
    if item.number_key in taken:
        return True
    taken.add(item.number_key)
    return False
