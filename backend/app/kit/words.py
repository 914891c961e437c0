"""Search in short lists (people, venues, tags): every word of the query occurs somewhere."""

from typing import Any

from sqlalchemy import ColumnElement, Text, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY


def contains_words(name: str, *columns: Any) -> ColumnElement[bool]:
    """A predicate of a ListQuery: order and case of words do not matter, ё counts as е, a short
    word meets beginnings, and a word may be typed in the other layout. Signs alone are literal.

    It reads the whole list, which is right for hundreds of rows; large tables have an index
    (`search_<table>`).
    """
    text = func.lower(func.translate(func.concat_ws(" ", *columns), "ёЁ", "ее"))
    asked = func.search_patterns(bindparam(name, type_=Text()), type_=ARRAY(Text()))
    # Read once; named in the condition itself, a generic plan reads the query for every row.
    patterns = func.array(select(func.unnest(asked)).scalar_subquery())
    found: ColumnElement[bool] = text.op("~", is_comparison=True)(func.all(patterns))
    return found
