"""How the cells of one mapped column become values; what a whole column says about its notation."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from app.inventory.importing import words
from app.inventory.importing.dates import (
    DateOrder,
    OrderEvidence,
    OrderState,
    Precision,
    find_order,
    parse_date,
)
from app.inventory.importing.detecting import Table, column_cells
from app.inventory.importing.fields import (
    CUSTOM,
    FIELD,
    FIELDS,
    MAX_CUSTOM_TEXT,
    MAX_FIELD_TEXT,
    Kind,
)
from app.inventory.importing.numbers import (
    DecimalMark,
    clean_unit,
    find_decimal_mark,
    heading_unit,
    parse_length,
    parse_money,
    parse_quantity,
    parse_weight,
)
from app.inventory.importing.problems import CellError
from app.inventory.importing.text import (
    clean_line,
    clean_text,
    has_lost_digits,
    is_error,
    is_nothing,
    text_of,
)
from app.inventory.importing.workbook import Cell, Number, Params, Sheet

MAX_TREE_DEPTH = 10
MAX_TAGS = 50
_NO_NUMBER = frozenset({"б/н", "бн", "без номера", "без №", "нет", "без инв. №", "no number"})
_COARSE = {
    Precision.MONTH: "import.date_month_only",
    Precision.YEAR: "import.date_year_only",
}
_ROUNDED = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?")
_ZERO_DATE = re.compile(r"1899|1900")
_REMEMBERED = 5_000
_NUMERIC = (Kind.MONEY, Kind.QUANTITY, Kind.LENGTH, Kind.WEIGHT)


@dataclass(frozen=True, slots=True)
class ParseOptions:
    """`date_order` None: as each column itself says, day first where it does not.

    `date_orders` answers for single fields and wins over `date_order`.
    """

    date_order: DateOrder | None = None
    date_orders: Mapping[str, DateOrder] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DateColumn:
    """What is known about a date column before anybody is asked."""

    field: str
    heading: str
    state: OrderState
    order: DateOrder
    """The order that will be used."""
    samples: tuple[str, ...]


@dataclass(slots=True)
class Value:
    """`value` None: an empty cell. `extra` is a unit beside a quantity, a kept text of a state."""

    value: Any
    extra: str | None = None
    warning: str | None = None
    params: Params = field(default_factory=dict)


class ColumnReader:
    """Reads the cells of one column; equal cells are read once."""

    def __init__(self, target: str, index: int, parse: Callable[[Cell], Value]) -> None:
        self.field = target
        self.index = index
        self._parse = parse
        self._known: dict[tuple[Cell, str], Value | CellError] = {}

    def read(self, cell: Cell) -> Value:
        # Numbers are one to a dictionary, however differently their cells show them.
        key = (cell, cell.shown if isinstance(cell, Number) else "")
        known = self._known.get(key)
        if known is None:
            try:
                known = self._parse(cell) if not is_error(cell) else _error(cell)
            except CellError as refused:
                known = refused
            if len(self._known) < _REMEMBERED:
                self._known[key] = known
        if isinstance(known, CellError):
            raise CellError(known.code, known.params)
        return known


def make_readers(
    sheet: Sheet, table: Table, mapping: Mapping[str, int], options: ParseOptions
) -> tuple[list[ColumnReader], list[DateColumn]]:
    marks = _decimal_marks(sheet, table, mapping)
    dates = _date_columns(sheet, table, mapping, options)
    orders = {column.field: column.order for column in dates}
    readers = [
        ColumnReader(
            target, index, _parser(target, table.headings[index], marks.get(target), orders)
        )
        for target, index in mapping.items()
    ]
    return readers, dates


def _kind(target: str) -> Kind:
    return Kind.TEXT if target.startswith((CUSTOM, FIELD)) else FIELDS[target].kind


def _decimal_marks(
    sheet: Sheet, table: Table, mapping: Mapping[str, int]
) -> dict[str, DecimalMark | None]:
    """Per column; one that does not tell follows the others, then the headings' language."""
    own = {
        target: find_decimal_mark(column_cells(sheet, table, index))
        for target, index in mapping.items()
        if _kind(target) in _NUMERIC
    }
    told: list[DecimalMark] = [mark for mark in own.values() if mark is not None]
    is_russian = any("а" <= letter.lower() <= "я" for text in table.headings for letter in text)
    common: DecimalMark | None = (
        ("," if told.count(",") * 2 >= len(told) else ".") if told else "," if is_russian else None
    )
    return {target: mark or common for target, mark in own.items()}


def _date_columns(
    sheet: Sheet, table: Table, mapping: Mapping[str, int], options: ParseOptions
) -> list[DateColumn]:
    evidence: dict[str, OrderEvidence] = {
        target: find_order(column_cells(sheet, table, index))
        for target, index in mapping.items()
        if _kind(target) is Kind.DATE
    }
    orders = [found.order for found in evidence.values() if found.order is not None]
    common = orders[0] if orders else DateOrder.DMY
    return [
        DateColumn(
            target,
            table.headings[mapping[target]],
            found.state,
            options.date_orders.get(target) or options.date_order or found.order or common,
            tuple(found.samples),
        )
        for target, found in evidence.items()
    ]


