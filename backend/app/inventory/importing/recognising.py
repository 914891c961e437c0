"""Columns that carry a field of the theatre's own, known by the heading that exports give it."""

from typing import Any

from app.inventory import references
from app.inventory.fields.reference import FIELDS
from app.inventory.fields.types import headings
from app.inventory.importing.fields import FIELD
from app.inventory.importing.words import same_name
from app.kit.uow import Uow


async def recognise(uow: Uow, overview: dict[str, Any]) -> None:
    """Suggest the field of each column whose heading is a field's, before anything else."""
    fields = (await FIELDS.of(uow)).active()
    tree = await references.CATEGORIES.of(uow)
    whole = headings(fields, lambda category: tree.path(category) or "")
    by_heading = {same_name(heading): key for key, heading in whole.items()}
    by_name: dict[str, list[str]] = {}
    for one in fields:
        by_name.setdefault(same_name(one.name), []).append(one.key)
    taken: set[str] = set()
    for column in overview["columns"]:
        heading = same_name(column["heading"])
        named = by_name.get(heading, []) if not column["suggested_field"] else []
        key = by_heading.get(heading) or (named[0] if len(named) == 1 else None)
        if key is not None and key not in taken:
            taken.add(key)
            column["suggested_field"] = FIELD + key
