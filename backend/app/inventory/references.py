"""The theatre's trees, tags, departments and people, as the inventory names them."""

from collections.abc import Container, Sequence
from typing import Any

from sqlalchemy import Executable, column, func, select, table
from sqlalchemy.ext.asyncio import AsyncSession

from app.departments.models import Department
from app.inventory.models import Category, Location
from app.kit.errors import Invalid
from app.kit.reference import Reference, Refs, Tree
from app.tags.models import Tag
from app.users.models import User, short_name


def sibling_order(model: Any) -> Sequence[Any]:
    """By hand first, then by name with ё beside е."""
    return model.sort_order, func.lower(func.translate(model.name, "ёЁ", "еЕ")), model.id


def _tree(model: Any) -> Any:
    statement = select(model.id, model.parent_id, model.name).order_by(*sibling_order(model))

    async def load(session: AsyncSession) -> Tree:
        return Tree(await _rows(session, statement))

    return load


async def _rows(session: AsyncSession, statement: Executable) -> Any:
    return (await session.execute(statement)).all()


async def _load_departments(session: AsyncSession) -> Refs:
    rows = await _rows(
        session, select(Department.id, Department.name).order_by(Department.name, Department.id)
    )
    return Refs(row._mapping for row in rows)


async def _load_tags(session: AsyncSession) -> Refs:
    rows = await _rows(
        session, select(Tag.id, Tag.name, Tag.color).order_by(func.lower(Tag.name), Tag.id)
    )
    return Refs(row._mapping for row in rows)


async def _load_tag_tree(session: AsyncSession) -> Tree:
    rows = await _rows(
        session, select(Tag.id, Tag.parent_id, Tag.name).order_by(func.lower(Tag.name), Tag.id)
    )
    return Tree(rows)


async def _load_people(session: AsyncSession) -> Refs:
    rows = await _rows(
        session,
        select(User.id, User.last_name, User.first_name, User.patronymic).order_by(
            User.last_name, User.first_name, User.id
        ),
    )
    return Refs(
        {"id": row.id, "short_name": short_name(row.last_name, row.first_name, row.patronymic)}
        for row in rows
    )


async def _load_category_departments(session: AsyncSession) -> dict[int, int]:
    rows = await _rows(
        session,
        select(Category.id, Category.department_id).where(Category.department_id.is_not(None)),
    )
    return {row.id: row.department_id for row in rows}


# The titles' domain imports the inventory, not the other way round: here their table is enough.
_titles = table("performances", column("id"), column("title"))


async def _load_titles(session: AsyncSession) -> Refs:
    rows = await _rows(
        session, select(_titles.c.id, _titles.c.title).order_by(_titles.c.title, _titles.c.id)
    )
    return Refs({"id": row.id, "title": row.title} for row in rows)


CATEGORIES: Reference[Tree] = Reference(
    "inventory.categories", frozenset({"inventory_categories"}), _tree(Category)
)
# Whose the new items of a category are; a department that goes leaves its categories open.
CATEGORY_DEPARTMENTS: Reference[dict[int, int]] = Reference(
    "inventory.category_departments",
    frozenset({"inventory_categories", "departments"}),
    _load_category_departments,
)
LOCATIONS: Reference[Tree] = Reference(
    "inventory.locations", frozenset({"inventory_locations"}), _tree(Location)
)
DEPARTMENTS: Reference[Refs] = Reference(
    "departments", frozenset({"departments"}), _load_departments
)
TAGS: Reference[Refs] = Reference("tags", frozenset({"tags"}), _load_tags)
TAG_TREE: Reference[Tree] = Reference("tag_tree", frozenset({"tags"}), _load_tag_tree)
TITLES: Reference[Refs] = Reference("titles", frozenset({"performances"}), _load_titles)
PEOPLE: Reference[Refs] = Reference("people", frozenset({"users"}), _load_people)
# All that a movement names.
MOVED = LOCATIONS.tables | PEOPLE.tables | TITLES.tables


def require(field: str, key: int | None, known: Container[int]) -> None:
    """Refuse an id that this theatre does not have; another theatre's id is no different."""
    if key is not None and key not in known:
        raise Invalid.field(field, "reference_unknown")
