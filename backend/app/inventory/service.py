"""Rules of items: numbers, references, reach of rights, archive and restore."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.auth.permissions import P
from app.inventory import creating, references, scope
from app.inventory.fields.reference import FIELDS
from app.inventory.fields.values import checked_values
from app.inventory.models import Item, ItemStatus
from app.inventory.movements import LIVE, Place
from app.inventory.numbers import check_spelling, next_numbers
from app.inventory.repository import ItemRepository
from app.kit import clock
from app.kit.context import Scope
from app.kit.http import expect
from app.kit.lookalikes import fold_case
from app.kit.reference import Versions
from app.kit.uow import Uow

_NAMED = FIELDS.tables | {
    "inventory_categories", "inventory_locations", "departments", "tags", "users"
}  # fmt: skip


class Items:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow

    @property
    def repository(self) -> ItemRepository:
        return ItemRepository(self.uow.session, self.uow.ctx)

    async def create(self, given: Mapping[str, Any]) -> int:
        """A new item with its first receipt. `given` are the fields of ItemIn."""
        values = dict(given) | {"is_active": True}
        tag_ids = set(values.pop("tag_ids"))
        await self._check_references(values, tag_ids)
        values["custom_fields"] = await checked_values(
            self.uow, values["custom_fields"], values["category_id"]
        )
        if values.get("department_id") is None:
            values["department_id"] = await self._default_department(values, given)
        if self._scope(P.INVENTORY_CREATE) is Scope.OWN and values["responsible_id"] is None:
            values["responsible_id"] = self.uow.ctx.user_id
        scope.keep_inside(self.uow.ctx, P.INVENTORY_CREATE, values)
        if values["inventory_number"] is None:
            values["inventory_number"] = (await next_numbers(self.uow))[0]
        else:
            await check_spelling(self.uow, values["inventory_number"])
        pieces, place = values["quantity"], Place(values["location_id"], values["status"])
        if not pieces:
            values |= {"status": ItemStatus.IN_STOCK.value, "location_id": None}
        elif place.status not in LIVE:
            values["quantity"] = 0
        return await creating.create(self.uow, values, pieces, place, tag_ids)

    async def change(self, item_id: int, given: Mapping[str, Any], version: int | None) -> int:
        """Set the given fields of ItemUpdate; an empty number keeps the present one."""
        item = await self.repository.lock(item_id, P.INVENTORY_UPDATE)
        expect(item.version, version)
        values = dict(given)
        tag_ids = values.pop("tag_ids", None)
        await self.check_change(values, tag_ids or ())
        if "custom_fields" in values:
            category_id = values.get("category_id", item.category_id)
            values["custom_fields"] = await checked_values(
                self.uow, values["custom_fields"], category_id
            )
        if values.get("inventory_number") is None:
            values.pop("inventory_number", None)
        elif fold_case(values["inventory_number"]) != item.number_key:
            await check_spelling(self.uow, values["inventory_number"], item_id)
        for field, value in values.items():
            if getattr(item, field) != value:
                setattr(item, field, value)
        if tag_ids is not None:
            before = await self.repository.tags(item_id)
            if before != set(tag_ids):
                item.updated_at = clock.now()  # tags are part of the item: its version goes up
                await self._retag(item, before, set(tag_ids))
        await self.uow.session.flush()
        return item.id

    async def check_change(self, values: Mapping[str, Any], tag_ids: Iterable[int]) -> None:
        """Raises Invalid for values that no item may be given by this caller."""
        await self._check_references(values, tag_ids)
        scope.keep_inside(self.uow.ctx, P.INVENTORY_UPDATE, values)

    async def archive(self, item_id: int, version: int | None) -> None:
        item = await self.repository.lock(item_id, P.INVENTORY_DELETE)
        expect(item.version, version)
        item.deleted_at = clock.now()
        await self.uow.session.flush()

    async def restore(self, item_id: int) -> None:
        """Bring an archived item back; refused while another live item carries its number."""
        item = await self.repository.lock(item_id, P.INVENTORY_DELETE, archived=True)
        item.deleted_at = None
        await self.uow.session.flush()

    async def _retag(self, item: Item, before: set[int], after: set[int]) -> None:
        await self.repository.remove_tags(item.id, before - after)
        await self.repository.add_tags(item.id, after - before)
        self.uow.touch("inventory_item_tags")
        diff = {"tag_ids": [sorted(before), sorted(after)]}
        await self.uow.audit("update", "item", item.id, diff)

    async def _check_references(self, values: Mapping[str, Any], tag_ids: Iterable[int]) -> None:
        """Every id must be the theatre's own; another theatre's is as good as none."""
        versions = await Versions.read(self.uow, _NAMED)
        for field, reference in (
            ("category_id", references.CATEGORIES),
            ("location_id", references.LOCATIONS),
            ("department_id", references.DEPARTMENTS),
            ("responsible_id", references.PEOPLE),
        ):
            if values.get(field) is not None:
                known: Any = await reference.of(self.uow, versions)
                references.require(field, values[field], known)
        if tag_ids:
            tags = await references.TAGS.of(self.uow, versions)
            for tag_id in tag_ids:
                references.require("tag_ids", tag_id, tags)

    async def _default_department(
        self, values: Mapping[str, Any], given: Mapping[str, Any]
    ) -> int | None:
        """Of the category, or the caller's own where the caller may create nothing else."""
        if self._scope(P.INVENTORY_CREATE) is Scope.DEPARTMENT:
            return self.uow.ctx.department_id
        if values.get("category_id") is None:
            return None
        return (await references.CATEGORY_DEPARTMENTS.of(self.uow)).get(values["category_id"])

    def _scope(self, permission: P) -> Scope | None:
        return self.uow.ctx.scope(permission)