def _parser(
    target: str, heading: str, mark: DecimalMark | None, orders: Mapping[str, DateOrder]
) -> Callable[[Cell], Value]:
    if target.startswith(CUSTOM):
        return lambda cell: _text(cell, MAX_CUSTOM_TEXT)
    if target.startswith(FIELD):
        return lambda cell: _text(_unrounded(cell), MAX_FIELD_TEXT)
    limit = FIELDS[target].max_length
    unit = heading_unit(heading)
    by_kind: dict[Kind, Callable[[Cell], Value]] = {
        Kind.LINE: lambda cell: _line(cell, limit),
        Kind.TEXT: lambda cell: _text(cell, limit),
        Kind.MONEY: lambda cell: _money(cell, mark, 1000 if "тыс" in heading.lower() else 1),
        Kind.QUANTITY: lambda cell: _quantity(cell, mark),
        Kind.DATE: lambda cell: _date(cell, orders[target]),
        Kind.STATUS: _status,
        Kind.CONDITION: _condition,
        Kind.PATH: lambda cell: _path(cell, limit),
        Kind.TAGS: _tags,
        Kind.LENGTH: lambda cell: Value(parse_length(cell, mark, unit or "см")),
        Kind.WEIGHT: lambda cell: Value(parse_weight(cell, mark, unit or "кг")),
    }
    if target == "inventory_number":
        return lambda cell: _inventory_number(cell, limit)
    if target == "unit":
        return lambda cell: _within(clean_unit(text_of(cell)), limit)
    return by_kind[FIELDS[target].kind]


def _within(text: str, limit: int) -> Value:
    if len(text) > limit:
        raise CellError("import.too_long", {"limit": limit, "length": len(text)})
    if "\ufffd" in text:
        return Value(text, warning="import.text_damaged")
    return Value(text or None)


def _error(cell: Cell) -> Value:
    """A failed formula: nothing is read, and nobody takes the cell for an empty one."""
    return Value(None, None, "import.cell_error", {"error": clean_line(cell)})


def _line(cell: Cell, limit: int) -> Value:
    return _whole(cell, _within(clean_line(cell), limit))


def _text(cell: Cell, limit: int) -> Value:
    return _whole(cell, _within(clean_text(cell), limit))


def _whole(cell: Cell, value: Value) -> Value:
    if value.warning is None and has_lost_digits(cell):
        value.warning = "import.digits_lost"
    return value


def _unrounded(cell: Cell) -> Cell:
    """A field of the theatre's own may be a number: then a format that only rounds it is none."""
    is_rounded = isinstance(cell, Number) and _ROUNDED.fullmatch(cell.shown)
    return float(cell) if isinstance(cell, Number) and is_rounded else cell


def _inventory_number(cell: Cell, limit: int) -> Value:
    """«б/н» and a dash are no number: such items get one when they are created."""
    text = clean_line(cell)
    if is_nothing(text) or text.lower() in _NO_NUMBER:
        return Value(None)
    return _whole(cell, _within(text, limit))


def _money(cell: Cell, mark: DecimalMark | None, scale: int) -> Value:
    money = parse_money(cell, mark)
    if money is None:
        return Value(None)
    amount = money.amount * Decimal(scale)
    if money.currency:
        return Value(amount, None, "import.currency", {"currency": money.currency})
    return Value(amount)


def _quantity(cell: Cell, mark: DecimalMark | None) -> Value:
    quantity = parse_quantity(cell, mark)
    return Value(quantity.count, quantity.unit) if quantity else Value(None)


def _date(cell: Cell, order: DateOrder) -> Value:
    read = parse_date(cell, order)
    if read is None:
        is_told = _ZERO_DATE.search(text_of(cell))
        return Value(None, None, "import.date_zero" if is_told else None)
    if read.precision is Precision.DAY:
        return Value(read.date)
    return Value(read.date, None, _COARSE[read.precision], {"date": _shown(read.date)})


def _shown(date: dt.date) -> str:
    return f"{date.day:02d}.{date.month:02d}.{date.year:04d}"


def _status(cell: Cell) -> Value:
    """Words of a state; a condition among states is kept for the condition (`extra`)."""
    text = clean_line(cell)
    if is_nothing(text):
        return Value(None)
    status = words.find_status(cell)
    if status is None and words.find_condition(cell) is None:
        return Value(None, text[:MAX_CUSTOM_TEXT], "import.status_unknown")
    return Value(status, text)


def _condition(cell: Cell) -> Value:
    text = clean_line(cell)
    if is_nothing(text):
        return Value(None)
    condition = words.find_condition(cell)
    if condition is None and words.find_status(cell) is None:
        return Value(None, text[:MAX_CUSTOM_TEXT], "import.condition_unknown")
    return Value(condition, text)


def _path(cell: Cell, limit: int) -> Value:
    path = words.split_path(cell)
    if len(path) > MAX_TREE_DEPTH:
        raise CellError("import.path_too_deep", {"limit": MAX_TREE_DEPTH})
    for name in path:
        _within(name, limit)
    return Value(path or None)


def _tags(cell: Cell) -> Value:
    tags = words.split_tags(cell)
    if len(tags) > MAX_TAGS:
        raise CellError("import.too_many_tags", {"limit": MAX_TAGS})
    for tag in tags:
        _within(tag, 100)
    return Value(tags or None)


def ambiguous(columns: Iterable[DateColumn], options: ParseOptions) -> list[DateColumn]:
    """Columns whose order a person has to tell, and has not yet."""
    return [
        column
        for column in columns
        if column.state in (OrderState.AMBIGUOUS, OrderState.CONTRADICTORY)
        and options.date_order is None
        and column.field not in options.date_orders
    ]
