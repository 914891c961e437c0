"""Which column feeds which field: a suggestion from headings and values, and its check."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from app.inventory.importing import words
from app.inventory.importing.dates import DateOrder, OrderState, find_order, parse_date
from app.inventory.importing.detecting import Table, column_cells
from app.inventory.importing.fields import CUSTOM, FIELD, FIELDS, MAX_CUSTOM_NAME, OUR_COLUMNS, Kind
from app.inventory.importing.headings import GOOD, guesses, normalise
from app.inventory.importing.numbers import parse_money, parse_quantity
from app.inventory.importing.problems import CellError
from app.inventory.importing.text import clean_line, is_error, text_of
from app.inventory.importing.workbook import Cell, ImportFileError, Sheet

MAX_CUSTOM = 40
SAMPLES = 5
SAMPLE_LENGTH = 100
PROFILED = 200
CERTAIN, DOUBTFUL = 0.95, 0.75
MOST = 0.6
"""Share of values that must be readable as a field's kind."""

_UNIT_WORDS = (
    "шт|компл|к-т|кт|пара|пар|м|кг|л|уп|упак|рул|набор|ед|пог.м|кв.м|м2|pcs|set|pair|ea|each"
)
_UNITS = frozenset(_UNIT_WORDS.split("|"))


@dataclass(frozen=True, slots=True)
class Column:
    index: int
    heading: str
    samples: tuple[str, ...]
    suggested_field: str | None
    date_state: OrderState
    date_samples: tuple[str, ...]
    """Values that read differently day first and month first."""


def describe_columns(sheet: Sheet, table: Table) -> list[Column]:
    """Every column with examples of its values and the field that we would take it for."""
    suggested = {index: field for field, index in suggest(sheet, table).items()}
    columns = []
    for index, heading in enumerate(table.headings):
        samples: dict[str, None] = {}
        for cell in islice(column_cells(sheet, table, index), 1000):
            if text := clean_line(cell)[:SAMPLE_LENGTH]:
                samples[text] = None
            if len(samples) == SAMPLES:
                break
        dates = find_order(column_cells(sheet, table, index))
        columns.append(
            Column(
                index,
                heading,
                tuple(samples),
                suggested.get(index),
                dates.state,
                tuple(dates.samples),
            )
        )
    return columns


def suggest(sheet: Sheet, table: Table) -> dict[str, int]:
    """Field → column index. Each field and each column at most once, the surest pairs first."""
    offers: list[tuple[float, int, str]] = []
    for index, heading in enumerate(table.headings):
        profile = Profile.of(list(islice(column_cells(sheet, table, index), PROFILED)))
        offers.extend(
            (score, index, field) for field, score in _offers(heading, profile) if score >= GOOD
        )
    mapping: dict[str, int] = {}
    for _, index, field in sorted(offers, key=lambda offer: (-offer[0], offer[1])):
        if field not in mapping and index not in mapping.values():
            mapping[field] = index
    _ensure_name(table, mapping)
    return mapping


def _ensure_name(table: Table, mapping: dict[str, int]) -> None:
    """Without a name column the description is the name: a list of «Описание» and numbers."""
    if "name" in mapping:
        return
    for field in ("description", "category", "model"):
        index = mapping.get(field)
        if index is None:
            continue
        if any(guess.field == "name" for guess in guesses(table.headings[index])):
            mapping["name"] = mapping.pop(field)
            return


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares of a column's values that can be read as each kind of field."""

    count: int
    money: float
    quantity: float
    date: float
    status: float
    condition: float
    unit: float
    is_running: bool
    """1, 2, 3, …: numbers of rows, not of things."""

    @classmethod
    def of(cls, cells: Sequence[Cell]) -> "Profile":
        cells = [cell for cell in cells if not is_error(cell)]
        count = len(cells)

        def share(hits: Iterator[bool]) -> float:
            return sum(hits) / count if count else 0.0

        texts = [text_of(cell).strip() for cell in cells]
        numbers = [int(text) for text in texts if text.isdecimal() and len(text) < 8]
        return cls(
            count,
            share(_reads_as_money(cell) for cell in cells),
            share(_reads_as_quantity(cell) for cell in cells),
            share(_reads_as_date(cell) for cell in cells),
            share(words.find_status(cell) is not None for cell in cells),
            share(words.find_condition(cell) is not None for cell in cells),
            share(text.lower().rstrip(".") in _UNITS for text in texts),
            len(numbers) == count > 2 and numbers == list(range(numbers[0], numbers[0] + count)),
        )


