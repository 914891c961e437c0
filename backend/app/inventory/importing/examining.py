"""The second look at parsed rows: against what the theatre already has. Changes nothing."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field

from app.inventory.importing.catalogue import Catalogue
from app.inventory.importing.comparing import Comparer, Known, RowUpdate
from app.inventory.importing.items import ParsedItem, ParsedRow
from app.inventory.importing.problems import RowProblem
from app.inventory.importing.repository import ImportRepository
from app.kit.lookalikes import fold_lookalikes, has_lookalikes

BATCH = 1000
_SLICE = 100
"""Rows after which whoever else waits for the event loop has a turn."""


@dataclass(slots=True)
class Examination:
    """What a run would do. With `shown`, only so many problems and updates are kept; a run, which
    has none, keeps all errors: they are downloadable."""

    shown: int | None = None
    valid: int = 0
    pieces: int = 0
    unchanged: int = 0
    changed: int = 0
    alike: int = 0
    """Rows without a number whose name an item has already."""
    updates: list[RowUpdate] = field(default_factory=list)
    errors: dict[int, list[RowProblem]] = field(default_factory=dict)
    errors_total: int = 0
    warnings: list[RowProblem] = field(default_factory=list)
    warnings_total: int = 0
    refused: set[int] = field(default_factory=set)
    known: set[int] = field(default_factory=set)
    """Rows whose number an item has."""
    series: set[str] = field(default_factory=set)
    """Numbers of the list that could also be given out by the theatre's own series."""

    @property
    def invalid(self) -> int:
        return len(self.refused)

    def refuse(self, row: int, errors: list[RowProblem]) -> None:
        self.refused.add(row)
        self.errors_total += len(errors)
        if self.shown is None or len(self.errors) < self.shown:
            self.errors.setdefault(row, []).extend(errors)

    def warn(self, warnings: list[RowProblem]) -> None:
        self.warnings_total += len(warnings)
        self.warnings.extend(warnings[: max((self.shown or 0) - len(self.warnings), 0)])

    def offer(self, update: RowUpdate) -> None:
        self.changed += 1
        if len(self.updates) < (self.shown or 0):
            self.updates.append(update)


async def batches(rows: Iterator[ParsedRow]) -> AsyncIterator[list[ParsedRow]]:
    """Unpacking rows takes the processor, not the database: others have their turn between."""
    batch: list[ParsedRow] = []
    for row in rows:
        batch.append(row)
        if len(batch) % _SLICE == 0:
            await asyncio.sleep(0)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


async def examine(
    rows: Iterator[ParsedRow],
    catalogue: Catalogue,
    comparer: Comparer,
    repository: ImportRepository,
    shown: int | None = None,
) -> Examination:
    """Every row once, in batches. Notes in the catalogue what good rows need to be made."""
    look = _Look(catalogue, comparer, repository, Examination(shown))
    async for batch in batches(rows):
        await look.at(batch)
    return look.found


class _Look:
    def __init__(
        self,
        catalogue: Catalogue,
        comparer: Comparer,
        repository: ImportRepository,
        found: Examination,
    ) -> None:
        self.catalogue = catalogue
        self.comparer = comparer
        self.repository = repository
        self.found = found
        self._alike: dict[str, str] | None = None
        """Folded number → the number as it is written, of the theatre and of the rows before."""

    async def at(self, batch: list[ParsedRow]) -> None:
        items = [row.item for row in batch if row.item]
        keys = {item.inventory_number.lower() for item in items if item.inventory_number}
        known = await self.repository.known_items(keys) if keys else {}
        names = {name_key(item.name) for item in items if not item.inventory_number}
        taken = await self.repository.taken_names(names) if names else set()
        if self._alike is None and any(map(has_lookalikes, keys)):
            self._alike = await self.repository.numbers_by_looks()
        for place, row in enumerate(batch):
            if place % _SLICE == 0:
                await asyncio.sleep(0)
            if row.item is None:
                self.found.refuse(row.row, row.errors)
                continue
            existing = known.get((row.item.inventory_number or "").lower())
            if existing is None:
                self._new(row, row.item, taken)
            else:
                self._known(row, row.item, existing)

    def _new(self, row: ParsedRow, item: ParsedItem, taken: set[str]) -> None:
        errors, warnings = self.catalogue.examine(row.row, item)
        if errors:
            self.found.refuse(row.row, errors)
            return
        self.found.valid += 1
        self.found.pieces += item.quantity
        number = item.inventory_number
        if number is None and name_key(item.name) in taken:
            self.found.alike += 1
            warnings.append(RowProblem(row.row, "name", "import.name_taken", {}, item.name))
        if number and number.lower().startswith("inv-"):
            self.found.series.add(number.lower())
        if number and (other := self._looks_like(number)):
            params: dict[str, str | int] = {"number": other}
            problem = "import.number_lookalike"
            warnings.append(RowProblem(row.row, "inventory_number", problem, params, number))
        self.found.warn([*row.warnings, *warnings])
        self.catalogue.want(item)

    def _looks_like(self, number: str) -> str | None:
        if self._alike is None or not has_lookalikes(number):
            return None
        other = self._alike.setdefault(fold_lookalikes(number), number)
        return other if other.lower() != number.lower() else None

    def _known(self, row: ParsedRow, item: ParsedItem, existing: Known) -> None:
        update = self.comparer.compare(row.row, item, existing)
        self.found.known.add(row.row)
        if update.errors:
            self.found.refuse(row.row, update.errors)
            return
        told = [one for one in row.warnings if one.code != "import.quantity_default"]
        self.found.warn([*told, *update.warnings])
        if not update.changes:
            self.found.unchanged += 1
            return
        self.found.offer(update)
        self.catalogue.want_changed({change.field for change in update.changes}, item)


def name_key(name: str) -> str:
    """As the column `sort_name` has it."""
    return name.lower().replace("ё", "е")
