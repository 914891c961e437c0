"""Known items changed by the rows of a list."""

import datetime as dt
from typing import Any

from app.inventory.importing.comparing import Comparer, RowUpdate
from app.inventory.importing.editing import Editor
from app.inventory.importing.examining import Examination
from app.inventory.importing.items import ParsedItem
from app.inventory.importing.models import Import, ImportRow
from app.inventory.importing.problems import RowProblem
from app.inventory.importing.repository import ImportRepository
from app.inventory.importing.restoring import kept
from app.kit.errors import FieldError
from app.kit.uow import Uow


class Updater:
    """Changes what was wanted of the rows that a person has seen in a dry run."""

    def __init__(self, uow: Uow, import_id: int, comparer: Comparer, imported: Import) -> None:
        self.uow = uow
        self.import_id = import_id
        self.comparer = comparer
        self.repository = ImportRepository(uow.session)
        self.updated = 0
        looked_at = imported.overview.get("looked_at")
        is_wanted = looked_at and imported.options.get("known") == "update"
        self._seen = dt.datetime.fromisoformat(str(looked_at)) if is_wanted else None
        """When a person saw the updates; None where nothing is to be updated."""
        self._editor = Editor(uow)
        self._left = frozenset(imported.options.get("left_rows", ()))

    async def write(self, rows: list[tuple[int, ParsedItem]], found: Examination) -> None:
        """Rows whose number an item had when they were examined."""
        wanted = [(row, item) for row, item in rows if row not in self._left]
        if not wanted or self._seen is None:
            return
        keys = {item.inventory_number.lower() for _, item in wanted if item.inventory_number}
        known = await self.repository.known_items_now(self.uow.ctx, keys)
        updates: list[RowUpdate] = []
        for row, item in wanted:
            existing = known.get((item.inventory_number or "").lower())
            if existing is None or existing["updated_at"] > self._seen:
                self._refuse(found, row, item)
                continue
            update = self.comparer.compare(row, item, existing)
            if update.errors:
                found.refuse(row, update.errors)
            elif update.changes:
                updates.append(update)
        refused = await self._editor.change((one.item, one.values()) for one in updates)
        for update in updates:
            if errors := refused.get(update.item["id"]):
                found.refuse(update.row, [_problem(update.row, error) for error in errors])
        done = [update for update in updates if update.item["id"] not in refused]
        await self.repository.add(ImportRow, [self._row(update) for update in done])
        self.updated += len(done)

    def _refuse(self, found: Examination, row: int, item: ParsedItem) -> None:
        number = item.inventory_number or ""
        problem = RowProblem(row, "inventory_number", "import.item_changed", {}, number)
        found.refuse(row, [problem])

    def _row(self, update: RowUpdate) -> dict[str, Any]:
        return {
            "import_id": self.import_id,
            "sheet_row": update.row,
            "changed_item_id": update.item["id"],
            "changes": [kept(change) for change in update.changes],
        }


def _problem(row: int, error: FieldError) -> RowProblem:
    return RowProblem(row, error.field, error.code, dict(error.params))