def _reads_as_money(cell: Cell) -> bool:
    try:
        return parse_money(cell) is not None
    except CellError as refused:
        return refused.code == "import.money_negative"


def _reads_as_quantity(cell: Cell) -> bool:
    try:
        return parse_quantity(cell) is not None
    except CellError as refused:
        return refused.code in ("import.quantity_negative", "import.quantity_fraction")


def _reads_as_date(cell: Cell) -> bool:
    for order in DateOrder:
        try:
            return parse_date(cell, order) is not None
        except CellError as refused:
            if refused.code == "import.date_impossible" and order is DateOrder.MDY:
                return True
    return False


def _offers(heading: str, profile: Profile) -> Iterator[tuple[str, float]]:
    found = guesses(heading)
    for guess in found:
        fit = _fit(FIELDS[guess.field].kind, profile)
        # A list of refused rows has bad values under good headings.
        yield guess.field, guess.score * (max(fit, DOUBTFUL) if guess.score >= CERTAIN else fit)
    if found or not profile.count or normalise(heading) != heading.lower():
        return
    # Nothing in the heading: a few kinds of values speak for themselves.
    if profile.unit > 0.9:
        yield "unit", GOOD
    elif profile.status > 0.9:
        yield "status", GOOD
    elif profile.condition > 0.9:
        yield "condition", GOOD


def _fit(kind: Kind, profile: Profile) -> float:
    """How far the values support the heading; an empty column contradicts nothing."""
    if not profile.count:
        return 0.95
    shares = {
        Kind.MONEY: profile.money,
        Kind.QUANTITY: profile.quantity,
        Kind.DATE: profile.date,
    }
    if kind in shares:
        return 1.0 if shares[kind] >= MOST else 0.3
    if kind in (Kind.LENGTH, Kind.WEIGHT):
        return 1.0
    if kind is Kind.STATUS:
        return 2.0 if profile.status >= MOST and profile.status > profile.condition else 1.0
    if kind is Kind.CONDITION:
        return 0.6 if profile.status >= MOST and profile.status > profile.condition else 1.0
    return 1.0


def signature(headings: Sequence[str]) -> str:
    """The same for two files with the same headings in the same order, however they are typed.

    The file of refused rows counts as the list that it came from.
    """
    names = [normalise(heading) for heading in headings]
    text = "\x1f".join(name for name in names if name not in OUR_COLUMNS)
    return hashlib.sha256(text.encode()).hexdigest()


def check_mapping(mapping: Mapping[str, int], table: Table) -> None:
    """Refuses a mapping that this table cannot serve, naming the entry."""
    if "name" not in mapping:
        raise ImportFileError("import.mapping_name")
    if sum(field.startswith(CUSTOM) for field in mapping) > MAX_CUSTOM:
        raise ImportFileError("import.mapping_custom", {"limit": MAX_CUSTOM})
    for field, index in mapping.items():
        shown = field[:MAX_CUSTOM_NAME]
        if field.startswith(FIELD) and len(field) > len(FIELD):
            custom: str | None = field
        else:
            is_custom = field.startswith(CUSTOM)
            custom = clean_line(field.removeprefix(CUSTOM)) if is_custom else None
        if field not in FIELDS and (not custom or len(custom) > MAX_CUSTOM_NAME):
            raise ImportFileError("import.mapping_field", {"field": shown})
        if not 0 <= index < len(table.headings):
            raise ImportFileError("import.mapping_column", {"field": shown, "column": index})
