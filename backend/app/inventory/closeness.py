"""Which of the found items was most likely meant: the order of a search's hits."""

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Text, bindparam, case, func, literal_column, or_, select, type_coerce
from sqlalchemy.dialects.postgresql import ARRAY

from app.inventory.models import Item
from app.inventory.units.models import Unit
from app.kit.layouts import readings
from app.kit.listing import Closeness
from app.kit.lookalikes import fold_lookalikes
from app.kit.text import clean

_WORDS = re.compile(r"[^\W_]+")
_ENDING = 2
_LONG = 5


def _texts(name: str) -> Any:
    return bindparam(name, type_=ARRAY(Text()))


def _like(column: Any, name: str, how: str) -> Any:
    return type_coerce(column, Text()).op("LIKE")(getattr(func, how)(_texts(name)))


def _is_exactly() -> Any:
    """The number or serial number of the item, or of one of its pieces."""
    pieces = select(Unit.item_id).where(
        Unit.theater_id == bindparam("theater_id"),
        Unit.deleted_at.is_(None),
        Unit.is_active,
        or_(
            Unit.number_look == func.any(_texts("near_codes")),
            Unit.serial_key == func.any(_texts("near_serials")),
        ),
    )
    return or_(
        Item.number_look == func.any(_texts("near_codes")),
        Item.serial_key == func.any(_texts("near_serials")),
        Item.id == func.any(func.array(pieces.scalar_subquery())),
    )


def _has_words() -> Any:
    """Every word begins one of the name, behind a space; its ending does not matter.

    To make other signs spaces first would take longer than all the rest.
    """
    name = literal_column("' '").op("||")(Item.sort_name)
    return or_(_like(name, "near_words", "all"), _like(name, "near_other_words", "all"))


def _binds(typed: str) -> Mapping[str, Any]:
    text = clean(typed).lower().replace("ё", "е")
    ways = readings(text)
    return {
        "near_codes": [fold_lookalikes(way) for way in ways],
        "near_serials": ways,
        "near_numbers": [f"{_escaped(fold_lookalikes(way))}%" for way in ways],
        "near_names": [f"{_escaped(way)}%" for way in ways],
        "near_words": _beginnings(text),
        "near_other_words": _beginnings(ways[-1]),
    }


def _beginnings(text: str) -> list[str]:
    words = _WORDS.findall(text)
    cut = (word[:-_ENDING] if len(word) >= _LONG else word for word in words)
    # Nothing must not be everything: LIKE ALL of no patterns is true.
    return [f"% {word}%" for word in cut] or [""]


def _escaped(text: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", text)


CLOSENESS = Closeness(
    case(
        (_is_exactly(), literal_column("0")),
        (_like(Item.number_look, "near_numbers", "any"), literal_column("1")),
        (_like(Item.sort_name, "near_names", "any"), literal_column("2")),
        (_has_words(), literal_column("3")),
        else_=literal_column("4"),
    ),
    _binds,
)
