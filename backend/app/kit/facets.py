"""Counts beside a list's filters: each facet under all the other filters, by the list's rules."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import orjson
from sqlalchemy import Integer, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from app.kit.cache import cached
from app.kit.listing import ListQuery, Narrowing, Shape, conditions
from app.kit.reference import Tree
from app.kit.statements import Prepared, fetch, prepare
from app.kit.uow import Uow


@dataclass(frozen=True, eq=False)
class Facet:
    """Rows counted by `key`; `through` is the key's table where a row may have several keys,
    joined by `on`. `tree`: a row counts once for its key and for everything above it.
    """

    key: Any
    through: Any = None
    on: Any = None
    tree: bool = False


@cache
def _statement(
    query: type[ListQuery],
    facet: Facet,
    shape: Shape,
    searched: bool,
    narrowing: Narrowing | None,
) -> Prepared:
    model: Any = query.model
    found = conditions(query, shape, searched, narrowing)
    if facet.through is None:
        counted = select(facet.key, func.count()).where(*found)
    else:
        above = (
            func.unnest(_array("nodes"), _array("tops"))
            .table_valued("node", "top")
            .render_derived()
        )
        key = above.c.top if facet.tree else facet.key
        counted = (
            select(key, func.count(model.id.distinct()))
            .select_from(facet.through)
            .join(model, facet.on)
            .where(*found)
        )
        if facet.tree:
            counted = counted.join(above, above.c.node == facet.key)
        return prepare(counted.group_by(key))
    return prepare(counted.group_by(facet.key))


def _array(name: str) -> Any:
    return bindparam(name, type_=ARRAY(Integer))


def ancestry(tree: Tree) -> dict[str, list[int]]:
    """Each node with itself and everything above it, as two arrays."""
    pairs = [(node, top) for node in tree.refs for top in tree.ancestors(node)]
    return {"nodes": [node for node, _ in pairs], "tops": [top for _, top in pairs]}


async def facet_counts(
    uow: Uow,
    query: ListQuery,
    name: str,
    facet: Facet,
    narrowing: Narrowing | None,
    versions: tuple[int, ...] | None,
    tree: Tree | None = None,
) -> dict[Any, int]:
    """Rows by key, as the list would count them with that key alone chosen in the filter `name`."""
    kind = type(query)
    marks = kind.filters()
    chosen = {key: value for key, value in query.values().items() if key != name}
    shape: Shape = tuple((key, marks[key].shape(value)) for key, value in chosen.items())
    bound = {
        "theater_id": uow.ctx.theater_id,
        **{key: marks[key].bound(value) for key, value in chosen.items()},
        **(narrowing.values if narrowing else {}),
        **(ancestry(tree) if tree is not None and facet.tree else {}),
    }
    if query.words:
        bound["q"] = query.words
    statement = _statement(kind, facet, shape, bool(query.words), narrowing)

    async def count() -> dict[Any, int]:
        rows = await fetch(uow, statement, bound)
        return {row[0]: row[1] for row in rows if row[0] is not None}

    part = orjson.dumps(bound, default=str, option=orjson.OPT_SORT_KEYS)
    return await cached("facet", uow.ctx.theater_id, versions, count, statement.sql, part)
