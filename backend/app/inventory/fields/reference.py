"""The theatre's own properties of items, read once and kept until they change."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.inventory.fields.models import CustomField
from app.inventory.fields.types import Definition
from app.kit.reference import Reference, Tree

ORDER: Any = (CustomField.sort_order, func.lower(CustomField.name), CustomField.id)


class Definitions(Mapping[str, Definition]):
    """By key, in the order in which they are shown."""

    def __init__(self, definitions: Iterable[Definition]) -> None:
        self._by_key = {one.key: one for one in definitions}

    def __getitem__(self, key: str) -> Definition:
        return self._by_key[key]

    def __iter__(self) -> Any:
        return iter(self._by_key)

    def __len__(self) -> int:
        return len(self._by_key)

    def active(self) -> list[Definition]:
        return [one for one in self.values() if one.is_active]

    def of_category(self, category_id: int | None, tree: Tree) -> list[Definition]:
        """Those that an item of the category has: everybody's and its branch's."""
        branch = set(() if category_id is None else tree.ancestors(category_id))
        return [d for d in self.active() if d.category_id is None or d.category_id in branch]


async def _load(session: AsyncSession) -> Definitions:
    rows = await session.scalars(select(CustomField).order_by(*ORDER))
    return Definitions(map(Definition.of, rows))


FIELDS: Reference[Definitions] = Reference(
    "inventory.fields", frozenset({"inventory_fields"}), _load
)
