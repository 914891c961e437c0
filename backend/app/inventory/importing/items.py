"""A row that was understood: an item ready to be created, still without any id."""

import datetime as dt
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any

from app.inventory.importing.problems import RowProblem
from app.inventory.importing.words import Condition, Status


@dataclass(slots=True)
class ParsedItem:
    """Money is rounded to kopecks, lengths are centimetres, weight kilograms.

    `category` and `location` are paths from the root; `department` and `responsible` are the words
    of the file, to be looked up among what the theatre has.
    """

    name: str = ""
    inventory_number: str | None = None
    category: tuple[str, ...] = ()
    location: tuple[str, ...] = ()
    department: str | None = None
    status: Status | None = None
    condition: Condition | None = None
    quantity: int = 1
    is_quantity_given: bool = False
    unit: str | None = None
    description: str | None = None
    technical_description: str | None = None
    serial_number: str | None = None
    manufacturer: str | None = None
    model: str | None = None
    purchase_price: Decimal | None = None
    current_value: Decimal | None = None
    purchase_date: dt.date | None = None
    warranty_until: dt.date | None = None
    min_quantity: int | None = None
    width: Decimal | None = None
    height: Decimal | None = None
    depth: Decimal | None = None
    weight: Decimal | None = None
    tags: tuple[str, ...] = ()
    responsible: str | None = None
    custom_fields: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Only what differs from a blank item: 200,000 of these travel between processes."""
        found: dict[str, Any] = {}
        for name, blank in _DEFAULTS:
            value = getattr(self, name)
            if value != blank:
                found[name] = str(value) if isinstance(value, Decimal | dt.date) else value
        return found

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "ParsedItem":
        item = cls()
        for name, value in values.items():
            if name in _DECIMALS:
                value = Decimal(value)
            elif name in _DATES:
                value = dt.date.fromisoformat(value)
            elif name in _TUPLES:
                value = tuple(value)
            setattr(item, name, value)
        return item


_DEFAULTS = [(one.name, getattr(ParsedItem(), one.name)) for one in fields(ParsedItem)]
_DECIMALS = frozenset({"purchase_price", "current_value", "width", "height", "depth", "weight"})
_DATES = frozenset({"purchase_date", "warranty_until"})
_TUPLES = frozenset({"category", "location", "tags"})


@dataclass(slots=True)
class ParsedRow:
    """`item` is None when the row is refused: then `errors` say why, all at once."""

    row: int
    item: ParsedItem | None
    errors: list[RowProblem]
    warnings: list[RowProblem]

    def to_json(self) -> list[Any]:
        return [
            self.row,
            self.item.to_json() if self.item else None,
            [[p.row, p.field, p.code, p.params, p.value] for p in self.errors],
            [[p.row, p.field, p.code, p.params, p.value] for p in self.warnings],
        ]

    @classmethod
    def from_json(cls, document: list[Any]) -> "ParsedRow":
        row, item, errors, warnings = document
        return cls(
            row,
            ParsedItem.from_json(item) if item is not None else None,
            [RowProblem(*problem) for problem in errors],
            [RowProblem(*problem) for problem in warnings],
        )
