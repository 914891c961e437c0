"""Lists declared as data: filters, sort, search, columns. Paging, total, ETag and export follow.

A list is a `ListQuery` class. Its statement is built once per shape (which filters are set, which
sort) and reused as text: ids of the page come first from one table, then only those rows are
joined. Rows leave as dictionaries for orjson; the response model documents them and is checked by
the contract tests.
"""

import hashlib
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar

import orjson
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, bindparam, func, literal, literal_column, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import InstrumentedAttribute

from app.kit.cache import cached, computed_once
from app.kit.db import Base, SoftDeleteMixin
from app.kit.statements import Prepared, fetch, prepare
from app.kit.uow import Uow

MAX_PAGE_DEPTH = 200_000
DEEPER = 0
MAX_PAGE_SIZE = 200


class Filter:
    """Marks a field of a ListQuery as a filter; `where` gets the field's name as bind name."""

    def where(self, name: str, form: Any) -> ColumnElement[bool]:
        raise NotImplementedError

    def shape(self, value: Any) -> Any:
        """What of the value decides the statement's text; most filters only need to be set."""
        return True

    def bound(self, value: Any) -> Any:
        """The value as the statement takes it."""
        return value

    def binds(self, name: str, value: Any) -> Mapping[str, Any]:
        """The bound values by name, for a filter that has several."""
        return {name: self.bound(value)}


@dataclass(frozen=True)
class AnyOf(Filter):
    """The column equals one of the values; a single one keeps an index in the list's order."""

    column: Any

    def shape(self, value: Any) -> Any:
        return len(value) == 1

    def bound(self, value: Any) -> Any:
        return value[0] if len(value) == 1 else value

    def where(self, name: str, form: Any) -> ColumnElement[bool]:
        kind = self.column.type
        if form:
            return self.column == bindparam(name, type_=kind)  # type: ignore[no-any-return]
        return self.column == func.any(bindparam(name, type_=ARRAY(kind)))  # type: ignore[no-any-return]


@dataclass(frozen=True)
class One(Filter):
    """The column equals the value."""

    column: Any

    def where(self, name: str, form: Any) -> ColumnElement[bool]:
        return self.column == bindparam(name, type_=self.column.type)  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Flag(Filter):
    """A yes/no question with a predicate for each answer."""

    yes: Callable[[], ColumnElement[bool]]
    no: Callable[[], ColumnElement[bool]]

    def where(self, name: str, form: Any) -> ColumnElement[bool]:
        return self.yes() if form else self.no()

    def shape(self, value: Any) -> Any:
        return bool(value)


@dataclass(frozen=True)
class Matches(Filter):
    """A predicate of the domain's own; gets the bound values as an array or scalar parameter."""

    build: Callable[[str], ColumnElement[bool]]

    def where(self, name: str, form: Any) -> ColumnElement[bool]:
        return self.build(name)


@dataclass(frozen=True)
class Column:
    """One exportable column: `value` takes a row dictionary; headings are locale keys."""

    key: str
    heading: str
    value: Callable[[Mapping[str, Any]], Any]


class Paging(BaseModel):
    """Fields of every list; an unknown parameter is refused."""

    model_config = ConfigDict(extra="forbid")

    page: int = Field(1, ge=1, le=MAX_PAGE_DEPTH, description="1-based page")
    page_size: int = Field(50, ge=1, le=MAX_PAGE_SIZE)


class FeedQuery(BaseModel):
    """An endless list, newest first: `before` takes `next` of the previous answer."""

    model_config = ConfigDict(extra="forbid")

    before: int | None = Field(None, ge=1, le=2**53)
    limit: int = Field(50, ge=1, le=200)


@dataclass(frozen=True)
class Closeness:
    """How close a hit of a search is: a number, less is closer, and what it takes of the words."""

    rank: ColumnElement[int]
    binds: Callable[[str], Mapping[str, Any]]


