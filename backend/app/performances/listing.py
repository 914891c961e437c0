"""The list of titles, declared."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import ColumnElement, Date, Integer, and_, bindparam, func, or_, select

from app.inventory.models import Item
from app.kit.listing import AnyOf, Flag, ListQuery, Matches
from app.kit.schemas import Checked, ShortText
from app.kit.words import contains_words
from app.performances.models import Performance, PerformanceItem, PerformanceStatus
from app.performances.schemas import PerformanceSort

_sort_title: Any = func.lower(func.translate(Performance.title, "ёЁ", "еЕ"))


def _found(name: str) -> ColumnElement[bool]:
    return contains_words(
        name, Performance.title, Performance.subtitle, Performance.author, Performance.director
    )


class Season(Matches):
    """Titles whose premiere fell between the first of September of a year and the next August."""

    def bound(self, value: int) -> date:
        return date(value, 9, 1)


def _in_season(name: str) -> ColumnElement[bool]:
    start: Any = bindparam(name, type_=Date())
    year = func.make_interval(1)
    return and_(Performance.premiere_date >= start, Performance.premiere_date < start + year)


def _kept(name: str, column: Any) -> ColumnElement[bool]:
    asked: Any = bindparam(name, None, type_=Integer())
    return or_(asked.is_(None), column == asked)


items_count = (
    select(func.count(func.distinct(PerformanceItem.inventory_item_id)))
    .where(
        PerformanceItem.theater_id == Performance.theater_id,
        PerformanceItem.performance_id == Performance.id,
        Item.theater_id == PerformanceItem.theater_id,
        Item.id == PerformanceItem.inventory_item_id,
        _kept("keeping_user", Item.responsible_id),
        _kept("keeping_department", Item.department_id),
    )
    .correlate(Performance)
    .scalar_subquery()
)


class PerformanceList(ListQuery):
    model = Performance
    row = (
        Performance.id,
        Performance.version,
        Performance.title,
        Performance.subtitle,
        Performance.author,
        Performance.director,
        Performance.genre,
        Performance.age_rating,
        Performance.duration_minutes,
        Performance.intermissions,
        Performance.premiere_date,
        Performance.status,
        Performance.archived_at,
        Performance.updated_at,
        items_count.label("items_count"),
    )
    sorts = {
        "title": _sort_title,
        "premiere_date": Performance.premiere_date,
        "updated_at": Performance.updated_at,
    }
    search = staticmethod(_found)  # type: ignore[assignment]
    # The last two: whose a title is follows from the calls to its events (scope.concerns).
    tables = frozenset(
        {
            "performances", "performance_inventory", "inventory_items", "schedule_events",
            "event_participants",
        }
    )  # fmt: skip

    sort: PerformanceSort = "title"
    q: Annotated[str | None, Field(max_length=200), Checked] = None
    status: Annotated[list[PerformanceStatus], Field(max_length=20), AnyOf(Performance.status)] = []
    genre: Annotated[list[ShortText], Field(max_length=50), AnyOf(Performance.genre)] = []
    season: Annotated[
        int | None,
        Field(ge=1900, le=2200, description="year in which the season begins"),
        Season(_in_season),
    ] = None
    archived: Annotated[
        bool,
        Flag(
            yes=lambda: Performance.archived_at.is_not(None),
            no=lambda: Performance.archived_at.is_(None),
        ),
        Field(description="true: only archived titles"),
    ] = False
