"""Statements about fields and about the values that items hold under their keys."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.inventory.fields.models import CustomField
from app.inventory.fields.reference import ORDER
from app.inventory.fields.types import Stored
from app.inventory.models import Item
from app.kit.errors import NotFound

_LOCK = 7104
_REACH = "(cast(:categories as integer[]) IS NULL OR category_id = ANY(:categories))"


class FieldRepository:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def lock(self, theater_id: int) -> None:
        """One change of definitions at a time: each converts what the one before has left."""
        await self.session.execute(select(func.pg_advisory_xact_lock(_LOCK, theater_id)))

    async def all(self) -> Sequence[CustomField]:
        return (await self.session.scalars(select(CustomField).order_by(*ORDER))).all()

    async def get(self, field_id: int) -> CustomField:
        found: CustomField | None = await self.session.scalar(
            select(CustomField).where(CustomField.id == field_id)
        )
        if found is None:
            raise NotFound
        return found

    async def keys(self) -> set[str]:
        return set(await self.session.scalars(select(CustomField.key)))

    async def is_held(self, key: str) -> bool:
        """Whether an item has something under the key, archived ones too."""
        statement = select(Item.id).where(Item.custom_fields.op("?")(key)).limit(1)
        found = await self.session.scalar(statement, execution_options={"include_deleted": True})
        return found is not None

    async def values(self, key: str, categories: list[int] | None) -> list[tuple[Stored, int, int]]:
        """(value, how many items have it, one of them), the commonest first."""
        rows = await self.session.execute(
            text(
                "SELECT cast(custom_fields -> :key AS text), count(*), min(id) "
                f"FROM inventory_items WHERE custom_fields ? :key AND {_REACH} "
                "GROUP BY 1 ORDER BY 2 DESC, 1"
            ),
            {"key": key, "categories": categories},
        )
        return [(orjson.loads(value), count, item_id) for value, count, item_id in rows]

    async def missing(self, key: str, categories: list[int] | None) -> int:
        found = await self.session.scalar(
            text(
                "SELECT count(*) FROM inventory_items WHERE deleted_at IS NULL "
                f"AND NOT custom_fields ? :key AND {_REACH}"
            ),
            {"key": key, "categories": categories},
        )
        return int(found or 0)

    async def rewrite(
        self,
        key: str,
        into: str,
        values: Sequence[tuple[Stored, Stored]],
        categories: list[int] | None = None,
    ) -> None:
        """Replace values under a key by others under the same or another one, all at once.

        What an item already holds under the other key stays, beside it.
        """
        await self.session.execute(
            text(
                "UPDATE inventory_items SET version = version + 1, custom_fields = "
                "(custom_fields - cast(:key AS text)) || jsonb_build_object("
                "CASE WHEN :into <> :key AND custom_fields ? :into "
                "THEN left(:into, 96) || ' (2)' ELSE :into END, change.after) "
                "FROM (SELECT cast(b AS jsonb) AS before, cast(a AS jsonb) AS after "
                "FROM unnest(cast(:before AS text[]), cast(:after AS text[])) AS both_(b, a)) "
                "AS change "
                f"WHERE custom_fields -> :key = change.before AND {_REACH}"
            ),
            {
                "key": key,
                "into": into,
                "categories": categories,
                "before": [orjson.dumps(before).decode() for before, _ in values],
                "after": [orjson.dumps(after).decode() for _, after in values],
            },
        )

    async def free(self, declared: set[str], limit: int) -> list[Mapping[str, Any]]:
        """Properties of live items that no field describes, the commonest first."""
        rows = await self.session.execute(
            text(
                "SELECT held.name, count(*) AS items, "
                "(array_agg(DISTINCT left(held.value, 100)))[1:5] AS samples "
                "FROM inventory_items, jsonb_each_text(custom_fields) AS held(name, value) "
                "WHERE deleted_at IS NULL AND NOT held.name = ANY(:declared) "
                "GROUP BY held.name ORDER BY items DESC, held.name LIMIT :limit"
            ),
            {"declared": sorted(declared), "limit": limit},
        )
        return [dict(row._mapping) for row in rows]
