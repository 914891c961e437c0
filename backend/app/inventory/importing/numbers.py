"""Money, quantities and measures as people type them: «12 500,00 руб.», "$1,234.50", «6 шт.»."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from app.inventory.importing.problems import CellError
from app.inventory.importing.shown import exact
from app.inventory.importing.text import clean_line, is_nothing
from app.inventory.importing.workbook import Cell

DecimalMark = Literal[",", "."]

MAX_MONEY = Decimal("9999999999.99")
MAX_QUANTITY = 1_000_000_000
MAX_MEASURE = Decimal("99999999.99")
_CENT = Decimal("0.01")

_GAPS = re.compile(r"[\s'’]+")
_SPACED = re.compile(r"\d{1,3}(?:[\s'’]\d{3})+(?:[.,]\d*)?")
_PLAIN = re.compile(r"\d+")
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})+")
_KOPECKS = re.compile(
    r"([\d\s]+)(?:руб(?:\.|лей|ля|ль)?|р\.?)\s*(\d{1,2})\s*(?:коп(?:\.|еек|ейки|ейка)?|к\.?)"
)
_DASHED = re.compile(r"(\d[\d\s]*)[-=](\d{2})")
_CURRENCIES = re.compile(
    r"(?P<rub>руб(?:лей|ля|ль)?\.?|р\.|р(?=\s|$)|₽|rub\.?|rur)"
    r"|(?P<other>\$|€|£|¥|₸|₴|usd|eur|gbp|cny|kzt|byn|uah)",
    re.IGNORECASE,
)
_QUANTITY = re.compile(r"([-−–+]?\s*\d[\d\s.,'’]*?)\s*([^\d\s.,].*)?", re.DOTALL)
_UNIT = re.compile(r"[^\W\d_]+(?:[ .-]{0,2}[^\W\d_]+){0,2}[23²³]?")
_IN_WORDS = re.compile(r"\([^\d()]*\)")
_MEASURE = re.compile(r"(\d[\d\s.,]*?)\s*([a-zа-я]*)\.?", re.IGNORECASE)
_LENGTHS = {
    **dict.fromkeys(["мм", "mm"], Decimal("0.1")),
    **dict.fromkeys(["см", "cm"], Decimal(1)),
    **dict.fromkeys(["дм", "dm"], Decimal(10)),
    **dict.fromkeys(["м", "m", "метр", "метра", "метров"], Decimal(100)),
    **dict.fromkeys(["in", "inch", "inches"], Decimal("2.54")),
}
_WEIGHTS = {
    **dict.fromkeys(["г", "гр", "g", "gr"], Decimal("0.001")),
    **dict.fromkeys(["кг", "kg"], Decimal(1)),
    **dict.fromkeys(["т", "t", "тонн", "тонны"], Decimal(1000)),
    **dict.fromkeys(["lb", "lbs"], Decimal("0.45359237")),
}


@dataclass(frozen=True, slots=True)
class Money:
    amount: Decimal
    currency: str | None = None
    """A sign of another currency than the rouble; the amount is not converted."""


@dataclass(frozen=True, slots=True)
class Quantity:
    count: int
    unit: str | None = None


def find_decimal_mark(cells: Iterable[Cell]) -> DecimalMark | None:
    """What the column uses before the fraction, where at least one value leaves no doubt."""
    for cell in cells:
        if not isinstance(cell, str):
            continue
        marks = [character for character in cell if character in ",."]
        digits = re.sub(r"[^\d.,]", "", cell).strip(".,")
        last = max(digits.rfind(","), digits.rfind("."))
        if not marks or last < 0:
            continue
        mark: DecimalMark = "," if digits[last] == "," else "."
        fraction = len(digits) - last - 1
        grouped = digits.count(mark) > 1
        spaced = bool(re.search(r"\d\s\d{3}[.,]", cell))
        if not grouped and (fraction != 3 or spaced or len(set(digits) & {",", "."}) == 2):
            return mark
    return None


def parse_number(text: str, mark: DecimalMark | None = None) -> Decimal:
    """A number without sign, unit or currency. `mark` decides what «1,234» means.

    Without it a comma before three digits groups thousands and a point does not.
    """
    if _GAPS.search(text.strip()) and not _SPACED.fullmatch(text.strip()):
        raise CellError("import.number")
    digits = _GAPS.sub("", text)
    if _PLAIN.fullmatch(digits) and digits.isascii():
        return Decimal(digits)
    if not re.fullmatch(r"[0-9]*[0-9.,]*[0-9][.,]?", digits):
        raise CellError("import.number")
    digits = (
        digits.rstrip(".,") if digits[-1] in ".," and len(set(digits) & {",", "."}) == 1 else digits
    )
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        whole, fraction = digits[: max(comma, point)], digits[max(comma, point) + 1 :]
        other = "," if point > comma else "."
        if not re.fullmatch(rf"\d{{1,3}}(?:\{other}\d{{3}})*", whole):
            raise CellError("import.number")
        return _decimal(whole.replace(other, ""), fraction)
    used = "," if comma >= 0 else "."
    pieces = digits.split(used)
    if len(pieces) == 1:
        return Decimal(digits)
    if len(pieces) > 2:
        if not _GROUPED.fullmatch(digits):
            raise CellError("import.number")
        return Decimal("".join(pieces))
    is_group = _GROUPED.fullmatch(digits) and pieces[0] != "0"
    groups = mark != used if mark is not None else used == ","
    if is_group and groups:
        return Decimal("".join(pieces))
    return _decimal(*pieces)


def _decimal(whole: str, fraction: str) -> Decimal:
    if not fraction.isdigit():
        raise CellError("import.number")
    return Decimal(f"{whole or '0'}.{fraction}")


def _number_of(cell: float) -> Decimal:
    if cell != cell or cell in (float("inf"), float("-inf")):
        raise CellError("import.number")
    return exact(cell)


def parse_money(cell: Cell, mark: DecimalMark | None = None) -> Money | None:
    """Rounded to kopecks; None for an empty cell. A negative or absurd amount is refused."""
    currency: str | None = None
    if isinstance(cell, float | int):
        amount = _number_of(cell)
    else:
        text = clean_line(cell).lstrip("'")
        if is_nothing(text):
            return None
        _refuse_formula(text)
        if text[0] in "-−–" or (text[0] == "(" and text[-1] == ")" and any(map(str.isdigit, text))):
            raise CellError("import.money_negative")
        if match := _KOPECKS.fullmatch(text.lower()) or _DASHED.fullmatch(text):
            text = f"{_GAPS.sub('', match[1])}.{match[2]:0>2}"
            mark = "."
        elif match := _CURRENCIES.search(text):
            currency = match["other"]
            text = _CURRENCIES.sub(" ", text).strip()
        try:
            amount = parse_number(text, mark)
        except CellError as error:
            raise CellError("import.money") from error
    if amount < 0:
        raise CellError("import.money_negative")
    if amount > MAX_MONEY:
        raise CellError("import.money_too_large", {"limit": str(MAX_MONEY)})
    return Money(amount.quantize(_CENT, ROUND_HALF_UP), currency.upper() if currency else None)


def parse_quantity(cell: Cell, mark: DecimalMark | None = None) -> Quantity | None:
    """A whole number, perhaps with its unit; None for an empty cell."""
    unit: str | None = None
    if isinstance(cell, float | int):
        number = _number_of(cell)
    else:
        text = clean_line(cell).lstrip("'")
        if is_nothing(text):
            return None
        _refuse_formula(text)
        match = _QUANTITY.fullmatch(text)
        if match is None:
            raise CellError("import.quantity")
        sign, digits = match[1][0], match[1].lstrip("-−–+ ")
        # «1,000» is one piece to an accountant, a thousand only where the file groups so.
        try:
            number = parse_number(digits, mark)
        except CellError as error:
            raise CellError("import.quantity") from error
        number = -number if sign in "-−–" else number
        unit = _unit(match[2] or "")
    if number < 0:
        raise CellError("import.quantity_negative")
    if number != number.to_integral_value():
        raise CellError("import.quantity_fraction")
    if number > MAX_QUANTITY:
        raise CellError("import.quantity_too_large", {"limit": MAX_QUANTITY})
    return Quantity(int(number), unit)


def _unit(text: str) -> str | None:
    """«шт.» → «шт», «(пять) шт» → «шт»; something that is no word is no unit: «x 3», «из 5»."""
    unit = clean_unit(_IN_WORDS.sub("", text))
    if not unit:
        return None
    if len(unit) > 20 or not _UNIT.fullmatch(unit):
        raise CellError("import.quantity")
    return unit


def clean_unit(text: str) -> str:
    return clean_line(text).rstrip(". ").lower()


def parse_length(cell: Cell, mark: DecimalMark | None = None, unit: str = "см") -> Decimal | None:
    """Centimetres. `unit` is what the heading says when the cell does not."""
    return _measure(cell, mark, unit, _LENGTHS)


def parse_weight(cell: Cell, mark: DecimalMark | None = None, unit: str = "кг") -> Decimal | None:
    """Kilograms. `unit` is what the heading says when the cell does not."""
    return _measure(cell, mark, unit, _WEIGHTS)


def heading_unit(heading: str) -> str | None:
    """«Ширина, мм» → «мм»: the last word of a heading, when it is a unit of length or weight."""
    words = re.findall(r"[^\W\d_]+", heading.lower())
    return words[-1] if len(words) > 1 and words[-1] in {**_LENGTHS, **_WEIGHTS} else None


def _measure(
    cell: Cell, mark: DecimalMark | None, unit: str, units: dict[str, Decimal]
) -> Decimal | None:
    if isinstance(cell, float | int):
        number = _number_of(cell)
    else:
        text = clean_line(cell).lstrip("'")
        if is_nothing(text):
            return None
        _refuse_formula(text)
        match = _MEASURE.fullmatch(text.removesuffix('"'))
        if match is None:
            raise CellError("import.measure")
        unit = "in" if text.endswith('"') else match[2].lower() or unit
        if unit not in units:
            raise CellError("import.measure_unit", {"unit": unit})
        try:
            number = parse_number(match[1], mark or ".")
        except CellError as error:
            raise CellError("import.measure") from error
    value = number * units.get(unit, Decimal(1))
    if not 0 <= value <= MAX_MEASURE:
        raise CellError("import.measure")
    return value.quantize(_CENT, ROUND_HALF_UP)


def _refuse_formula(text: str) -> None:
    if text.startswith("="):
        raise CellError("import.formula")
