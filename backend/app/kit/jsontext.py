"""JSON put together as text by PostgreSQL.

For rows that are read by the thousand: `json_build_object` and `json_agg` look every type up again
for each value, and take twice as long. The text is theirs to the byte.
"""

from typing import Any

from sqlalchemy import ColumnElement, Text, cast, func, literal_column
from sqlalchemy.dialects.postgresql import aggregate_order_by


def _said(text: str) -> ColumnElement[str]:
    return literal_column(f"'{text}'", Text)


def number(column: Any) -> ColumnElement[str]:
    return func.coalesce(cast(column, Text), _said("null"))


def word(column: Any) -> ColumnElement[str]:
    """A word that a check of the table knows: there is nothing in it to escape."""
    return func.coalesce(_said('"') + column + _said('"'), _said("null"))


def value(column: Any) -> ColumnElement[str]:
    """Anything else: what people have written, moments."""
    return func.coalesce(cast(func.to_json(column), Text), _said("null"))


def row(**members: ColumnElement[str]) -> ColumnElement[str]:
    """An object of members made by the functions above."""
    whole, before = None, "{"
    for name, member in members.items():
        key = _said(f'{before}"{name}" : ')
        whole = key + member if whole is None else whole + key + member
        before = ", "
    return whole + _said("}")


def rows(one: ColumnElement[str], *, order: Any = None, only: Any = None) -> ColumnElement[str]:
    """An array of the objects of a group, empty where there are none."""
    comma: Any = _said(", ")
    joined: Any = func.string_agg(one, comma if order is None else aggregate_order_by(comma, order))
    if only is not None:
        joined = joined.filter(only)
    return func.coalesce(_said("[") + joined + _said("]"), _said("[]"))
