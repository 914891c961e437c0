"""Dates as people type them, and which of day and month a column puts first."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from app.inventory.importing.problems import CellError
from app.inventory.importing.text import clean_line, is_nothing
from app.inventory.importing.workbook import Cell


class DateOrder(StrEnum):
    DMY = "dmy"
    MDY = "mdy"


class OrderState(StrEnum):
    NONE = "none"
    """No value depends on the order."""
    DECIDED = "decided"
    AMBIGUOUS = "ambiguous"
    """Values such as 05/06/2011 and nothing that would decide: a person has to."""
    CONTRADICTORY = "contradictory"
    """Some values only make sense day first, others only month first."""


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class ReadDate:
    date: dt.date
    precision: Precision = Precision.DAY


LAST_SHORT_YEAR = 49
"""Two digits up to 49 are of this century, as in current spreadsheet programs."""

EARLIEST, LATEST = 1500, 2199
_SERIAL_ZERO = dt.date(1899, 12, 30)
_SERIALS = range(10_000, 75_000)
"""Excel's days since 1899 without a date format; 10000 is 1927, 75000 is 2105."""

_NO_DATES = {(1, 1, 1), (1899, 12, 30), (1899, 12, 31), (1900, 1, 0), (1900, 1, 1)}
"""What programs write for a date that nobody has entered."""

