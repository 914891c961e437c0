"""Rows + mapping + options → items, or every reason why a row cannot become one."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.inventory.importing import words
from app.inventory.importing.columns import ColumnReader, ParseOptions, Value, make_readers
from app.inventory.importing.detecting import Table
from app.inventory.importing.fields import CUSTOM, FIELD
from app.inventory.importing.items import ParsedItem, ParsedRow
from app.inventory.importing.mapping import check_mapping
from app.inventory.importing.problems import CellError, RowProblem
from app.inventory.importing.text import clean_line, is_error, text_of
from app.inventory.importing.workbook import Cell, Params, Sheet

SHOWN = 200
"""Characters of a cell that a problem repeats."""


class RowParser:
    """Parses the data rows of one table; knows the numbers that came before."""

    def __init__(
        self, sheet: Sheet, table: Table, mapping: Mapping[str, int], options: ParseOptions
    ) -> None:
        check_mapping(mapping, table)
        self._sheet = sheet
        self._table = table
        self._mapping = mapping
        self._readers, self.dates = make_readers(sheet, table, mapping, options)
        self._numbers: dict[str, int] = {}

    def __iter__(self) -> Iterator[ParsedRow]:
        for place in self._table.rows:
            yield self._parse(place)

    def _parse(self, place: int) -> ParsedRow:
        row = self._sheet.rows[place]
        problems = _Problems(place + 1)
        item = ParsedItem()
        for reader in self._readers:
            cell = row[reader.index] if reader.index < len(row) else ""
            if cell == "":
                continue
            try:
                value = reader.read(cell)
            except CellError as refused:
                problems.refuse(reader.field, refused.code, cell, refused.params)
                continue
            if value.warning and reader.field == "name" and not value.value:
                problems.refuse(reader.field, value.warning, cell, value.params)
            elif value.warning:
                problems.warn(reader.field, value.warning, cell, value.params)
            self._assign(item, reader, value)
        if not item.name and not problems.has_error("name"):
            problems.refuse("name", "import.name_missing", "")
        self._check_quantity(item, row, problems)
        self._check_number(item, place + 1, problems)
        return ParsedRow(
            place + 1, None if problems.errors else item, problems.errors, problems.warnings
        )

    def _assign(self, item: ParsedItem, reader: ColumnReader, value: Value) -> None:
        target = reader.field
        if target.startswith(FIELD):
            if value.value:
                item.custom_fields[target] = value.value
        elif target.startswith(CUSTOM):
            if value.value:
                item.custom_fields[clean_line(target.removeprefix(CUSTOM))] = value.value
        elif target in ("status", "condition"):
            self._assign_state(item, reader, value)
        elif value.value is not None:
            setattr(item, target, value.value)
            item.is_quantity_given |= target == "quantity"
            if target == "quantity" and value.extra and item.unit is None:
                item.unit = value.extra

    def _assign_state(self, item: ParsedItem, reader: ColumnReader, value: Value) -> None:
        """«в ремонте» among conditions is a status, «сломано» among statuses a condition."""
        if not value.extra:
            return
        if value.warning:
            item.custom_fields[self._table.headings[reader.index][:100]] = value.extra
            return
        status, condition = words.find_status(value.extra), words.find_condition(value.extra)
        wanted: Any = status if reader.field == "status" else condition
        if wanted is not None:
            setattr(item, reader.field, wanted)
        if status and "status" not in self._mapping:
            item.status = status
        if condition and "condition" not in self._mapping:
            item.condition = condition

    def _check_quantity(self, item: ParsedItem, row: list[Cell], problems: "_Problems") -> None:
        index = self._mapping.get("quantity")
        if index is None:
            return
        cell = row[index] if index < len(row) else ""
        if cell == "" or is_error(cell) or not clean_line(cell):
            problems.warn("quantity", "import.quantity_default", "")

    def _check_number(self, item: ParsedItem, row: int, problems: "_Problems") -> None:
        """The second and later of equal numbers are refused, whatever became of the first."""
        number = item.inventory_number
        if number is None:
            return
        first = self._numbers.setdefault(number.lower(), row)
        if first != row:
            problems.refuse("inventory_number", "import.number_repeated", number, {"row": first})


class _Problems:
    def __init__(self, row: int) -> None:
        self._row = row
        self.errors: list[RowProblem] = []
        self.warnings: list[RowProblem] = []

    def refuse(self, field: str, code: str, cell: Cell, params: Params | None = None) -> None:
        self.errors.append(RowProblem(self._row, field, code, params or {}, _shown(cell)))

    def warn(self, field: str, code: str, cell: Cell, params: Params | None = None) -> None:
        self.warnings.append(RowProblem(self._row, field, code, params or {}, _shown(cell)))

    def has_error(self, field: str) -> bool:
        return any(problem.field == field for problem in self.errors)


def _shown(cell: Cell) -> str:
    return clean_line(text_of(cell)[: 2 * SHOWN])[:SHOWN]
