"""Bands of value and lengths of idleness: the same words in the figures and in the list's filters.

The value of a piece is its current value or, without one, what it was bought for.
"""

from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    String,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    type_coerce,
)

from app.inventory.models import Item


class ValueBand(StrEnum):
    """Roubles a piece; the upper end belongs to the next band."""

    UNKNOWN = "unknown"
    UNDER_1000 = "under_1000"
    UNDER_10000 = "under_10000"
    UNDER_100000 = "under_100000"
    OVER_100000 = "over_100000"


_ENDS: tuple[tuple[Decimal, ValueBand], ...] = (
    (Decimal(1_000), ValueBand.UNDER_1000),
    (Decimal(10_000), ValueBand.UNDER_10000),
    (Decimal(100_000), ValueBand.UNDER_100000),
)

piece_value: Any = func.coalesce(Item.current_value, Item.purchase_price)


def _word(band: ValueBand) -> ColumnElement[str]:
    return literal_column(f"'{band.value}'", String())


band: Any = type_coerce(
    case(
        (piece_value.is_(None), _word(ValueBand.UNKNOWN)),
        *((piece_value < literal_column(str(end)), _word(name)) for end, name in _ENDS),
        else_=_word(ValueBand.OVER_100000),
    ),
    String(),
)


def idle(months: Any) -> ColumnElement[bool]:
    """Pieces are left, and none has moved for so many months."""
    moved: Any = Item.last_moved_at
    return and_(moved < func.now() - func.make_interval(0, months), Item.quantity > 0)


def idle_for(name: str) -> ColumnElement[bool]:
    """The same as a filter of the list."""
    return idle(bindparam(name, type_=Integer()))
