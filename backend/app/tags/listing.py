"""The list of tags, declared."""

from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import ColumnElement, func

from app.kit.listing import ListQuery, One
from app.kit.schemas import Checked, Id
from app.kit.words import contains_words
from app.tags.models import Tag
from app.tags.schemas import TagSort

_sort_name: Any = func.lower(func.translate(Tag.name, "ёЁ", "еЕ"))


def _found(name: str) -> ColumnElement[bool]:
    return contains_words(name, Tag.name)


class TagList(ListQuery):
    model = Tag
    row = (Tag.id, Tag.version, Tag.name, Tag.color, Tag.parent_id)
    sorts = {"name": _sort_name, "created_at": Tag.created_at}
    search = staticmethod(_found)  # type: ignore[assignment]
    tables = frozenset({"tags"})

    sort: TagSort = "name"
    q: Annotated[str | None, Field(max_length=200), Checked] = None
    parent: Annotated[Id | None, One(Tag.parent_id)] = None
