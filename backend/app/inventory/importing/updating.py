"""Known items changed by the rows of a list, by the rules of the edit form, and taken back."""

import datetime as dt
from decimal import Decimal
from typing import Any

from app.inventory.importing.comparing import Change, Comparer, RowUpdate
from app.inventory.importing.examining import Examination
from app.inventory.importing.items import ParsedItem
from app.inventory.importing.models import Import, ImportRow
from app.inventory.importing.problems import RowProblem
from app.inventory.importing.repository import ImportRepository
from app.inventory.service import Items
from app.kit.errors import Invalid, NotFound, StaleVersion
from app.kit.uow import Uow

_DECIMALS = frozenset({"purchase_price", "current_value", "width", "height", "depth", "weight"})
_DATES = frozenset({"purchase_date", "warranty_until"})


class Updater:
    """Changes what was wanted of the rows that a person has seen in a dry run."""

    def __init__(self, uow: Uow, import_id: int, comparer: Comparer, imported: Import) -> None:
        self.uow = uow
        self.import_id = import_id
        self.comparer = comparer
        self.repository = ImportRepository(uow.session)
        self.updated = 0
        looked_at = imported.overview.get("looked_at")
        self._seen = dt.datetime.fromisoformat(looked_at) if looked_at else None
        self._is_wanted = imported.options.get("known") == "update" and self._seen is not None
        self._left = frozenset(imported.options.get("left_rows", ()))

    async def write(self, rows: list[tuple[int, ParsedItem]], found: Examination) -> None:
        """Rows whose number an item had when they were examined."""
        wanted = [(row, item) for row, item in rows if row not in self._left]
        if not wanted or not self._is_wanted:
            return
        keys = {item.inventory_number.lower() for _, item in wanted if item.inventory_number}
        known = await self.repository.known_items(keys)
        kept: list[dict[str, Any]] = []
        for row, item in wanted:
            existing = known.get((item.inventory_number or "").lower())
            if existing is None:
                self._refuse(found, row, item)
                continue
            update = self.comparer.compare(row, item, existing)
            if update.changes and await self._change(update, item, found):
                kept.append(self._row(update))
        await self.repository.add(ImportRow, kept)
        self.updated += len(kept)
        # Thousands of items that are done with would be looked over at every flush.
        self.uow.session.expunge_all()

    async def _change(self, update: RowUpdate, item: ParsedItem, found: Examination) -> bool:
        if update.errors or self._seen is None:
            found.refuse(update.row, update.errors)
            return False
        if update.item["updated_at"] > self._seen:
            self._refuse(found, update.row, item)
            return False
        try:
            await Items(self.uow).change(update.item["id"], update.values(), update.item["version"])
        except Invalid as refused:
            errors = [
                RowProblem(update.row, error.field, error.code, dict(error.params))
                for error in refused.errors
            ]
            found.refuse(update.row, errors)
            return False
        except (NotFound, StaleVersion):
            self._refuse(found, update.row, item)
            return False
        return True

    def _refuse(self, found: Examination, row: int, item: ParsedItem) -> None:
        number = item.inventory_number or ""
        problem = RowProblem(row, "inventory_number", "import.item_changed", {}, number)
        found.refuse(row, [problem])

    def _row(self, update: RowUpdate) -> dict[str, Any]:
        return {
            "import_id": self.import_id,
            "sheet_row": update.row,
            "changed_item_id": update.item["id"],
            "changes": [_kept(change) for change in update.changes],
        }


async def restore(uow: Uow, repository: ImportRepository, import_id: int) -> tuple[int, int]:
    """Give changed items their old values back, but for fields that were changed since.

    Answers how many items were restored, and how many keep something newer.
    """
    restored = newer = 0
    for row in await repository.changed_rows(import_id):
        current = await repository.item_now(row.changed_item_id)
        if current is None:
            newer += 1
            continue
        values = _old_values(current, row.changes)
        newer += len(values) < len({change["field"] for change in row.changes})
        try:
            if values:
                await Items(uow).change(row.changed_item_id, _merged(current, values), None)
                restored += 1
        except (Invalid, NotFound):
            newer += 1  # what it had is gone, or out of reach
    return restored, newer


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


def _kept(change: Change) -> dict[str, Any]:
    return {
        "field": change.field,
        "column": change.column,
        "key": change.key,
        "old": _plain(change.old),
        "new": _plain(change.new),
    }


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
