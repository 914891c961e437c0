"""Search in short lists (people, venues, tags): every word of the query occurs somewhere."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Text, bindparam, func, literal_column, select


def contains_words(name: str, *columns: Any) -> ColumnElement[bool]:
    """A predicate of a ListQuery: order and case of words do not matter, ё counts as е.

    It reads the whole list, which is right for hundreds of rows; large tables have an index
    (`search_<table>`).
    """
    text = func.lower(func.translate(func.concat_ws(" ", *columns), "ёЁ", "ее"))
    word = func.unnest(func.search_words(bindparam(name, type_=Text()))).column_valued("word")
    missing: Select[Any] = select(literal_column("1")).where(func.strpos(text, word) == 0)
    return ~missing.correlate(columns[0].class_).exists()
