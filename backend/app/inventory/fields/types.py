"""What a value of each type may be, how it is stored, read from text and said."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from app.inventory.fields.models import FieldType
from app.inventory.importing.dates import DateOrder, Precision, parse_date
from app.inventory.importing.numbers import DecimalMark, parse_number
from app.inventory.importing.problems import CellError
from app.kit import i18n
from app.kit.text import clean

MAX_NUMBER = 10**15
"""Fifteen digits travel through JSON and a browser without loss."""
MAX_PLACES = 6
MAX_TEXT, MAX_LONG_TEXT, MAX_URL = 500, 10_000, 2_000
MAX_FREE_TEXT = 10_000
MAX_OPTIONS = 100
_YES = frozenset({"да", "yes", "true", "1", "+", "есть", "истина", "y", "✓", "v"})
_NO = frozenset({"нет", "no", "false", "0", "-", "–", "—", "ложь", "n"})
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TINY = re.compile(r"-?\d(\.\d+)?e-\d\d?")
_SPLIT = re.compile(r"\s*[;|\n]\s*")
_COMMA = re.compile(r"\s*,\s+")

Stored = str | int | float | bool | list[str]


class BadValue(Exception):
    """The value is none of this type. `code` is a key of the locales."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = f"custom_field.{code}"
        self.params = params


@dataclass(frozen=True)
class Definition:
    id: int
    key: str
    name: str
    type: FieldType
    category_id: int | None = None
    options: tuple[tuple[str, str], ...] = ()
    unit: str | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    required: bool = False
    is_active: bool = True
    show_in_list: bool = False

    @classmethod
    def of(cls, row: Any) -> "Definition":
        values = {name: getattr(row, name) for name in cls.__dataclass_fields__}
        values["options"] = tuple((o["value"], o["label"]) for o in row.options)
        return cls(**values | {"type": FieldType(row.type)})

    @cached_property
    def labels(self) -> dict[str, str]:
        return dict(self.options)

    @cached_property
    def _by_word(self) -> dict[str, str]:
        words = {label.lower().replace("ё", "е"): value for value, label in self.options}
        return {value.lower(): value for value, _ in self.options} | words

    @property
    def heading(self) -> str:
        """«Мощность, Вт»."""
        return f"{self.name}, {self.unit}" if self.unit else self.name

    def checked(self, value: Any) -> Stored | None:
        """The canonical form of a JSON value, None when it is empty; BadValue otherwise."""
        if value is None or value == "" or value == []:
            return None
        return _CHECKS[self.type](self, value)

    def parsed(self, text: str, mark: DecimalMark | None = None) -> Stored | None:
        """A value out of what people type or a file holds; BadValue otherwise."""
        text = clean(text)
        if not text:
            return None
        match self.type:
            case FieldType.INTEGER | FieldType.DECIMAL:
                return self.checked(self._number(text, mark))
            case FieldType.DATE:
                day = _day(text)
                return None if day is None else self.checked(day)
            case FieldType.BOOLEAN:
                word = text.lower()
                if word not in _YES | _NO:
                    raise BadValue("boolean")
                return word in _YES
            case FieldType.CHOICE:
                return self.checked(self._option(text))
            case FieldType.MULTI_CHOICE:
                return self.checked(list(self._options(text, _SPLIT, _COMMA)))
        return self.checked(text)

    def converted(self, value: Stored, before: "Definition | None") -> Stored | None:
        """A stored value of another definition (None: free text) as one of this."""
        if before is None or before.type is not self.type:
            if isinstance(value, list) and self.type is FieldType.CHOICE and len(value) > 1:
                raise BadValue("choice")
            return self.parsed(plain(value, before, "ru"), ".")
        return self.checked(value)

    def _option(self, text: str) -> str:
        """Unknown words go on to the check, which refuses them."""
        return self._by_word.get(text.lower().replace("ё", "е"), text)

    def _options(self, text: str, *splits: re.Pattern[str]) -> Iterator[str]:
        """Words of options may hold the signs that part them: a known whole is never split."""
        word = self._option(text)
        if word in self.labels or not splits:
            yield word
            return
        for piece in filter(None, splits[0].split(text)):
            yield from self._options(piece, *splits[1:])

    def _number(self, text: str, mark: DecimalMark | None) -> float | int:
        unit = (self.unit or "").lower().rstrip(".")
        bare = text.replace("−", "-")
        if unit and bare.lower().rstrip(". ").endswith(unit):
            bare = bare.rstrip(". ")[: -len(unit)].strip()
        if _TINY.fullmatch(bare):
            return float(bare)
        scale = 1
        if bare.endswith("%"):
            bare, scale = bare[:-1].strip(), 100
        if mark is None and "," in bare and "." not in bare:
            mark = ","  # «1,234» is no thousand here: our own files write fractions so
        sign = -1 if bare.startswith("-") else 1
        try:
            number = parse_number(bare.lstrip("-+").strip(), mark)
        except (CellError, ArithmeticError) as refused:
            raise BadValue("number") from refused
        if number >= MAX_NUMBER:
            raise BadValue("number_large")
        return _compact(float(number / scale) * sign)


