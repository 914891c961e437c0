"""Filters of the list by properties: `key:op:value`, typed by the definition of the key.

A key and a value reach PostgreSQL as bound values only; the operator and the type choose between
the written forms below.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

import orjson
from sqlalchemy import (
    ColumnElement,
    Integer,
    Numeric,
    Text,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    not_,
    select,
    true,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from app.inventory.fields.models import FieldType
from app.inventory.fields.reference import Definitions
from app.inventory.fields.types import BadValue, Definition
from app.inventory.models import Item
from app.kit.errors import FieldError, Invalid
from app.kit.listing import Filter

MAX_FILTERS = 10
MAX_FILTER = 300


class Op(StrEnum):
    EQ = "eq"
    NE = "ne"
    GTE = "gte"
    LTE = "lte"
    CONTAINS = "contains"
    EMPTY = "empty"
    SET = "set"


_NUMBERS = (FieldType.INTEGER, FieldType.DECIMAL)
_WORDS = (FieldType.TEXT, FieldType.LONG_TEXT, FieldType.URL)
_BARE = (Op.EMPTY, Op.SET)


def _fits(op: Op, kind: FieldType) -> bool:
    if op in (Op.GTE, Op.LTE):
        return kind in (*_NUMBERS, FieldType.DATE)
    if op is Op.CONTAINS:
        return kind in _WORDS
    return True


@dataclass(frozen=True)
class Condition:
    """`form` decides the statement's text, `key` and `value` are bound."""

    form: str
    key: str
    value: Any


def conditions(given: Sequence[str], definitions: Definitions) -> list[Condition]:
    """Typed conditions in a stable order; Invalid names what cannot be asked."""
    equal: dict[str, list[Any]] = defaultdict(list)
    found: list[Condition] = []
    errors: list[FieldError] = []
    for number, text in enumerate(given):
        try:
            definition, op, value = _read(text, definitions)
        except BadValue as bad:
            errors.append(FieldError(f"field.{number}", bad.code, bad.params))
            continue
        if op is Op.EQ:
            equal[definition.key].append(value)
        else:
            is_number = op in (Op.GTE, Op.LTE) and definition.type in _NUMBERS
            form = f"{op}_number" if is_number else op.value
            found.append(Condition(form, definition.key, _bound(definition, op, value)))
    if errors:
        raise Invalid(errors=errors)
    found += [
        Condition(Op.EQ, key, [_json(key, v) for v in values]) for key, values in equal.items()
    ]
    return sorted(found, key=lambda one: (one.form, one.key))


def _read(text: str, definitions: Definitions) -> tuple[Definition, Op, Any]:
    key, _, rest = text.partition(":")
    word, _, value = rest.partition(":")
    definition = definitions.get(key)
    if definition is None:
        raise BadValue("filter_key", key=key[:50])
    if word not in set(Op) or not _fits(Op(word), definition.type):
        raise BadValue("filter_op", op=word[:20])
    op = Op(word)
    if op in _BARE:
        return definition, op, None
    if op is Op.CONTAINS:
        if not value.strip():
            raise BadValue("filter_value")
        return definition, op, value.strip()
    if definition.type is FieldType.MULTI_CHOICE:
        wanted: Any = definition.checked([value]) if value else None
    else:
        # Bounds limit what is stored, not what may be asked for.
        free = Definition(
            definition.id, key, definition.name, definition.type, options=definition.options
        )
        wanted = free.parsed(value, ".")
    if wanted is None:
        raise BadValue("filter_value")
    return definition, op, wanted


def _json(key: str, value: Any) -> str:
    return orjson.dumps({key: value}).decode()


def _bound(definition: Definition, op: Op, value: Any) -> Any:
    if op in _BARE:
        return None
    if op is Op.NE:
        return _json(definition.key, value)
    if definition.type in _NUMBERS:
        return Decimal(repr(value))
    return str(value)


@dataclass(frozen=True)
class FieldFilter(Filter):
    """Works on conditions; a list that still holds the words of the address never gets here."""

    def shape(self, value: Sequence[Condition]) -> Any:
        return tuple(one.form for one in value)

    def binds(self, name: str, value: Sequence[Condition]) -> Mapping[str, Any]:
        named: dict[str, Any] = {}
        for number, one in enumerate(value):
            named |= {f"{name}_{number}_key": one.key, f"{name}_{number}_value": one.value}
        return named

    def where(self, name: str, form: Any) -> ColumnElement[bool]:
        return and_(true(), *(_where(one, f"{name}_{n}") for n, one in enumerate(form)))


def _where(form: str, name: str) -> Any:
    values: Any = Item.custom_fields
    key = bindparam(f"{name}_key", type_=Text())
    text = values.op("->>", return_type=Text())(key)

    def value(kind: Any) -> Any:
        return bindparam(f"{name}_value", type_=kind)

    match form:
        case Op.EQ:
            # The index cannot be used under row security; the function looks past it, at its own
            # theatre only.
            hits = func.inventory_items_holding(value(ARRAY(Text())))
            ids = select(type_coerce(hits, Integer)).scalar_subquery()
            return Item.id == func.any(func.array(ids))
        case Op.NE:
            return not_(values.op("@>", is_comparison=True)(cast(value(Text()), JSONB)))
        case Op.EMPTY:
            return not_(values.op("?", is_comparison=True)(key))
        case Op.SET:
            return values.op("?", is_comparison=True)(key)
        case Op.CONTAINS:
            return func.strpos(_folded(text), _folded(value(Text()))) > literal_column("0")
        case "gte_number" | "lte_number":
            is_number = func.jsonb_typeof(values.op("->")(key)) == literal_column("'number'")
            number = case((is_number, cast(text, Numeric)))
            bound = value(Numeric())
            return number >= bound if form == "gte_number" else number <= bound
        case Op.GTE:
            return text.collate("C") >= value(Text())
        case Op.LTE:
            return text.collate("C") <= value(Text())
    raise LookupError(form)


def _folded(text: Any) -> Any:
    return func.lower(func.translate(text, "ёЁ", "еЕ"))
