"""Everything in the theatre that falls due: plans, certificates, warranties, and what runs short.

One list over four sources, declared like every other; its rows are no table's.
"""

from typing import Annotated, Any, Literal

from pydantic import Field
from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Date,
    Integer,
    Text,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import registry

from app.inventory.care.models import CareKind, CertificateKind
from app.inventory.care.states import (
    DUE,
    DUES,
    TABLES,
    TODAY,
    CareState,
    state_of,
    word,
)
from app.inventory.models import Item
from app.kit.listing import AnyOf, Flag, ListQuery, Matches, One
from app.kit.reference import Tree
from app.kit.schemas import Checked, Cleaned, Day, Id
from app.kit.words import contains_words

What = Literal["plan", "certificate", "warranty", "low_stock"]
Horizon = Literal["overdue", "month", "later", "stock"]
HORIZONS: tuple[Horizon, ...] = ("overdue", "month", "later", "stock")
# How long before its end, and how long after it, a warranty is worth a line.
WARRANTY_DAYS = literal_column("30", Integer)
MONTH = literal_column("30", Integer)
_NO_DATE = literal_column("DATE '9999-12-30'", Date)
_SHORT = literal_column("DATE '9999-12-31'", Date)
_item: Any = Item.__table__.c
_no_number: Any = cast(null(), Integer)


def _row_id(identity: Any, source: int) -> Any:
    """The ids of four sources as one, for a stable order."""
    return (cast(identity, BigInteger) * 4 + literal_column(str(source))).label("id")


_of_item = (
    _item.theater_id, _item.id.label("item_id"), _item.name.label("item_name"),
    _item.inventory_number, _item.quantity, _item.min_quantity, _item.unit,
    _item.department_id, _item.category_id, _item.responsible_id.label("item_responsible_id"),
)  # fmt: skip
_no_text = cast(null(), Text)


def _cared(what: str, source: int) -> Any:
    return (
        select(
            _row_id(DUE.id, source), *_of_item, DUE.id.label("care_id"), DUE.what, DUE.kind,
            DUE.name, DUE.due_on, DUE.state, DUE.cause, DUE.every_months, DUE.every_shows,
            DUE.shows, DUE.blocks_issue, DUE.responsible_id, DUE.instructions,
        )
        .join_from(
            DUES,
            Item.__table__,
            and_(_item.theater_id == DUE.theater_id, _item.id == DUE.item_id),
        )
        .where(_item.deleted_at.is_(None), DUE.what == word(what))
    )  # fmt: skip


def _of_items(what: str, source: int, due_on: Any, state: Any, cause: str) -> Any:
    return select(
        _row_id(_item.id, source), *_of_item, _item.id.label("care_id"), word(what), _no_text,
        _no_text, due_on, state, word(cause), _no_number, _no_number, _no_number,
        literal_column("false", Boolean), _no_number, _no_text,
    ).where(_item.deleted_at.is_(None))  # fmt: skip


_sources = union_all(
    _cared("plan", 0),
    _cared("certificate", 1),
    _of_items(
        "warranty", 2, _item.warranty_until, state_of(_item.warranty_until, WARRANTY_DAYS), "date"
    ).where(_item.warranty_until.is_not(None), _item.warranty_until >= TODAY - WARRANTY_DAYS),
    _of_items("low_stock", 3, cast(null(), Date), word("due_soon"), "stock").where(
        _item.quantity < _item.min_quantity
    ),
).subquery("sources")
_from = _sources.c
# Where a row stands in the order of time, with a date of its own or without.
_sort_on = case(
    (_from.what == word("low_stock"), _SHORT),
    (_from.state == word("overdue"), func.least(_from.due_on, TODAY - literal_column("1"))),
    (and_(_from.state == word("due_soon"), _from.cause == word("shows")), TODAY),
    else_=func.coalesce(_from.due_on, _NO_DATE),
)
_sorted: Any = select(*_from, cast(_sort_on, Date).label("sort_on")).subquery("sorted")
_horizon = case(
    (_sorted.c.what == word("low_stock"), word("stock")),
    (_sorted.c.state == word("overdue"), word("overdue")),
    (_sorted.c.sort_on <= TODAY + MONTH, word("month")),
    else_=word("later"),
)
_entries: Any = select(*_sorted.c, _horizon.label("horizon")).subquery("care_entries")


class _Entry:
    """A row of the list, as a class for kit.listing; it has no table and joins no metadata."""


registry().map_imperatively(_Entry, _entries, primary_key=[_entries.c.id])
Entry: Any = _Entry


def _found(name: str) -> ColumnElement[bool]:
    """By the item, as the inventory finds it, or by the words of the plan or certificate."""
    hits = func.search_inventory_items(bindparam(name, type_=Text()))
    ids = select(type_coerce(hits, Integer)).scalar_subquery()
    return or_(Entry.item_id == func.any(func.array(ids)), contains_words(name, Entry.name))


def _due_before(name: str) -> ColumnElement[bool]:
    return Entry.due_on <= bindparam(name, type_=Date())  # type: ignore[no-any-return]


ROW: tuple[Any, ...] = tuple(
    getattr(Entry, column.key) for column in _entries.c if column.key not in ("theater_id", "id")
)
CareSort = Literal["due", "-due", "item", "-item"]
Ids = Annotated[list[Id], Field(max_length=200)]


class CareList(ListQuery):
    model = Entry
    row = ROW
    sorts = {
        "due": Entry.sort_on,
        "item": func.lower(func.translate(Entry.item_name, "ёЁ", "еЕ")),
    }
    search = staticmethod(_found)  # type: ignore[assignment]
    tables = TABLES | {"inventory_items", "inventory_movements"}

    sort: CareSort = "due"
    q: Annotated[str | None, Field(max_length=200), Checked, Cleaned] = None
    what: Annotated[list[What], Field(max_length=4), AnyOf(Entry.what)] = []
    state: Annotated[list[CareState], Field(max_length=3), AnyOf(Entry.state)] = []
    horizon: Annotated[
        list[Horizon],
        Field(max_length=4, description="month: within 30 days; stock: fewer than the minimum"),
        AnyOf(Entry.horizon),
    ] = []
    kind: Annotated[list[CareKind | CertificateKind], Field(max_length=20), AnyOf(Entry.kind)] = []
    department: Annotated[Ids, AnyOf(Entry.department_id)] = []
    category: Annotated[Ids, AnyOf(Entry.category_id)] = []
    item: Annotated[Id | None, One(Entry.item_id)] = None
    blocks_issue: Annotated[
        bool | None, Flag(yes=lambda: Entry.blocks_issue, no=lambda: ~Entry.blocks_issue)
    ] = None
    due_before: Annotated[Day | None, Matches(_due_before)] = None

    def with_subtrees(self, categories: Tree) -> "CareList":
        return self.model_copy(update={"category": categories.spread(self.category)})