_EMPTY = re.compile(r"[0\s._/\\:?\-–—T]+")
_NO_DATE_WORDS = (
    "нет|нет даты|без даты|б/д|бд|неизвестно|неизвестна|неизв|не указана|не указано|не известна|"
    "no date|unknown|not set|nat"
)
_NO_DATE = frozenset(_NO_DATE_WORDS.split("|"))
_SAMPLES = 5
_TIME = re.compile(
    r"[T ]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[ap]m)?(?:z|[+-]\d{2}:?\d{2})?$", re.IGNORECASE
)
_YEAR_WORD = re.compile(r"(?<=\d)\s*(?:года|год|г\.?)\s*[.,]*$", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_COMPACT = re.compile(r"(?:19|20)\d{6}")
_THREE = re.compile(r"(\d{1,2})\s*([./\-\\,])\s*(\d{1,2})\s*\2\s*(\d{2}|\d{4})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./-](\d{4})")
_SLASHED = re.compile(r"\s*(\d{1,2})([/\-\\])(\d{1,2})\2(?:\d{2}|\d{4})\b")
_DOTTED = re.compile(r"\s*\d{1,2}\.\d{1,2}\.\d{2,4}")
_DAY_WORD = re.compile(
    r"«?(\d{1,2})»?(?:st|nd|rd|th|-?го|-?е)?[\s.\-/,]+([^\W\d_]{3,9})[\s.,\-/]+(\d{4}|\d{2})"
)
_WORD_DAY = re.compile(r"([^\W\d_]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_WORD_YEAR = re.compile(r"([^\W\d_]{3,9})\.?[\s\-]+(\d{4})")
_MONTHS = (
    "январь|января|january",
    "февраль|февраля|february",
    "март|марта|march",
    "апрель|апреля|april",
    "май|мая|may",
    "июнь|июня|june",
    "июль|июля|july",
    "август|августа|august",
    "сентябрь|сентября|september",
    "октябрь|октября|october",
    "ноябрь|ноября|november",
    "декабрь|декабря|december",
)


def parse_date(cell: Cell, order: DateOrder = DateOrder.DMY) -> ReadDate | None:
    """None for a cell without a date: blank, «. .», 0000-00-00, «б/д».

    Points always mean day first; slashes and dashes follow `order`.
    """
    try:
        return _read(cell, order)
    except _NoDate:
        return None


class _NoDate(Exception):
    """Written like a date, and means that there is none."""


def _read(cell: Cell, order: DateOrder) -> ReadDate | None:
    if isinstance(cell, dt.date):
        return _checked(cell.year, cell.month, cell.day)
    if isinstance(cell, float | int):
        return _from_number(cell) if cell else None
    text = clean_line(cell)
    if is_nothing(text) or _EMPTY.fullmatch(text) or text.lower().rstrip(".") in _NO_DATE:
        return None
    if text.startswith("="):
        raise CellError("import.formula")
    text = _YEAR_WORD.sub("", _TIME.sub("", text)).strip().rstrip(".,")
    if text.isascii() and text.isdigit() and not _COMPACT.fullmatch(text):
        return _from_number(float(text))
    return _from_digits(text, order) or _from_words(text.lower()) or _refuse()


def _from_digits(text: str, order: DateOrder) -> ReadDate | None:
    if match := _THREE.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), _year(match[4])
        if match[2] not in ".," and order is DateOrder.MDY:
            first, second = second, first
        return _checked(year, second, first)
    if match := _ISO.fullmatch(text):
        return _checked(int(match[1]), int(match[3]), int(match[4]))
    if _COMPACT.fullmatch(text):
        return _checked(int(text[:4]), int(text[4:6]), int(text[6:]))
    if match := _MONTH_YEAR.fullmatch(text):
        return _checked(int(match[2]), int(match[1]), 1, Precision.MONTH)
    return None


def _from_words(text: str) -> ReadDate | None:
    if match := _DAY_WORD.fullmatch(text):
        return _checked(_year(match[3]), _month(match[2]), int(match[1]))
    if match := _WORD_DAY.fullmatch(text):
        return _checked(int(match[3]), _month(match[1]), int(match[2]))
    if match := _WORD_YEAR.fullmatch(text):
        return _checked(int(match[2]), _month(match[1]), 1, Precision.MONTH)
    return None


def _from_number(number: float) -> ReadDate:
    """A bare number is a year or a spreadsheet's day count; anything else is no date."""
    if not EARLIEST <= number < _SERIALS.stop:
        return _refuse()
    if number == int(number) and EARLIEST <= number <= LATEST:
        return ReadDate(dt.date(int(number), 1, 1), Precision.YEAR)
    if int(number) in _SERIALS:
        return ReadDate(_SERIAL_ZERO + dt.timedelta(days=int(number)))
    return _refuse()


def _refuse() -> ReadDate:
    raise CellError("import.date")


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 2:
        return year + (2000 if year <= LAST_SHORT_YEAR else 1900)
    return year


def _month(word: str) -> int:
    """By any beginning of three letters and more: «сент», "sept"."""
    for month, names in enumerate(_MONTHS, 1):
        if any(name.startswith(word) for name in names.split("|")):
            return month
    raise CellError("import.date")


def _checked(year: int, month: int, day: int, precision: Precision = Precision.DAY) -> ReadDate:
    if (year, month, day) in _NO_DATES:
        raise _NoDate
    if not EARLIEST <= year <= LATEST:
        raise CellError("import.date_year", {"year": year})
    try:
        return ReadDate(dt.date(year, month, day), precision)
    except ValueError as error:
        raise CellError("import.date_impossible") from error


@dataclass(slots=True)
class OrderEvidence:
    """What the values of one column, or of several, say about the order of day and month."""

    day_first: int = 0
    month_first: int = 0
    open_: int = 0
    dotted: int = 0
    samples: list[str] = field(default_factory=list)
    """Values that read differently in the two orders."""

    def add(self, cell: Cell) -> None:
        if not isinstance(cell, str):
            return
        match = _SLASHED.match(cell)
        if match is None:
            self.dotted += bool(_DOTTED.match(cell))
            return
        first, second = int(match[1]), int(match[3])
        if first > 12 >= second:
            self.day_first += 1
        elif second > 12 >= first:
            self.month_first += 1
        elif first != second and first <= 12:
            self.open_ += 1
            if len(self.samples) < _SAMPLES:
                self.samples.append(cell.strip()[:50])

    @property
    def state(self) -> OrderState:
        if self.day_first and self.month_first:
            return OrderState.CONTRADICTORY
        if self.day_first or self.month_first:
            return OrderState.DECIDED
        if not self.open_:
            return OrderState.NONE
        # Whoever writes 12.03.2019 beside 05/06/2011 puts the day first in both.
        return OrderState.DECIDED if self.dotted else OrderState.AMBIGUOUS

    @property
    def order(self) -> DateOrder | None:
        """What the values ask for, None when they do not say; of a contradiction the majority."""
        if self.state in (OrderState.NONE, OrderState.AMBIGUOUS):
            return None
        return DateOrder.MDY if self.month_first > self.day_first else DateOrder.DMY


def find_order(cells: Iterable[Cell]) -> OrderEvidence:
    evidence = OrderEvidence()
    for cell in cells:
        evidence.add(cell)
    return evidence