class ListQuery(Paging):
    """Subclasses declare fields annotated with filters, a `sort` Literal, and the class variables.

    `sorts` maps a sort name to its column; the primary key always ends the order. Where nobody asks
    for an order, the hits of a search come by their `closeness` first.
    """

    model: ClassVar[type[Base]]
    row: ClassVar[Sequence[Any]]
    sorts: ClassVar[Mapping[str, Any]]
    search: ClassVar[Callable[[str], ColumnElement[bool]] | None] = None
    closeness: ClassVar[Closeness | None] = None
    tables: ClassVar[Collection[str]]
    export: ClassVar[Sequence[Column]] = ()

    sort: str

    @property
    def words(self) -> str | None:
        """What is searched for; a list without a search has no `q`."""
        found: str | None = getattr(self, "q", None)
        return found

    @classmethod
    def filters(cls) -> dict[str, Filter]:
        return {
            name: mark
            for name, info in cls.model_fields.items()
            for mark in info.metadata
            if isinstance(mark, Filter)
        }

    def by_closeness(self) -> bool:
        return (
            bool(self.words) and self.closeness is not None and "sort" not in self.model_fields_set
        )

    def values(self) -> dict[str, Any]:
        """The filters that are set, by name."""
        names = type(self).filters()
        return {n: v for n in names if (v := getattr(self, n)) is not None and v != []}


@dataclass(frozen=True)
class Narrowing:
    """A predicate that the rights of the caller add; `name` makes it part of the shape."""

    name: str
    where: Callable[[], ColumnElement[bool]]
    values: Mapping[str, Any]

    def __hash__(self) -> int:
        return hash(self.name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Narrowing) and other.name == self.name


Shape = tuple[tuple[str, Any], ...]


def conditions(
    query: type[ListQuery], shape: Shape, searched: bool, narrowing: Narrowing | None
) -> list[ColumnElement[bool]]:
    model: Any = query.model
    marks = query.filters()
    found: list[ColumnElement[bool]] = [model.theater_id == bindparam("theater_id")]
    if issubclass(model, SoftDeleteMixin) and "deleted_at" not in _decided(query):
        found.append(model.deleted_at.is_(None))
    found.extend(marks[name].where(name, form) for name, form in shape)
    if searched and query.search is not None:
        found.append(query.search("q"))
    if narrowing is not None:
        found.append(narrowing.where())
    return found


def _decided(query: type[ListQuery]) -> Collection[str]:
    """Columns about which the list itself decides (an `archived` filter speaks of deleted_at)."""
    return {"deleted_at"} if "archived" in query.model_fields else set()


@lru_cache(maxsize=4096)
def _page_statement(
    query: type[ListQuery],
    shape: Shape,
    searched: bool,
    sort: str,
    narrowing: Narrowing | None,
    window: int | None,
    closest: bool,
) -> Prepared:
    """`window`: the size of a first page, DEEPER for the pages behind it, None for all rows.

    The size of the first page is part of the text: PostgreSQL plans a parameter as a tenth of all
    rows, and would rather sort those than walk an index for fifty.
    """
    model: Any = query.model
    column: InstrumentedAttribute[Any] = query.sorts[sort.removeprefix("-")]
    down = sort.startswith("-")
    keys = {"sort_key": (column, down), "id": (model.id, down)}
    if closest and query.closeness is not None:
        keys = {"closeness": (query.closeness.rank, False), **keys}
    ids = select(*(key.label(name) for name, (key, _) in keys.items())).where(
        *conditions(query, shape, searched, narrowing)
    )
    ids = ids.order_by(*(_ordered(key, down) for key, down in keys.values()))
    if window:
        ids = ids.limit(literal_column(str(window)))
    elif window == DEEPER:
        # The planner knows nothing of a bound limit and expects a tenth of the table; the second,
        # written one tells it that a page is small, so it joins by key.
        inner = ids.limit(bindparam("limit")).offset(bindparam("offset")).subquery("found")
        ids = select(*inner.c).limit(literal_column(str(MAX_PAGE_SIZE)))
    page = ids.cte("page").prefix_with("MATERIALIZED")
    statement = (
        select(*query.row)
        .join_from(page, model, model.id == page.c.id)
        .order_by(*(_ordered(page.c[name], down) for name, (_, down) in keys.items()))
    )
    return prepare(statement)


