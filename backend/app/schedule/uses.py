"""Dates to come, told to whoever archives an item or a title; what a date has, to its deleter."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, and_, func, literal, select, union
from sqlalchemy.dialects.postgresql import aggregate_order_by

from app.inventory import references
from app.inventory.models import Item
from app.inventory.uses import ITEM, among
from app.kit import clock
from app.kit.uow import Uow
from app.kit.uses import NAMED, Count, User, Uses, collected, tells
from app.performances.models import PerformanceItem
from app.performances.uses import TITLE
from app.schedule.models import MAX_DAYS, STAGED, Call, Event, EventItem
from app.schedule.naming import seen

EVENT = "event"


def ahead() -> Any:
    now = clock.now()
    return and_(Event.live, Event.ends_at > now, Event.starts_at > now - timedelta(days=MAX_DAYS))


@tells(ITEM)
async def dates_of_items(uow: Uow, item_ids: Collection[int]) -> Sequence[Uses]:
    """Events that reserved pieces, and events whose title needs them."""
    reserved = select(EventItem.event_id, EventItem.inventory_item_id.label("row_id")).where(
        among(EventItem.inventory_item_id, item_ids)
    )
    needed = (
        select(Event.id, PerformanceItem.inventory_item_id)
        .join(PerformanceItem, PerformanceItem.performance_id == Event.performance_id)
        .where(
            among(PerformanceItem.inventory_item_id, item_ids),
            Event.event_type.in_([kind.value for kind in STAGED]),
            ahead(),
        )
    )
    return [await _dates(uow, union(reserved, needed).subquery("uses"))]


@tells(TITLE)
async def dates_of_titles(uow: Uow, title_ids: Collection[int]) -> Sequence[Uses]:
    pairs = select(Event.id.label("event_id"), Event.performance_id.label("row_id")).where(
        among(Event.performance_id, title_ids)
    )
    return [await _dates(uow, pairs.subquery("uses"))]


@tells(TITLE)
async def called_for_titles(uow: Uow, title_ids: Collection[int]) -> Sequence[Uses]:
    """People who are called to the dates to come."""
    rows = await uow.session.execute(
        select(Event.performance_id, Call.user_id)
        .join(Call, Call.event_id == Event.id)
        .where(among(Event.performance_id, title_ids), Call.user_id.is_not(None), ahead(),
               seen(uow.ctx))
        .distinct()
        .order_by(Event.performance_id, Call.user_id)
    )  # fmt: skip
    names = await references.PEOPLE.of(uow)
    return [
        collected(
            "people",
            (
                (row.performance_id, User(row.user_id, names[row.user_id]["short_name"]))
                for row in rows
                if row.user_id in names
            ),
        )
    ]


async def _dates(uow: Uow, pairs: Any) -> Uses:
    """`pairs` of event and row; a thing may be used on hundreds of dates, so they are counted
    where they lie.
    """
    shown = seen(uow.ctx)
    first = func.array_agg(aggregate_order_by(Event.id, Event.starts_at, Event.id))

    def counted(row: Any, *grouped: Any) -> Select[Any]:
        statement = select(
            row,
            func.count(Event.id.distinct()).filter(shown).label("number"),
            first.filter(shown).label("events"),
            func.bool_or(~shown).label("hidden"),
        )
        return statement.join(pairs, pairs.c.event_id == Event.id).where(ahead()).group_by(*grouped)

    rows = (await uow.session.execute(counted(pairs.c.row_id, pairs.c.row_id))).all()
    whole = (await uow.session.execute(counted(literal(0).label("row_id")))).one_or_none()
    nearest = {row.row_id: list(dict.fromkeys(row.events or ()))[:NAMED] for row in rows}
    soonest = list(dict.fromkeys((whole and whole.events) or ()))[:NAMED]
    named = await _named(uow, {one for events in (*nearest.values(), soonest) for one in events})
    return Uses(
        "dates",
        {
            row.row_id: Count(row.number, [named[one] for one in nearest[row.row_id]])
            for row in rows
            if row.number
        },
        Count(whole.number if whole else 0, [named[one] for one in soonest]),
        {row.row_id for row in rows if row.hidden},
    )


async def _named(uow: Uow, event_ids: Collection[int]) -> dict[int, User]:
    rows = await uow.session.execute(
        select(Event.id, Event.title, Event.starts_at).where(among(Event.id, event_ids))
    )
    return {row.id: User(row.id, row.title, row.starts_at) for row in rows}


@tells(EVENT)
async def called_to_events(uow: Uow, event_ids: Collection[int]) -> Sequence[Uses]:
    rows = await uow.session.execute(
        select(Call.event_id, Call.user_id)
        .where(among(Call.event_id, event_ids), Call.user_id.is_not(None))
        .distinct()
        .order_by(Call.event_id, Call.user_id)
    )
    names = await references.PEOPLE.of(uow)
    return [
        collected(
            "people",
            (
                (row.event_id, User(row.user_id, names[row.user_id]["short_name"]))
                for row in rows
                if row.user_id in names
            ),
        )
    ]


@tells(EVENT)
async def reserved_for_events(uow: Uow, event_ids: Collection[int]) -> Sequence[Uses]:
    rows = await uow.session.execute(
        select(EventItem.event_id, Item.id, Item.name)
        .join(Item, Item.id == EventItem.inventory_item_id)
        .where(among(EventItem.event_id, event_ids))
        .order_by(Item.sort_name, Item.id)
    )
    return [collected("things", ((row.event_id, User(row.id, row.name)) for row in rows))]
