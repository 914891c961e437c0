"""Changed items as they were before an import, but for what was changed since."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.inventory.importing.comparing import Change
from app.inventory.importing.editing import Editor
from app.inventory.importing.repository import ImportRepository
from app.kit.uow import Uow

_DECIMALS = frozenset({"purchase_price", "current_value", "width", "height", "depth", "weight"})
_DATES = frozenset({"purchase_date", "warranty_until"})


async def restore(uow: Uow, repository: ImportRepository, import_id: int) -> tuple[int, int]:
    """Give changed items their old values back, but for fields that were changed since.

    Answers how many items were restored, and how many keep something newer.
    """
    editor = Editor(uow)
    restored = newer = 0
    async for rows in repository.changed_rows(import_id):
        current = await repository.items_now(uow.ctx, [row.changed_item_id for row in rows])
        wanted: list[tuple[Mapping[str, Any], dict[str, Any]]] = []
        for row in rows:
            item = current.get(row.changed_item_id)
            values = {} if item is None else _old_values(item, row.changes)
            newer += len(values) < len({change["field"] for change in row.changes})
            if item is not None and values:
                wanted.append((item, _merged(item, values)))
        # What some of them had is gone, or out of reach.
        refused = await editor.change(wanted)
        restored += len(wanted) - len(refused)
        newer += len(refused)
    return restored, newer


def kept(change: Change) -> dict[str, Any]:
    """A change as the row of the import keeps it, for the way back."""
    return {
        "field": change.field,
        "column": change.column,
        "key": change.key,
        "old": _plain(change.old),
        "new": _plain(change.new),
    }


def _old_values(current: Any, changes: list[dict[str, Any]]) -> dict[tuple[str, str | None], Any]:
    """(column, property) → old value, of what still is as the import has left it."""
    values: dict[tuple[str, str | None], Any] = {}
    for change in changes:
        column, key = change["column"], change["key"]
        now = current["custom_fields"].get(key) if key else current[column]
        if column == "tag_ids":
            now = sorted(now or ())
        if _plain(now) == change["new"]:
            values[column, key] = _typed(column, change["old"])
    return values


def _merged(current: Any, values: dict[tuple[str, str | None], Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for (column, key), value in values.items():
        if key is None:
            found[column] = value
        else:
            found.setdefault(column, dict(current[column]))[key] = value
    return found


def _plain(value: Any) -> Any:
    """As JSON keeps it."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, dt.date) else value


def _typed(column: str, value: Any) -> Any:
    if value is None:
        return None
    if column in _DECIMALS:
        return Decimal(value)
    return dt.date.fromisoformat(value) if column in _DATES else value
