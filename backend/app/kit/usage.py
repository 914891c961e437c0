"""Who points at a row: counted over every table with a foreign key to it, also later ones."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import exists, func, inspect, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from app.kit.db import Base


def pointing(model: type[Base]) -> list[tuple[type[Any], Any]]:
    """Classes and their columns that name the model's id; its own tree does not count."""
    found = []
    for mapper in Base.registry.mappers:
        if mapper.class_ is model:
            continue
        for constraint in mapper.local_table.foreign_key_constraints:  # type: ignore[attr-defined]
            for element in constraint.elements:
                if element.column.table is model.__table__ and element.column.name == "id":
                    column = getattr(mapper.class_, element.parent.name)
                    found.append((mapper.class_, column))
    return found


async def count_uses(
    session: AsyncSession, model: type[Base], row_ids: Collection[int]
) -> dict[str, dict[int, int]]:
    """Uses by table and row; archived rows do not use anything."""
    uses: dict[str, dict[int, int]] = {}
    for user, column in pointing(model):
        rows = await session.execute(
            select(column, func.count())
            .select_from(user)
            .where(column.in_(row_ids))
            .group_by(column)
        )
        if counted := {row[0]: row[1] for row in rows}:
            by_row = uses.setdefault(user.__tablename__, {})
            for row_id, number in counted.items():
                by_row[row_id] = by_row.get(row_id, 0) + number
    return uses


async def uses_of(session: AsyncSession, model: type[Base], row_id: int) -> dict[str, int]:
    """`{"users": 3, "inventory_items": 40}` for one row; empty when nothing points at it."""
    uses = await count_uses(session, model, [row_id])
    return {table: by_row[row_id] for table, by_row in uses.items()}


async def point_elsewhere(
    session: AsyncSession, model: type[Base], row_id: int, other_id: int
) -> None:
    """Let every link to one row name another; a thing that has both links keeps the one."""
    for user, column in pointing(model):
        other = aliased(user)
        rest = [key.key for key in inspect(user).primary_key if key.key != column.key]
        doubled = exists().where(
            getattr(other, column.key) == other_id,
            *(getattr(other, key) == getattr(user, key) for key in rest),
        )
        await session.execute(
            update(user)
            .where(column == row_id, ~doubled)
            .values({column.key: other_id})
            .execution_options(synchronize_session=False)
        )