def _compact(number: float) -> float | int:
    """500.0 and 500 are one value and stored as one."""
    return int(number) if float(number).is_integer() else number


def _day(text: str) -> str | None:
    try:
        read = parse_date(text, DateOrder.DMY)
    except CellError as refused:
        raise BadValue("date") from refused
    if read is None:
        return None
    if read.precision is not Precision.DAY:
        raise BadValue("date")
    return read.date.isoformat()


def _text(limit: int) -> Callable[[Definition, Any], Stored | None]:
    def check(_: Definition, value: Any) -> Stored | None:
        if not isinstance(value, str):
            raise BadValue("text")
        text = clean(value)
        if len(text) > limit:
            raise BadValue("text_long", limit=limit)
        return text or None

    return check


def _check_line(definition: Definition, value: Any) -> Stored | None:
    text = _text(MAX_TEXT)(definition, value)
    return " ".join(text.split()) if isinstance(text, str) else None


def _check_number(definition: Definition, value: Any) -> Stored:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadValue("number")
    if isinstance(value, float) and not math.isfinite(value):
        raise BadValue("number")
    if abs(value) >= MAX_NUMBER:
        raise BadValue("number_large")
    number = Decimal(repr(value))
    low, high = definition.minimum, definition.maximum
    if low is not None and number < low:
        raise BadValue("number_low", limit=f"{low.normalize():f}")
    if high is not None and number > high:
        raise BadValue("number_high", limit=f"{high.normalize():f}")
    return _compact(round(float(value), MAX_PLACES))


def _check_integer(definition: Definition, value: Any) -> Stored:
    number = _check_number(definition, value)
    if not isinstance(number, int):
        raise BadValue("integer")
    return number


def _check_date(_: Definition, value: Any) -> Stored:
    try:
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            raise ValueError
        return date.fromisoformat(value).isoformat()
    except ValueError as refused:
        raise BadValue("date") from refused


def _check_boolean(_: Definition, value: Any) -> Stored:
    if not isinstance(value, bool):
        raise BadValue("boolean")
    return value


def _check_choice(definition: Definition, value: Any) -> Stored:
    if not isinstance(value, str) or value not in definition.labels:
        raise BadValue("choice")
    return value


def _check_many(definition: Definition, value: Any) -> Stored:
    """In the order of the options, each once: equal choices are equal values."""
    if not isinstance(value, list) or any(one not in definition.labels for one in value):
        raise BadValue("choice")
    return [known for known, _ in definition.options if known in value]


def _check_url(definition: Definition, value: Any) -> Stored | None:
    text = _text(MAX_URL)(definition, value)
    if text is None:
        return None
    try:
        parts = urlsplit(str(text))
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable or any(c.isspace() for c in str(text)):
        raise BadValue("url")
    return text


_CHECKS: Mapping[FieldType, Callable[[Definition, Any], Stored | None]] = {
    FieldType.TEXT: _check_line,
    FieldType.LONG_TEXT: _text(MAX_LONG_TEXT),
    FieldType.INTEGER: _check_integer,
    FieldType.DECIMAL: _check_number,
    FieldType.DATE: _check_date,
    FieldType.BOOLEAN: _check_boolean,
    FieldType.CHOICE: _check_choice,
    FieldType.MULTI_CHOICE: _check_many,
    FieldType.URL: _check_url,
}


def plain(value: Stored, definition: Definition | None, locale: str) -> str:
    """The value as free text: labels instead of codes, «да», a date as ISO."""
    labels = definition.labels if definition else {}
    if isinstance(value, bool):
        return i18n.text("custom_field.yes" if value else "custom_field.no", locale)
    if isinstance(value, list):
        return "; ".join(labels.get(one, one) for one in value)
    return labels.get(value, value) if isinstance(value, str) else str(value)


def cell(value: Stored | None, definition: Definition, locale: str) -> Any:
    """The value as a typed cell of an export."""
    if value is None:
        return None
    if definition.type in (FieldType.INTEGER, FieldType.DECIMAL):
        return Decimal(repr(value)) if isinstance(value, int | float) else str(value)
    if definition.type is FieldType.DATE and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return plain(value, definition, locale)


def headings(definitions: Iterable[Definition], branch: Callable[[int], str]) -> dict[str, str]:
    """Key → heading of its column; equal names are told apart by their categories."""
    known = list(definitions)
    names = [d.heading.lower() for d in known]
    return {
        d.key: f"{d.heading} ({branch(d.category_id)})"
        if names.count(d.heading.lower()) > 1 and d.category_id is not None
        else d.heading
        for d in known
    }
