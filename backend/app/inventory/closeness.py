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
from app.kit.lookalikes import fold_case, fold_number, fold_serial
from app.kit.text import clean

_WORDS = re.compile(r"[^\W_]+")
_ENDING = 2
_LONG = 5


def _texts(name: str) -> Any:
    return bindparam(name, type_=ARRAY(Text()))


def _like(column: Any, name: str, how: str) -> Any:
    return type_coerce(column, Text()).op("LIKE")(getattr(func, how)(_texts(name)))


def _has(names: Mapping[str, str]) -> Any:
    """The item, or one of its pieces, is one of the texts in a column; of each the bind's name."""

    def among(model: Any) -> Any:
        return or_(*(getattr(model, c) == func.any(_texts(bound)) for c, bound in names.items()))

    pieces = select(Unit.item_id).where(
        Unit.theater_id == bindparam("theater_id"),
        Unit.deleted_at.is_(None),
        Unit.is_active,
        among(Unit),
    )
    return or_(among(Item), Item.id == func.any(func.array(pieces.scalar_subquery())))


def _has_words() -> Any:
    """Every word begins one of the name, behind a space; its ending does not matter.

    To make other signs spaces first would take longer than all the rest.
    """
    name = literal_column("' '").op("||")(Item.sort_name)
    return or_(_like(name, "near_words", "all"), _like(name, "near_other_words", "all"))


def _binds(typed: str) -> Mapping[str, Any]:
    typed = clean(typed)
    text = fold_serial(typed)
    ways = readings(text)
    return {
        "near_keys": [fold_case(way) for way in readings(typed)],
        "near_codes": [fold_number(way) for way in ways],
        "near_serials": ways,
        "near_numbers": [f"{_escaped(fold_number(way))}%" for way in ways],
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
        (_has({"number_key": "near_keys", "serial_key": "near_serials"}), literal_column("0")),
        (_has({"number_look": "near_codes"}), literal_column("1")),
        (_like(Item.number_look, "near_numbers", "any"), literal_column("2")),
        (_like(Item.sort_name, "near_names", "any"), literal_column("3")),
        (_has_words(), literal_column("4")),
        else_=literal_column("5"),
    ),
    _binds,
)