@lru_cache(maxsize=4096)
def _total_statement(
    query: type[ListQuery], shape: Shape, searched: bool, narrowing: Narrowing | None
) -> Prepared:
    inner = (
        select(literal(1))
        .select_from(query.model)
        .where(*conditions(query, shape, searched, narrowing))
    )
    return prepare(select(func.count()).select_from(inner.subquery()))


def _ordered(column: Any, down: bool) -> Any:
    """Empty values last in both directions, as people expect; plain where nothing can be empty."""
    ordered = column.desc() if down else column.asc()
    return ordered.nulls_last() if getattr(column, "nullable", True) and down else ordered


class ListRun:
    """One run of a list for a caller: the page, the total, the ETag, or all rows for an export."""

    def __init__(self, uow: Uow, query: ListQuery, narrowing: Narrowing | None = None) -> None:
        self.uow = uow
        self.query = query
        self.narrowing = narrowing
        marks = type(query).filters()
        set_values = query.values()
        self._shape: Shape = tuple((n, marks[n].shape(v)) for n, v in set_values.items())
        self._values = {
            "theater_id": uow.ctx.theater_id,
            **{k: b for n, v in set_values.items() for k, b in marks[n].binds(n, v).items()},
            **(narrowing.values if narrowing else {}),
        }
        words = query.words
        self._searched = bool(words)
        if words:
            self._values["q"] = words
        self._closest = query.by_closeness()
        if words and self._closest and query.closeness is not None:
            self._values |= query.closeness.binds(words)

    async def rows(self) -> list[Any]:
        size = self.query.page_size
        window = size if self.query.page == 1 else DEEPER
        statement = self._statement(window)
        values = self._values | {"limit": size, "offset": (self.query.page - 1) * size}
        return await fetch(self.uow, statement, values)

    def _statement(self, window: int | None) -> Prepared:
        return _page_statement(
            type(self.query),
            self._shape,
            self._searched,
            self.query.sort,
            self.narrowing,
            window,
            self._closest,
        )

    async def total(self, versions: tuple[int, ...] | None) -> int:
        """Exact; remembered per data version and filter."""
        statement = _total_statement(type(self.query), self._shape, self._searched, self.narrowing)

        async def count() -> int:
            rows = await fetch(self.uow, statement, self._values)
            return int(rows[0][0])

        key = orjson.dumps(self._values, default=str, option=orjson.OPT_SORT_KEYS)
        theater_id = self.uow.ctx.theater_id
        # A crowd waits for one of it, if that one has its connection already.
        known = computed_once if self.uow.transaction.begun else cached
        return await known("total", theater_id, versions, count, statement.sql, key)

    async def all_rows(self, chunk: int = 2000) -> AsyncIterator[list[Any]]:
        """Every row in the list's order, in chunks, by a cursor of the transaction."""
        statement = self._statement(None)
        # A FETCH is prepared with the columns that it gave first: each statement has its own.
        name = f"rows_{hashlib.blake2b(statement.sql.encode(), digest_size=8).hexdigest()}"
        declare = f"DECLARE {name} NO SCROLL CURSOR FOR {statement.sql}"
        await self.uow.rows(declare, statement.arguments(self._values))
        while rows := await self.uow.rows(f"FETCH {int(chunk)} FROM {name}"):
            yield rows
        await self.uow.rows(f"CLOSE {name}")


def page_body(query: Paging, items: Sequence[Any], total: int) -> dict[str, Any]:
    return {
        "items": items,
        "total": total,
        "page": query.page,
        "page_size": query.page_size,
        "pages": -(-total // query.page_size),
    }
