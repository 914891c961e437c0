"""The second look at parsed rows: against what the theatre already has. Changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from app.inventory.importing.catalogue import Catalogue
from app.inventory.importing.items import ParsedItem, ParsedRow
from app.inventory.importing.problems import RowProblem
from app.inventory.importing.repository import ImportRepository

BATCH = 1000


@dataclass(slots=True)
class Examination:
    """What a run would do. `warnings` are kept up to `shown`, errors all: they are downloadable."""

    shown: int
    valid: int = 0
    pieces: int = 0
    errors: dict[int, list[RowProblem]] = field(default_factory=dict)
    warnings: list[RowProblem] = field(default_factory=list)
    warnings_total: int = 0
    series: set[str] = field(default_factory=set)
    """Numbers of the list that could also be given out by the theatre's own series."""

    @property
    def invalid(self) -> int:
        return len(self.errors)

    def refuse(self, row: int, errors: list[RowProblem]) -> None:
        self.errors.setdefault(row, []).extend(errors)

    def warn(self, warnings: list[RowProblem]) -> None:
        self.warnings_total += len(warnings)
        self.warnings.extend(warnings[: max(self.shown - len(self.warnings), 0)])


async def examine(
    rows: Iterator[ParsedRow], catalogue: Catalogue, repository: ImportRepository, shown: int = 0
) -> Examination:
    """Every row once, in batches. Notes in the catalogue what good rows need to be made."""
    found = Examination(shown)
    while batch := list(islice(rows, BATCH)):
        keys = {
            row.item.inventory_number.lower()
            for row in batch
            if row.item and row.item.inventory_number
        }
        taken = await repository.taken_numbers(keys) if keys else set()
        for row in batch:
            if row.item is None:
                found.refuse(row.row, row.errors)
            else:
                _examine_one(row.row, row.item, row.warnings, catalogue, taken, found)
    return found


def _examine_one(
    row: int,
    item: ParsedItem,
    parsed_warnings: list[RowProblem],
    catalogue: Catalogue,
    taken: set[str],
    found: Examination,
) -> None:
    errors, warnings = catalogue.examine(row, item)
    number = item.inventory_number
    if number and number.lower() in taken:
        errors.append(RowProblem(row, "inventory_number", "import.number_taken", {}, number))
    if errors:
        found.refuse(row, errors)
        return
    found.valid += 1
    found.pieces += item.quantity
    if number and number.lower().startswith("inv-"):
        found.series.add(number.lower())
    found.warn([*parsed_warnings, *warnings])
    catalogue.want(item)
