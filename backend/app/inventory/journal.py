"""The journal: movements of all items, newest first, under the filters of its query."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import Field
from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    Text,
    bindparam,
    func,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import ARRAY

from app.auth.permissions import P
from app.inventory import references
from app.inventory.history import History
from app.inventory.models import Item, Movement, MovementType
from app.inventory.scope import predicate
from app.kit.listing import FeedQuery
from app.kit.schemas import MAX_ID, Checked, Cleaned, Day, Id
from app.kit.uow import Uow
from app.theaters.models import Theater

Ids = Annotated[list[Id], Field(max_length=200)]
Batch = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$", max_length=32)]
_CHUNK = 2000
_NO_DAY_AFTER = date(9999, 12, 31)


class JournalFilter(FeedQuery):
    """What both the feed and its export are narrowed by."""

    before: int | None = Field(None, ge=1, le=MAX_ID)
    q: Annotated[str, Field(max_length=200), Checked, Cleaned] | None = Field(
        None, description="words or a number of the item"
    )
    item: Id | None = None
    category: Ids = Field([], description="with everything below")
    department: Ids = []
    location: Ids = Field([], description="from or to it, with everything below")
    movement_type: list[MovementType] = Field([], max_length=20)
    performance: Ids = []
    author: Ids = []
    date_from: Day | None = Field(None, description="a day of the theatre's time zone")
    date_to: Day | None = Field(None, description="the last day, included")
    batch: Batch | None = None


class Line(NamedTuple):
    """A movement with the item it moved."""

    movement: Movement
    item_id: int
    name: str
    inventory_number: str
    unit: str
    deleted_at: datetime | None


class Journal:
    def __init__(self, uow: Uow, query: JournalFilter) -> None:
        self.uow = uow
        self.query = query

    async def feed(self) -> dict[str, Any]:
        statement = await self._statement()
        found = await self._lines(statement, self.query.before, self.query.limit + 1)
        page = found[: self.query.limit]
        bodies = await History(self.uow).bodies([line.movement for line in page])
        return {
            "items": [
                body | {"item": _item(line)} for body, line in zip(bodies, page, strict=True)
            ],
            "next": page[-1].movement.id if len(found) > self.query.limit else None,
        }

    async def all(self) -> AsyncIterator[Sequence[Line]]:
        """Every line in stretches: each begins where the last one ended, so none is read twice."""
        statement = await self._statement()
        before = self.query.before
        while lines := await self._lines(statement, before, _CHUNK):
            yield lines
            before = lines[-1].movement.id

    async def zone(self) -> ZoneInfo:
        name = await self.uow.session.scalar(
            select(Theater.timezone).where(Theater.id == self.uow.ctx.theater_id)
        )
        return ZoneInfo(name or "UTC")

    async def _lines(
        self, statement: Select[Any], before: int | None, limit: int
    ) -> Sequence[Line]:
        if before is not None:
            statement = statement.where(Movement.id < before)
        rows = await self.uow.session.execute(
            statement.order_by(Movement.id.desc()).limit(limit),
            execution_options={"include_deleted": True},
        )
        return [Line._make(row) for row in rows]

    async def _statement(self) -> Any:
        statement: Any = select(
            Movement, Item.id, Item.name, Item.inventory_number, Item.unit, Item.deleted_at
        ).join(Item, Item.id == Movement.item_id)
        reach = predicate(self.uow.ctx, P.INVENTORY_READ)
        if reach is not None:
            statement = statement.where(reach)
        return statement.where(*await self._conditions())

    async def _conditions(self) -> list[ColumnElement[bool]]:
        query = self.query
        categories = (await references.CATEGORIES.of(self.uow)).spread(query.category)
        places = (await references.LOCATIONS.of(self.uow)).spread(query.location)
        found = [
            _any(column, values)
            for column, values in (
                (Item.category_id, categories),
                (Item.department_id, query.department),
                (Movement.movement_type, [kind.value for kind in query.movement_type]),
                (Movement.performance_id, query.performance),
                (Movement.created_by_id, query.author),
            )
            if values
        ]
        if places:
            found.append(
                or_(_any(Movement.from_location_id, places), _any(Movement.to_location_id, places))
            )
        if query.item is not None:
            found.append(Movement.item_id == query.item)
        if query.batch is not None:
            found.append(Movement.batch == query.batch)
        if query.q:
            hits = func.search_inventory_items(bindparam("words", query.q, type_=Text()))
            ids = select(type_coerce(hits, Integer)).scalar_subquery()
            found.append(Movement.item_id == func.any(func.array(ids)))
        return found + await self._days()

    async def _days(self) -> list[ColumnElement[bool]]:
        """Days begin and end where the theatre is."""
        first, last = self.query.date_from, self.query.date_to
        if first is None and last is None:
            return []
        zone = await self.zone()
        found: list[ColumnElement[bool]] = []
        if first is not None:
            found.append(Movement.created_at >= _midnight(first, zone))
        if last is not None and last < _NO_DAY_AFTER:
            found.append(Movement.created_at < _midnight(last + timedelta(days=1), zone))
        return found


def _any(column: Any, values: Sequence[Any]) -> ColumnElement[bool]:
    if len(values) == 1:
        return column == values[0]  # type: ignore[no-any-return]
    kind = String() if isinstance(values[0], str) else Integer()
    return column == func.any(bindparam(None, list(values), type_=ARRAY(kind)))  # type: ignore[no-any-return]


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    """In UTC, which the first days of the calendar may not reach."""
    try:
        return datetime.combine(day, time(), zone).astimezone(UTC)
    except OverflowError:
        return datetime.combine(day, time(), UTC)


def _item(line: Line) -> dict[str, Any]:
    return {
        "id": line.item_id,
        "name": line.name,
        "inventory_number": line.inventory_number,
        "unit": line.unit,
        "archived": line.deleted_at is not None,
    }
